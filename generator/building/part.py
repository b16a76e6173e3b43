"""A part of a large site: what one of several machines made, for `board join`.

A part owns whole folders of employers. It is a folder with

- `files/`: the files that depend on its listings alone; in their pages, the place of related
  listings is empty,
- `results.sqlite`: what checking its listings found, and the listings themselves,
- `published.sqlite`: the bytes of its files that have no errors,
- `part.json`: what it was made of, so that parts of different boards or days are never joined.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import msgspec

from generator.building import BuildError, BuildOptions, Shard
from generator.building.code_version import code_version
from generator.building.workers import WrittenFile
from generator.checking.workspace import Workspace
from generator.reading.store import read_sealed, write_sealed
from generator.reading.tree import Entry
from generator.rendering.pages.share_images import MOST, can_draw

FILES = "files"
RESULTS = "results.sqlite"
PUBLISHED = "published.sqlite"
RECORD = "part.json"
_FORMAT = 1  # of the record


@dataclass(frozen=True, slots=True)
class PartRecord:
    """What a part was made of, and the files in it by the key of their batch."""

    format: int
    number: int  # the first is 1
    count: int  # of all parts
    day: date
    engine: str
    search: bool
    keep_going: bool
    code: str  # `code_version`
    names: str  # `digest_of_names`
    batches: Mapping[str, list[WrittenFile]]


_DECODER = msgspec.json.Decoder(PartRecord)


def part_of(work: Workspace, shard: Shard) -> Workspace:
    """The board `work` with the employers that `shard` owns, and nothing known of them yet."""
    folders = [entry.path.split("/") for entry in work.entries]
    sizes = Counter(path[1] for path in folders if len(path) > 2)
    only = owned(sizes, shard.number, shard.count)
    settings = work.settings
    if settings.share_cards is None:  # as for the whole board, which has more listings
        settings = replace(settings, share_cards=len(work.tree.listings) <= MOST and can_draw())
    return replace(work, settings=settings, only=only, results=shard.part / RESULTS)


def owned(sizes: Mapping[str, int], number: int, count: int) -> tuple[str, ...]:
    """The folders that a part owns, in order. `sizes` has the number of files in each folder.

    The largest come first, and each goes to the part that has the fewest files so far.
    """
    parts = [(0, at, list[str]()) for at in range(1, count + 1)]
    for folder in sorted(sizes, key=lambda name: (-sizes[name], name)):
        files, at, folders = heapq.heappop(parts)
        heapq.heappush(parts, (files + sizes[folder], at, [*folders, folder]))
    return next(tuple(sorted(folders)) for _, at, folders in parts if at == number)


def require_free(folder: Path) -> None:
    """Raise `BuildError` unless `folder` is free, or has a part, which is then removed."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / RECORD).is_file():
        raise BuildError(f"{folder} has files that are no part of a site: choose another folder.")
    for name in (RECORD, RESULTS, PUBLISHED):
        (folder / name).unlink(missing_ok=True)


def keep_record(
    work: Workspace,
    options: BuildOptions,
    shard: Shard,
    day: date,
    batches: Mapping[str, list[WrittenFile]],
) -> None:
    """Write the record. It comes last: without it the folder is no part."""
    record = PartRecord(
        _FORMAT, shard.number, shard.count, day, shard.engine, options.search, options.keep_going,
        code_version(work), digest_of_names(replace(work, only=None).entries), batches,
    )  # fmt: skip
    write_sealed(shard.part / RECORD, msgspec.json.encode(record))


def read_record(folder: Path) -> PartRecord:
    """The record of a part. Raises `BuildError` if there is none that can be read."""
    if not (folder / RECORD).is_file():
        raise BuildError(
            f"{folder} is no part of a site: it has no {RECORD}. "
            f"`board build --shard 1/5 --out {folder}` makes the first of five parts."
        )
    content = read_sealed(folder / RECORD)
    try:
        record = _DECODER.decode(content or b"")
    except (msgspec.MsgspecError, ValueError):
        raise BuildError(f"{folder} is damaged: make this part again.") from None
    if record.format != _FORMAT:
        raise BuildError(f"{folder} was made by another version of the program: make it again.")
    return record


def digest_of_names(entries: Iterable[Entry]) -> str:
    """A digest of the names in listings/, and of the sizes of files."""
    digest = hashlib.blake2b(digest_size=16)
    for entry in sorted(entries, key=lambda entry: entry.path):
        size = entry.stat.partition(":")[0]
        line = f"{entry.path}\0{entry.kind}\0{size}\0"
        digest.update(line.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
