"""Joins the parts of a large site: `board join`.

It is an ordinary build for which much is known already. Results of checks come from the parts, and
so do files, each found by the key of its batch: what a part made of other facts is made again. So
the bytes are those of one build.

No listing is opened if Git says that all are those that the parts were made of. Else each is read
and compared with the digest in the results, and checked again if it differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.building import BuildError, BuildOptions, BuildSummary
from generator.building.code_version import code_version
from generator.building.part import (
    FILES,
    PUBLISHED,
    RESULTS,
    PartRecord,
    commit_of_listings,
    digest_of_names,
    read_record,
)
from generator.building.site import build
from generator.building.workers import WrittenFile
from generator.checking import incremental
from generator.checking.result_cache import ResultCache
from generator.checking.workspace import Workspace
from generator.reading import files
from generator.rendering.artifact import Artifact, Batch

_Records = Sequence[tuple[Path, PartRecord]]  # each part's folder and its record
_MOST_NAMED = 5  # in a message
_TOGETHER = "Make all parts from one commit with the same options, and join them there."


def join(work: Workspace, folders: Sequence[Path], site_dir: Path | None) -> BuildSummary:
    """Build the site of a board from its parts in `folders`.

    Raises `BuildError` if they are not the parts of this board. The old site then stays.
    """
    parts = [(folder, read_record(folder)) for folder in folders]
    _require_all(parts)
    _require_same(parts, work)
    first = parts[0][1]
    known = ResultCache(work.results, incremental.code_version(work))
    commit = commit_of_listings(work.root)
    for folder, record in parts:
        is_same = commit and record.commit == commit
        known.copy(folder / RESULTS, work.stat if is_same else _unknown)
    options = BuildOptions(
        first.day, first.keep_going, first.search, site_dir=site_dir, parts=JoinedParts(parts)
    )
    return build(work, options, first.engine)


def _require_all(parts: _Records) -> None:
    """Raise `BuildError` unless each part is there once."""
    (first, of), *others = parts
    found = {of.number: first}
    for folder, record in others:
        if record.count != of.count:
            raise BuildError(
                f"{first} is one of {of.count} parts, and {folder} is one of {record.count}: "
                f"these are different divisions. {_TOGETHER}"
            )
        if record.number in found:
            raise BuildError(f"{found[record.number]} and {folder} are both part {record.number}.")
        found[record.number] = folder
    if missing := [str(at) for at in range(1, of.count + 1) if at not in found]:
        some = ", ".join(missing[:_MOST_NAMED]) + (" …" if len(missing) > _MOST_NAMED else "")
        what, are = f"part {some}", "is"
        if len(missing) > 1:
            what, are = f"parts {some}", "are"
        raise BuildError(f"{what} of {of.count} {are} missing: name every part.")


def _require_same(parts: _Records, work: Workspace) -> None:
    """Raise `BuildError` unless all parts were made of this very board, in the same way."""
    first, of = parts[0]
    code, names = code_version(work), digest_of_names(work.entries)
    for folder, record in parts:
        if record.code != code:
            what = "with another version of the program or other settings than the board's here"
        elif record.names != names:
            what = "of other listings than those here"
        elif record.day != of.day:
            what = f"for {record.day}, and {first} for {of.day}"
        elif (record.engine, record.search, record.keep_going) != (
            of.engine, of.search, of.keep_going,
        ):  # fmt: skip
            what = f"with other options than {first}"
        else:
            continue
        raise BuildError(f"{folder} was made {what}. {_TOGETHER}")


def _unknown(path: str) -> str:
    """For `ResultCache.copy`: only the bytes of a file tell whether it is the one checked."""
    return ""


class JoinedParts:
    """The files of all parts; see `generator.building.Parts`."""

    def __init__(self, parts: _Records) -> None:
        self._batches = {
            key: (folder / FILES, written)
            for folder, record in parts
            for key, written in record.batches.items()
        }
        self.published = [folder / PUBLISHED for folder, _ in parts]

    def made(self, batch: Batch) -> Batch:
        """`batch`, or one that takes the same files from a part."""
        found = self._batches.get(batch.key)
        return batch if found is None else replace(batch, make=partial(_taken, batch, *found))


def _taken(batch: Batch, folder: Path, written: Sequence[WrittenFile]) -> Iterator[Artifact]:
    """The files of `batch` from a part; made again if one of them is not whole."""
    try:
        contents = [files.read(folder / file.path, file.size) for file in written]
    except OSError:
        contents = []
    if [len(content) for content in contents] != [file.size for file in written]:
        yield from batch.make()
        return
    for file, content in zip(written, contents, strict=True):
        yield Artifact(file.path, content, file.is_listed)
