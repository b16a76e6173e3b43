"""Which links of the header and the footer a board shows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.model.settings import Settings


def shown_links(links: Iterable[Mapping[str, Any]], settings: Settings) -> list[Mapping[str, Any]]:
    """`links`, such as `extra.menu`, without those that lead to a section the board hides."""
    return [link for link in links if settings.shows(_section(str(link["path"])))]


def _section(path: str) -> str:
    """`archive` for `archive/2026-11/` and `./archive/`."""
    return path.removeprefix("./").lstrip("/").partition("/")[0]
