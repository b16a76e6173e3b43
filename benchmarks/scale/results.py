"""The figures of `python -m benchmarks.scale`, and the file that keeps them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from benchmarks.race.measure import Cost


class Size(msgspec.Struct):
    """What was measured with one number of listings; all builds have the search index."""

    listings: int
    costs: dict[str, Cost]  # by the names in `BUILDS`
    files: int
    folders: int
    bytes: int


class Parts(msgspec.Struct):
    """A site that was made in parts."""

    listings: int
    count: int  # of the parts
    part: Cost  # the most that a part took
    join: Cost


class Saving(msgspec.Struct):
    """What a setting saves of the site."""

    setting: str  # as it is written below `extra.board`
    gives_up: str
    files: int
    bytes: int


class Scale(msgspec.Struct):
    """All that was measured. `sizes` are in ascending order."""

    day: str
    machine: str
    command: str
    sizes: list[Size]
    parts: list[Parts]  # one for each of `sizes`
    savings: list[Saving]  # of the largest size


BUILDS = {
    "cold": "a build without a cache",
    "one": "one listing changed",
    "next day": "the next day",
    "again": "nothing changed",
}


def load(path: Path) -> Scale:
    """What was measured before."""
    return msgspec.json.decode(path.read_bytes(), type=Scale)


def save(path: Path, scale: Scale) -> None:
    """Keep it in a file."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(scale), indent=1) + b"\n")


def computed(points: Sequence[tuple[int, float]]) -> Callable[[int], float]:
    """The line through the first and the last of `points`: listings and a figure."""
    (few, least), *_, (many, most) = points
    slope = (most - least) / (many - few)
    return lambda listings: least + slope * (listings - few)
