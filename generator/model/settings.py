"""`extra.board` of mkdocs.yml, typed. Its schema is `schema/board.schema.json`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from generator.model.announce_place import AnnouncePlace, announce_places
from generator.model.collection import Collection, collection_from
from generator.model.network import NetworkBoard, network_from

# "Anywhere on Earth": a deadline has passed once it has passed everywhere.
# The sign is POSIX's, so GMT+12 is UTC-12 (tz database, file etcetera).
ANYWHERE_ON_EARTH = "Etc/GMT+12"
_GITHUB = re.compile(
    r"https://(?:www\.)?github\.com/(?P<owner>[A-Za-z0-9-]+)/(?P<name>[A-Za-z0-9._-]+?)(?:\.git)?/*"
)
_AS_THEY_ARE = (
    "branch", "host", "contact", "time_zone", "currency", "closing_soon_days", "deadline_max_days",
    "feed_ids",
    "auto_merge", "share_cards", "tagline", "hero", "accent", "logo",
    "footer_text", "moderation", "keep_closed_days",
)  # fmt: skip
_SLICE_FEEDS = ("rss", "calendar")
_SLICES = ("employers", "categories", "industries", "skills", "collections")
_TAGLINE = "Short, paid projects that start a career"
_HERO = (
    "A microinternship is days or weeks of real, paid work. Pay, hours and deadline are stated up "
    "front. No account needed."
)


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
    currency: str = ""  # the one that pay in others is compared with; see `own_currency`
    closing_soon_days: int = 7
    deadline_max_days: int = 90
    maintainers: tuple[str, ...] = ()
    demo_day: date | None = None
    feed_ids: str = ""  # what feed ids start with, once the board has moved to another address
    collections: tuple[Collection, ...] = ()
    network: tuple[NetworkBoard, ...] = ()  # other boards
    auto_merge: bool = False  # whether a workflow merges what the review calls safe
    share_cards: bool | None = None  # whether each listing has a picture; None: if there are few
    tagline: str = _TAGLINE
    hero: str = _HERO
    accent: str = ""  # `#rrggbb`; empty: the styles' own colours
    logo: str = ""  # its path in docs/
    footer_text: str = ""
    moderation: str = ""  # how postings are reviewed
    required: tuple[str, ...] = ()  # optional fields of a listing that this board requires
    hide: tuple[str, ...] = ()  # sections that the site leaves out, such as `match`
    facets: tuple[str, ...] = ()  # the filters that /browse/ offers, in order; empty: all
    slice_feeds: tuple[str, ...] = _SLICE_FEEDS  # the formats of the feeds of parts of the board
    slice_feeds_for: tuple[str, ...] = _SLICES  # the folders of the parts that have feeds
    # How long a closed listing stays on the site, in days after its deadline; None: for ever.
    keep_closed_days: int | None = None
    announce: tuple[AnnouncePlace, ...] = ()  # where `board announce` tells what is new

    @property
    def zone(self) -> tzinfo:
        """The time zone in which a deadline's day ends."""
        return ZoneInfo(self.time_zone)

    @property
    def rules_url(self) -> str:
        """The page of the site that explains every rule; empty if the site's address is unknown."""
        return f"{self.url}reference/rules/" if self.url else ""

    @property
    def own_currency(self) -> str:
        """The currency that pay in others is compared with: `currency`, or the floors' first."""
        return self.currency or next(iter(self.floors), "")

    def shows(self, section: str) -> bool:
        """Whether the site has the optional section, such as `match` or `archive`."""
        return section not in self.hide


def site_address(config: Mapping[str, Any], given: str = "") -> str:
    """The site's address: `site_url` of mkdocs.yml, else `given`, else that of its GitHub Pages.

    `given` is what the workflow that publishes the site knows. Empty if nothing says it.
    """
    address = config.get("site_url") or given or pages_address(config.get("repo_url"))
    return f"{address.rstrip('/')}/" if isinstance(address, str) and address else ""


def pages_address(repo_url: Any) -> str:
    """Where GitHub Pages puts the site of a repository on github.com; empty for others.

    Owners' names have no capitals there: https://docs.github.com/pages.
    """
    found = _GITHUB.fullmatch(repo_url) if isinstance(repo_url, str) else None
    if not found:
        return ""
    host, name = f"{found['owner'].lower()}.github.io", found["name"]
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def settings_from(config: Mapping[str, Any], given_url: str = "") -> Settings:
    """Build the settings from the data of mkdocs.yml, whose `extra.board` passed its schema.

    `site_name` and `repo_url` are MkDocs' own keys and are used as they are. For the address and
    `given_url` see `site_address`.
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
        url=site_address(config, given_url),
        description=config.get("site_description") or "",
        repo_url=(config.get("repo_url") or "").rstrip("/"),
        floors={code: Decimal(str(rate)) for code, rate in board.get("floors", {}).items()},
        maintainers=tuple(board.get("maintainers", ())),
        required=tuple(board.get("required", ())),
        hide=tuple(board.get("hide", ())),
        facets=tuple(board.get("facets", ())),
        slice_feeds=tuple(board.get("slice_feeds", _SLICE_FEEDS)),
        slice_feeds_for=tuple(board.get("slice_feeds_for", _SLICES)),
        collections=tuple(
            collection_from(identifier, data)
            for identifier, data in board.get("collections", {}).items()
        ),
        network=network_from(board.get("network", {})),
        announce=announce_places(board.get("announce", {})),
        **given,
    )
