"""Parses YAML that a stranger wrote into plain data, and knows the line of every value.

Only libyaml's events are used, never its constructors. So nothing in a file can expand, recurse
or run code. Scalars follow the core schema of YAML 1.2 (spec 1.2.2, chapter 10.3), where `no`,
`on`, `12:30`, `1_000` and dates are text.

Plain data is `dict` (text keys), `list`, `str`, `int`, `Decimal`, `bool` and `None`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import yaml

from generator.model.problem import Path, Place, Problem
from generator.model.problem_limit import FileProblems
from generator.reading.conflicts import conflict_problem
from generator.reading.layout import Layout
from generator.reading.yaml_messages import REFUSALS, syntax_problem

MAX_BYTES = 32 * 1024
MAX_DEPTH = 8
MAX_RELAXED_DEPTH = 50
# Nobody asks for the places of later fields and items: no list is as long, no group as large.
_MOST_MARKED = 200
# The message and the fix.
TOO_LARGE = (
    f"the file is larger than {MAX_BYTES // 1024} KiB.",
    "Shorten the text: a description has at most 6,000 characters.",
)

try:
    from yaml._yaml import CParser as _Parser
except ImportError as error:  # pragma: no cover - every published wheel has libyaml
    raise ImportError(
        "PyYAML was built without libyaml, whose reader is ten times faster and which this "
        "board relies on: install a PyYAML wheel, or libyaml's headers and build it again."
    ) from error

# C0, C1, DEL, line breaks of other systems, surrogates and noncharacters (Unicode 16, 23.7).
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
# Bidirectional controls, zero width and tag characters; joiners only inside scripts and emoji
# that need them.
HIDDEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]|(?<![\u0590-\U0010ffff])[\u200c\u200d]"
)
_INT = re.compile(r"[-+]?[0-9]+")
_HEX = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_MAX_DIGITS = 18
_WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip

Span = tuple[int, int, int | None]  # line, column, end column; 1-based


@dataclass(frozen=True)
class Source:
    """A file's text and plain data, and the place of each value in it."""

    file: str
    text: str
    data: dict[str, Any]
    relaxed: bool = False
    hides: bool = False  # whether it has `hidden_places`

    def place(self, path: Path) -> Place:
        """The place of the value at `path`; if it is missing, of the nearest group around it."""
        return self._nearest(self._marks[0], path)

    def key_place(self, path: Path) -> Place:
        """The place of the name of the field at `path`, or of its value if it has no name."""
        span = self._marks[1].get(path)
        return Place(self.file, *span) if span else self.place(path)

    def _nearest(self, spans: Mapping[Path, Span], path: Path) -> Place:
        while path:
            if span := spans.get(path):
                return Place(self.file, *span)
            if span := self._marks[1].get(path):
                return Place(self.file, *span)
            path = path[:-1]
        return Place(self.file)

    @property
    def hidden_places(self) -> frozenset[Place]:
        """The places of values that only MkDocs knows: those with a tag, or an alias of a group."""
        spans, key_spans, hidden = self._marks if self.hides else ({}, {}, set())
        return frozenset(
            Place(self.file, *span)
            for path, span in (*spans.items(), *key_spans.items())
            if any(path[:length] in hidden for length in range(1, len(path) + 1))
        )

    @cached_property
    def _marks(self) -> tuple[dict[Path, Span], dict[Path, Span], set[Path]]:
        """The places of values and names, made when asked: only files with problems need them."""
        builder = _Builder(self.file, self.text, self.relaxed, marks=True)
        builder.run()
        return builder.spans, builder.key_spans, builder.not_given


def parse(
    content: bytes, file: str, *, relaxed: bool = False
) -> tuple[Source | None, tuple[Problem, ...]]:
    """Parse one file: returns its source, or None and the problems that make it unreadable.

    `relaxed` is for mkdocs.yml, which the board's own maintainers write: it has no size limit here,
    and tags are ignored. An alias of a scalar is its value; an alias of a group would let copies
    of copies grow without end, and is None.
    """
    text, problems = _decode(content, file, MAX_BYTES if not relaxed else None)
    if text is None:
        return None, problems
    if conflict := conflict_problem(content, file):
        return None, (conflict,)
    builder = _Builder(file, text, relaxed)
    if problems := builder.run():
        return None, problems
    return Source(file, text, builder.root, relaxed, builder.hides), ()


def is_text(scalar: str) -> bool:
    """Whether `scalar`, a non-empty text, stays text when it is written without quotes."""
    if scalar in _WORDS:
        return False
    if not (scalar[0].isdigit() or scalar[0] in "-+."):
        return True
    return not any(form.fullmatch(scalar) for form in (_INT, _HEX, _FLOAT, _NOT_FINITE))


def _decode(content: bytes, file: str, limit: int | None) -> tuple[str | None, tuple[Problem, ...]]:
    if limit is not None and len(content) > limit:
        return None, (_too_large(file),)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, (_not_utf8(file, 1, "UTF-16"),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, (_not_utf8(file, line, "not UTF-8"),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # A fast path: nearly every file is printable.
    if not text.replace("\n", "").replace("\t", "").isprintable():
        if problems := tuple(_characters(text, file)):
            return None, problems
    if not text.strip():
        return None, (_empty(file),)
    return text, ()


def _empty(file: str) -> Problem:
    return Problem(Place(file), "file/empty", "the file is empty.", "Fill it in, or delete it.")


def _only_comments(file: str) -> Problem:
    message = "the file has only comments."
    fix = (
        "Remove the `#` before what should count, or delete the file. An example that is not "
        "read can be kept in listings/example.yml."
    )
    return Problem(Place(file), "file/empty", message, fix)


def _too_large(file: str) -> Problem:
    return Problem(Place(file), "file/too-large", *TOO_LARGE)


def _not_utf8(file: str, line: int, found: str) -> Problem:
    return Problem(
        Place(file, line),
        "file/not-utf8",
        f"the file's text encoding is {found}.",
        "Save it as UTF-8 (in most editors: Save as, Encoding, UTF-8).",
    )


def _characters(text: str, file: str) -> list[Problem]:
    """Problems for the first ten characters that are invisible or that break a page."""
    problems: list[Problem] = []
    for pattern, rule, what in (
        (CONTROL, "file/control-character", "a control character"),
        (HIDDEN, "file/hidden-character", "an invisible character"),
    ):
        for match in pattern.finditer(text):
            if len(problems) == 10:
                return problems
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            code = f"U+{ord(match.group()[0]):04X}"
            problems.append(
                Problem(
                    Place(file, line, column, column + 1),
                    rule,
                    f"there is {what} ({code}) here.",
                    "Delete it; it often comes with text pasted from another program.",
                )
            )
    return problems


class _Refused(Exception):
    """Stops the parser at a construct that is not allowed."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    """Builds plain data from parser events; the stack has one container for each level."""

    def __init__(self, file: str, text: str, relaxed: bool, marks: bool = False) -> None:
        self.file = file
        self.text = text
        self.relaxed = relaxed
        self.with_marks = marks
        self.root: dict[str, Any] = {}
        self._begun = False
        self.spans: dict[Path, Span] = {}
        self.key_spans: dict[Path, Span] = {}
        self.hides = False
        self.not_given: set[Path] = set()
        self._problems = FileProblems()
        self._anchors: dict[str, Any] = {}
        self._stack: list[dict[str, Any] | list[Any]] = []
        self._paths: list[Path] = []
        self._keys: list[str | None] = []  # at each level, the key whose value comes next
        self._first_lines: dict[tuple[int, str], int] = {}

    def run(self) -> tuple[Problem, ...]:
        """Parse the text into `root`, `spans` and `key_spans`. Returns the problems."""
        try:
            parser = _Parser(self.text)
            while True:  # `yaml.parse` would check every event twice
                event = parser.get_event()
                if type(event) is yaml.StreamEndEvent:
                    break
                self._handle(event)
            if not self._begun:
                raise _Refused(_only_comments(self.file))
        except _Refused as refused:
            self._problems.add(self._layout(refused.problem) or refused.problem)
        except yaml.MarkedYAMLError as error:
            self._problems.add(syntax_problem(self.file, self.text, error))
        except yaml.YAMLError:  # pragma: no cover - the characters were checked before
            self._problems.add(syntax_problem(self.file, self.text, None))
        return self._problems.result()

    def _layout(self, problem: Problem) -> Problem | None:
        """The mistake in the layout that explains `problem`, if there is one."""
        last = problem.place.line - 1
        return Layout(self.text).problem(self.file, last) if not self.relaxed else None

    def _handle(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._open(event, {})
        elif kind is yaml.SequenceStartEvent:
            self._open(event, [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._stack.pop()
            self._paths.pop()
            self._keys.pop()
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent and self._begun:
            raise _Refused(self._problem(event, "yaml/several-documents"))

    def _scalar(self, event: Any) -> None:
        if event.anchor or (event.tag and not self.relaxed):
            self._refuse_properties(event)
        text: str = event.value
        if event.style == '"' and (found := CONTROL.search(text) or HIDDEN.search(text)):
            raise _Refused(self._hidden(event, found.group()[0]))
        if self._wants_key():
            self._key(event, text)
        else:
            value = text if event.style else self._plain(event, text)
            if event.anchor:
                self._anchors[event.anchor] = value
            self._add(event, value)

    def _plain(self, event: Any, text: str) -> Any:
        """The value of a plain (unquoted) scalar, by the core schema. Decimals stay exact."""
        if text in _WORDS:
            return _WORDS[text]
        if is_text(text):
            return text
        if _INT.fullmatch(text) or _HEX.fullmatch(text):
            if len(text) > _MAX_DIGITS:
                raise _Refused(self._problem(event, "yaml/number", "this number is too long."))
            return int(text, 0 if text[1:2] in {"o", "x"} else 10)
        if match := _FLOAT.fullmatch(text):
            if match.group(3) or len(text) > _MAX_DIGITS:
                raise _Refused(self._problem(event, "yaml/number"))
            return Decimal(text)
        if _NOT_FINITE.fullmatch(text):
            raise _Refused(self._problem(event, "yaml/number", "this is no number."))
        return text

    def _key(self, event: Any, text: str) -> None:
        mapping = self._stack[-1]
        if text == "<<" and not event.style and not self.relaxed:
            raise _Refused(self._problem(event, "yaml/merge-key"))
        line = event.start_mark.line + 1
        if text in mapping:
            first = self._first_lines[(id(mapping), text)]
            message = f"`{text}` is here twice; it is on line {first} already."
            if self._problems.is_full:
                self._problems.count_error()
            else:
                self._problems.add(self._problem(event, "yaml/duplicate-key", message))
        else:
            self._first_lines[(id(mapping), text)] = line
        self._keys[-1] = text
        if self.with_marks and (len(mapping) <= _MOST_MARKED or self.relaxed):
            self.key_spans.setdefault((*self._paths[-1], text), self._span(event))

    def _open(self, event: Any, container: dict[str, Any] | list[Any]) -> None:
        if event.anchor or (event.tag and not self.relaxed):
            self._refuse_properties(event)
        if self._wants_key():
            raise _Refused(self._problem(event, "yaml/key-not-text"))
        if len(self._stack) >= (MAX_RELAXED_DEPTH if self.relaxed else MAX_DEPTH):
            deeper = f"lists and fields are nested more than {MAX_RELAXED_DEPTH} deep."
            raise _Refused(self._problem(event, "yaml/too-deep", deeper if self.relaxed else ""))
        path = self._add(event, container)
        self._stack.append(container)
        self._paths.append(path)
        self._keys.append(None)

    def _alias(self, event: Any) -> None:
        if self.relaxed:
            if self._wants_key():
                raise _Refused(self._problem(event, "yaml/key-not-text"))
            self._add(event, self._anchors.get(event.anchor))
            return
        raise _Refused(
            self._problem(event, "yaml/anchor")
        )  # pragma: no cover - its anchor was refused before

    def _add(self, event: Any, value: Any) -> Path:
        """Add `value` to the container on top of the stack. Returns the value's path, if wanted."""
        if not self._stack:
            if not isinstance(value, dict):
                raise _Refused(self._problem(event, "yaml/not-fields"))
            self.root, self._begun = value, True
            return ()
        holder = self._stack[-1]
        step: str | int
        if isinstance(holder, list):
            step = len(holder)
            holder.append(value)
        else:
            step = self._keys[-1] or ""
            holder[step] = value
            self._keys[-1] = None
        if hides := self.relaxed and self._is_hidden(event):
            self.hides = True
        if not self.with_marks or (len(holder) > _MOST_MARKED and not self.relaxed):
            return ()
        path = (*self._paths[-1], step)
        if hides:
            self.not_given.add(path)
        # For a group or a list, problems point at the name of its field instead.
        if not isinstance(value, (dict, list)) or isinstance(holder, list):
            self.spans[path] = self._span(event)
        return path

    def _is_hidden(self, event: Any) -> bool:
        is_alias = type(event) is yaml.AliasEvent
        return event.anchor not in self._anchors if is_alias else bool(event.tag)

    def _wants_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1], dict) and self._keys[-1] is None

    def _refuse_properties(self, event: Any) -> None:
        if not event.anchor:
            raise _Refused(self._problem(event, "yaml/tag"))
        if not self.relaxed:
            raise _Refused(self._problem(event, "yaml/anchor"))

    def _hidden(self, event: Any, character: str) -> Problem:
        control = CONTROL.match(character)
        return self._problem(
            event,
            "file/control-character" if control else "file/hidden-character",
            f"this text has an invisible character in it (U+{ord(character):04X}).",
            "Remove the part that begins with a backslash.",
        )

    def _problem(self, event: Any, rule: str, message: str = "", fix: str = "") -> Problem:
        usual_message, usual_fix = REFUSALS.get(rule, ("", ""))
        place = Place(self.file, *self._span(event))
        return Problem(place, rule, message or usual_message, fix or usual_fix)

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        last = end.column + 1 if end.line == start.line else None
        return start.line + 1, start.column + 1, last
