"""What checking a file found, kept for the next run in an SQLite file.

It knows paths, digests and results, and has no policy. Results are JSON and not pickles: a cache
can be copied from elsewhere, and unpickling runs whatever it says. `msgspec` lets only our own
frozen classes come out, each field of the type it declares. Still, a stranger who can write the
cache can make it hide problems. A check that guards something must not use such a cache.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from generator.checking.check import FileResult, Item
from generator.model.dates import EVERY_DAY, Days
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.problem import Problem
from generator.model.shared_values import SharedValues
from generator.reading.processes import without_collecting
from generator.reading.store import Database, seal

_FORMAT = "5"
_AT_ONCE = 2_000  # rows in memory while they are copied
_FEW = 1_000  # up to this many paths are looked up one by one, which is then quicker
_TABLES = """
PRAGMA trusted_schema = OFF;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS about (code_version TEXT NOT NULL);
"""
_FILES = """
CREATE TABLE sealed_files (
    path TEXT PRIMARY KEY, stat TEXT NOT NULL, digest BLOB NOT NULL, keys BLOB NOT NULL,
    days TEXT NOT NULL, kind TEXT NOT NULL, item BLOB NOT NULL, problems BLOB NOT NULL,
    state_seal BLOB NOT NULL, result_seal BLOB NOT NULL
) WITHOUT ROWID
"""
_PUT = "REPLACE INTO sealed_files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_Items = tuple[Item | None, Employer | None]  # `FileResult.item` and `FileResult.inline`
_ITEMS: Mapping[str, msgspec.json.Decoder[Any]] = {
    "": msgspec.json.Decoder(tuple[None, None]),
    "listing": msgspec.json.Decoder(tuple[Listing, Employer | None]),
    "employer": msgspec.json.Decoder(tuple[Employer, None]),
}
_PROBLEMS = msgspec.json.Decoder(tuple[Problem, ...])
_ENCODE = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells whether a file is still the one that was checked.

    `stat` is `BoardFiles.stat`, empty where only the bytes can tell; `digest` is of the bytes;
    `keys` are what the file has in common with the files that it must be compared with; `days` are
    those on which its result is the same.
    """

    stat: str
    digest: bytes
    keys: array[int]
    days: Days


class EncodedResult(NamedTuple):
    """A `FileResult` as it is kept. `days` is empty for every day."""

    path: str
    days: str
    kind: str
    item: bytes
    problems: bytes


class ResultCache:
    """Results by path, all found by the same `code_version`; another version empties it.

    Without a `file` it is always empty.
    """

    def __init__(self, file: Path | None, code_version: str) -> None:
        self._code_version = f"{_FORMAT}:{code_version}"
        self._shared = SharedValues()
        self._database = Database(file, self._set_up)

    def states(self) -> dict[str, FileState]:
        """Every file that it has a result for."""

        def read(database: sqlite3.Connection) -> dict[str, FileState]:
            query = "SELECT path, stat, digest, keys, state_seal, days FROM sealed_files"
            found: dict[str, FileState] = {}
            for *state, kept, days in database.execute(query):
                if self._database.is_sound(kept, *state):
                    path, stat, digest, keys = state
                    with suppress(ValueError):  # damaged: it is checked again
                        found[path] = FileState(stat, digest, _array(keys), _days(days))
            return found

        return self._database.read(read, {})

    def results(self, paths: Iterable[str]) -> dict[str, FileResult]:
        """The results of `paths`; those that can't be read back are left out."""
        wanted = frozenset(paths)
        query = "SELECT path, days, kind, item, problems, result_seal FROM sealed_files"

        def read(database: sqlite3.Connection) -> dict[str, FileResult]:
            found: dict[str, FileResult] = {}
            rows: Iterable[tuple[Any, ...]]
            if len(wanted) > _FEW:
                rows = database.execute(query)
            else:
                one = f"{query} WHERE path = ?"
                rows = (row for path in wanted for row in database.execute(one, (path,)))
            for *row, kept in rows:
                if (
                    row[0] in wanted
                    and self._database.is_sound(kept, *row)
                    and (result := self.result(EncodedResult(*row)))
                ):
                    found[row[0]] = result
            return found

        with without_collecting():
            return self._database.read(read, {}) if wanted else {}

    def result(self, encoded: EncodedResult) -> FileResult | None:
        """The result that was kept; None if this is none. Equal values of several are one."""
        result = decode(*encoded)
        if result and isinstance(result.item, Listing):
            return replace(result, item=self._shared.listing(result.item))
        return result

    def store(
        self, results: Iterable[tuple[EncodedResult, FileState]], gone: Iterable[str] = ()
    ) -> None:
        """Keep `results`, forget the paths that are `gone`; all of it or nothing."""
        rows = [
            (
                encoded.path, state.stat, state.digest, state.keys.tobytes(), *encoded[1:],
                _state_seal(encoded.path, state), seal(*encoded),
            )
            for encoded, state in results
        ]  # fmt: skip
        paths = [(path,) for path in gone]

        def write(database: sqlite3.Connection) -> None:
            database.executemany(_PUT, rows)
            database.executemany("DELETE FROM sealed_files WHERE path = ?", paths)

        self._database.write(write)

    def copy(self, other: Path, stat: Callable[[str], str]) -> None:
        """Keep all results of another such file too. `stat` gives the new `FileState.stat`."""
        database = Database(other, self._set_up)

        def moved(row: tuple[Any, ...]) -> tuple[Any, ...] | None:
            path, was, digest, keys, *result, kept, result_seal = row
            if not database.is_sound(kept, path, was, digest, keys):
                return None
            now = stat(path)  # the seal of the result stays: it is compared when it is read
            return (path, now, digest, keys, *result, seal(path, now, digest, keys), result_seal)

        def read(others: sqlite3.Connection) -> None:
            rows = others.execute("SELECT * FROM sealed_files")
            while some := rows.fetchmany(_AT_ONCE):
                self._add([row for row in map(moved, some) if row])

        database.read(read, None)

    def _add(self, rows: Sequence[tuple[Any, ...]]) -> None:
        def write(database: sqlite3.Connection) -> None:
            database.executemany(_PUT, rows)

        self._database.write(write)

    def touch(self, states: Mapping[str, FileState]) -> None:
        """Keep other `states` of files whose results stay as they are."""
        rows = [(state.stat, _state_seal(path, state), path) for path, state in states.items()]

        def write(database: sqlite3.Connection) -> None:
            change = "UPDATE sealed_files SET stat = ?, state_seal = ? WHERE path = ?"
            database.executemany(change, rows)

        self._database.write(write)

    def _set_up(self, database: sqlite3.Connection) -> None:
        database.executescript(_TABLES)
        versions = [version for (version,) in database.execute("SELECT * FROM about")]
        if versions != [self._code_version]:
            with database:
                database.execute("DROP TABLE IF EXISTS sealed_files")
                database.execute(_FILES)
                database.execute("DELETE FROM about")
                database.execute("INSERT INTO about VALUES (?)", (self._code_version,))


def encode(result: FileResult) -> EncodedResult:
    """`result` as JSON."""
    item = result.item
    kind = "" if item is None else "listing" if isinstance(item, Listing) else "employer"
    items: _Items = (item, result.inline)
    days = "" if result.days == EVERY_DAY else f"{result.days.first} {result.days.last}"
    return EncodedResult(result.file, days, kind, _ENCODE(items), _ENCODE(result.problems))


def decode(path: str, days: str, kind: str, item: bytes, problems: bytes) -> FileResult | None:
    """The result that was kept; None if this is none."""
    try:
        items: _Items = _ITEMS[kind].decode(item)
        told = _PROBLEMS.decode(problems)
        same_days = _days(days)
    except (msgspec.MsgspecError, KeyError, ValueError):
        return None
    found, inline = items
    if isinstance(found, Listing) and not _is_finite(found):
        return None
    return FileResult(path, found, told, inline, same_days)


def _is_finite(listing: Listing) -> bool:
    """`Decimal` also reads "NaN" and "Infinity", which no checked listing has."""
    ranges = (listing.hours, listing.pay.amount)
    return all(value.is_finite() for item in ranges for value in (item.low, item.high))


def _days(text: str) -> Days:
    """Raises ValueError if this is no text of `EncodedResult.days`."""
    if not text:
        return EVERY_DAY
    first, last = text.split(" ")
    return Days(date.fromisoformat(first), date.fromisoformat(last))


def _state_seal(path: str, state: FileState) -> bytes:
    return seal(path, state.stat, state.digest, state.keys.tobytes())


def _array(data: bytes) -> array[int]:
    keys = array("q")
    keys.frombytes(data)
    return keys
