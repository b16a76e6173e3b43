"""Brings a board's own files to the form that this version of the program expects. Pure.

A board says in .board.json which form its listings and settings have: `format`. Each step leads
from one form to the next. A step changes the text of one file: comments, layout and line ends
stay, and the data means the same. Running a step twice changes nothing.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.authoring.edit_fields import Change, edited, read_source
from generator.authoring.format import ValueChange, applied, value_changes
from generator.authoring.format_1 import SETTINGS
from generator.authoring.new_file import AuthoringError
from generator.model.problem import Path
from generator.model.vocabulary import Vocabularies
from generator.reading.source import Source, parse
from generator.reading.tree import EMPLOYER_FILE, FOLDER

SETTINGS_FILE = "mkdocs.yml"
Schema = Mapping[str, Any]
_MODELINE = re.compile(
    rb"^#[ \t]*yaml-language-server:[ \t]*\$schema=\.\./\.\./schema/[a-z]+\.schema\.json[ \t]*"
    rb"(?:\r?\n|$)(?:[ \t]*\r?\n)?",
    re.MULTILINE,
)
# What format 1 wrote above settings that are the program's now.
_COMMENTS = re.compile(
    rb"^[ \t]*# (?:The hand-written pages, as the list beside each of them shows them\.|"
    rb"The header\. `sections`: the folders in which a link counts as the current one, "
    rb"its own first\.)[ \t]*\r?\n(?![ \t]*(?:nav|menu):)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the steps know of the board beside the file they change.

    `has_schema` and `has_theme`: whether the board has the folders schema/ and generator/theme/,
    which its files named in format 1.
    """

    listing_schema: Schema
    employer_schema: Schema
    vocabularies: Vocabularies
    has_schema: bool = False
    has_theme: bool = False


Step = Callable[[bytes, str, Surroundings], bytes]


@dataclass(frozen=True, slots=True)
class Migration:
    """The way to format `to` from the one before it. `says` is for people, `step` does it."""

    to: int
    says: str
    step: Step


def migrate(content: bytes, path: str, form: int, around: Surroundings) -> bytes:
    """The file at `path` in the newest form, from `form`.

    `path` is relative to the board's root. Only listings, employers and mkdocs.yml change. Raises
    AuthoringError if the file can't be read or changed safely.
    """
    for migration in since(form):
        content = migration.step(content, path, around)
    return content


def since(form: int) -> tuple[Migration, ...]:
    """The migrations that a board of this form still needs."""
    return tuple(migration for migration in MIGRATIONS if migration.to > form)


def _to_2(content: bytes, path: str, around: Surroundings) -> bytes:
    if path == SETTINGS_FILE:
        return _without_defaults(content, around)
    if not path.startswith(f"{FOLDER}/") or not path.endswith(".yml"):
        return content
    is_employer = path.endswith(f"/{EMPLOYER_FILE}")
    source = read_source(content, path)
    schema = around.employer_schema if is_employer else around.listing_schema
    content = _with_ids(content, source, schema, around.vocabularies)
    return content if around.has_schema else _MODELINE.sub(b"", content, count=1)


def _with_ids(content: bytes, source: Source, schema: Schema, vocabularies: Vocabularies) -> bytes:
    """Words of the vocabularies by their ids. Nothing else of a file that is changed so."""
    changes = [
        change
        for change in value_changes(source.data, schema, vocabularies)
        if "x-vocabulary" in _schema_at(schema, change.path)
    ]
    # A word that is in the list already is removed, if that is safe; else it stays.
    kept = [change for change in changes if change.new is not None]
    for attempt in (changes, kept):
        try:
            return _with_changes(content, source, attempt)
        except AuthoringError:
            if attempt is kept:
                raise
    return content


def _with_changes(content: bytes, source: Source, changes: list[ValueChange]) -> bytes:
    if not changes:
        return content
    steps = tuple(Change(change.path, change.new) for change in changes)
    return edited(content, source, steps, applied(source.data, changes))


def _schema_at(schema: Schema, path: Path) -> Schema:
    """The part of `schema` for the value at `path`; empty if it has none."""
    for step in path:
        part = schema.get("items") if isinstance(step, int) else schema.get("properties", {})
        schema = (part if isinstance(step, int) else (part or {}).get(step)) or {}
    return schema


def _without_defaults(content: bytes, around: Surroundings) -> bytes:
    """mkdocs.yml without the settings that are the program's own now."""
    source, problems = parse(content, SETTINGS_FILE, relaxed=True)
    if source is None:
        raise AuthoringError(
            f"{SETTINGS_FILE} can't be read: {problems[0].message} {problems[0].fix}"
        )
    known = {**SETTINGS["theme"]}
    if around.has_theme:
        del known["custom_dir"]
    paths = [*_not_needed(source.data, {**SETTINGS, "theme": known}, ())]
    # MkDocs takes no `theme` without a name: it goes with all the rest, or stays.
    paths = [path for path in paths if path != ("theme", "name")]
    if not paths:
        return content
    expected: Any = copy.deepcopy(source.data)
    for path in paths:
        group = expected
        for step in path[:-1]:
            group = group[step]
        del group[path[-1]]
    changes = tuple(Change(path, None) for path in paths)
    return _COMMENTS.sub(b"", edited(content, source, changes, expected))


def _not_needed(
    group: Mapping[str, Any], defaults: Mapping[str, Any], path: Path
) -> Iterator[Path]:
    """The settings that are equal to the program's; a whole group where all of it is."""
    for name, value in group.items():
        if name not in defaults:
            continue
        default = defaults[name]
        if value == default:
            yield (*path, name)
        elif isinstance(value, dict) and isinstance(default, Mapping):
            inner = [*_not_needed(value, default, (*path, name))]
            is_all = inner == [(*path, name, key) for key in value]
            yield from [(*path, name)] if is_all and inner else inner


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        2,
        "Listings no longer name a schema file that the board does not have, words of the "
        "vocabularies are written by their ids, and mkdocs.yml leaves out what the program sets.",
        _to_2,
    ),
)
