"""YAML errors as sentences that an employer understands.

libyaml's messages ("mapping values are not allowed in this context") are recognised by a part that
is the same in every release of libyaml 0.2. An unknown one gets a general sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import yaml

from generator.model.problem import Place, Problem
from generator.reading.corrected_lines import (
    closed_quote,
    first_indented,
    in_column,
    in_double_quotes,
    quoted,
    quoted_or_in_column,
    with_colon,
    with_commas,
    without_tabs,
)
from generator.reading.layout import Layout, is_odd_space, odd_space_message

# Valid YAML that is not allowed here: rule id -> message and fix.
REFUSALS: dict[str, tuple[str, str]] = {
    "yaml/several-documents": (
        "a second document starts here.",
        "Remove the line `---`: each file has only one listing.",
    ),
    "yaml/number": (
        "this number is not written in full.",
        "Write it in full, such as 1200 or 17.50.",
    ),
    "yaml/merge-key": (
        "`<<` copies fields from elsewhere, which does not work here.",
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
        "text that begins with `!` has a special meaning here.",
        "Put the text in quotes.",
    ),
    "yaml/anchor": (
        "text that begins with `&` or `*` has a special meaning here.",
        "Put the text in quotes.",
    ),
    "yaml/not-fields": (
        "the file does not consist of fields.",
        "Write one field a line, such as `title: Market survey`.",
    ),
}

# Part of libyaml's message (problem and context), our message, our fix. The first match counts.
_TWO_COLONS = "there is a second colon on this line, or the line is indented too far."
_NO_FIELD = "this line does not have the form `field: value`."
_OPEN_QUOTE = "a quote is opened here and never closed."
_OPEN_LIST = "a list in [ ] is not closed, or a comma is missing."
_OPEN_BLOCK = "a block in { } is not closed, or a comma is missing."
_CANT_BEGIN = "text can't begin with"
_TAB = "a tab is used where spaces are needed."
_APOSTROPHE = "an apostrophe ends the text in quotes too early."
_MEANING = "text that begins with `*` or `&` has a special meaning here."
_NO_ITEM = "this line does not belong to the list above it."
_OUT_OF_COLUMN = "this line does not fit the lines above it."
_MESSAGES: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        _TWO_COLONS,
        'Put text that has a colon in it in quotes: "Survey: what shops need".',
    ),
    (
        "could not find expected ':'",
        _NO_FIELD,
        "Write a colon and a space after the field's name. Indent a line that continues a text.",
    ),
    (
        "found unexpected end of stream",
        _OPEN_QUOTE,
        "Close it with the same quote; write an apostrophe inside '...' twice: 'it''s'.",
    ),
    (
        "found unknown escape character",
        "a backslash inside double quotes has a special meaning.",
        "Use single quotes, or write the backslash twice.",
    ),
    (
        "expected ',' or ']'",
        _OPEN_LIST,
        "Separate the words by commas and close the list with ].",
    ),
    (
        "expected ',' or '}'",
        _OPEN_BLOCK,
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
        _MEANING,
        "Put the text in quotes, or begin it with another character.",
    ),
    (
        "undefined alias",
        "text that begins with `*` has a special meaning here.",
        "Put the text in quotes.",
    ),
    (
        "block sequence entries are not allowed",
        "a list item can't begin here.",
        "Put each `- item` on a line of its own, below the field's name.",
    ),
    (
        "did not find expected node content",
        "a value starts here and does not end.",
        "Close what was opened with [ or {.",
    ),
    (
        "indentation",
        "the indentation changes in the wrong place.",
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
    last = max(line, min(error.problem_mark.line, len(lines) - 1))
    if found := Layout(text).problem(file, last):
        return found
    if "expected <document start>" in (error.problem or "") and (first := first_indented(lines)):
        return Problem(Place(file, *first[:2]), "yaml/syntax", *first[2:])
    place = Place(file, line + 1, mark.column + 1)
    message, fix = _explain(error, lines[line], mark.column)
    if correct := _BETTER.get(message, quoted if _CANT_BEGIN in message else None):
        fix = correct(lines[: line + 1]) or fix
    return Problem(place, "yaml/syntax", message, fix)


def _explain(error: yaml.MarkedYAMLError, line: str, column: int) -> tuple[str, str]:
    if "\t" in line[: column + 1]:
        return (
            _TAB,
            "Replace each tab with two spaces.",
        )
    if odd := next((char for char in line if is_odd_space(char)), ""):
        return odd_space_message(line, odd)
    if "cannot start any token" in (error.problem or ""):
        return _odd_start(line[column : column + 1])
    if "expected key" in (error.problem or "") and line[:column].rstrip().endswith("'"):
        return (
            _APOSTROPHE,
            'Put the text in double quotes: "the shop\'s survey".',
        )
    sentence = f"{error.problem or ''} {error.context or ''}"
    for part, message, fix in _MESSAGES:
        if part in sentence:
            return message, fix
    return _GENERAL


def _odd_start(character: str) -> tuple[str, str]:
    return f"{_CANT_BEGIN} `{character}` here.", "Put the text in quotes."


# The corrected line, for messages where there can be one: the lines up to the wrong one -> a fix.
_BETTER: Mapping[str, Callable[[Sequence[str]], str]] = {
    _TWO_COLONS: quoted_or_in_column,
    _NO_FIELD: with_colon,
    _OUT_OF_COLUMN: in_column,
    _NO_ITEM: in_column,
    _OPEN_QUOTE: closed_quote,
    _OPEN_LIST: with_commas,
    _OPEN_BLOCK: with_commas,
    _TAB: without_tabs,
    _APOSTROPHE: in_double_quotes,
    _MEANING: quoted,
}
