"""A part of a large site: what one of several machines made, for `board join`.

A part owns whole folders of employers. It is a folder with

- `files/`: the files that depend on its listings alone; in their pages, the place of related
  listings is empty,
- `results.sqlite`: what checking its listings found, and the listings themselves,
- `published.sqlite`: the bytes of its files that have no errors,
- `part.json`: what it was made of, so that parts of different boards or days are never joined.

A part is taken as it is: what somebody writes into it gets on the site. Join only your own parts.
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

from generator.building import BuildError, BuildOptions, Engine, Shard
from generator.building.code_version import code_version
from generator.building.workers import WrittenFile
from generator.checking.workspace import Workspace
from generator.reading import git
from generator.reading.store import read_sealed, write_sealed
from generator.reading.tree import FOLDER, Entry
from generator.rendering.pages.share_images import draws_by_default

FILES = "files"
RESULTS = "results.sqlite"
PUBLISHED = "published.sqlite"
RECORD = "part.json"
_MOST_PARTS = 9_999


@dataclass(frozen=True, slots=True)
class PartRecord:
    """What a part was made of, and the files in it by the key of their batch."""

    number: int  # the first is 1
    count: int  # of all parts
    day: date
    engine: Engine
    search: bool
    keep_going: bool
    code: str  # `code_version`
    names: str  # `digest_of_names`
    commit: str  # `commit_of_listings`
    batches: Mapping[str, list[WrittenFile]]


_DECODER = msgspec.json.Decoder(PartRecord)


def part_of(work: Workspace, shard: Shard) -> Workspace:
    """The board `work` with the employers that `shard` owns, and nothing known of them yet."""
    folders = [entry.path.split("/") for entry in work.entries]
    sizes = Counter(path[1] for path in folders if len(path) > 2)
    only = owned(sizes, shard.number, shard.count)
    settings = work.settings
    if settings.share_cards is None:  # as for the whole board, which has more listings
        settings = replace(settings, share_cards=draws_by_default(len(work.tree.listings)))
    return replace(work, settings=settings, only=only, results=shard.part / RESULTS)


def owned(sizes: Mapping[str, int], number: int, count: int) -> tuple[str, ...]:
    """The folders that a part owns, in order. `sizes` has the number of files in each folder.

    The largest come first, and each goes to the part that has the fewest files so far.
    """
    found: list[str] = []
    parts = [(0, at) for at in range(1, count + 1)]
    for folder in sorted(sizes, key=lambda name: (-sizes[name], name)):
        files, at = parts[0]
        heapq.heapreplace(parts, (files + sizes[folder], at))
        if at == number:
            found.append(folder)
    return tuple(sorted(found))


def require_free(folder: Path) -> None:
    """Raise `BuildError` unless `folder` is free, or has a part, which is then removed.

    The part may be half done. Its files stay until others take their place (staging.py).
    """
    if folder.exists() and not folder.is_dir():
        raise BuildError(f"{folder} is not a folder: choose another one for the part.")
    if folder.is_dir() and not all(map(_is_of_part, folder.iterdir())):
        raise BuildError(f"{folder} has files that are no part of a site: choose another folder.")
    for name in (RECORD, RESULTS, PUBLISHED):
        (folder / name).unlink(missing_ok=True)


def _is_of_part(path: Path) -> bool:
    """Whether a part can have this file or folder, also one that was stopped half done."""
    databases = (RESULTS, PUBLISHED)
    kept = (RECORD, *databases, *(f"{name}-journal" for name in databases))
    if path.name.startswith(f".{FILES}.") or path.name == FILES:
        return path.is_dir()
    return path.name in kept and path.is_file()


def keep_record(
    work: Workspace,
    options: BuildOptions,
    shard: Shard,
    day: date,
    batches: Mapping[str, list[WrittenFile]],
) -> None:
    """Write the record. It comes last: without it the folder is no part."""
    record = PartRecord(
        shard.number, shard.count, day, shard.engine, options.search, options.keep_going,
        code_version(work), digest_of_names(replace(work, only=None).entries),
        commit_of_listings(work.root), batches,
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
        record = None
    if record is None or not 1 <= record.number <= record.count <= _MOST_PARTS:
        raise BuildError(
            f"{folder} is damaged, or another version of the program made it: make this part again."
        )
    return record


def digest_of_names(entries: Iterable[Entry]) -> str:
    """A digest of the names in listings/, and of the sizes of files."""
    digest = hashlib.blake2b(digest_size=16)
    for entry in sorted(entries, key=lambda entry: entry.path):
        size = entry.stat.partition(":")[0]
        line = f"{entry.path}\0{entry.kind}\0{size}\0"
        digest.update(line.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def commit_of_listings(root: Path) -> str:
    """Git's hash of the folder of listings, if its files are those of the last commit.

    Empty if they are not, or without Git: then only their bytes can tell what is in them.
    """
    try:
        return git.folder(root, FOLDER)
    except git.GitError:
        return ""
