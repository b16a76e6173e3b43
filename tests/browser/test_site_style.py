"""The stylesheet of all pages leaves out most of the theme's, and no page looks different."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import material
import pytest
import zensical
from playwright.sync_api import Page

from generator import PACKAGE
from generator.rendering.pages.site_style import PATH
from tests.browser.page_kinds import different, frames, visit
from tests.support.paths import ENGINE

NewPage = Callable[..., Page]
# The styles of the theme, of each engine.
THEME = {
    "mkdocs": Path(material.__file__).parent / "templates/assets/stylesheets",
    "zensical": Path(zensical.__file__).parent / "templates/assets/stylesheets/classic",
}[ENGINE]
OWN = (PACKAGE / "theme/assets/shell/shell.css", PACKAGE / "assets/board.css")
# What each element looks like and where it is, and the same of what styles put before and after it.
LOOKS = """() => {
  const looks = [];
  for (const element of document.querySelectorAll("html, body, body *")) {
    const { x, y, width, height } = element.getBoundingClientRect();
    const found = [`${element.tagName}.${element.className}`, x, y, width, height];
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(element, part);
      if (part && ["none", "normal"].includes(style.content)) continue;
      const mark = part ?? "";
      for (const name of names) found.push(`${mark} ${name}: ${style.getPropertyValue(name)}`);
    }
    looks.push(found);
  }
  return looks;
}"""
# What another stylesheet changes on a page; null if the page itself has changed meanwhile.
DIFFERENCES = f"""async (names) => {{
  const looks = {LOOKS};
  const sheet = document.querySelector('link[href*="/board/site.css"]');
  const before = looks();
  const {{ href }} = sheet;
  const use = (href) => new Promise((done, failed) => {{
    Object.assign(sheet, {{ onload: done, onerror: failed, href }});
  }});
  await use(`${{href}}?whole`);
  const after = looks();
  await use(href);
  if (JSON.stringify(before) !== JSON.stringify(looks())) return null;
  if (before.length !== after.length) return ["other elements"];
  return before.flatMap((old, at) => old
    .map((value, index) => [value, after[at][index]])
    .filter(([value, other]) => value !== other)
    .map(([value, other]) => `${{old[0]}}: ${{value}} -> ${{other}}`));
}}"""
TRIES = 10


def theme_style() -> str:
    (main,), (palette,) = THEME.glob("main.*.css"), THEME.glob("palette.*.css")
    return main.read_text("utf-8") + palette.read_text("utf-8")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_no_page_needs_what_was_left_out(
    new_page: NewPage, site_url: str, site: Path, width: int, scheme: str
) -> None:
    theme = theme_style()
    names = sorted(set(re.findall(r"(?<=[{;])[a-z][a-z-]+(?=:)", theme)))
    whole = "\n".join((theme, *(path.read_text("utf-8") for path in OWN)))
    assert len((site / PATH).read_bytes()) < len(whole) / 3
    page = new_page(width, color_scheme=scheme, reduced_motion="reduce")
    page.route(
        "**/site.css?whole", lambda route: route.fulfill(body=whole, content_type="text/css")
    )
    found_kinds = different(site) if scheme == "light" else frames(site)
    one_of_each = {name.split()[0].strip(","): address for name, address in found_kinds.items()}
    troubles = []
    one_of_each.pop("404.html", None)  # its addresses are those of the published site
    for name, address in one_of_each.items():
        visit(page, f"{site_url}{address}")
        tries = (page.evaluate(DIFFERENCES, names) for _ in range(TRIES))
        found = next((found for found in tries if found is not None), ["keeps changing"])
        troubles += [f"{name}: {difference}" for difference in found[:5]]
    assert not troubles, "\n".join(troubles)
