"""Checks `extra.board.announce`: whether the parts of the board that it names are there. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from generator.checking import settings_values
from generator.checking.field_words import field_name, shortened
from generator.checking.settings_check import BOARD
from generator.model.problem import Path, Place, Problem, Severity
from generator.model.vocabulary import Vocabularies
from generator.reading.source import Source

_WHERE = (*BOARD, "announce")
_RULE = "settings/announce"
_EXAMPLE = "Write the address of a part's page, such as `skills/python` or `employers/acme`."


def announce_problems(
    source: Source, known: Vocabularies, has_folder: Callable[[str], bool]
) -> Iterator[Problem]:
    """Parts that the board does not have, and a day of the week that changes nothing.

    `has_folder` says whether the board has a folder at a path that begins at its top.
    """
    board = _group(_group(source.data, "extra"), "board")
    parts = _known_parts(board, known)
    for identifier, fields in _group(board, "announce").items():
        path = (*_WHERE, identifier)
        if not isinstance(fields, Mapping):
            continue
        if "weekday" in fields and fields.get("when") != "weekly":
            message = f"`weekday` of `{shortened(identifier)}` changes nothing."
            fix = "Add `when: weekly`, or remove it."
            yield Problem(source.key_place((*path, "weekday")), _RULE, message, fix)
        only = fields.get("only")
        for index, part in enumerate(only if isinstance(only, list) else ()):
            if isinstance(part, str) and (fix := _mistake(part, parts, has_folder)):
                where: Path = (*path, "only", index)
                yield _unknown_part(source.place(where), where, part, fix)


def _unknown_part(place: Place, path: Path, part: str, fix: str) -> Problem:
    """An employer may leave the board at any time, and the board must still be built then."""
    message = f"{field_name(path)}, `{shortened(part)}`, is no part of this board."
    is_employer = part.startswith("employers/")
    severity = Severity.HINT if is_employer else Severity.ERROR
    return Problem(place, _RULE, message, fix, severity)


def _mistake(part: str, parts: Collection[str], has_folder: Callable[[str], bool]) -> str:
    """How to fix `part`; empty if the board has it."""
    folder, _, identifier = part.partition("/")
    if part in parts or (
        folder == "employers"
        and "/" not in identifier
        and identifier.strip(".")
        and has_folder(f"listings/{identifier}")
    ):
        return ""
    alone = [known for known in sorted(parts) if known.partition("/")[2] == part.strip("/")]
    close = alone[0] if alone else settings_values.closest(part.strip("/"), parts)
    return f"Did you mean `{close}`?" if close else _EXAMPLE


def _known_parts(board: Mapping[str, Any], known: Vocabularies) -> frozenset[str]:
    """The folders of all parts but employers: `skills/python`."""
    words = {
        "categories": known.categories.terms,
        "industries": known.industries.terms,
        "skills": known.skills.terms,
        "collections": _group(board, "collections"),
    }
    return frozenset(f"{folder}/{name}" for folder, names in words.items() for name in names)


def _group(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = data.get(name)
    return found if isinstance(found, Mapping) else {}
