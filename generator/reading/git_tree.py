"""A commit's files, read from Git's objects, without a checkout and without running hooks.

Our own code compares whole trees. `git diff` is not used, because settings, attributes and
.gitmodules can make it leave files out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.reading.git import GitError, run
from generator.reading.tree import Blob


def require_top(root: Path) -> None:
    """Raise GitError unless `root` is the repository's top: files beside it would be missed."""
    if run(root, "rev-parse", "--show-prefix").stdout.strip():
        raise GitError("the board must stand at the top of its repository to be reviewed.")


def tree(root: Path, commit: str) -> dict[str, Blob]:
    """Every file of `commit` (a hash), by path.

    Bytes of a name that are not UTF-8 become U+FFFD, as in `generator.reading.files`.
    """
    listed = run(root, "ls-tree", "-r", "-z", "--full-tree", commit).stdout
    return dict(_entry(line) for line in listed.split(b"\0") if line)


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
    return name.decode("utf-8", "replace"), Blob(mode, identifier)


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
