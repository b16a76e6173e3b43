"""Where the record of announcements is kept: on a branch of the board's repository or in a file.

A keeper reads the record, and replaces it only if nobody else did so in between (compare and swap).
On a branch, `git push` has that built in: of two runs at once, the second is refused, reads again
and finds what the first has claimed. A branch of its own survives a cache that is lost, and each
host has branches.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Protocol

from generator.model.errors import BoardError
from generator.reading import files, git
from generator.upkeep.announce.record import (
    MAX_BYTES,
    Record,
    RecordError,
    parse_record,
    record_json,
)

BRANCH = "board-announced"
FILE = "announced.json"
_REF = f"refs/heads/{BRANCH}"
_WHO = ("-c", "user.name=The board", "-c", "user.email=board@localhost", "-c", "gpg.format=openpgp")


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it was read. `version` is empty if there is none yet; `record` is None then."""

    record: Record | None
    version: str


class Keeper(Protocol):
    """Keeps the record."""

    def read(self) -> Kept:
        """The record as it is now. Raises BoardError if it can't be read."""

    def write(self, record: Record, version: str, why: str) -> bool:
        """Replace what was read as `version`; False if that is no longer the newest."""


@dataclass(frozen=True)
class BranchKeeper:
    """Keeps the record on the branch `board-announced` of `origin`. Nothing is checked out."""

    root: Path

    def read(self) -> Kept:
        """The record on the branch. Raises BoardError."""
        listed = git.run(self.root, "ls-remote", "origin", _REF, check=False)
        if listed.returncode:
            # Git's own message is not shown: the remote's address in it may hold a password.
            raise BoardError(
                "what was announced before is on a branch of `origin`, which can't be reached now. "
                "Try again, or name a file with --record."
            )
        version = listed.stdout.decode("ascii", "replace").partition("\t")[0].strip()
        if not version:
            return Kept(None, "")
        git.fetch(self.root, _REF)
        place = f"{version}:{FILE}"
        size = git.run(self.root, "cat-file", "-s", place, check=False).stdout.strip()
        if not size.isdigit() or int(size) > MAX_BYTES:
            raise _unusable(f"the branch {BRANCH} has no file {FILE} that is small enough.")
        content = git.run(self.root, "cat-file", "blob", place).stdout
        return Kept(_parsed(content, f"{FILE} on the branch {BRANCH}"), version)

    def write(self, record: Record, version: str, why: str) -> bool:
        """Push a commit onto `version`. Raises BoardError if `origin` refuses it for good.

        Each commit is unlike any other: two runs may write the same claim in the same second, and
        for Git a commit that is there already is no conflict.
        """
        run, root = git.run, self.root
        why = f"{why}\n\nRun: {token_hex(16)}"
        blob = run(root, "hash-object", "-w", "--stdin", stdin=record_json(record)).stdout.strip()
        tree = run(root, "mktree", stdin=b"100644 blob " + blob + b"\t" + FILE.encode() + b"\n")
        parents = ("-p", version) if version else ()
        name = tree.stdout.decode().strip()
        made = run(root, *_WHO, "commit-tree", "--no-gpg-sign", *parents, "-m", why, name)
        commit = made.stdout.decode().strip()
        lease = f"--force-with-lease={_REF}:{version}"  # empty: only if there is no such branch
        pushed = run(root, "push", "--quiet", lease, "origin", f"{commit}:{_REF}", check=False)
        if pushed.returncode == 0:
            return True
        if self.read().version != version:
            return False
        raise BoardError(
            f"the branch {BRANCH} of `origin` can't be written to, so nothing is announced: the "
            "program could not remember it. The run needs the right to push."
        )


@dataclass(frozen=True)
class FileKeeper:
    """Keeps the record in a file. A lock beside it is held while it is replaced."""

    path: Path

    def read(self) -> Kept:
        """The record in the file. Raises BoardError or OSError."""
        try:
            content = files.read(self.path, MAX_BYTES)
        except FileNotFoundError:
            return Kept(None, "")
        return Kept(_parsed(content, str(self.path)), content.decode("utf-8", "replace"))

    def write(self, record: Record, version: str, why: str) -> bool:
        """Replace the file, if it is still as it was read. Raises OSError."""
        with self._locked():
            if self.read().version != version:
                return False
            files.write_whole(self.path, record_json(record))
            return True

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with open(f"{self.path}.lock", "ab") as lock:
            with suppress(ImportError):  # Windows has none: two runs at once need a branch there
                import fcntl

                fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _parsed(content: bytes, where: str) -> Record:
    try:
        return parse_record(content)
    except RecordError as error:
        raise _unusable(f"{where} has what was announced before, and {error}") from None


def _unusable(what: str) -> BoardError:
    return BoardError(
        f"{what} Nothing is announced, because all of it might be announced again. Restore an "
        "earlier version, or delete it: then all that is on the board now counts as announced."
    )
