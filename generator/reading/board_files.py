"""A board's files, wherever they come from: a folder on disk, or a commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from generator.reading.tree import EMPLOYER_FILE, Tree


class BoardFiles(Protocol):
    """What is in listings/. Paths are relative to the board's root: `listings/acme/x.yml`."""

    @property
    def tree(self) -> Tree:
        """Which files are listings, employers and logos, and what is wrong with other names."""
        ...

    def read(self, path: str) -> bytes:
        """The bytes of a file of `tree`, up to one byte beyond its size limit."""
        ...

    def stat(self, path: str) -> str:
        """A text that changes when the file does; empty if only its bytes can tell."""
        ...


@dataclass(frozen=True)
class ReplacedFiles:
    """The files of `base`, some of them with other bytes, and without those in `left_out`.

    An employer.yml in `contents` that `base` does not have is added.
    """

    base: BoardFiles
    contents: Mapping[str, bytes]
    left_out: frozenset[str] = frozenset()

    @cached_property
    def tree(self) -> Tree:
        """That of `base`, without the files that are left out, and with those that are added."""
        tree = self.base.tree
        added = (path for path in self.contents if path.endswith(f"/{EMPLOYER_FILE}"))
        employers = sorted({*tree.employers, *added} - self.left_out)
        return replace(
            tree,
            employers=employers,
            listings=[path for path in tree.listings if path not in self.left_out],
        )

    def read(self, path: str) -> bytes:
        """The other bytes, if there are some."""
        found = self.contents.get(path)
        return self.base.read(path) if found is None else found

    def stat(self, path: str) -> str:
        """As in `base`, but not for what was replaced."""
        return "" if path in self.contents else self.base.stat(path)
