"""The figures of a race, and the file that keeps them."""

from __future__ import annotations

from pathlib import Path

import msgspec

from benchmarks.race.measure import Amount, Cost

OURS = "This project"


class Result(msgspec.Struct):
    """One part of the race: one generator at one size."""

    version: str
    does: str
    runs: int
    costs: dict[str, Cost]  # medians, by phase
    kinds: dict[str, Amount]  # the site's files


class Stage(msgspec.Struct):
    """One stage of our build, measured in one process."""

    name: str
    wall: float  # seconds
    cpu: float  # seconds
    peak: float  # MB, of the process so far


class Race(msgspec.Struct):
    """All that was measured at one size."""

    listings: int
    day: str
    machine: str
    command: str
    results: dict[str, Result]
    stages: list[Stage]
    left_out: dict[str, str]  # generators that are not installed, and how to install them


def load(path: Path | None) -> dict[int, Race]:
    """What was measured before, by size."""
    if path is None or not path.exists():
        return {}
    races = msgspec.json.decode(path.read_bytes(), type=list[Race])
    return {race.listings: race for race in races}


def save(path: Path | None, races: dict[int, Race]) -> None:
    """Keep all races in a file, if there is one."""
    if path is not None:
        content = msgspec.json.encode([races[size] for size in sorted(races)])
        path.write_bytes(msgspec.json.format(content, indent=1) + b"\n")
