"""`.board.json`: what `board init` wrote, so that `board upgrade` can tell what was edited."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.authoring.board_answers import BoardAnswers, answers_from
from generator.authoring.program_wheel import Program
from generator.model.errors import BoardError
from generator.reading import files
from generator.reading.tree import FOLDER

FILE = ".board.json"
FORMAT = 2  # the form of listings and settings; a migration leads from each to the next
_LOCK = "requirements.txt"
_MOST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BoardRecord:
    """The program's version, the form of the board's files, and the whole text of each file.

    `written` has no listings, no requirements.txt and no wheel: their owners change them.
    """

    program: str
    format: int
    answers: BoardAnswers
    written: Mapping[str, str]


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

    Raises BoardError if it can't be understood, or OSError.
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
        if all(isinstance(text, str) for text in (*written, *written.values())):
            return BoardRecord(program, form, answers_from(known.get("answers")), dict(written))
    raise BoardError(f"{FILE} is not what `board init` wrote. Restore it from Git.")
