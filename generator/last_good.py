"""The bytes of every listing as it was last published, for a board that keeps going.

When a bad file reached main, its listing does not vanish from the site: the version that was
published last is checked again and published instead. One SQLite file in .cache/board/; a store
that is missing or damaged is an empty one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from generator.cache import FOLDER

_SETUP = "CREATE TABLE IF NOT EXISTS good (path TEXT PRIMARY KEY, content BLOB) WITHOUT ROWID"


class LastGood:
    """What was published last, by path below the board's root."""

    def __init__(self, root: Path) -> None:
        self._file = root / FOLDER / "published.sqlite"

    def contents(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The bytes of those of `paths` that were published before."""
        query = "SELECT content FROM good WHERE path = ?"
        if not self._file.exists():
            return {}
        try:
            with closing(self._open()) as store:
                rows = ((path, store.execute(query, (path,)).fetchone()) for path in paths)
                return {path: bytes(row[0]) for path, row in rows if row}
        except (sqlite3.Error, OSError, TypeError):
            return {}

    def keep(self, published: Mapping[str, bytes]) -> None:
        """Remember exactly what is published now."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as store, store:
                store.execute("DELETE FROM good")
                store.executemany("INSERT INTO good VALUES (?, ?)", published.items())
        except sqlite3.DatabaseError:
            self._file.unlink(missing_ok=True)
        except OSError:
            pass  # a board on a disk that can't be written to is built all the same

    def _open(self) -> sqlite3.Connection:
        store = sqlite3.connect(self._file, timeout=2)
        try:
            store.execute(_SETUP)
        except sqlite3.Error:
            store.close()
            raise
        return store
