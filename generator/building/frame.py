"""The frame of a site: what an engine made of the hand-written pages and the theme, kept.

An engine takes longer than all else that a small change needs, and its input seldom changes. So
its files are kept in .cache/board/, in one file for each engine: a line with the seal of the rest,
a line of JSON with the key and each file's path and size, then the bytes of all files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.building import BuildOptions
from generator.building.board_folders import board_folders
from generator.building.code_version import code_version
from generator.building.handwritten import of_this_board
from generator.building.inputs import UnknownInputs, stats, surroundings
from generator.checking.workspace import Workspace
from generator.reading import bundled, files
from generator.reading.store import FOLDER, seal

FrameFiles = Mapping[str, bytes]  # by path, relative to the site's root


class KeptFrame:
    """The frame that `engine` made for a board the last time."""

    def __init__(self, work: Workspace, options: BuildOptions, engine: str) -> None:
        self._file = work.root / FOLDER / f"frame-{engine}"
        try:
            self._key = _key(work, options, engine)
        except (UnknownInputs, OSError, UnicodeDecodeError):
            self._key = ""  # the engine has to run

    def files(self) -> FrameFiles | None:
        """Its files; None unless they are what the engine would make now."""
        try:
            kept, _, rest = self._file.read_bytes().partition(b"\n")
            if not self._key or seal(rest).hex().encode() != kept:
                return None
            head, _, content = rest.partition(b"\n")
            about = json.loads(head)
            if about["key"] != self._key:
                return None
            return dict(_divided(content, about["files"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, found: FrameFiles) -> None:
        """Keep the files that the engine made, if the disk lets us."""
        if not self._key:
            return
        sizes = [[path, len(content)] for path, content in found.items()]
        head = json.dumps({"key": self._key, "files": sizes}).encode()
        rest = b"\n".join((head, b"".join(found.values())))
        try:
            files.write_whole(self._file, seal(rest).hex().encode() + b"\n" + rest)
        except OSError:
            return


def files_in(folder: Path) -> FrameFiles:
    """The files that an engine wrote to `folder`."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _divided(content: bytes, sizes: list[tuple[str, int]]) -> Iterator[tuple[str, bytes]]:
    at = 0
    for path, size in sizes:
        yield path, content[at : at + size]
        at += size


def _key(work: Workspace, options: BuildOptions, engine: str) -> str:
    """A digest of all that the engine reads.

    Pages are taken as they are on the day of the build: dates in examples move once a week.
    """
    folders = board_folders(work.root)
    today = work.today(options.today)
    parts = [engine, str(options.search), code_version(work), *surroundings()]
    digest = hashlib.blake2b("\0".join(parts).encode(), digest_size=16)
    names = {f"\0{name}": path for name, path in bundled.pages().items()}
    names |= {name: Path(name) for name in stats((folders.docs, *folders.themes))}
    for name, path in sorted(names.items()):
        content = path.read_bytes()
        if path.suffix == ".md":
            page = of_this_board(content.decode("utf-8-sig"), work.settings, today)
            content = page.encode("utf-8", "surrogatepass")
        digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
    return digest.hexdigest()
