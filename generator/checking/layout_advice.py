"""Wrong fields that are mistakes in the layout: a missing indentation, an odd space, a `#`.

The file is YAML, but not the YAML that its author meant. So the lines are looked at, too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from generator.model.problem import Path, Place, Problem
from generator.model.problem_limit import FileProblems
from generator.reading.layout import LONGEST_SHOWN, Layout
from generator.reading.source import Source

# `title: #1 in sales`, `- #1 in sales`: a space and a # begin a comment.
_ONLY_A_COMMENT = re.compile(r"(\s*(?:- )?)(?:([\w-]+):\s+)?(#.*\S)\s*")
_ITEM_WITH_COLON = re.compile(r"(\s*- )(?=[^\sa-z]|[^:\s]+ )([^\s\"'{\[][^:]*: .*)")
_CUT = re.compile(r"\s+#\S")


def layout_mistake(layout: Layout, path: Path, rule: str, place: Place) -> Problem | None:
    """The mistake in the layout behind a complaint of the id `rule` about `path`, if any."""
    index = place.line - 1
    if index >= len(layout.lines):
        return None
    if rule == "field/unknown" and len(path) == 1 and layout.outdented == index:
        return layout.outdented_problem(place.file)
    if words := _colon_in_item(layout.lines[index], path, rule):
        return Problem(Place(place.file, place.line), "yaml/syntax", *words)
    return layout.line_problem(place.file, index)


def _colon_in_item(line: str, path: Path, rule: str) -> tuple[str, str] | None:
    """Message and fix for `- Interview notes: of 12 shops`, which YAML reads as a field."""
    match = _ITEM_WITH_COLON.fullmatch(line.rstrip())
    if match is None or not rule.startswith("field/") or not any(map(_is_index, path)):
        return None
    shown = f"{match[1]}{json.dumps(match[2], ensure_ascii=False)}"
    message = "the colon makes this item a field with a name and a value."
    return message, f"Put the text in quotes: `{shown}`." if len(shown) <= LONGEST_SHOWN else ""


def _is_index(step: object) -> bool:
    return isinstance(step, int)


def indented_field(source: Source, name: str, own_lines: Collection[int]) -> Problem | None:
    """The problem with the line of a missing field `name`, if it is there and indented.

    `own_lines` have a field of this name that belongs where it is.
    """
    if f" {name}:" not in source.text and f"\t{name}:" not in source.text:
        return None  # a fast path: it is looked for in every file without the field
    form = re.compile(rf"^[ \t]+{re.escape(name)}:(?:\s|$)")
    for index, line in enumerate(source.text.split("\n")):
        if form.match(line) and index + 1 not in own_lines:
            shown = f": `{line.strip()}`" if len(line) <= LONGEST_SHOWN else ""
            column = len(line) - len(line.lstrip()) + 1
            message = f"`{name}` is indented, so it counts as a part of what is above it."
            place = Place(source.file, index + 1, column)
            return Problem(place, "field/missing", message, f"Delete the spaces before it{shown}.")
    return None


def comment_advice(source: Source, line: int) -> str:
    """The fix for `title: #1 in sales`, which YAML reads as no title; empty for another line."""
    lines = source.text.splitlines()
    match = _ONLY_A_COMMENT.fullmatch(lines[line - 1]) if line <= len(lines) else None
    if match is None:
        return ""
    before, name, comment = match.groups()
    quoted = json.dumps(comment[:80], ensure_ascii=False)
    # After "# " it may well be meant as a comment.
    ask = "If it belongs to the field, put" if comment.startswith("# ") else "Put"
    shown = f"{name}: {quoted}" if name else f"{before}{quoted}"
    return f"Everything after # is a comment. {ask} the text in quotes: `{shown}`."


def add_cut_texts(source: Source, found: FileProblems) -> frozenset[Place]:
    """Add a problem for each text that a `#` cuts off, as in `title: Survey #2 of shops`.

    A comment has a space after its #. Returns the places of those texts.
    """
    if not re.search(r"\S[ \t]+#[^\s#]", source.text):
        return frozenset()
    lines, places = source.text.split("\n"), set()
    for path, value in _texts(source.data, ()):
        place = source.place(path)
        line = lines[place.line - 1]
        if place.end_column is None or line[place.column - 1] in "\"'|>":
            continue
        if _CUT.match(line, place.end_column - 1):
            places.add(place)
            if found.is_full:
                found.count_error()
            else:
                found.add(_cut_text(place, line, value))
    return frozenset(places)


def _cut_text(place: Place, line: str, value: str) -> Problem:
    before, whole = line[: place.column - 1], line[place.column - 1 :].rstrip()
    shown = f"{before}{json.dumps(whole, ensure_ascii=False)}"
    fix = f"Put the whole text in quotes: `{shown}`. A comment has a space after the #."
    fix = fix if len(shown) <= LONGEST_SHOWN else "Put the whole text in quotes."
    read = value if len(value) <= 60 else f"…{value[-50:]}"
    message = f"this text is read up to `{read}` only: ` #` begins a comment."
    return Problem(place, "yaml/comment", message, fix)


def _texts(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, Mapping):
        for name, value in data.items():
            yield from _texts(value, (*path, name))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))
