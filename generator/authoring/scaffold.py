"""The files of a new board, from its answers. It reads only what comes with the program.

They are in generator/scaffold/: `board/` has those of every board, and a folder for each host has
the rest. There, `dot-` at the start of a name stands for a dot, which packages leave out, and a
name that ends with `.jinja` is a template, filled with the answers. The other files are written as
they are; many are links to those that this repository uses itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from math import ceil
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator import PACKAGE
from generator.authoring.board_answers import BoardAnswers
from generator.authoring.format import formatted
from generator.authoring.new_file import Schema, new_file_text
from generator.authoring.program_wheel import Program
from generator.checking.workspace import Workspace
from generator.reading.source import parse
from generator.reading.tree import EXAMPLE_FILE, FOLDER

SAMPLES_DAY = "2026-11-23"  # the day that the samples were written for
_FOLDER = PACKAGE / "scaffold"
_LOCK = "requirements.txt"
_TEMPLATE = ".jinja"
_USUAL_DAYS = 21  # from the first day of a listing to its deadline
_EXAMPLE_HOURS = 20
_EXAMPLE_HEAD = """\
# A whole listing to copy: to listings/EMPLOYER/PROJECT.yml, both names of your choice in small
# letters, with hyphens. `board new EMPLOYER/PROJECT` asks for all of it instead. Nothing on the
# board is made from this file.

"""


def scaffold(answers: BoardAnswers, program: Program) -> dict[str, bytes]:
    """Every file of a new board by its path, but .board.json and what is in listings/."""
    written = {}
    for group in ("board", answers.host):
        for path in sorted(_files(_FOLDER / group)):
            name = path.relative_to(_FOLDER / group).as_posix()
            if name.endswith(_TEMPLATE):
                content = _filled(f"{group}/{name}", answers).encode()
            else:
                content = path.read_bytes()
            if content.strip():
                written[_target(name)] = content
    written[_LOCK] = (_FOLDER / _LOCK).read_bytes() + program.requirement.encode()
    if program.wheel_name:
        written[program.wheel_name] = program.wheel
    return written


def sample_listings() -> dict[str, bytes]:
    """The sample listings and their employers, by path."""
    folder = _FOLDER / "samples"
    return {
        f"{FOLDER}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(_files(folder))
        if path.relative_to(folder).parts[0] != PurePosixPath(EXAMPLE_FILE).name
    }


@cache
def usual_floors() -> dict[str, str]:
    """A floor to propose for each currency, by its code."""
    return _amounts((_FOLDER / "floors.yml").read_bytes())


def example_listing(answers: BoardAnswers, work: Workspace, today: date) -> dict[str, bytes]:
    """listings/example.yml of the board `work`: a whole listing that is never read, by its path.

    The examples and descriptions of the schema fill it. Under another name it is valid.
    """
    schema = work.listing_schema.definition
    fields = schema["properties"]
    currency, floor = next(iter(answers.floors.items()), ("EUR", "15"))
    pay = ceil(Decimal(floor) * _EXAMPLE_HOURS * 3 / 2)
    deadline = today + timedelta(days=_USUAL_DAYS)
    data = {
        **{name: fields[name]["examples"][0] for name in schema["required"]},
        "employer": _example_employer(answers, fields["employer"]),
        "deliverables": [
            "Interview notes of 12 shops",
            {"what": "Ten slides with your findings", "due": str(deadline + timedelta(weeks=5))},
        ],
        "hours": _EXAMPLE_HOURS,
        "pay": {"amount": pay, "currency": currency, "per": "project"},
        "posted": str(today),
        "deadline": str(deadline),
        "apply": {"url" if answers.contact.startswith("https://") else "email": answers.contact},
    }
    ordered = {name: data[name] for name in fields if name in data}
    text = _EXAMPLE_HEAD + new_file_text(schema, ordered)
    return {EXAMPLE_FILE: formatted(text.encode(), EXAMPLE_FILE, schema, work.vocabularies)}


def _example_employer(answers: BoardAnswers, schema: Schema) -> dict[str, Any]:
    """The board's own people as an employer: their addresses exist."""
    fields = schema["properties"]
    data = {name: fields[name]["examples"][0] for name in schema["required"]}
    return {**data, "website": answers.address, "maintainers": [*answers.maintainers[:1]]}


def _amounts(content: bytes) -> dict[str, str]:
    """`EUR: 14` on each line; amounts as they are written."""
    source, _ = parse(content, "floors.yml", relaxed=True)
    return {code: str(amount) for code, amount in source.data.items()} if source else {}


def _files(folder: Path) -> Iterator[Path]:
    """Every file below `folder`, links too."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir():
            yield from _files(path)
        elif path.name != ".DS_Store":
            yield path


def _target(name: str) -> str:
    """`dot-github/CODEOWNERS.jinja` -> `.github/CODEOWNERS`."""
    parts = name.removesuffix(_TEMPLATE).split("/")
    return "/".join(
        f".{part.removeprefix('dot-')}" if part.startswith("dot-") else part for part in parts
    )


def _filled(name: str, answers: BoardAnswers) -> str:
    return _templates().get_template(name).render(answers=answers)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=False,  # noqa: S701 - YAML and Markdown, each value quoted by a filter
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    return environment
