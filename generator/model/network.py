"""The other boards of a network, `extra.board.network` in mkdocs.yml.

network:
  northgate:
    name: Northgate College
    url: https://projects.northgate.example/
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from generator.model.web_address import parse_address


@dataclass(frozen=True, slots=True)
class NetworkBoard:
    """Another board. `url` is the https address of its home page and ends with a slash."""

    id: str
    name: str
    url: str

    @property
    def origin(self) -> str:
        """Scheme and host as a browser compares them (RFC 6454): `https://xn--bcher-kva.example`."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parse_address(self.url).host.encode('idna').decode()}"


def network_from(boards: Mapping[str, Mapping[str, Any]]) -> tuple[NetworkBoard, ...]:
    """The boards of a network, in the order of the setting, whose data passed its schema."""
    return tuple(
        NetworkBoard(identifier, data["name"], f"{data['url'].rstrip('/')}/")
        for identifier, data in boards.items()
    )
