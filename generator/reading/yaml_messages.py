"""YAML errors as sentences that an employer understands.

libyaml's messages ("mapping values are not allowed in this context") are recognised by a part that
is the same in every release of libyaml 0.2. An unknown one gets a general sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence

import yaml

from generator.model.problem import Place, Problem
from generator.reading.layout import (
    KNOWN_FIELDS,
    LONGEST_SHOWN,
    is_odd_space,
    layout_problem,
    odd_space_message,
)

# Valid YAML that is not allowed here: rule id -> message and fix.
REFUSALS: dict[str, tuple[str, str]] = {
    "yaml/several-documents": (
        "a second document starts here.",
        "Remove the line `---`: one file holds one listing.",
    ),
    "yaml/number": (
        "this number is not written in full.",
        "Write it in full, such as 1200 or 17.50.",
    ),
    "yaml/merge-key": (
        "`<<` copies fields from elsewhere, which is not understood here.",
        "Write the fields out.",
    ),
    "yaml/duplicate-key": ("a field is here twice.", "Keep one of the two."),
    "yaml/key-not-text": (
        "a field's name must be a word.",
        "Write `name: value`; put text that begins with [ or { in quotes.",
    ),
    "yaml/too-deep": (
        "lists and fields are nested more than 8 deep.",
        "No field of a listing needs that: check the indentation.",
    ),
    "yaml/tag": (
        "text that begins with `!` has a meaning of its own here.",
        "Put the text in quotes.",
    ),
    "yaml/anchor": (
        "text that begins with `&` or `*` has a meaning of its own here.",
        "Put the text in quotes.",
    ),
    "yaml/not-fields": (
        "the file does not consist of fields.",
        "Write one field a line, such as `title: Market survey`.",
    ),
}

# Part of libyaml's message (problem and context), our message, our fix. The first match counts.
_TWO_COLONS = "there is a second colon on this line, or the line is indented too far."
_NO_FIELD = "a line is not of the form `field: value`."
_NO_ITEM = "this line does not belong to the list above it."
_OUT_OF_COLUMN = "this line does not fit the lines above it."
_FIELD_WITHOUT_COLON = re.compile(r"([a-z_]+)(?::| )\s*([^\s:].*)")
_FIELD_AND_TEXT = re.compile(r"([a-z_]+): +(\S.*)")
_FIELD = re.compile(r" *[a-z_]+:(?: |$)")
_ITEM = re.compile(r" *- ")
_MESSAGES: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        _TWO_COLONS,
        'Put text that has a colon in it in quotes: "Survey: what shops need".',
    ),
    (
        "could not find expected ':'",
        _NO_FIELD,
        "Write a colon and a space after the field's name; indent text that goes on.",
    ),
    (
        "found unexpected end of stream",
        "a quote is opened here and never closed.",
        "Close it with the same quote; write an apostrophe inside '...' twice: 'it''s'.",
    ),
    (
        "found unknown escape character",
        "a backslash inside double quotes has a meaning of its own.",
        "Use single quotes, or write the backslash twice.",
    ),
    (
        "expected ',' or ']'",
        "a list in [ ] is not closed, or a comma is missing.",
        "Separate the words by commas and close the list with ].",
    ),
    (
        "expected ',' or '}'",
        "a block in { } is not closed, or a comma is missing.",
        "Separate the fields by commas and close the block with }.",
    ),
    (
        "did not find expected '-' indicator",
        _NO_ITEM,
        "Begin each item with `- `, all at the same indentation.",
    ),
    (
        "did not find expected key",
        _OUT_OF_COLUMN,
        "Check the indentation and the quotes: fields of one block begin in the same column.",
    ),
    (
        "alphabetic or numeric character",
        "text that begins with `*` or `&` has a meaning of its own here.",
        "Put the text in quotes, or begin it with another character.",
    ),
    (
        "undefined alias",
        "text that begins with `*` has a meaning of its own here.",
        "Put the text in quotes.",
    ),
    (
        "block sequence entries are not allowed",
        "a list item can't begin here.",
        "Put each `- item` on a line of its own, below the field's name.",
    ),
    (
        "did not find expected node content",
        "a value is begun here and not finished.",
        "Close what was opened with [ or {.",
    ),
    (
        "indentation",
        "the indentation changes where it may not.",
        "Indent all lines of a text by the same number of spaces.",
    ),
)
# Errors that libyaml notices only later in the file: the mark of their context is the right one.
_NOTICED_LATE = ("end of stream", "could not find expected ':'", "expected ',' or")
_GENERAL = (
    "this line can't be understood.",
    "Compare it with the example listing; put text with special characters in quotes.",
)


def syntax_problem(file: str, text: str, error: yaml.MarkedYAMLError | None) -> Problem:
    """A syntax error as a problem, at the place where a person would look for it."""
    if error is None or error.problem_mark is None:
        return Problem(Place(file), "yaml/syntax", *_GENERAL)
    mark = error.problem_mark
    if error.context_mark is not None and any(w in (error.problem or "") for w in _NOTICED_LATE):
        mark = error.context_mark
    lines = text.split("\n")
    line = min(mark.line, max(len(lines) - 1, 0))
    if found := layout_problem(file, text, max(line, min(error.problem_mark.line, len(lines) - 1))):
        return found
    if "expected <document start>" in (error.problem or "") and (first := _first_indented(lines)):
        return Problem(Place(file, *first[:2]), "yaml/syntax", *first[2:])
    place = Place(file, line + 1, mark.column + 1)
    message, fix = _explain(error, lines[line], mark.column)
    if correct := _BETTER.get(message):
        fix = correct(lines[: line + 1]) or fix
    return Problem(place, "yaml/syntax", message, fix)


def _first_indented(lines: Sequence[str]) -> tuple[int, int, str, str] | None:
    """Line, column, message and fix if the first line is indented."""
    for index, line in enumerate(lines):
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            return None
        shown = f": `{line.strip()}`" if len(line) <= LONGEST_SHOWN else ""
        message = "the first field is indented, and those below it are not."
        column = len(_indentation(line)) + 1
        return index + 1, column, message, f"Delete the spaces before it{shown}."
    return None


def _with_colon(lines: Sequence[str]) -> str:
    """The last line as a field, or as a part of the text above it."""
    line, above = lines[-1].rstrip(), _line_above(lines)
    if len(line) > LONGEST_SHOWN:
        return ""
    if above.startswith(" ") and not line.startswith(" "):
        return f"If it belongs to the text above, indent it: `{_indentation(above)}{line}`."
    match = _FIELD_WITHOUT_COLON.fullmatch(line)
    if match and match[1] in KNOWN_FIELDS:
        return f"Write `{match[1]}: {match[2]}`."
    if _FIELD_AND_TEXT.match(above) and not line.startswith(" "):
        return f"If it belongs to the text above, indent it: `  {line}`."
    return f"Write `{match[1]}: {match[2]}`." if match else ""


def _in_column(lines: Sequence[str]) -> str:
    """The last line, in the column of the nearest line above that is of the same form."""
    line = lines[-1].rstrip()
    form = _ITEM if _ITEM.match(line) else _FIELD
    same = [other for other in reversed(lines[:-1]) if form.match(other)]
    above = same[0] if same else ""
    if _indentation(line) < _indentation(above):  # it leaves a block, for the one around it
        above = next((o for o in same if _indentation(o) < _indentation(line)), above)
    if not above or not form.match(line) or len(line) > LONGEST_SHOWN:
        return ""
    indentation = _indentation(above)
    if indentation == _indentation(line):
        return ""
    return f"Begin it in the same column as the one above: `{indentation}{line.strip()}`."


def _quoted_or_in_column(lines: Sequence[str]) -> str:
    """The last line with its text in quotes, or in the column of the field above."""
    line = lines[-1].rstrip()
    if line.startswith(" "):
        return _in_column(lines)
    match = _FIELD_AND_TEXT.fullmatch(line)
    if match is None or len(line) > LONGEST_SHOWN or match[2][0] in "\"'{[":
        return ""
    text = match[2].strip("“”„«»‘’")
    quoted = f"`{match[1]}: {json.dumps(text, ensure_ascii=False)}`"
    kind = "straight quotes" if text != match[2] else "quotes"
    return f"Put the text in {kind}: {quoted}."


def _line_above(lines: Sequence[str]) -> str:
    return next((line for line in reversed(lines[:-1]) if line.strip()), "")


def _indentation(line: str) -> str:
    return " " * (len(line) - len(line.lstrip(" ")))


def _explain(error: yaml.MarkedYAMLError, line: str, column: int) -> tuple[str, str]:
    if "\t" in line[: column + 1]:
        return (
            "a tab is used where spaces are needed.",
            "Replace each tab by two spaces.",
        )
    if odd := next((char for char in line if is_odd_space(char)), ""):
        return odd_space_message(line, odd)
    if "cannot start any token" in (error.problem or ""):
        return _odd_start(line[column : column + 1])
    if "expected key" in (error.problem or "") and line[:column].rstrip().endswith("'"):
        return (
            "an apostrophe ends the text in quotes too early.",
            'Put the text in double quotes: "the shop\'s survey".',
        )
    sentence = f"{error.problem or ''} {error.context or ''}"
    for part, message, fix in _MESSAGES:
        if part in sentence:
            return message, fix
    return _GENERAL


def _odd_start(character: str) -> tuple[str, str]:
    return f"text can't begin with `{character}` here.", "Put the text in quotes."


# The corrected line, for messages where there can be one: the lines up to the wrong one -> a fix.
_BETTER: Mapping[str, Callable[[Sequence[str]], str]] = {
    _TWO_COLONS: _quoted_or_in_column,
    _NO_FIELD: _with_colon,
    _OUT_OF_COLUMN: _in_column,
    _NO_ITEM: _in_column,
}
