"""The caches in .cache/board/: files that may be missing, damaged or locked at any time.

Each is a convenience. What can't be read counts as empty, what can't be written is not kept,
and nothing here raises because of it. SQLite where a run needs a few rows of many, JSON where
it needs all.

A disk may give back other bytes than it was given. So whatever is kept has a seal, a digest of its
value, and what does not fit its seal is dropped, with one line in the log. A seal is no signature:
whoever may write the cache can make one.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from generator.reading import files

FOLDER = ".cache/board"  # below the board's root
_WAIT = 2  # seconds, for another process that has the database locked

T = TypeVar("T")

log = logging.getLogger("board.cache")


def seal(*values: str | bytes) -> bytes:
    """A digest of `values`, 8 bytes. Other values, or the same ones divided otherwise, differ."""
    digest = hashlib.blake2b(digest_size=8)
    for value in values:
        data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()


def _say_damaged(file: Path, what: str = "it") -> None:
    log.warning("the cache %s was damaged: %s is made again.", file, what)


class Database:
    """One SQLite file. `setup` runs on each connection; it makes the tables.

    Without a `file` it is always empty.
    """

    def __init__(self, file: Path | None, setup: Callable[[sqlite3.Connection], None]) -> None:
        self.file = file
        self._setup = setup

    def read(self, use: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What `use` finds; `otherwise` if there is no database, or none that can be read."""
        if self.file is None or not self.file.exists():
            return otherwise
        try:
            with self._open(self.file) as database:
                return use(database)
        except (sqlite3.Error, OSError, ValueError, TypeError):
            return otherwise

    def write(self, use: Callable[[sqlite3.Connection], None]) -> None:
        """Let `use` write, in one transaction. A damaged database is made anew."""
        if self.file is None:
            return
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            try:
                with self._open(self.file) as database, database:
                    use(database)
            except sqlite3.OperationalError:
                pass  # locked, or on a disk that can't be written to: the file is fine
            except (sqlite3.DatabaseError, UnicodeDecodeError):
                _say_damaged(self.file)
                self.file.unlink(missing_ok=True)
                with self._open(self.file) as database, database:
                    use(database)
        except (sqlite3.Error, OSError):
            pass

    def is_sound(self, kept: bytes, *values: str | bytes) -> bool:
        """Whether `kept` is the seal of `values`, a row whose path comes first.

        If not, one line in the log says that it is made again.
        """
        try:
            is_sound = seal(*values) == kept
        except (TypeError, ValueError):  # a damaged row may have values of any type
            is_sound = False
        if not is_sound and self.file:
            _say_damaged(self.file, str(values[0]))
        return is_sound

    @contextmanager
    def _open(self, file: Path) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(file, timeout=_WAIT)) as database:
            self._setup(database)
            yield database


def read_json(file: Path) -> Any:
    """What `write_json` kept in the file; None if it is not there or is damaged."""
    content = read_sealed(file)
    try:
        return None if content is None else json.loads(content)
    except (ValueError, RecursionError):
        _say_damaged(file)
        return None


def write_json(file: Path, data: Any) -> None:
    """Keep `data`, if the disk lets us: a line with its seal, then JSON."""
    write_sealed(file, json.dumps(data, separators=(",", ":")).encode())


def read_sealed(file: Path) -> bytes | None:
    """What `write_sealed` kept in the file; None if it is not there or is damaged."""
    try:
        kept = file.read_bytes()
    except OSError:
        return None
    found, _, content = kept.partition(b"\n")
    if found == seal(content).hex().encode():
        return content
    _say_damaged(file)
    return None


def write_sealed(file: Path, content: bytes) -> None:
    """Keep `content`, if the disk lets us: a line with its seal comes first."""
    try:
        files.write_whole(file, seal(content).hex().encode() + b"\n" + content)
    except OSError:
        pass
