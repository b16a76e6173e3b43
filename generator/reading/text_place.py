"""Finds the place of words inside a value, so that a problem is shown where they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from generator.model.problem import Path, Place
from generator.reading.source import Source


def place_of_words(source: Source, path: Path, words: Collection[str]) -> Place:
    """The place of the first of `words` that the value at `path` has as it is in the file.

    If it has none, for example because they are written with escapes, it is the value's own place.
    """
    place = source.place(path)
    if not words:
        return place
    lines = source.text.split("\n")
    start = place.line - 1
    end = start + 1
    indent = _indent(lines[start])
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > indent):
        end += 1
    for word in words:
        for at in range(start, end):
            column = lines[at].find(word, place.column - 1 if at == start else 0)
            if column >= 0:
                after = column + len(word) + 1
                return replace(place, line=at + 1, column=column + 1, end_column=after)
    return place


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
