"""Mistakes in a file's layout, found by reading its lines as a person does.

YAML notices an unindented line of a text, or a space that is none, only later or not at all, and
then speaks of something else. These functions find the line that is wrong, and show it corrected.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import fields

from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.problem import Place, Problem

KNOWN_FIELDS = frozenset(field.name for kind in (Listing, Employer) for field in fields(kind))
LONGEST_SHOWN = 220  # characters of a line that is shown corrected

_TEXT_BEGINS = re.compile(r"([a-z_]+):[ \t]*[|>][-+0-9]*[ \t]*(?:#.*)?")
_FIELD = re.compile(r"[ \t]*([a-z_]+):(?:\s|$)")
_ITEM = re.compile(r"[ \t]*-(?:\s|$)")
# `* item`, `• item`, `-item`, but not `-5`, `--` and `**bold**`.
_OTHER_ITEM = re.compile(r"(\s+)(?:[•·●▪◦‣–—]\s*|\*\s+|-(?=[^\s\d-]))(\S.*)")
_LIST_BEGINS = re.compile(r"\s*[a-z_]+:\s*(?:#.*)?")
_TEXT_WITHOUT_SIGN = re.compile(r"(description|about):[ \t]*([^\s|>\"'].*)?")
_INDENTATION = re.compile(r"\s*")
# Where an odd space is taken for a letter: before a line, and behind what YAML itself reads.
_STRUCTURE = re.compile(r"\s*(?:-\s+)?(?:[\w-]+:\s+)?")
_IN_FLOW = re.compile(r"[{\[].*[}\]]")


def layout_problem(file: str, text: str, last: int) -> Problem | None:
    """The first mistake on a line up to `last` (0-based), if a person would see one."""
    lines = text.split("\n")
    first = outdented_text(lines[: last + 2])
    if first is not None and first <= last:
        place = Place(file, first + 1, 1)
        return Problem(place, "yaml/syntax", *outdented_words(lines, first))
    if found := _missing_sign(lines, min(last, len(lines) - 1)):
        return Problem(Place(file, found[0] + 1), "yaml/syntax", *found[1:])
    for index, line in enumerate(lines[: last + 1]):
        if words := item_words(line, lines[:index]):
            return Problem(Place(file, index + 1), "yaml/syntax", *words)
        if words := odd_space_words(line, lines[:index]):
            return Problem(odd_space_place(file, index, line), "yaml/syntax", *words)
    return None


def outdented_text(lines: Sequence[str]) -> int | None:
    """The first line that belongs to the text after `name: |` and is not indented; 0-based."""
    in_text = False
    for index, line in enumerate(lines):
        if not in_text:
            in_text = _TEXT_BEGINS.fullmatch(line) is not None
        elif line[:1].strip() and _is_text(lines, index):
            return index
        elif line[:1].strip() and _FIELD.match(line):
            in_text = _TEXT_BEGINS.fullmatch(line) is not None
    return None


def _is_text(lines: Sequence[str], index: int) -> bool:
    """Whether an unindented line is part of the text above, and no field and no comment."""
    line = lines[index]
    if line in {"---", "..."}:
        return False
    match = _FIELD.match(line)
    if match is None and not line.startswith("#"):
        return True
    if match and match[1] in KNOWN_FIELDS:
        return False
    below = next((other for other in lines[index + 1 :] if other.strip()), "")
    has_more = below.startswith(" ") and not _FIELD.match(below) and not _ITEM.match(below)
    return has_more and (match is None or bool(line[match.end() :].strip()))


def outdented_words(lines: Sequence[str], first: int) -> tuple[str, str]:
    """Message and fix for the unindented line `first` of a text."""
    name = [match[1] for line in lines[:first] if (match := _TEXT_BEGINS.fullmatch(line))][-1]
    count = 0
    for index in range(first, len(lines)):
        if lines[index][:1].strip():
            if not _is_text(lines, index):
                break
            count += 1
    more = " and before the other line" if count == 2 else f" and before the {count - 1} others"
    more = f"{more} of the text" if count > 1 else ""
    line = lines[first].rstrip()
    shown = f": `  {line}`" if len(line) <= LONGEST_SHOWN else ""
    message = f"this line is part of `{name}`, but it is not indented."
    return message, f"Put two spaces before it{more}{shown}."


def _missing_sign(lines: Sequence[str], index: int) -> tuple[int, str, str] | None:
    """The line where `|` is missing, if `index` is in a text of several lines; message and fix."""
    if not lines[index].startswith(" "):
        return None
    top = next((at for at in range(index, -1, -1) if lines[at][:1].strip()), 0)
    match = _TEXT_WITHOUT_SIGN.fullmatch(lines[top])
    if match is None:
        return None
    message = f"`{match[1]}` has several lines, so the sign `|` belongs after its name."
    below = ", and begin the text on the next line, after two spaces" if match[2] else ""
    return top, message, f"Write `{match[1]}: |`{below}."


def item_words(line: str, above: Sequence[str]) -> tuple[str, str] | None:
    """Message and fix for an item of a list that begins with another sign than `- `."""
    match = _OTHER_ITEM.fullmatch(line.rstrip())
    before = next((other for other in reversed(above) if other.strip()), "")
    in_list = _LIST_BEGINS.fullmatch(before) or _ITEM.match(before) or _OTHER_ITEM.match(before)
    if match is None or not in_list or _inside_text(above):
        return None
    fixed = f"{match[1]}- {match[2]}"
    shown = f": `{fixed}`" if len(fixed) <= LONGEST_SHOWN else ""
    message = "an item of a list begins with a hyphen and a space."
    return message, f"Write it like this{shown}." if shown else "Put them before it."


def odd_space_words(line: str, above: Sequence[str] = ()) -> tuple[str, str] | None:
    """Message and fix for a line with a space that YAML takes for a letter; None for any other.

    Inside a sentence such a space is fine. The lines `above` tell text from fields.
    """
    structure = _STRUCTURE.match(line)
    places = (structure[0] if structure else "") + "".join(_IN_FLOW.findall(line))
    odd = next((char for char in places if is_odd_space(char)), "")
    indented = _INDENTATION.match(line)
    if not odd or (_inside_text(above) and indented and not _has_odd_space(indented[0])):
        return None
    return odd_space_message(line, odd)


def odd_space_message(line: str, odd: str) -> tuple[str, str]:
    """Message and fix for the space `odd` in `line`."""
    name = unicodedata.name(odd).lower()
    article = "an" if name[0] in "aeiou" else "a"
    fixed = "".join(" " if is_odd_space(char) else char for char in line).rstrip()
    if is_odd_space(line[0]) and _FIELD.match(fixed) and fixed[1] != " ":
        return (
            f"this line has {article} {name} before it.",
            f"Delete it: `{fixed.strip()}`." if len(fixed) <= LONGEST_SHOWN else "Delete it.",
        )
    fixed = re.sub(r"^( *(?:- +)?[\w-]+:) +", r"\1 ", fixed)
    shown = f": `{fixed}`" if len(fixed) <= LONGEST_SHOWN else ""
    return (
        f"this line has {article} {name} where an ordinary space belongs.",
        f"Replace it by an ordinary space{shown}.",
    )


def odd_space_place(file: str, index: int, line: str) -> Place:
    """Where the first odd space of `line` is; `index` is 0-based."""
    column = next(at for at, char in enumerate(line) if is_odd_space(char)) + 1
    return Place(file, index + 1, column, column + 1)


def _inside_text(above: Sequence[str]) -> bool:
    """Whether the line below these is part of the text after `name: |`."""
    top = next((line for line in reversed(above) if line[:1].strip()), "")
    return _TEXT_BEGINS.fullmatch(top) is not None


def is_odd_space(char: str) -> bool:
    """A space that looks like one and that YAML takes for a letter."""
    return char != " " and unicodedata.category(char) == "Zs"


def _has_odd_space(text: str) -> bool:
    return any(map(is_odd_space, text))
