"""What the last check of a whole board found, kept for as long as nothing at all changes.

It is in .cache/board/problems.json. Then a check need not open the results of the single files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from generator.checking.incremental import code_version, is_settled
from generator.checking.workspace import Workspace
from generator.model.problem import Problem
from generator.reading import files
from generator.reading.store import FOLDER, read_sealed, write_sealed

_FILE = "problems.json"


@dataclass(frozen=True, slots=True)
class KeptRun:
    """The problems of a whole board in order, and how many files and listings it has.

    `key` is that of `run_key`.
    """

    key: str
    problems: tuple[Problem, ...]
    files: int
    listings: int


_DECODER = msgspec.json.Decoder(KeptRun)


def run_key(work: Workspace, today: date) -> str:
    """A digest of all that a check of the whole board depends on. It reads no listing.

    The same key means the same problems, listings and employers. Empty if there is no such key:
    for a part of a board, without a cache, and if a file is so new that it may yet change unseen.
    """
    now = files.now_ns()
    entries = work.entries
    if (
        not work.is_whole
        or work.results is None
        or not _are_settled((e.stat for e in entries), now)
    ):
        return ""
    digest = hashlib.blake2b(f"{code_version(work)} {today}".encode(), digest_size=16)
    lines = (f"\0{entry.path}\0{entry.kind}\0{entry.stat}" for entry in entries)
    digest.update("".join(lines).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _are_settled(stats: Iterable[str], now: int) -> bool:
    return all(is_settled(stat, now) for stat in stats if stat)


def kept_run(root: Path, key: str) -> KeptRun | None:
    """What was found when the key was the same; None if that is not known."""
    content = read_sealed(root / FOLDER / _FILE) if key else None
    try:
        run = _DECODER.decode(content) if content else None
    except msgspec.MsgspecError:
        return None
    return run if run and run.key == key else None


def keep_run(root: Path, run: KeptRun) -> None:
    """Keep what was found, in the place of the last run. Without a key nothing is kept."""
    if run.key:
        write_sealed(root / FOLDER / _FILE, msgspec.json.encode(run))
