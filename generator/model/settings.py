"""`extra.board` of mkdocs.yml, typed. Its schema is `schema/board.schema.json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from generator.model.collection import Collection, collection_from

# "Anywhere on Earth": a deadline has passed once it has passed everywhere.
# The sign is POSIX's, so GMT+12 is UTC-12 (tz database, file etcetera).
ANYWHERE_ON_EARTH = "Etc/GMT+12"
_AS_THEY_ARE = (
    "branch", "host", "contact", "time_zone", "closing_soon_days", "deadline_max_days", "feed_ids",
    "auto_merge", "share_cards",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a board.

    `url` is the site's address and ends with a slash. `floors` is the lowest pay allowed for an
    hour of work, by ISO 4217 currency code; only these currencies are accepted.
    """

    name: str
    url: str
    description: str = ""
    repo_url: str = ""
    branch: str = "main"
    host: str = ""  # `github`, `gitlab` or `forgejo`, if the repository's address does not say it
    language: str = "en"
    contact: str = ""
    time_zone: str = ANYWHERE_ON_EARTH
    floors: Mapping[str, Decimal] = field(default_factory=dict)
    closing_soon_days: int = 7
    deadline_max_days: int = 90
    maintainers: tuple[str, ...] = ()
    demo_day: date | None = None
    feed_ids: str = ""  # what feed ids start with, once the board has moved to another address
    collections: tuple[Collection, ...] = ()
    auto_merge: bool = False  # whether a workflow merges what the review calls safe
    share_cards: bool = False  # whether each listing has a picture of its own

    @property
    def zone(self) -> tzinfo:
        """The time zone in which a deadline's day ends."""
        return ZoneInfo(self.time_zone)


def settings_from(config: Mapping[str, Any]) -> Settings:
    """Build the settings from the data of mkdocs.yml, whose `extra.board` passed its schema.

    `site_name`, `site_url` and `repo_url` are MkDocs' own keys and are used as they are.
    """
    extra, theme = config.get("extra") or {}, config.get("theme")
    board = extra.get("board") or {}
    given = {name: board[name] for name in _AS_THEY_ARE if name in board}
    if isinstance(theme, Mapping) and "language" in theme:
        given["language"] = theme["language"]
    if day := board.get("demo_day"):
        given["demo_day"] = date.fromisoformat(day)
    return Settings(
        name=config["site_name"],
        url=config["site_url"].rstrip("/") + "/",
        description=config.get("site_description") or "",
        repo_url=(config.get("repo_url") or "").rstrip("/"),
        floors={code: Decimal(str(rate)) for code, rate in board.get("floors", {}).items()},
        maintainers=tuple(board.get("maintainers", ())),
        collections=tuple(
            collection_from(identifier, data)
            for identifier, data in board.get("collections", {}).items()
        ),
        **given,
    )
