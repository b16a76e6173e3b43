"""What a page says of itself in its <head>: its feeds, its structured data, how to share it.

Safe HTML, to be put into `Page.head`. Everything is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import escape

from generator.board import Board, State
from generator.feed import CLOSED_DAYS
from generator.listing import Listing
from generator.slices import alternates
from generator.structured import breadcrumbs, job_posting, organization, script, web_site

_SECTIONS = {
    "employers": "Employers",
    "skills": "Skills",
    "categories": "Categories",
    "industries": "Industries",
    "listings": "Browse",
}


def head(board: Board, path: str, title: str, description: str) -> str:
    """The head of the page at `path` (`skills/excel/`; empty for home)."""
    return "\n".join(
        [
            *_robots(board, path),
            *_alternates(board, path),
            *_social(board, path, title, description),
            *(script(data) for data in _data(board, path, title)),
        ]
    )


def _alternates(board: Board, path: str) -> Iterator[str]:
    for feed in alternates(board, path):
        yield (
            f'<link rel="alternate" type="{escape(feed.type)}" '
            f'title="{escape(feed.title)}" href="{escape(feed.href)}">'
        )


def _social(board: Board, path: str, title: str, description: str) -> Iterator[str]:
    """Open Graph (ogp.me) and the one Twitter card tag that has no Open Graph twin."""
    for name, value in (
        ("og:type", "website"),
        ("og:site_name", board.settings.name),
        ("og:title", title),
        ("og:description", description),
        ("og:url", board.settings.url + path),
    ):
        yield f'<meta property="{name}" content="{escape(value)}">'
    yield '<meta name="twitter:card" content="summary">'


def _robots(board: Board, path: str) -> Iterator[str]:
    """A closed listing keeps its page, but search engines forget it after 30 days."""
    listing = _listing(board, path)
    if listing is None:
        return
    since = board.today - timedelta(days=CLOSED_DAYS)
    if board.state(listing) is not State.OPEN and listing.deadline < since:
        yield '<meta name="robots" content="noindex">'


def _data(board: Board, path: str, title: str) -> Iterator[dict[str, object]]:
    if not path:
        yield web_site(board)
        return
    listing = _listing(board, path)
    if listing is not None and board.is_open(listing):
        yield job_posting(board, listing)
    section, _, name = path.rstrip("/").partition("/")
    if section == "employers" and name in board.employers:
        yield organization(board, board.employers[name])
    if section in _SECTIONS and name:
        parent = "browse/" if section == "listings" else f"{section}/"
        trail = [(board.settings.name, ""), (_SECTIONS[section], parent), (title, path)]
        yield breadcrumbs(board.settings.url, trail)


def _listing(board: Board, path: str) -> Listing | None:
    if not path.startswith("listings/"):
        return None
    return board.by_id.get(path.removeprefix("listings/").rstrip("/"))
