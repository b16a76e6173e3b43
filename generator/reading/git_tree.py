"""A commit's files, read from Git's objects, without a checkout and without running hooks.

Our own code compares whole trees. `git diff` is not used, because settings, attributes and
.gitmodules can make it leave files out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from generator.model.safe_text import first_line
from generator.reading.git import GitError, first_fields, run
from generator.reading.tree import Blob

MAX_FILES = 500_000  # of one commit: a board of 100,000 listings and more beside it
_NO_NAMES = {b"", b".", b"..", b".git"}  # Git itself makes no tree with such a name


class UnsoundTreeError(GitError):
    """The tree is none that Git would make; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging two commits gives: the hash of its tree, and the paths in conflict.

    A file in conflict holds both versions, with markers between them.
    """

    tree: str
    conflicts: tuple[str, ...]


def require_top(root: Path) -> None:
    """Raise GitError unless `root` is the repository's top: files beside it would be missed."""
    if run(root, "rev-parse", "--show-prefix").stdout.strip():
        raise GitError("a board can be reviewed only if it is at the top of its repository.")


def merge(root: Path, base: str, head: str) -> Merge:
    """Merge the commits `base` and `head`, both hashes, as a host's button does.

    Only objects are written. Needs Git 2.38 of 2022 or newer. Raises GitError.
    """
    options = ("--write-tree", "--name-only", "--no-messages", "-z")
    result = run(root, "merge-tree", *options, base, head, check=False)
    tree, *conflicts = result.stdout.split(b"\0")
    if result.returncode not in (0, 1) or not tree:
        said = first_line(result.stderr)
        raise GitError(f"git merge-tree failed (it needs Git 2.38 or newer): {said}")
    return Merge(tree.decode("ascii"), tuple(_name(path) for path in conflicts if path))


def tree(root: Path, commit: str) -> dict[str, Blob]:
    """Every file of `commit` (a hash, also of a tree), by path.

    Bytes of a name that are not UTF-8 become U+FFFD, as in `generator.reading.files`. Raises
    UnsoundTreeError if the tree holds what Git would not put there, or more than MAX_FILES files.
    No more than those are read: a few objects can describe millions of files.
    """
    fields = first_fields(root, MAX_FILES, "ls-tree", "-r", "-z", "--full-tree", commit)
    names = [line.partition(b"\t")[2] for line in fields]
    _require_sound(names)
    found = dict(_entry(line) for line in fields)
    if len(found) != len(fields):
        raise UnsoundTreeError("two files have names that can't be told apart.")
    return found


def _require_sound(names: Sequence[bytes]) -> None:
    """Raise UnsoundTreeError unless these are the names of a tree that Git has made."""
    if len(names) > MAX_FILES:
        raise UnsoundTreeError(f"there are more than {MAX_FILES:,} files.")
    if any(one == other for one, other in pairwise(names)):
        raise UnsoundTreeError("a name is there twice.")
    if any(one > other for one, other in pairwise(names)):
        raise UnsoundTreeError("the names are not in Git's order.")
    for name in names:
        if not _NO_NAMES.isdisjoint(name.lower().split(b"/")):
            raise UnsoundTreeError("a file or folder has a name that Git does not allow.")


def contents(root: Path, files: Mapping[str, Blob], most: int) -> dict[str, bytes]:
    """The bytes of each of `files`, by path.

    A file of more than `most` bytes is not read: `most` + 1 spaces show that it is too large.
    Raises GitError if an object is missing.
    """
    sizes = _sizes(root, {blob.id for blob in files.values()})
    small = [identifier for identifier, size in sizes.items() if size <= most]
    read = dict(zip(small, _read(root, small, sizes), strict=True))
    large = b" " * (most + 1)
    return {path: read.get(blob.id, large) for path, blob in files.items()}


def _entry(line: bytes) -> tuple[str, Blob]:
    meta, _, name = line.partition(b"\t")
    mode, _, identifier = meta.decode("ascii").split(" ")
    return _name(name), Blob(mode, identifier)


def _name(name: bytes) -> str:
    return name.decode("utf-8", "replace")


def _sizes(root: Path, identifiers: Iterable[str]) -> dict[str, int]:
    wanted = sorted(identifiers)
    asked = "".join(f"{identifier}\n" for identifier in wanted).encode("ascii")
    lines = run(root, "cat-file", "--batch-check", stdin=asked).stdout.decode("ascii").splitlines()
    sizes = {}
    for line in lines:
        identifier, kind, *size = line.split(" ")
        if kind != "blob":
            raise GitError(f"the object {identifier} is missing: fetch the whole commit.")
        sizes[identifier] = int(size[0])
    return sizes


def _read(root: Path, identifiers: list[str], sizes: Mapping[str, int]) -> Iterable[bytes]:
    asked = "".join(f"{identifier}\n" for identifier in identifiers).encode("ascii")
    stream = run(root, "cat-file", "--batch", stdin=asked).stdout
    at = 0
    for identifier in identifiers:
        start = stream.index(b"\n", at) + 1
        at = start + sizes[identifier] + 1
        yield stream[start : at - 1]
