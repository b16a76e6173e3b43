"""Mistakes in a file's layout, found by reading its lines as a person does.

YAML notices an unindented line of a text, or a space that is none, only later or not at all, and
then speaks of something else. `Layout` finds the line that is wrong, and shows it corrected.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields
from functools import cached_property

from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.problem import Place, Problem

KNOWN_FIELDS = frozenset(field.name for kind in (Listing, Employer) for field in fields(kind))
LONGEST_SHOWN = 220  # characters of a line that is shown corrected

_TEXT_BEGINS = re.compile(r"([a-z_]+):[ \t]*[|>][-+0-9]*[ \t]*(?:#.*)?")
_FIELD = re.compile(r"[ \t]*([a-z_]+):(?:\s|$)")
_ITEM = re.compile(r"^[ \t]*-(?:\s|$)")
# `* item`, `• item`, `-item`, but not `-5`, `--` and `**bold**`.
_OTHER_ITEM = re.compile(r"^(\s+)(?:[•·●▪◦‣–—]\s*|\*\s+|-(?=[^\s\d-]))(\S.*)")
_LIST_BEGINS = re.compile(r"^\s*[a-z_]+:\s*(?:#.*)?$")
_TEXT_WITHOUT_SIGN = re.compile(r"(description|about):[ \t]*([^\s|>\"'].*)?")
_INDENTATION = re.compile(r"\s*")
# Where an odd space is taken for a letter: before a line, and behind what YAML itself reads.
_STRUCTURE = re.compile(r"\s*(?:-\s+)?(?:[\w-]+:\s+)?")
_AFTER_A_SIGN = re.compile(r"(?<=[:,{\[])\s+")


class Layout:
    """The lines of a file. Lines are counted from 0."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")

    def problem(self, file: str, last: int) -> Problem | None:
        """The first mistake on a line up to `last`, if a person would see one."""
        last = min(last, len(self.lines) - 1)
        if self.outdented is not None and self.outdented <= last:
            return self.outdented_problem(file)
        if found := self._missing_sign(last):
            return Problem(Place(file, found[0] + 1), "yaml/syntax", *found[1:])
        for index in range(last + 1):
            if problem := self.line_problem(file, index):
                return problem
        return None

    def line_problem(self, file: str, index: int) -> Problem | None:
        """The mistake in the structure of one line."""
        if words := self._item_words(index):
            return Problem(Place(file, index + 1), "yaml/syntax", *words)
        if words := self._odd_space_words(index):
            line = self.lines[index]
            column = next(at for at, char in enumerate(line) if is_odd_space(char)) + 1
            place = Place(file, index + 1, column, column + 1)
            return Problem(place, "yaml/syntax", *words)
        return None

    @cached_property
    def outdented(self) -> int | None:
        """The first line that belongs to the text after `name: |` and is not indented."""
        in_text = False
        for index, line in enumerate(self.lines):
            if not in_text:
                in_text = _TEXT_BEGINS.fullmatch(line) is not None
            elif line[:1].strip() and self._is_text(index):
                return index
            elif line[:1].strip() and _FIELD.match(line):
                in_text = _TEXT_BEGINS.fullmatch(line) is not None
        return None

    def outdented_problem(self, file: str) -> Problem:
        """The problem with the line `outdented`, which must be there."""
        first = self.outdented or 0
        names = [match[1] for line in self.lines[:first] if (match := _TEXT_BEGINS.fullmatch(line))]
        count = 0
        for index in range(first, len(self.lines)):
            if self.lines[index][:1].strip():
                if not self._is_text(index):
                    break
                count += 1
        more = " and before the other line" if count == 2 else f" and before the {count - 1} others"
        more = f"{more} of the text" if count > 1 else ""
        line = self.lines[first].rstrip()
        shown = f": `  {line}`" if len(line) <= LONGEST_SHOWN else ""
        message = f"this line is part of `{names[-1]}`, but it is not indented."
        fix = f"Put two spaces before it{more}{shown}."
        return Problem(Place(file, first + 1), "yaml/syntax", message, fix)

    def _is_text(self, index: int) -> bool:
        """Whether an unindented line is part of the text above, and no field and no comment."""
        line = self.lines[index]
        if line in {"---", "..."}:
            return False
        match = _FIELD.match(line)
        if match is None and not line.startswith("#"):
            return True
        if match and match[1] in KNOWN_FIELDS:
            return False
        below = self._next(index)
        has_more = below.startswith(" ") and not _FIELD.match(below) and not _ITEM.match(below)
        return has_more and (match is None or bool(line[match.end() :].strip()))

    def _next(self, index: int) -> str:
        """The next line below that is not empty."""
        below = range(index + 1, len(self.lines))
        return next((self.lines[at] for at in below if self.lines[at].strip()), "")

    @cached_property
    def _inside_text(self) -> list[bool]:
        """For each line, whether it is inside the text after `name: |`."""
        found, in_text = [], False
        for line in self.lines:
            found.append(in_text and not line[:1].strip())
            if line[:1].strip():
                in_text = _TEXT_BEGINS.fullmatch(line) is not None
        return found

    def _missing_sign(self, index: int) -> tuple[int, str, str] | None:
        """The line where `|` is missing, if `index` is in a text of several lines, and words."""
        lines = self.lines
        if not lines[index].startswith(" "):
            return None
        top = next((at for at in range(index, -1, -1) if lines[at][:1].strip()), 0)
        match = _TEXT_WITHOUT_SIGN.fullmatch(lines[top])
        if match is None:
            return None
        message = f"`{match[1]}` has several lines, so the sign `|` belongs after its name."
        below = ", and begin the text on the next line, after two spaces" if match[2] else ""
        return top, message, f"Write `{match[1]}: |`{below}."

    def _item_words(self, index: int) -> tuple[str, str] | None:
        """Message and fix for an item of a list that begins with another sign than `- `."""
        match = _OTHER_ITEM.fullmatch(self.lines[index].rstrip())
        if match is None or self._inside_text[index]:
            return None
        before = next((line for line in reversed(self.lines[:index]) if line.strip()), "")
        if not any(form.match(before) for form in (_LIST_BEGINS, _ITEM, _OTHER_ITEM)):
            return None
        fixed = f"{match[1]}- {match[2]}"
        shown = f"Write it like this: `{fixed}`." if len(fixed) <= LONGEST_SHOWN else ""
        message = "an item of a list begins with a hyphen and a space."
        return message, shown or "Begin it with `- `."

    def _odd_space_words(self, index: int) -> tuple[str, str] | None:
        """Message and fix for a space that YAML takes for a letter. In a sentence it is fine."""
        line = self.lines[index]
        if line.isascii():
            return None
        structure, indented = _STRUCTURE.match(line), _INDENTATION.match(line)
        opened = min((at for at in map(line.find, "{[") if at >= 0), default=len(line))
        in_flow = "".join(_AFTER_A_SIGN.findall(line, opened))
        places = (structure[0] if structure else "") + in_flow
        odd = next((char for char in places if is_odd_space(char)), "")
        if not odd:
            return None
        if self._inside_text[index] and indented and not any(map(is_odd_space, indented[0])):
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
        f"Replace it with an ordinary space{shown}.",
    )


def is_odd_space(char: str) -> bool:
    """A space that looks like one and that YAML takes for a letter."""
    return char != " " and unicodedata.category(char) == "Zs"
