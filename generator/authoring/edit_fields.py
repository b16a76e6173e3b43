"""Changes single fields of a YAML file and leaves every other byte as it is. Pure.

Comments, the order of fields, line ends and the byte order mark stay. `edited` parses the result
again: it has exactly the data that was asked for, or there is none.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from generator.authoring.new_file import AuthoringError
from generator.authoring.yaml_layout import field_lines
from generator.model.problem import Path
from generator.reading.source import Source, parse

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_LINE_END = re.compile(r"\r\n|\r|\n")
# After the value of a field that has its own line, and after one that shares its line with others.
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|$)")
_COMMA_AFTER = re.compile(r"\s*,\s*")
_NEXT_FIELD = re.compile(r"[ \t]*(?P<field>)")


@dataclass(frozen=True, slots=True)
class Change:
    """A new plain text for the field or inner value at `path`; None removes it.

    A top-level field that is missing is added after the field `after`. If the value `is_group`,
    `new` is what follows the colon of its name, on one line or several, and takes the place of all
    its lines.
    """

    path: Path
    new: str | None
    after: str = ""
    is_group: bool = False


def read_source(content: bytes, file: str) -> Source:
    """The parsed file. Raises AuthoringError if it can't be read."""
    source, problems = parse(content, file)
    if source is None:
        raise AuthoringError(f"{file} can't be read: {problems[0].message} {problems[0].fix}")
    return source


def edited(
    content: bytes, source: Source, changes: tuple[Change, ...], expected: Mapping[str, Any]
) -> bytes:
    """`content` with the changes made. `source` is `content`, parsed.

    Raises AuthoringError unless the result is sure to have the data `expected`.
    """
    text = _Text(content.decode("utf-8-sig"), source)
    new = text.with_changes(changes)
    after, _ = parse(new.encode(), source.file, relaxed=source.relaxed)
    if after is None or after.data != expected or [*after.data] != [*expected]:
        names = " and ".join(dict.fromkeys(f"`{change.path[0]}`" for change in changes))
        raise AuthoringError(
            f"{source.file} is written in a way that only a person can change safely. "
            f"Change {names} in a text editor."
        )
    bom = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    return bom + new.encode()


class _Text:
    """A file's text, with its own line ends, and where each value is in it."""

    def __init__(self, text: str, source: Source) -> None:
        self._text = text
        self._source = source
        self._lines = _LINE.findall(text)
        self._starts = [0, *accumulate(len(line) for line in self._lines)]
        found = _LINE_END.search(text)
        self._line_end = found.group() if found else "\n"

    def with_changes(self, changes: tuple[Change, ...]) -> str:
        """The text with all changes, the last one in the text first, so that positions hold."""
        text = self._text
        spans = sorted((span for change in changes for span in self._spans(change)), reverse=True)
        for start, end, new in spans:
            text = text[:start] + new + text[end:]
        return text

    def _spans(self, change: Change) -> Iterator[tuple[int, int, str]]:
        """Where the text changes, and what is there afterwards."""
        is_inner, name = len(change.path) > 1, str(change.path[0])
        if not is_inner and name not in self._source.data:
            if change.new is not None:
                value = change.new if change.is_group else f" {change.new}"
                yield self._addition(f"{name}:{value}", change.after)
        elif change.new is not None and change.is_group:
            start, end = self._lines_of(name)
            line_end = self._line_end if self._text[end - 1] in "\r\n" else ""
            yield start, end, self._in_lines(f"{name}:{change.new}") + line_end
        elif change.new is not None:
            yield self._replacement(change.path, change.new)
        elif is_inner:
            yield self._inner_removal(change.path)
        else:
            yield *self._lines_of(name), ""

    def _lines_of(self, name: str) -> tuple[int, int]:
        """Where the lines of a top-level field start and end."""
        start, end = field_lines(self._source.text)[name]
        return self._starts[start], self._starts[min(end, len(self._lines))]

    def _in_lines(self, text: str) -> str:
        """`text` with the file's own line ends."""
        return text.replace("\n", self._line_end)

    def _addition(self, field: str, after: str) -> tuple[int, int, str]:
        _, position = self._lines_of(after)
        line = self._in_lines(field)
        # The last line of a file may have no end.
        if position and self._text[position - 1] not in "\r\n":
            return position, position, self._line_end + line
        return position, position, line + self._line_end

    def _replacement(self, path: Path, new: str) -> tuple[int, int, str]:
        start, end = self._value(path)
        space = "" if self._text[start - 1 : start].isspace() else " "
        return start, end, space + new if start == end else new

    def _value(self, path: Path) -> tuple[int, int]:
        place = self._source.place(path)
        first = self._starts[place.line - 1]
        # A value over several lines is replaced up to its line's end. What is left of it does not
        # give the expected data, so that the file stays as it is.
        end = place.end_column or len(self._lines[place.line - 1].rstrip("\r\n")) + 1
        return first + place.column - 1, first + end - 1

    def _inner_removal(self, path: Path) -> tuple[int, int, str]:
        """Remove a field of a group, with its lines or its comma, or an item of a list."""
        place = self._source.key_place(path)
        line = self._starts[place.line - 1]
        start = line + place.column - 1
        _, end = self._value(path)
        after = _REST_OF_LINE.match(self._text, end)
        if not self._text[line:start].strip():
            if after:
                return line, after.end(), ""
            if isinstance(self._at(path), (dict, list)):
                return line, self._starts[self._end_of_group(place.line, start - line)], ""
        if after and self._text[line:start].strip() == "-" and isinstance(path[-1], int):
            return line, after.end() if "#" not in after[0] else line, ""
        if after:  # after `- `, where the next field takes its place
            next_field = _NEXT_FIELD.match(self._text, after.end())
            return start, next_field.start("field") if next_field else after.end(), ""
        before = self._text[:start].rstrip()
        if before.endswith(","):
            return len(before.removesuffix(",").rstrip()), end, ""
        comma = _COMMA_AFTER.match(self._text, end)
        return start, comma.end() if comma else end, ""

    def _at(self, path: Path) -> Any:
        value: Any = self._source.data
        for step in path:
            value = value[step]
        return value

    def _end_of_group(self, first: int, column: int) -> int:
        """The line after the last of what is below a field, which is on the line before `first`.

        Lines are counted from 0. Comments and empty lines at the end belong to what follows.
        """
        end = first
        for index in range(first, len(self._lines)):
            line = self._lines[index].rstrip()
            text = line.lstrip(" ")
            inside = column + (0 if text.startswith("- ") else 1)  # items may be in its column
            if text and len(line) - len(text) < inside:
                break
            if text and not text.startswith("#"):
                end = index + 1
        return end
