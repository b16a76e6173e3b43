"""What `board pull` kept of other boards: a file for each in .cache/board/network/.

They are caches: one that is missing, damaged or of another address counts as nothing. What is in
them was written by strangers, and is judged again wherever it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.model.network import NetworkBoard
from generator.reading.store import FOLDER, read_json, write_json

PULLED = f"{FOLDER}/network"
_FORMAT = 2


@dataclass(frozen=True, slots=True)
class PulledPage:
    """One page of a board's list. `etag` is what its host called it; empty if it does not."""

    etag: str
    has_next: bool
    items: tuple[Any, ...] = ()  # the listings that were good, as JSON
    refused: int = 0  # how many were not
    reasons: tuple[str, ...] = ()  # why, of the first ones: lines for people


@dataclass(frozen=True, slots=True)
class Pulled:
    """A board's list on `day`, the last on which it answered.

    `version` is that of the program and its words: another might have chosen other listings.
    """

    day: date
    version: str
    pages: tuple[PulledPage, ...]

    @property
    def items(self) -> Iterator[Any]:
        """All listings, in their order."""
        return (item for page in self.pages for item in page.items)


def read_pulled(root: Path, board: NetworkBoard) -> Pulled | None:
    """What was kept of `board`; None if there is nothing that can be used."""
    kept = read_json(_file(root, board))
    try:
        if kept["format"] != _FORMAT or kept["url"] != board.url:
            return None
        pages = tuple(
            PulledPage(
                str(page["etag"]), bool(page["next"]), tuple(page["items"]),
                int(page["refused"]), tuple(map(str, page["reasons"])),
            )
            for page in kept["pages"]
        )  # fmt: skip
        return Pulled(date.fromisoformat(kept["day"]), str(kept["version"]), pages)
    except (KeyError, TypeError, ValueError):
        return None


def write_pulled(root: Path, board: NetworkBoard, pulled: Pulled) -> None:
    """Keep `pulled`, if the disk lets us; a reader sees the old file or the new one."""
    pages = [
        {
            "etag": page.etag, "next": page.has_next, "items": page.items,
            "refused": page.refused, "reasons": page.reasons,
        }
        for page in pulled.pages
    ]  # fmt: skip
    day = pulled.day.isoformat()
    kept = {"format": _FORMAT, "url": board.url, "day": day, "version": pulled.version}
    write_json(_file(root, board), {**kept, "pages": pages})


def _file(root: Path, board: NetworkBoard) -> Path:
    return root / PULLED / f"{board.id}.json"
