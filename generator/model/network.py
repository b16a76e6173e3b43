"""The other boards of a network, `extra.board.network` in mkdocs.yml.

network:
  northgate:
    name: Northgate College
    url: https://projects.northgate.example/
    pull: true
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from generator.model.web_address import ascii_host, parse_address


@dataclass(frozen=True, slots=True)
class NetworkBoard:
    """Another board. `url` is the https address of its home page and ends with a slash.

    `pull`: its listings are shown here as well.
    """

    id: str
    name: str
    url: str
    pull: bool = False

    @property
    def origin(self) -> str:
        """Scheme and host as a browser compares them (RFC 6454): `https://xn--bcher-kva.example`."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{ascii_host(parse_address(self.url).host)}"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a listing of another board comes from. All addresses are made of the settings' own."""

    board: NetworkBoard
    id: str  # the listing's id there: `acme/market-survey`
    tag: str  # its id in feeds there: see board/ids_and_dates.py
    updated: datetime | None = None  # when it last changed there, if that board says so
    closes: datetime | None = None  # the end of its deadline's day there

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"{self.board.url}listings/{self.id}/"

    @property
    def employer_url(self) -> str:
        """The address of its employer's page."""
        return f"{self.board.url}employers/{self.id.partition('/')[0]}/"


def id_here(board: NetworkBoard, identifier: str) -> str:
    """The id on this board of another board's listing: `northgate--acme/market-survey`.

    No listing of our own has such an id: a folder's name never has two hyphens in a row.
    """
    return f"{board.id}--{identifier}"


def network_from(boards: Mapping[str, Mapping[str, Any]]) -> tuple[NetworkBoard, ...]:
    """The boards of a network, in the order of the setting, whose data passed its schema."""
    return tuple(
        NetworkBoard(
            identifier, data["name"], f"{data['url'].rstrip('/')}/", data.get("pull", False)
        )
        for identifier, data in boards.items()
    )
