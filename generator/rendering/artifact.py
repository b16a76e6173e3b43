"""A file of the site, before it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """`path` is relative to the site's root, POSIX, without a leading slash.

    `is_listed`: it is a page that search engines are to list.
    """

    path: str
    content: bytes
    is_listed: bool = False

    @property
    def address(self) -> str:
        """Where a page is asked for: `skills/excel/`, empty for the home page."""
        return address_of(self.path)


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that are made together, and are the same as long as `key` is.

    `key` is made from everything that the files are made from. Batches of one `group` share
    what they work out on the way, so they are best made by one process; an empty name says
    that they share nothing.
    """

    key: str
    group: str
    make: Callable[[], Iterable[Artifact]]


def address_of(path: str) -> str:
    """The address of the page in the file `path`."""
    return path[: -len("index.html")] if path.rpartition("/")[2] == "index.html" else path
