"""The bytes of every listing as it was last published, for a board that keeps going.

When a bad file reached main, its listing does not vanish from the site: the version that was
published last is checked again and published instead. One SQLite file in .cache/board/; a store
that is missing or damaged is an empty one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path

from generator.checking.result_cache import FOLDER

_SETUP = """
CREATE TABLE IF NOT EXISTS published
(path TEXT PRIMARY KEY, digest TEXT NOT NULL, content BLOB NOT NULL) WITHOUT ROWID
"""


class LastGood:
    """What was published last, by path below the board's root."""

    def __init__(self, root: Path) -> None:
        self._file = root / FOLDER / "published.sqlite"

    def contents(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The bytes of those of `paths` that were published before."""
        query = "SELECT content FROM published WHERE path = ?"
        if not self._file.exists():
            return {}
        try:
            with closing(self._open()) as store:
                rows = ((path, store.execute(query, (path,)).fetchone()) for path in paths)
                return {path: bytes(row[0]) for path, row in rows if row}
        except (sqlite3.Error, OSError, TypeError):
            return {}

    def keep(self, published: Mapping[str, str], content: Callable[[str], bytes]) -> None:
        """Remember exactly what is published now: the digest of each file, and its `content`."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as store, store:
                known = dict(store.execute("SELECT path, digest FROM published"))
                gone = ((path,) for path in known if path not in published)
                new = (
                    (path, digest, content(path))
                    for path, digest in published.items()
                    if known.get(path) != digest
                )
                store.executemany("DELETE FROM published WHERE path = ?", gone)
                store.executemany("REPLACE INTO published VALUES (?, ?, ?)", new)
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
