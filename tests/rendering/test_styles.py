"""The stylesheets: one scale of type, one of space, and a mark for every category."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from lxml import etree

from tests.support.paths import ROOT

ASSETS = ROOT / "generator/assets"
SHEETS = sorted([*ASSETS.rglob("*.css"), ROOT / "generator/theme/assets/shell/shell.css"])
STYLES = (ASSETS / "board.css").read_text("utf-8")
_RULE = re.compile(
    r"^\s*(?P<name>font-size|(?:margin|padding|gap)[a-z-]*|(?:row|column)-gap): (?P<value>[^;]+);",
    re.MULTILINE,
)
_TEXT = re.compile(r"var\(--b-text-\w+\)|inherit|[\d.]+em")
_SPACE = re.compile(
    r"var\(--b-(?:space-\d|gap)\)|calc\(-1 \* var\(--b-space-\d\)\)|0|auto|inherit|-?[\d.]+em"
)
_ON_PAPER = re.compile(r"\d(?:pt|mm)\b")
_LARGE = re.compile(r"[3-9](?:\.\d+)?rem")  # the height of a bar, for example: no space between


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sizes_and_spaces_are_of_the_scales(sheet: Path) -> None:
    strange = []
    for rule in _RULE.finditer(sheet.read_text("utf-8")):
        if _ON_PAPER.search(rule["value"]):
            continue
        if rule["name"] == "font-size":
            fits = _TEXT.fullmatch(rule["value"])
        else:
            parts = re.findall(r"[^\s(]+(?:\((?:[^()]|\([^()]*\))*\))?", rule["value"])
            fits = all(_SPACE.fullmatch(part) or _LARGE.fullmatch(part) for part in parts)
        if not fits:
            strange.append(rule[0].strip())
    assert not strange


def test_every_category_has_a_mark_of_its_own() -> None:
    terms = yaml.safe_load((ROOT / "schema/categories.yml").read_text("utf-8"))["terms"]
    places = dict(re.findall(r"^\.k-([a-z0-9-]+) \{ --k: (\d+); \}$", STYLES, re.MULTILINE))
    assert set(places) == {term["id"] for term in terms}
    sprite = etree.parse(ASSETS / "marks.svg").getroot()
    marks = [child for child in sprite if isinstance(child.tag, str)]
    in_use = list(range(1, len(marks)))  # the first is for a board's own categories
    assert sorted(map(int, places.values())) == in_use
    assert [mark.get("transform") for mark in marks] == [
        f"translate({24 * number})" for number in range(len(marks))
    ]
    assert sprite.get("viewBox") == f"0 0 {24 * len(marks)} 24"
    drawn = [etree.tostring(mark).split(b">", 1)[1].split(b"</g>")[0] for mark in marks]
    assert len(set(drawn)) == len(drawn)
