"""A board's folder on disk, ready to be checked and built: what the command line and the
engines share. Reads through `files`; decides nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from generator import files
from generator.board import Board, board_from
from generator.check import Checked, FileResult, Toolbox, check_board, check_file, named_word
from generator.problem import Place, Problem, Severity
from generator.schema import Fields, check_fields, fields
from generator.settings import Settings, settings_from
from generator.source import MAX_BYTES, Source, parse
from generator.tree import FOLDER, MAX_LOGO_BYTES, Tree, tree_of
from generator.vocabulary import Vocabularies, Vocabulary, vocabulary_from

_HERE = Path(__file__).resolve().parent
# In the repository, schema/ stands beside the package; in what is installed, inside it.
_BUNDLED_SCHEMA = next(
    path for path in (_HERE / "schemas", _HERE.parent / "schema") if path.is_dir()
)
_MOST_CONFIG = 1024 * 1024
# Below this many files, starting a second process costs more than it saves.
_WORTH_A_PROCESS = 400


class WorkspaceError(Exception):
    """The board itself can't be read: `problems` say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(f"{first.place.file}:{first.place.line}: {first.message} {first.fix}")


@dataclass(frozen=True)
class Workspace:
    """A board's folder: its settings, schemas and vocabularies, read once.

    `listings` is the folder with the employers' folders; `only` names the ones to read where
    not all are wanted.
    """

    root: Path
    listings: Path
    schema: Path
    only: tuple[str, ...]
    settings: Settings
    vocabularies: Vocabularies
    listing_schema: Fields
    employer_schema: Fields

    def today(self, day: date | None = None) -> date:
        """`day` if given, else the day of SOURCE_DATE_EPOCH, else now, in the board's zone."""
        if day is not None:
            return day
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
        return now.astimezone(self.settings.zone).date()

    @cached_property
    def tree(self) -> Tree:
        """What stands in listings/ now."""
        if not self.only:
            return tree_of(files.scan(self.listings, FOLDER))
        return tree_of(
            entry
            for name in self.only
            for entry in files.scan(self.listings / name, f"{FOLDER}/{name}")
        )

    @cached_property
    def contents(self) -> Mapping[str, bytes]:
        """The bytes of every file of `tree`, each read up to one byte beyond its limit."""
        tree = self.tree
        return {path: self.read(path) for path in (*tree.employers, *tree.listings, *tree.logos)}

    @cached_property
    def schema_files(self) -> Mapping[str, bytes]:
        """The schemas that listings, employers and settings are checked against, by name."""
        names = (f"{name}.schema.json" for name in ("board", "employer", "listing"))
        places = {name: (self.schema / name, _BUNDLED_SCHEMA / name) for name in names}
        return {
            name: files.read(own if own.exists() else bundled, _MOST_CONFIG)
            for name, (own, bundled) in places.items()
        }

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset((*self.tree.employers, *self.tree.listings))

    def read(self, path: str) -> bytes:
        """The bytes of a file of `tree`, up to one byte beyond its limit."""
        most = MAX_BYTES if path.endswith(".yml") else MAX_LOGO_BYTES
        return files.read(f"{self.listings}{path.removeprefix(FOLDER)}", most)

    def instead(self, contents: Mapping[str, bytes]) -> Workspace:
        """The same board with other bytes in some files."""
        other = replace(self)
        vars(other)["contents"] = {**self.contents, **contents}
        return other

    def real(self, path: str) -> Path:
        """Where `listings/acme/x.yml` really stands."""
        return self.listings / path.removeprefix(f"{FOLDER}/")

    def check(self, today: date) -> Checked:
        """Check everything in listings/."""
        tools = self.toolbox(today)
        contents = self.contents
        texts = {path: contents[path] for path in (*self.tree.employers, *self.tree.listings)}
        results = check_files(self, texts, today, as_it_is)
        return check_board(self.tree, results, self.contents, tools)

    def toolbox(self, today: date) -> Toolbox:
        """What files are checked against on `today`."""
        return Toolbox(
            self.settings, self.vocabularies, self.listing_schema, self.employer_schema, today
        )

    def board(self, checked: Checked, today: date) -> Board:
        """The board of all that is sound."""
        sound = checked.sound()
        return board_from(sound.employers, sound.listings, self.vocabularies, self.settings, today)

    def lines(self, file: str) -> list[str]:
        """The lines of a file for a report; none if it can't be shown."""
        if file not in self._texts:
            return []
        content = files.read(self.real(file), MAX_BYTES)
        if len(content) > MAX_BYTES:
            return []
        text = content.decode("utf-8-sig", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@dataclass(frozen=True)
class Report:
    """What `check_paths` found in one listings folder, with paths as the caller knows them."""

    problems: tuple[Problem, ...]
    files: int
    lines: Callable[[str], list[str]]
    changed: frozenset[str] = frozenset()  # where that was asked for


def check_paths(root: Path, paths: Iterable[Path], day: date | None) -> list[Report]:
    """Check the whole board in `root`, or only what stands in `paths`.

    A path outside the board's listings/ is read as an employer's folder or a file in one, so
    that a draft can be checked before it is put in place.
    """
    resolved = [path.resolve() for path in paths]
    inside = [path for path in resolved if path.is_relative_to(root / FOLDER)]
    reports = []
    if inside or not resolved:
        wanted = [f"{FOLDER}/{path.relative_to(root / FOLDER).as_posix()}" for path in inside]
        reports.append(
            _report(open_workspace(root), day, [w.removesuffix("/.") for w in wanted], FOLDER)
        )
    for path in resolved:
        if path not in inside:
            reports.append(_report_outside(root, path, day))
    return reports


def _report_outside(root: Path, path: Path, day: date | None) -> Report:
    if path.is_file():
        folder, name = path.parent, f"/{path.name}"
    else:
        folder, name = path, ""
    if name or any(item.suffix in {".yml", ".yaml"} for item in path.iterdir()):
        work = open_workspace(root, folder.parent, (folder.name,))
        return _report(work, day, [f"{FOLDER}/{folder.name}{name}"], str(folder.parent))
    return _report(open_workspace(root, path), day, [], str(path))


def _report(work: Workspace, day: date | None, wanted: list[str], shown: str) -> Report:
    problems = work.check(work.today(day)).problems
    paths = {path: path for path in work.contents}
    if wanted:
        problems = tuple(p for p in problems if _is_in(p.place.file, wanted))
        paths = {path: path for path in paths if _is_in(path, wanted)}
    real = {_shown(path, shown): path for path in (*paths, *(p.place.file for p in problems))}
    return Report(
        tuple(
            replace(p, place=replace(p.place, file=_shown(p.place.file, shown))) for p in problems
        ),
        len(paths),
        lambda file: work.lines(real[file]),
    )


def _is_in(path: str, folders: Iterable[str]) -> bool:
    return any(path == folder or path.startswith(f"{folder}/") for folder in folders)


def _shown(path: str, folder: str) -> str:
    return path if folder == FOLDER else f"{folder}/{path.removeprefix(f'{FOLDER}/')}"


def open_workspace(
    root: Path, listings: Path | None = None, only: tuple[str, ...] = ()
) -> Workspace:
    """Read the board in `root`. Raises `WorkspaceError` if it is none."""
    source, settings = _settings(root)
    schema = root / "schema" if (root / "schema").is_dir() else _BUNDLED_SCHEMA
    vocabularies = Vocabularies(
        skills=_vocabulary(schema, "skill", "skills.yml"),
        categories=_vocabulary(schema, "category", "categories.yml"),
        industries=_vocabulary(schema, "industry", "industries.yml"),
    )
    if problems := [*_unknown_words(source, settings, vocabularies)]:
        raise WorkspaceError(problems)
    return Workspace(
        root=root,
        listings=listings or root / FOLDER,
        schema=schema,
        only=only,
        settings=settings,
        vocabularies=vocabularies,
        listing_schema=_fields(schema, "listing"),
        employer_schema=_fields(schema, "employer"),
    )


def _settings(root: Path) -> tuple[Source, Settings]:
    source = _parsed(root, "mkdocs.yml")
    for key in ("site_name", "site_url"):
        if not isinstance(source.data.get(key), str):
            place = source.key_place((key,))
            message, fix = f"`{key}` is missing.", "The feeds need it: add it to mkdocs.yml."
            raise WorkspaceError([Problem(place, "settings/missing", message, fix)])
    schema = root / "schema" / "board.schema.json"
    against = _read_json(schema if schema.exists() else _BUNDLED_SCHEMA / schema.name)
    whole: dict[str, Any] = {"properties": {"extra": {"properties": {"board": against}}}}
    if problems := [*check_fields(source, fields(whole))]:
        raise WorkspaceError(problems)
    try:
        settings = settings_from(source.data)
        settings.zone  # noqa: B018 - an unknown zone raises here, with a place
    except (KeyError, ValueError, OSError):
        place = source.place(("extra", "board", "time_zone"))
        message, fix = "the time zone is unknown.", "Write one such as `Europe/Lisbon`."
        raise WorkspaceError([Problem(place, "settings/time-zone", message, fix)]) from None
    return source, settings


def _unknown_words(source: Source, settings: Settings, known: Vocabularies) -> Iterator[Problem]:
    """Words in the conditions of collections that are no ids: such a collection stays empty."""
    for item in settings.collections:
        for name, found, words in (
            ("category", item.category, known.categories),
            ("industry", item.industry, known.industries),
            ("skills", item.skills, known.skills),
        ):
            for index, text in enumerate(found):
                if text not in words:
                    path = ("extra", "board", "collections", item.id, name, index)
                    yield replace(named_word(source, path, text, words)[1], severity=Severity.ERROR)


def _vocabulary(folder: Path, name: str, file: str) -> Vocabulary:
    source = _parsed(folder, file)
    try:
        return vocabulary_from(name, file, source.data)
    except (KeyError, TypeError, AttributeError):
        message = "each term needs an `id` and a `label`, in a list called `terms`."
        raise WorkspaceError(
            [Problem(source.place(("terms",)), "settings/vocabulary", message)]
        ) from None


def _parsed(folder: Path, file: str) -> Source:
    try:
        content = files.read(folder / file, _MOST_CONFIG)
    except OSError:
        message = "there is no such file here."
        fix = (
            f"Run the command in the board's folder, the one with mkdocs.yml. (looked in {folder})"
        )
        raise WorkspaceError([_at_file(file, "settings/missing", message, fix)]) from None
    source, problems = parse(content, file, relaxed=True)
    if source is None:
        raise WorkspaceError(problems)
    return source


def _fields(folder: Path, name: str) -> Fields:
    return fields(_read_json(folder / f"{name}.schema.json"))


def _read_json(path: Path) -> dict[str, Any]:
    try:
        schema: dict[str, Any] = json.loads(files.read(path, _MOST_CONFIG))
    except OSError:
        message, fix = "the schema is missing.", "Restore schema/ from the repository."
        raise WorkspaceError([_at_file(path.name, "settings/missing", message, fix)]) from None
    except ValueError:
        message, fix = "the schema is not valid JSON.", "Restore it from the repository."
        raise WorkspaceError([_at_file(path.name, "settings/schema", message, fix)]) from None
    return schema


def _at_file(file: str, rule: str, message: str, fix: str) -> Problem:
    return Problem(Place(file), rule, message, fix)


_worker_tools: list[Toolbox] = []
T = TypeVar("T")
Finding = Callable[[FileResult], T]


def check_files(
    work: Workspace, contents: Mapping[str, bytes], today: date, then: Finding[T]
) -> list[T]:
    """Check each of `contents` by itself, by several processes where that is worth it.

    What `then`, a function that another process can import, makes of each result comes back.
    """
    workers = os.cpu_count() or 1
    if len(contents) < _WORTH_A_PROCESS or workers == 1:
        tools = work.toolbox(today)
        return [then(check_file(path, content, tools)) for path, content in contents.items()]
    with ProcessPoolExecutor(workers, initializer=_start, initargs=(work.root, today)) as pool:
        return list(pool.map(partial(_check_one, then), contents.items(), chunksize=250))


def as_it_is(result: FileResult) -> FileResult:
    """For `check_files`: the result itself."""
    return result


def _start(root: Path, today: date) -> None:
    """A worker opens the board itself: compiled schemas can't be sent to it."""
    _worker_tools.append(open_workspace(root).toolbox(today))


def _check_one(then: Finding[T], item: tuple[str, bytes]) -> T:
    return then(check_file(*item, _worker_tools[0]))
