"""The page template: split once, rendered often, and nothing else in it changes."""

from __future__ import annotations

from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rendering.pages.page_template import (
    TEMPLATE_PATH,
    HtmlPage,
    PageTemplate,
    PageTemplateError,
    Slot,
    base_of,
    finish_handwritten_page,
)

HTML = f"""<!doctype html>
<html class="no-js">
  <head>
    <meta http-equiv="Content-Security-Policy" content="script-src 'self'; a">
    <title>{Slot.TITLE} - R&amp;D board</title>
    <meta name="description" content="{Slot.DESCRIPTION}">
    <link rel="canonical" href="https://board.example/sub/{TEMPLATE_PATH}">
    <link rel="icon" href="../../../assets/icon.svg">
    {Slot.HEAD}
  </head>
  <body dir="ltr" data-md-color-scheme="default" data-md-color-primary="custom">
    <input class="md-toggle" type="checkbox" id="__drawer" autocomplete="off">
    <div data-md-component="skip">
      <a href="#first" class="md-skip">Skip</a>
    </div>
    <label class="md-overlay" for="__drawer" aria-hidden="true"></label>
    <div data-md-component="announce">
    </div>
    <div data-md-component="announce"><p>announced</p></div>
    <a href="../../..">Home</a>
    <a href="../../../browse/" data-sections="browse listings">Browse</a>
    <a href="../../../skills/" data-sections="skills">Skills</a>
    <p>Go up with ../../.. as ever, or <a href="../../../../up">out</a>.</p>
    <main><div>{Slot.CONTENT}</div></main>
    <script>{{"base": "../../.."}}</script>
    <div class="md-dialog" data-md-component="dialog">
      <div class="md-dialog__inner md-typeset"></div>
    </div>
  </body>
</html>
"""
TEMPLATE = PageTemplate.from_html(HTML)
PAGE = HtmlPage("listings/acme/x/", "A <b> & c", 'Say "hi"', "<p>Text</p>", "<meta>", "listing")


def rendered(page: HtmlPage = PAGE, template: PageTemplate = TEMPLATE) -> str:
    return template.render(page).content.decode()


def test_every_mark_is_filled() -> None:
    text = rendered()
    assert "<title>A &lt;b&gt; &amp; c - R&amp;D board</title>" in text
    assert 'content="Say &quot;hi&quot;"' in text
    assert 'href="https://board.example/sub/listings/acme/x/"' in text
    assert "<meta></head>" in text
    assert '<body data-page-kind="listing" dir="ltr" data-md-color-scheme="default">' in text
    assert "<main><p>Text</p></main>" in text
    assert "board-template" not in text


@pytest.mark.parametrize(
    ("path", "file", "base"),
    [
        ("", "index.html", "."),
        ("404.html", "404.html", "."),
        ("browse/", "browse/index.html", ".."),
        ("skills/excel/", "skills/excel/index.html", "../.."),
        ("listings/a/b/", "listings/a/b/index.html", "../../.."),
        ("a/b/c/d/", "a/b/c/d/index.html", "../../../.."),
    ],
)
def test_links_of_the_theme_lead_to_the_root(path: str, file: str, base: str) -> None:
    assert base_of(path) == base
    artifact = TEMPLATE.render(HtmlPage(path, "t", "d", "c"))
    text = artifact.content.decode()
    assert artifact.path == file
    assert f"href={base}/assets/icon.svg>" in text
    assert f"<a href={base}>Home</a>" in text
    assert f'{{"base": "{base}"}}' in text


def test_what_only_looks_like_a_link_to_the_root_stays() -> None:
    text = rendered(HtmlPage("", "t", "d", "c"))
    assert "Go up with ../../.. as ever" in text


def test_the_home_page_has_the_name_of_the_site_first() -> None:
    assert "<title>R&amp;D board - Paid projects</title>" in rendered(
        HtmlPage("", "Paid projects", "d", "c")
    )


@pytest.mark.parametrize(
    ("path", "browse", "skills"),
    [
        ("", "", ""),
        ("browse/", ' aria-current="page"', ""),
        ("browse/2/", ' aria-current="true"', ""),
        ("listings/acme/x/", ' aria-current="true"', ""),
        ("listings/", ' aria-current="true"', ""),
        ("skills/excel/", "", ' aria-current="true"'),
        ("browsers/", "", ""),
    ],
)
def test_the_menu_says_where_one_is(path: str, browse: str, skills: str) -> None:
    text = rendered(HtmlPage(path, "t", "d", "c"))
    unquoted = text.replace('"', "")
    assert f"browse/{browse}>Browse".replace('"', "") in unquoted
    assert f"skills/{skills}>Skills".replace('"', "") in unquoted
    hand_written = finish_handwritten_page(HTML, path)
    assert f'browse/"{browse}>Browse' in hand_written
    assert f'skills/"{skills}>Skills' in hand_written


def test_the_mistakes_of_the_theme_are_fixed_everywhere() -> None:
    for text in (rendered(), finish_handwritten_page(HTML, "help/")):
        assert "md-toggle" not in text
        assert "md-skip" not in text
        assert "md-overlay" not in text
        assert "md-dialog" not in text
        assert "data-md-component" not in text
        assert "no-js" not in text
        assert "md-color-primary" not in text and "md-color-scheme" in text
        assert "announced" in text
    assert '<body data-page-kind="text" dir="ltr" data' in finish_handwritten_page(HTML, "help/")


@given(st.text(), st.text(), st.sampled_from(["", "browse/", "listings/a/b/", "x.html"]))
def test_text_is_never_searched_for_marks(title: str, description: str, path: str) -> None:
    text = rendered(HtmlPage(path, title, description, "C", "H", "k"))
    frame = rendered(HtmlPage(path, "TITLE", "DESCRIPTION", "C", "H", "k"))
    expected = frame.replace("TITLE", escape(title)).replace("DESCRIPTION", escape(description), 1)
    assert text.count("<") == frame.count("<")
    if "DESCRIPTION" not in title:
        assert text == expected
    assert unescape(escape(title)) == title


@pytest.mark.parametrize("mark", [*Slot, "../../.."])
def test_what_looks_like_a_mark_stays_text(mark: str) -> None:
    text = rendered(HtmlPage("a/", mark, mark, f"<p>&quot;{escape(mark)}</p>"))
    assert text.count(escape(mark)) >= 3


@pytest.mark.parametrize("slot", Slot)
def test_a_theme_that_drops_or_doubles_a_mark_is_refused(slot: Slot) -> None:
    mark = f"<title>{slot} - R&amp;D board</title>" if slot is Slot.TITLE else str(slot)
    if slot is Slot.CONTENT:
        mark = f"<div>{slot}</div>"
    with pytest.raises(PageTemplateError, match=f"{slot.name.lower()}.*is missing"):
        PageTemplate.from_html(HTML.replace(mark, ""))
    with pytest.raises(PageTemplateError, match=f"{slot.name.lower()}.*occurs 2 times"):
        PageTemplate.from_html(HTML.replace(mark, f"{mark} {mark}"))


def test_a_theme_with_absolute_links_is_refused() -> None:
    with pytest.raises(PageTemplateError, match="no link"):
        PageTemplate.from_html(HTML.replace('"../../..', '"'))
