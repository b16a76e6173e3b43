"""What checking a file found, kept for the next run: one SQLite file in .cache/board/.

Holds no policy: it knows paths, digests and results. SQLite, because a run needs a few rows of
many and a transaction is written whole or not at all; JSON inside, because a cache can be
brought along from elsewhere and must never be able to run anything (see `codec`). It is a
convenience: a cache that is missing, damaged, locked or of another version is an empty one.
Whoever can write it can still make it lie about problems, so a check that guards something
must not restore a cache that strangers could have saved.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from generator.checking.check import FileResult
from generator.checking.codec import decode, encode
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.problem import Place, Problem, Severity

FOLDER = ".cache/board"
_FORMAT = "1"
_FEW = 1_000
_SETUP = """
PRAGMA trusted_schema = OFF;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS about (stamp TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, seen TEXT NOT NULL, digest BLOB NOT NULL, keys BLOB NOT NULL,
    kind TEXT NOT NULL, item TEXT NOT NULL, problems TEXT NOT NULL
) WITHOUT ROWID;
"""
_KINDS: Mapping[str, type[Listing] | type[Employer]] = {"listing": Listing, "employer": Employer}


@dataclass(frozen=True, slots=True)
class Known:
    """What tells whether a file is still the one that was checked.

    `seen` is what the file system said of it, empty where that can't be relied on; `digest` is
    of its bytes; `keys` are what it has in common with files that must be compared with it.
    """

    seen: str
    digest: bytes
    keys: array[int]


class Written(NamedTuple):
    """A result as it is kept."""

    path: str
    kind: str
    item: str
    problems: str


class Cache:
    """Results by path. Everything in it was found under the same `code_version`."""

    def __init__(self, file: Path, code_version: str) -> None:
        self._file = file
        self._code_version = f"{_FORMAT}:{code_version}"

    def known(self) -> dict[str, Known]:
        """Every file it has a result for."""
        try:
            with self._open() as database:
                rows = database.execute("SELECT path, seen, digest, keys FROM files")
                return {path: Known(seen, digest, _keys(keys)) for path, seen, digest, keys in rows}
        except (sqlite3.Error, OSError, ValueError, TypeError):
            return {}

    def results(self, paths: Iterable[str]) -> dict[str, FileResult]:
        """The results of `paths`; those that can't be read back are left out."""
        wanted = frozenset(paths)
        found: dict[str, FileResult] = {}
        try:
            with self._open() as database:
                for row in _rows(database, wanted):
                    if row[0] in wanted and (result := _result(*row)):
                        found[row[0]] = result
        except (sqlite3.Error, OSError):
            pass
        return found

    def store(self, results: Iterable[tuple[Written, Known]], gone: Iterable[str] = ()) -> None:
        """Keep `results`, forget the paths that are `gone`; all of it or nothing."""
        rows = (
            (w.path, known.seen, known.digest, known.keys.tobytes(), w.kind, w.item, w.problems)
            for w, known in results
        )
        try:
            with self._open() as database, database:
                database.executemany("REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
                database.executemany("DELETE FROM files WHERE path = ?", ((p,) for p in gone))
        except (sqlite3.Error, OSError):
            pass

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        try:
            database = self._connect()
        except sqlite3.DatabaseError:
            self._file.unlink(missing_ok=True)
            database = self._connect()
        with closing(database):
            yield database

    def _connect(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._file, timeout=2)
        try:
            database.executescript(_SETUP)
            stamps = [stamp for (stamp,) in database.execute("SELECT stamp FROM about")]
            if stamps != [self._code_version]:
                with database:
                    database.execute("DELETE FROM files")
                    database.execute("DELETE FROM about")
                    database.execute("INSERT INTO about VALUES (?)", (self._code_version,))
        except sqlite3.Error:
            database.close()
            raise
        return database


def _rows(database: sqlite3.Connection, wanted: Collection[str]) -> Iterator[Any]:
    """The rows of `wanted`; all rows, if that is quicker."""
    query = "SELECT path, kind, item, problems FROM files"
    if len(wanted) > _FEW:
        yield from database.execute(query)
    else:
        for path in wanted:
            yield from database.execute(f"{query} WHERE path = ?", (path,))


def _keys(data: bytes) -> array[int]:
    keys = array("q")
    keys.frombytes(data)
    return keys


def written(result: FileResult) -> Written:
    """`result` as text. It takes a while, so it is done by whoever found it."""
    item = result.item
    kind = "" if item is None else "listing" if isinstance(item, Listing) else "employer"
    encoded = json.dumps(encode(item), ensure_ascii=False) if item else ""
    problems = json.dumps([_problem_row(problem) for problem in result.problems])
    return Written(result.file, kind, encoded, problems)


def _problem_row(problem: Problem) -> list[str | int | None]:
    place = problem.place
    return [
        place.line, place.column, place.end_column,
        problem.rule, problem.message, problem.fix, int(problem.severity),
    ]  # fmt: skip


def _result(path: str, kind: str, item: str, problems: str) -> FileResult | None:
    try:
        found = decode(_KINDS[kind], json.loads(item)) if kind else None
        said = tuple(_problem(path, *row) for row in json.loads(problems))
    except (ValueError, TypeError, KeyError):
        return None
    return FileResult(path, found, said)


def _problem(
    path: str, line: int, column: int, end: int | None, rule: str, message: str, fix: str, bad: int
) -> Problem:
    return Problem(Place(path, line, column, end), rule, message, fix, Severity(bad))
