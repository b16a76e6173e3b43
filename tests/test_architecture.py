"""The middle of the program is pure: it reads no file, no clock and no environment.

Which folder may import which is a contract in pyproject.toml, checked by import-linter in
`make lint`. What is here, import-linter can't see: calls. And docs/architecture.md shows the
folders as they are.
"""

from __future__ import annotations

import ast
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from tests.support import architecture
from tests.support.architecture import PURE_FOLDERS
from tests.support.paths import ROOT

PACKAGE = ROOT / "generator"

# The files in pure folders that read and write: each is the one door of its folder.
DOORS = {
    "checking/incremental.py", "checking/kept_run.py", "checking/parallel.py",
    "checking/result_cache.py", "checking/run.py", "checking/workspace.py", "hosts/gh.py",
    "hosts/github.py", "hosts/rest.py", "reviewing/review.py", "reviewing/workflow_handoff.py",
}  # fmt: skip
# These read the phrases, templates and styles that come with the code, and nothing else.
PACKAGE_FILES = {
    "checking/rule_kit/phrase_files.py", "rendering/pages/board_icon.py",
    "rendering/pages/jinja.py", "rendering/pages/static_files.py",
}  # fmt: skip
IMPURE_MODULES = {
    "glob", "locale", "logging", "multiprocessing", "os", "random", "secrets", "shutil", "socket",
    "subprocess", "sys", "tempfile", "time", "urllib.request", "uuid",
}  # fmt: skip
IMPURE_CALLS = {"getenv", "input", "now", "print", "today", "utcnow"}
FILE_CALLS = {"iterdir", "open", "read_bytes", "read_text", "rglob", "write_bytes", "write_text"}
PURE_PATHS = {"PurePath", "PurePosixPath"}

PURE = sorted(
    path.relative_to(PACKAGE).as_posix()
    for folder in PURE_FOLDERS
    for path in (PACKAGE / folder).rglob("*.py")
    if path.relative_to(PACKAGE).as_posix() not in DOORS
)


@pytest.mark.parametrize("file", PURE)
def test_the_middle_reads_no_file_no_clock_no_environment(file: str) -> None:
    reads_package = file in PACKAGE_FILES
    forbidden_calls = IMPURE_CALLS | (set() if reads_package else FILE_CALLS)
    for node in ast.walk(ast.parse((PACKAGE / file).read_text("utf-8"), file)):
        if isinstance(node, ast.Import):
            modules = {alias.name for alias in node.names}
            assert not modules & IMPURE_MODULES
            assert "pathlib" not in modules
        elif isinstance(node, ast.ImportFrom):
            assert node.module not in IMPURE_MODULES
            if node.module == "pathlib" and not reads_package:
                assert {alias.name for alias in node.names} <= PURE_PATHS
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            assert name not in forbidden_calls, f"line {node.lineno} calls {name}()"


def test_the_doors_exist() -> None:
    """A door that was renamed would leave its new name unchecked."""
    for file in DOORS | PACKAGE_FILES:
        assert (PACKAGE / file).is_file(), file


HOW = "Run `.venv/bin/python -m tests.support.architecture`, and read the diff."


def test_the_picture_is_fresh() -> None:
    assert architecture.PICTURE.read_text("utf-8") == architecture.svg(), HOW


def test_the_page_shows_the_imports_as_they_are() -> None:
    page = architecture.PAGE.read_text("utf-8")
    assert page == architecture.page(page), HOW


def test_the_arrows_are_imports_and_lead_to_all_of_them() -> None:
    found = architecture.imports()
    drawn = set(architecture.nearest(found))
    assert drawn <= set(found)
    reached = drawn
    while more := {(a, d) for a, b in reached for c, d in drawn if b == c} - reached:
        reached = reached | more
    assert set(found) <= reached


def test_every_arrow_leads_down_through_each_layer() -> None:
    rows = architecture.layers()
    drawn = architecture.arrows(rows, architecture.imports())
    placed = architecture.arranged(rows, drawn)
    for arrow in drawn:
        first = next(at for at, row in enumerate(rows) if arrow.items[0].begin in row)
        for at, item in enumerate(arrow.items, first):
            assert item in placed[at], arrow
        assert arrow.items[-1].begin in rows[first + len(arrow.items) - 1]
    for row in placed:
        spans = sorted(row.values())
        assert all(left.right < right.left for left, right in pairwise(spans))
        assert spans[0].left >= 0 and spans[-1].right <= architecture.WIDTH


def test_the_picture_can_be_read_by_all() -> None:
    """By a screen reader, and on any machine: words are text that fits, nothing is loaded."""
    text = architecture.svg()
    tree = ElementTree.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    assert tree.get("role") == "img"
    assert all(tree.findtext(f"{space}{name}") for name in ("title", "desc"))
    said = {element.text for element in tree.iter(f"{space}text")}
    folders = {name for row in architecture.layers() for name in row}
    assert folders | {architecture.IN_SHORT[name] for name in folders} <= said
    assert set(architecture.IN_SHORT) == folders
    assert text.count("://") == 1, "the name space alone"
    rows = architecture.layers()
    for row in architecture.arranged(rows, architecture.arrows(rows, architecture.imports())):
        for item, span in row.items():
            if not item.end:  # a wide font's letters are some 7 wide
                assert len(architecture.IN_SHORT[item.begin]) * 7 <= span.right - span.left, item
