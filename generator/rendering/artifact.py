"""Files of the site that are not written yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file: its path and content.

    `path` is relative to the site's root, with `/` between folders. `is_listed` is set on pages
    that belong in the sitemap.
    """

    path: str
    content: bytes
    is_listed: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that are made together and cached together.

    `key` is the cache key: a digest of everything the files are made from. As long as it is the
    same, so are the files. Batches with the same `group` share intermediate results, so one worker
    makes them all; batches whose group is empty share nothing.
    """

    key: str
    group: str
    make: Callable[[], Iterable[Artifact]]


def address_of(path: str) -> str:
    """The address of the page in the file `path`, relative to the site's root.

    `skills/excel/` for `skills/excel/index.html`, empty for the home page.
    """
    return path[: -len("index.html")] if path.rpartition("/")[2] == "index.html" else path
