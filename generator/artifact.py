"""A file of the site, before it is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """`path` is relative to the site's root, POSIX, without a leading slash."""

    path: str
    content: bytes
