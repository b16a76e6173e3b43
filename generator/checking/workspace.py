"""A board's folder on disk: its settings, schemas, vocabularies and listings.

The command line and the engines open a board here. It reads, and decides nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from generator.checking import exchange_check
from generator.checking.announce_check import announce_problems
from generator.checking.check import CheckContext, resolve_word
from generator.checking.hidden_check import MAX_BYTES as MAX_HIDDEN
from generator.checking.hidden_check import read_hidden, unknown_ids
from generator.checking.overrides import override_problems
from generator.checking.required_fields import with_required, with_required_in_file
from generator.checking.schema import CompiledSchema, with_references
from generator.checking.settings_check import BOARD, FILE, settings_problems
from generator.checking.vocabularies import with_own_words
from generator.model.dates import FIRST_DAY, LAST_DAY
from generator.model.errors import DEBUG, BoardError, ProblemsError
from generator.model.exchange import ExchangeRates, exchange_rates_from
from generator.model.hidden import HiddenListings
from generator.model.json_text import load_json
from generator.model.listing import Listing
from generator.model.problem import Place, Problem, Severity, has_errors
from generator.model.problem_limit import limited
from generator.model.settings import Settings, settings_from, site_address
from generator.model.vocabulary import TERM_NAMES, Vocabularies, Vocabulary, vocabulary_from
from generator.reading import bundled, files, overrides
from generator.reading.source import MAX_BYTES, Source, parse
from generator.reading.store import FOLDER as CACHES
from generator.reading.tree import (
    FOLDER,
    HIDDEN_FILE,
    MAX_LOGO_BYTES,
    Entry,
    Tree,
    tree_of,
)
from generator.reading.tree import identifier as listing_id

SCHEMA = "schema"
RESULTS = f"{CACHES}/checked.sqlite"
_DAY = 86_400  # seconds; a time zone is less than a day away
_SECONDS = re.compile(r"[0-9]{1,12}")
_WORDS = "vocabulary.schema.json"
_HIDDEN = "hidden.schema.json"
_MOST_CONFIG = 1024 * 1024
_VOCABULARIES = {"category": "categories", "industry": "industries", "skills": "skills"}


class WorkspaceError(ProblemsError):
    """The board itself can't be read: `problems` say why."""


@dataclass(frozen=True)
class Workspace:
    """A board's folder: its settings, schemas and vocabularies, read once.

    `listings` is the folder with the employers' folders. `only` names the employers to read,
    where not all are wanted. `results` is the file with results of earlier checks, which keeps
    new ones too; None: nothing is kept. `overrides` are the board's files instead of the
    program's, by path: `templates/listing.html`. `hidden` are the listings under review.
    """

    root: Path
    listings: Path
    only: tuple[str, ...] | None
    settings: Settings
    vocabularies: Vocabularies
    exchange: ExchangeRates
    hidden: HiddenListings
    listing_schema: CompiledSchema
    employer_schema: CompiledSchema
    overrides: Mapping[str, bytes]
    results: Path | None
    hints: tuple[Problem, ...]  # about the settings
    settings_lines: tuple[str, ...]  # the lines of mkdocs.yml

    def today(self, day: date | None = None) -> date:
        """`day` if given, else SOURCE_DATE_EPOCH's day, else today in the board's time zone.

        Raises BoardError if SOURCE_DATE_EPOCH is no time in the days that the board takes.
        """
        if day is not None:
            return day
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        now = _moment(epoch) if epoch else datetime.now(UTC)
        return now.astimezone(self.settings.zone).date()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that is in listings/ now."""
        if self.only is None:
            return tuple(files.scan(self.listings, FOLDER))
        return tuple(
            entry
            for name in self.only
            for entry in files.scan(self.listings / name, f"{FOLDER}/{name}")
        )

    @cached_property
    def tree(self) -> Tree:
        """The files in listings/ now."""
        return tree_of(self.entries)

    @property
    def is_whole(self) -> bool:
        """Whether these are the board's own files, and all of them."""
        return self.only is None and self.is_own

    @property
    def is_own(self) -> bool:
        """Whether these are the board's own files: all, or those of some employers."""
        return self.listings == self.root / FOLDER

    @cached_property
    def schema_files(self) -> Mapping[str, bytes]:
        """The schemas that listings, employers and settings are checked against, by name."""
        names = [f"{name}.schema.json" for name in ("board", "employer", "listing")]
        read = {name: files.read(bundled.SCHEMAS / name, _MOST_CONFIG) for name in names}
        return with_required_in_file(read, self.settings.required)

    def schema_place(self, name: str) -> str:
        """The schema in the board's folder, as a listing's first line names it for editors.

        Empty outside of the program's repository: there the editor's settings name the program's,
        in .venv/schemas.
        """
        return f"../../{SCHEMA}/{name}.schema.json" if _is_the_programs(self.root / SCHEMA) else ""

    @cached_property
    def word_files(self) -> Sequence[Path]:
        """The program's schemas, vocabularies and rates, then the board's own of these."""
        own = self.root / SCHEMA
        words = () if _is_the_programs(own) else sorted(own.glob("*.yml"))
        found = (*sorted(bundled.SCHEMAS.glob("*.*")), *words)
        return [path for path in found if path.is_file()]

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset((*self.tree.employers, *self.tree.listings))

    def read(self, path: str) -> bytes:
        """The bytes of a file of `tree`, up to one byte beyond its limit."""
        most = MAX_BYTES if path.endswith(".yml") else MAX_LOGO_BYTES
        return files.read(f"{self.listings}{path.removeprefix(FOLDER)}", most)

    def stat(self, path: str) -> str:
        """Size, times and inode of one of the board's own files; see `BoardFiles`."""
        return self._stats.get(path, "")

    @cached_property
    def _stats(self) -> Mapping[str, str]:
        """Empty if this is not the board's: elsewhere another file may have the same path."""
        return {entry.path: entry.stat for entry in self.entries} if self.is_own else {}

    def real(self, path: str) -> Path:
        """Where `listings/acme/x.yml` is on disk."""
        return self.listings / path.removeprefix(f"{FOLDER}/")

    def context(self, today: date) -> CheckContext:
        """What files are checked against on `today`."""
        return CheckContext(
            settings=self.settings,
            vocabularies=self.vocabularies,
            today=today,
            listing_schema=self.listing_schema,
            employer_schema=self.employer_schema,
            exchange=self.exchange,
            hidden=self.hidden,
            raises=bool(os.environ.get(DEBUG)),
        )

    def unknown_hidden(self, listings: Iterable[Listing]) -> Iterator[Problem]:
        """Hints about hidden listings that the board does not have.

        `listings` are all that can be read. Nothing is said of a part of a board.
        """
        if self.hidden and self.is_whole:
            ids = [listing_id(path) for path in self.tree.listings]
            yield from unknown_ids(self.hidden, _hidden_content(self.root), ids, listings)

    def lines(self, file: str) -> list[str]:
        """The lines of a file for a report; none if it can't be shown."""
        if file == FILE:
            return [*self.settings_lines]
        if file == HIDDEN_FILE:
            return _hidden_content(self.root).decode("utf-8-sig", "replace").splitlines()
        if file not in self._texts:
            return []
        content = files.read(self.real(file), MAX_BYTES)
        if len(content) > MAX_BYTES:
            return []
        text = content.decode("utf-8-sig", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _moment(epoch: str) -> datetime:
    """The time that SOURCE_DATE_EPOCH gives: seconds since 1970, by reproducible-builds.org."""
    first, last = (
        int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
        for day in (FIRST_DAY, LAST_DAY)
    )
    is_number = _SECONDS.fullmatch(epoch) is not None
    if not is_number or not first + _DAY <= int(epoch) < last:
        raise BoardError(
            f"SOURCE_DATE_EPOCH is no time from {FIRST_DAY} to {LAST_DAY}: "
            "write whole seconds since 1970, such as 1795392000."
        )
    return datetime.fromtimestamp(int(epoch), UTC)


def open_workspace(
    root: Path,
    listings: Path | None = None,
    only: tuple[str, ...] | None = None,
    *,
    cache: bool = True,
) -> Workspace:
    """Read the board in `root`. Raises `WorkspaceError` if it is none."""
    source = _parsed(root, FILE)
    vocabularies, exchange = read_vocabularies(root), _exchange_rates(root)
    replaced = _overrides(root)
    problems = _settings_problems(root, source, vocabularies)
    lines = source.text.split("\n")
    if has_errors(problems):
        raise WorkspaceError(problems, lines)
    settings = settings_from(source.data, _given_url())
    listing_schema = with_required(read_schema("listing"), settings.required)
    return Workspace(
        root=root,
        listings=listings or root / FOLDER,
        only=only,
        settings=settings,
        vocabularies=vocabularies,
        exchange=exchange,
        hidden=read_hidden_listings(root),
        listing_schema=CompiledSchema(listing_schema),
        employer_schema=CompiledSchema(read_schema("employer")),
        overrides=replaced,
        results=root / RESULTS if cache else None,
        hints=problems,
        settings_lines=tuple(lines),
    )


def _settings_problems(root: Path, source: Source, known: Vocabularies) -> tuple[Problem, ...]:
    """All that is wrong with the settings, from top to bottom."""
    board_schema, schema = read_schema("board"), read_schema("mkdocs")
    site = _SiteFiles(root, source.data)
    found = settings_problems(source, board_schema, schema, site, _given_url())
    found = (*found, *announce_problems(source, known, site.has_folder))
    return limited([*found, *_unknown_words(source, known), *_schemas_not_used(root)])


def _schemas_not_used(root: Path) -> Iterator[Problem]:
    """Schemas in the board's folder. Those of an older board, or of strangers, count for nothing.

    A schema is more than data: it can name others on the web, and its patterns can run for hours.
    """
    folder = root / SCHEMA
    for path in () if _is_the_programs(folder) else sorted(folder.glob("*.schema.json")):
        message = "this file is not used: the program's own schemas say what fields there are."
        fix = "Remove it. `required` in mkdocs.yml names fields that must be filled in."
        place = Place(f"{SCHEMA}/{path.name}")
        yield Problem(place, "settings/schema-not-used", message, fix, Severity.HINT)


def _given_url() -> str:
    """The site's address as the workflow that publishes it says; empty elsewhere."""
    return os.environ.get("BOARD_SITE_URL", "").strip()


def _overrides(root: Path) -> Mapping[str, bytes]:
    """The files in overrides/. Raises `WorkspaceError` if one replaces nothing."""
    found = overrides.read_overrides(root)
    if problems := [*override_problems(found, bundled.replaceable() if found else ())]:
        raise WorkspaceError(problems)
    return {path: content for path, content in found.items() if content is not None}


class _SiteFiles:
    """The files in the folders that mkdocs.yml names, and those that come with the program."""

    def __init__(self, root: Path, config: Mapping[str, Any]) -> None:
        theme = config.get("theme")
        custom = theme.get("custom_dir") if isinstance(theme, Mapping) else None
        given = [root / name for name in (config.get("docs_dir"), custom) if isinstance(name, str)]
        self._root = root
        self._is_whole = all(map(os.path.isdir, given))
        own = [*given, root / "docs", root / overrides.FOLDER / "theme"]
        self._folders = [path for path in (*own, bundled.THEME) if os.path.isdir(path)]
        self._pages = frozenset(bundled.pages())

    def has(self, path: str) -> bool:
        """Whether there is such a file. Yes if a folder is missing: MkDocs says so in a build."""
        return not self._is_whole or self.has_own(path)

    def has_own(self, path: str) -> bool:
        """Whether there is such a file."""
        found = any(os.path.isfile(folder / path) for folder in self._folders)
        return found or path in self._pages

    def has_folder(self, path: str) -> bool:
        """Whether there is such a folder in the board."""
        return (self._root / path).is_dir()

    def content(self, path: str, most: int) -> bytes | None:
        """The first `most` + 1 bytes of such a file; None if there is none."""
        if ".." in Path(path).parts or Path(path).is_absolute():
            return None
        found = (folder / path for folder in self._folders if os.path.isfile(folder / path))
        return next((files.read(file, most) for file in found), None)

    def names(self) -> frozenset[str]:
        """All of them."""
        return self._pages.union(
            path.relative_to(folder).as_posix()
            for folder in self._folders
            for path in folder.rglob("*")
            if path.is_file() and path != bundled.DEFAULTS
        )


def _unknown_words(source: Source, known: Vocabularies) -> Iterator[Problem]:
    """Words in the conditions of collections that are no ids: such a collection stays empty."""
    found: Any = source.data
    for key in (*BOARD, "collections"):
        found = found.get(key) if isinstance(found, Mapping) else None
    url = site_address(source.data, _given_url())
    for identifier, item in found.items() if isinstance(found, Mapping) else ():
        for name in ("category", "industry", "skills"):
            words = getattr(known, _VOCABULARIES[name])
            given = item.get(name) if isinstance(item, Mapping) else None
            for index, text in enumerate(given if isinstance(given, list) else ()):
                if isinstance(text, str) and text not in words:
                    path = (*BOARD, "collections", identifier, name, index)
                    problem = resolve_word(source, path, text, words, url)[1]
                    yield replace(problem, severity=Severity.ERROR)


def read_vocabularies(root: Path) -> Vocabularies:
    """The program's words and those of the board in `root`. Raises WorkspaceError if it can't."""
    return Vocabularies(**{kind: _vocabulary(root, kind) for kind in TERM_NAMES})


def _vocabulary(root: Path, kind: str) -> Vocabulary:
    """The program's words of one kind, and the board's own from schema/skills.yml and others."""
    file = f"{kind}.yml"
    words = _programs_words(kind, _read(bundled.SCHEMAS, file))
    if not (root / SCHEMA / file).exists() or _is_the_programs(root / SCHEMA):
        return words
    source = _parsed(root, f"{SCHEMA}/{file}")
    words, problems = with_own_words(words, source, _read_json(bundled.SCHEMAS / _WORDS))
    if problems:
        raise WorkspaceError(problems, source.text.split("\n"))
    return words


@lru_cache(maxsize=len(TERM_NAMES))
def _programs_words(kind: str, content: bytes) -> Vocabulary:
    """They are parsed once: a build opens the board twice, and the program has some 300 words."""
    file = f"{kind}.yml"
    return vocabulary_from(TERM_NAMES[kind], file, _source(content, file).data)


def _exchange_rates(root: Path) -> ExchangeRates:
    """The board's own table of schema/exchange_rates.yml, or else the program's.

    They are not merged: one table has one day and one source.
    """
    file = exchange_check.FILE
    if not (root / SCHEMA / file).exists() or _is_the_programs(root / SCHEMA):
        return exchange_rates_from(_parsed(bundled.SCHEMAS, file).data)
    source = _parsed(root, f"{SCHEMA}/{file}")
    schema = _read_json(bundled.SCHEMAS / "exchange_rates.schema.json")
    if problems := exchange_check.exchange_problems(source, schema):
        raise WorkspaceError(problems, source.text.split("\n"))
    return exchange_rates_from(source.data)


def read_hidden_listings(root: Path) -> HiddenListings:
    """The listings that listings/hidden.yml takes off the site; none if there is no such file.

    Raises `WorkspaceError` if it can't be read: a damaged file must not show them all again.
    """
    content = _hidden_content(root)
    if not content and not os.path.lexists(root / HIDDEN_FILE):
        return {}
    hidden, problems, lines = read_hidden(content, hidden_schema())
    if problems:
        raise WorkspaceError(problems, lines)
    return hidden


def hidden_schema() -> dict[str, Any]:
    """The schema of listings/hidden.yml. Raises WorkspaceError if it is missing."""
    return _read_json(bundled.SCHEMAS / _HIDDEN)


def _hidden_content(root: Path) -> bytes:
    """The first bytes of listings/hidden.yml; empty if there is no such file."""
    path = root / HIDDEN_FILE
    try:
        return files.read(path, MAX_HIDDEN) if os.path.lexists(path) else b""
    except OSError as error:
        message, fix = f"{error.strerror}.", "Put an ordinary file there, or remove it."
        raise WorkspaceError([_at_file(HIDDEN_FILE, "hidden/unreadable", message, fix)]) from None


def _is_the_programs(folder: Path) -> bool:
    """Whether a board's schema/ is the program's own: the board is in the program's repository."""
    return os.path.realpath(folder) == os.path.realpath(bundled.SCHEMAS)


def _parsed(folder: Path, file: str) -> Source:
    return _source(_read(folder, file), file)


def _read(folder: Path, file: str) -> bytes:
    try:
        content = files.read(folder / file, _MOST_CONFIG)
    except OSError as error:
        is_there = not isinstance(error, FileNotFoundError)
        message = f"{error.strerror}." if is_there else "there is no such file here."
        fix = (
            f"Run the command in the board's folder, the one with mkdocs.yml. (looked in {folder})"
        )
        raise WorkspaceError([_at_file(file, "settings/missing", message, fix)]) from None
    if len(content) > _MOST_CONFIG:
        message, fix = "the file is larger than 1 MiB.", "Is it the right one? Shorten it."
        raise WorkspaceError([_at_file(file, "file/too-large", message, fix)])
    return content


def _source(content: bytes, file: str) -> Source:
    source, problems = parse(content, file, relaxed=True)
    if source is None:
        raise WorkspaceError(problems, content.decode("utf-8", "replace").splitlines())
    return source


def read_schema(name: str) -> dict[str, Any]:
    """The program's schema `name`, complete in itself.

    A part with `$ref: employer.schema.json` gets what that file says; what is beside `$ref` counts
    more. Raises WorkspaceError if a file is missing or is not JSON.
    """
    schema: dict[str, Any] = with_references(
        _read_json(bundled.SCHEMAS / f"{name}.schema.json"),
        lambda file: _read_json(bundled.SCHEMAS / file),
    )
    return schema


def _read_json(path: Path) -> dict[str, Any]:
    try:
        schema = load_json(files.read(path, _MOST_CONFIG))
    except OSError:
        message, fix = "the schema is missing.", "Restore schema/ from the repository."
        raise WorkspaceError([_at_file(path.name, "settings/missing", message, fix)]) from None
    except ValueError:
        message, fix = "the schema is not valid JSON.", "Restore it from the repository."
        raise WorkspaceError([_at_file(path.name, "settings/schema", message, fix)]) from None
    return dict(schema)


def _at_file(file: str, rule: str, message: str, fix: str) -> Problem:
    return Problem(Place(file), rule, message, fix)
