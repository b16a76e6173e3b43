"""Who takes part in the race beside this project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from benchmarks.race.listings import Source


@dataclass(frozen=True)
class Programs:
    """Where the programs are. An empty text: not installed."""

    hugo: str = ""
    eleventy: str = ""  # its cmd.cjs
    node: str = ""
    mkdocs: str = ""
    zensical: str = ""


@dataclass(frozen=True)
class Build:
    """A command, and where it writes the site."""

    command: Sequence[str]
    folder: Path
    site: Path
    leftovers: Sequence[Path] = ()  # removed before each build, as the site is
    variables: Mapping[str, str] = field(default_factory=dict)


class Entrant(Protocol):
    """Another generator, set up in one way."""

    name: str
    does: str  # what it makes, in a sentence of the page
    install: str  # how to install it

    def version(self, programs: Programs) -> str:
        """Its version; empty if it is not installed."""
        ...

    def write(self, programs: Programs, source: Source, our_site: Path, folder: Path) -> Build:
        """Write its input to the empty `folder`. `our_site` is the site that we built."""
        ...
