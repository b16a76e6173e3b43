"""The last published version of every file, for `board build --keep-going`.

If a file with errors was merged, its listing does not vanish from the site: the version that was
published last is checked again and published instead. All versions are in .cache/board/.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from generator.reading.store import FOLDER, Database, seal

LAST_PUBLISHED = f"{FOLDER}/published-2.sqlite"  # another form of the table has another number
_AT_ONCE = 1_000  # files in memory while they are copied
_TABLE = """
CREATE TABLE IF NOT EXISTS published
(path TEXT PRIMARY KEY, digest TEXT NOT NULL, content BLOB NOT NULL, seal BLOB NOT NULL)
WITHOUT ROWID
"""


class LastPublished:
    """The last published versions in an SQLite file, by path relative to the board's root."""

    def __init__(self, file: Path) -> None:
        self._database = Database(file, _set_up)

    def contents(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The last published bytes of each of `paths`; files never published are left out."""

        def read(database: sqlite3.Connection) -> dict[str, bytes]:
            query = "SELECT path, digest, content, seal FROM published WHERE path = ?"
            rows = (database.execute(query, (path,)).fetchone() for path in paths)
            return {
                path: bytes(content)
                for path, digest, content, kept in filter(None, rows)
                if self._database.is_sound(kept, path, digest, content)
            }

        return self._database.read(read, {})

    def store(self, published: Mapping[str, str], content: Callable[[str], bytes]) -> None:
        """Replace everything with what is published now.

        `published` has the digest of each file by path; `content` reads a file.
        """

        def write(database: sqlite3.Connection) -> None:
            rows = database.execute("SELECT path, digest, content, seal FROM published")
            known = {
                path: digest
                for path, digest, content, kept in rows
                if self._database.is_sound(kept, path, digest, content)
            }
            new = (
                (path, digest, read, seal(path, digest, read))
                for path, digest in published.items()
                if known.get(path) != digest
                for read in [content(path)]
            )
            there = [path for (path,) in database.execute("SELECT path FROM published")]
            gone = [(path,) for path in there if path not in published]
            database.executemany("DELETE FROM published WHERE path = ?", gone)
            database.executemany("REPLACE INTO published VALUES (?, ?, ?, ?)", new)

        self._database.write(write)

    def copy(self, other: Path, published: Mapping[str, str]) -> None:
        """Keep the files of another database too, as far as they are `published` now."""

        database = Database(other, _set_up)

        def read(others: sqlite3.Connection) -> None:
            rows = others.execute("SELECT path, digest, content, seal FROM published")
            while some := rows.fetchmany(_AT_ONCE):
                self._add([row for row in some if is_wanted(*row)])

        def is_wanted(path: str, digest: str, content: bytes, kept: bytes) -> bool:
            is_same = published.get(path) == digest
            return is_same and database.is_sound(kept, path, digest, content)

        database.read(read, None)

    def _add(self, rows: list[tuple[str, str, bytes, bytes]]) -> None:
        def write(database: sqlite3.Connection) -> None:
            database.executemany("REPLACE INTO published VALUES (?, ?, ?, ?)", rows)

        self._database.write(write)


def _set_up(database: sqlite3.Connection) -> None:
    database.execute(_TABLE)
