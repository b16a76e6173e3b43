"""`.board.json`: what `board init` wrote, so that `board upgrade` can tell what was edited."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from generator import __version__
from generator.authoring.board_answers import HOSTS, BoardAnswers, answers_from
from generator.authoring.program_wheel import NAME, Program
from generator.model.errors import BoardError
from generator.reading import files
from generator.reading.tree import FOLDER

FILE = ".board.json"
FORMAT = 2  # the form of listings and settings; a migration leads from each to the next
_LOCK = "requirements.txt"
_MOST_BYTES = 4 * 1024 * 1024
_VERSION = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})*")
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z.!+_-]{0,59}")  # of a version
_ODD_IN_PATH = re.compile(r"[\x00-\x1f\x7f:\\]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class BoardRecord:
    """The program's version, the form of the board's files, and the whole text of each file.

    `written` has no listings, no requirements.txt and no wheel: their owners change them.
    """

    program: str
    format: int
    answers: BoardAnswers
    written: Mapping[str, str]
    not_asked: tuple[str, ...] = ()  # answers that an older version did not ask for


def new_record(
    answers: BoardAnswers, program: Program, scaffolded: Mapping[str, bytes]
) -> BoardRecord:
    """The record of a board whose files are those of `scaffold(answers, program)`."""
    left_out = {FILE, _LOCK, program.wheel_name}
    written = {
        path: content.decode()
        for path, content in scaffolded.items()
        if path not in left_out and not path.startswith(f"{FOLDER}/")
    }
    return BoardRecord(program.version, FORMAT, answers, written)


def record_text(record: BoardRecord) -> bytes:
    """The content of .board.json."""
    data = {
        "program": record.program,
        "format": record.format,
        "answers": record.answers.as_json(),
        "written": dict(sorted(record.written.items())),
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def read_record(root: Path) -> BoardRecord | None:
    """The record of the board in `root`; None if it has none.

    Raises BoardError if it can't be understood or if a newer version wrote it, or OSError.
    """
    path = root / FILE
    if not path.exists():
        return None
    try:
        data: Any = json.loads(files.read(path, _MOST_BYTES))
    except (ValueError, RecursionError):
        raise BoardError(
            f"{FILE} is no JSON. Restore it from Git: git checkout HEAD -- {FILE}"
        ) from None
    return _record(data)


def _record(data: Any) -> BoardRecord:
    known = data if isinstance(data, Mapping) else {}
    program, form, written = known.get("program"), known.get("format"), known.get("written")
    if isinstance(program, str) and type(form) is int and isinstance(written, Mapping):
        if form > FORMAT or _numbers(program) > _numbers(__version__):
            raise BoardError(f"this board was written by {NAME} {program[:40]}, and this is "
                             f"{__version__}. Install that one or a newer one.")  # fmt: skip
        is_known = all(map(_is_path, written)) and all(map(_is_text, written.values()))
        if is_known and _NAME.fullmatch(program):
            answers = _answers(known.get("answers"))
            names = (item.name for item in fields(BoardAnswers))
            missing = tuple(name for name in names if name not in known["answers"])
            return BoardRecord(program, form, answers, dict(written), missing)
    raise BoardError(f"{FILE} is not what `board init` wrote. Restore it from Git.")


def _answers(data: Any) -> BoardAnswers:
    answers = answers_from(data)
    if answers.host not in HOSTS or not all(map(_is_text, _texts(answers.as_json()))):
        raise BoardError(f"{FILE}: `answers` has values that `board init` does not write.")
    return answers


def _texts(value: Any) -> list[Any]:
    """All that is in a group or a list, names too."""
    if isinstance(value, Mapping):
        return [text for item in value.items() for part in item for text in _texts(part)]
    return [text for item in value for text in _texts(item)] if isinstance(value, list) else [value]


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers that a version begins with, to compare two: `0.10.1rc2` is 0, 10, 1."""
    found = _VERSION.match(version)
    return tuple(int(number) for number in found[0].split(".")) if found else ()


def _is_path(path: Any) -> bool:
    """Whether `path` leads to a file that is the board's, and below its folder wherever it is."""
    if not _is_text(path) or _ODD_IN_PATH.search(path):
        return False
    first, *_ = parts = path.split("/")
    is_other = first.lower() in {".git", FOLDER, FILE, _LOCK} or path.endswith(".whl")
    return not is_other and not {"", ".", ".."}.intersection(parts)


def _is_text(value: Any) -> bool:
    """Whether `value` is text that UTF-8 can hold: JSON can also hold half a character."""
    return isinstance(value, str) and not _SURROGATE.search(value)
