"""The caches in .cache/board/: files that may be missing, damaged or locked at any time.

Each is a convenience. What can't be read counts as empty, what can't be written is not kept,
and nothing here raises because of it. SQLite where a run needs a few rows of many, JSON where
it needs all.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from generator.reading import files

FOLDER = ".cache/board"  # below the board's root
_WAIT = 2  # seconds, for another process that has the database locked

T = TypeVar("T")


class Database:
    """One SQLite file. `setup` runs on each connection; it makes the tables.

    Without a `file` it is always empty.
    """

    def __init__(self, file: Path | None, setup: Callable[[sqlite3.Connection], None]) -> None:
        self._file = file
        self._setup = setup

    def read(self, use: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What `use` finds; `otherwise` if there is no database, or none that can be read."""
        if self._file is None or not self._file.exists():
            return otherwise
        try:
            with self._open(self._file) as database:
                return use(database)
        except (sqlite3.Error, OSError, ValueError, TypeError):
            return otherwise

    def write(self, use: Callable[[sqlite3.Connection], None]) -> None:
        """Let `use` write, in one transaction. A damaged database is made anew."""
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            try:
                with self._open(self._file) as database, database:
                    use(database)
            except sqlite3.OperationalError:
                pass  # locked, or on a disk that can't be written to: the file is fine
            except sqlite3.DatabaseError:
                self._file.unlink(missing_ok=True)
                with self._open(self._file) as database, database:
                    use(database)
        except (sqlite3.Error, OSError):
            pass

    @contextmanager
    def _open(self, file: Path) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(file, timeout=_WAIT)) as database:
            self._setup(database)
            yield database


def read_json(file: Path) -> Any:
    """What the file holds; None if it is not there or is no JSON."""
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def write_json(file: Path, data: Any) -> None:
    """Keep `data`, if the disk lets us."""
    try:
        files.write_whole(file, json.dumps(data, separators=(",", ":")).encode())
    except OSError:
        pass
