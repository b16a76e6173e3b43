"""The site's own JavaScript: small modules, typed, that write no HTML; and what a page weighs."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

from generator.rendering.pages.static_files import without_comments
from tests.support.html_pages import HtmlPage
from tests.support.paths import ROOT

FOLDERS = (ROOT / "generator/assets", ROOT / "generator/theme/assets")
SCRIPTS = sorted(path for folder in FOLDERS for path in folder.rglob("*.js"))
IMPORT = re.compile(r'^(?:import|export)\b[^"]*?"(\./[^"]+|\.\./[^"]+)";', re.MULTILINE)
# A text in backticks that goes on in the next line: it begins behind one of these signs.
OPEN_TEXT = re.compile(r"(?:[=(,+?]|(?<!\?):|\breturn|=>)\s*[a-zA-Z.]*`(?:[^`]|`[^`]*`)*$")
DEFERRED = "//meta[@name='board-script']/@content"
OWN = ("assets/board/", "assets/shell/")
# Bytes of CSS and JavaScript on a page, gzipped; 4 KB of them are what is used of the theme's.
MOST = 44 * 1024
MOST_OF_THE_FORM = 68 * 1024  # on /post/, which checks what is typed, every address included


@pytest.mark.parametrize("path", SCRIPTS, ids=[path.name for path in SCRIPTS])
def test_a_script_is_small_typed_and_writes_no_html(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("// @ts-check\n")
    assert text.count("\n") < 300
    code = re.sub(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", "", text, flags=re.DOTALL)
    for word in ("innerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert word not in code, word
    assert not re.search(r"outerHTML\s*\+?=(?!=)", code)  # it may be read
    assert "new Function" not in code
    assert not re.search(r"""setAttribute\(["']on""", code)
    assert not re.search(r"(?:@ts-ignore|@ts-nocheck|@ts-expect-error)", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=[path.name for path in SCRIPTS])
def test_a_script_is_published_without_comments(path: Path) -> None:
    """What is left is its code. A text over several lines could have a `//` at a line's start."""
    source = path.read_text(encoding="utf-8")
    published = without_comments(source)
    assert [*map(_without_types, code_lines(source))] == published.splitlines()
    assert not re.search(r"^\s*(?://|/\*|\*)", published, re.MULTILINE)
    assert "@type" not in published and published.strip()
    for line in published.splitlines():
        assert line.count("`") % 2 == 0 or not OPEN_TEXT.search(line), line


def code_lines(source: str) -> Iterator[str]:
    """The lines of a script that are not part of a comment that begins a line."""
    inside = False
    for line in source.splitlines():
        begins = line.strip().startswith("/*")
        if inside or begins:
            inside = "*/" not in line
            if begins and not inside and line.partition("*/")[2].strip():
                yield line
        elif not line.strip().startswith("//"):
            yield line


def _without_types(line: str) -> str:
    return re.sub(r"/\*\* @type .*?\*/ ?", "", line)


def test_a_comment_in_a_text_stays() -> None:
    script = '// gone\n/**\n * Gone.\n */\nconst a = /** @type {X} */ ("/* // */"); // stays\n'
    assert without_comments(script) == 'const a = ("/* // */"); // stays\n'
    code = "/** @type {X} */ (a).b = 1;\nc();\n/* gone */\nd();\n"
    assert without_comments(code) == "(a).b = 1;\nc();\nd();\n"


def test_no_page_weighs_more_than_a_phone_likes(site: Path, pages: tuple[HtmlPage, ...]) -> None:
    """Each file by itself, as hosts send them; with all that a script imports."""
    weights: dict[str, int] = {}

    def weight(path: str) -> int:
        if path not in weights:
            weights[path] = len(gzip.compress((site / path).read_bytes(), 9, mtime=0))
        return weights[path]

    seen = set()
    for page in pages:
        linked = frozenset(_files(site, page))
        if linked in seen:
            continue
        seen.add(linked)
        total = sum(weight(path) for path in linked)
        most = MOST_OF_THE_FORM if page.address == "post/" else MOST
        assert total <= most, (page.path, total, {path: weight(path) for path in linked})
    assert len(seen) > 2


def test_what_is_loaded_late_is_one_file(site: Path, pages: tuple[HtmlPage, ...]) -> None:
    """A page that loads its script once it is drawn asks for nothing that others don't."""
    names = {str(text) for page in pages for text in page.tree.xpath(DEFERRED)}
    assert names == {
        "browse/main.js",
        "embed/embedding.js",
        "match/main.js",
        "portfolio/main.js",
        "post/main.js",
    }
    for name in names:
        text = (site / "assets/board" / name).read_text(encoding="utf-8")
        assert IMPORT.findall(text) == ["../site.js"], name


def _files(site: Path, page: HtmlPage) -> set[str]:
    """The board's own scripts and styles that `page` loads, imports followed."""
    found: set[str] = set()
    links = (link for link in page.links if link.element in {"script", "link"} and link.loads)
    waiting = [urljoin(f"/{page.address}", link.target).lstrip("/") for link in links]
    for deferred in page.tree.xpath(DEFERRED):
        waiting += [f"assets/board/{name}" for name in deferred.split()]
    while waiting:
        path = waiting.pop()
        if path in found or not path.startswith(OWN) or not path.endswith((".css", ".js")):
            continue
        found.add(path)
        if path.endswith(".js"):
            text = (site / path).read_text(encoding="utf-8")
            waiting += [urljoin(f"/{path}", name).lstrip("/") for name in IMPORT.findall(text)]
    return found


def test_the_checker_is_pinned_and_names_no_host() -> None:
    folder = ROOT / "tests/js"
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    lock = (folder / "package-lock.json").read_text(encoding="utf-8")
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    packages = {name: entry for name, entry in json.loads(lock)["packages"].items() if name}
    assert packages
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert "resolved" not in lock
    assert "://" not in re.sub(r'"funding": \{[^}]*\}', "", lock)


def test_ci_does_not_go_without_the_checker(tmp_path: Path) -> None:
    """Where there is no npm `make lint-js` says so; in CI it fails."""
    for name in ("make", "sh", "echo", "test"):
        (tmp_path / name).symlink_to(shutil.which(name) or name)
    for ci, code in (("", 0), ("true", 2)):
        done = subprocess.run(
            ["make", "lint-js", "PYTHON=python3", f"SHELL={tmp_path / 'sh'}"],
            cwd=ROOT,
            env={"PATH": str(tmp_path), "CI": ci} | ({"LANG": os.environ.get("LANG", "C")}),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert "is not checked" in done.stdout
        assert ("install Node" in done.stderr) == bool(ci)
