"""What a page says of itself in its <head>: its feeds, its structured data, how to share it.

Safe HTML, to be put into `Page.head`. Everything is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import escape

from generator.board import Board, State
from generator.employer import Employer
from generator.feed import CLOSED_DAYS
from generator.listing import Listing
from generator.slices import alternates
from generator.structured import breadcrumbs, job_posting, organization, script, web_site

_SECTIONS = {
    "employers": "Employers",
    "skills": "Skills",
    "categories": "Categories",
    "industries": "Industries",
    "collections": "Collections",
    "places": "Places",
    "deadlines": "Deadlines",
    "listings": "Browse",
}


def head(board: Board, path: str, title: str, description: str, picture: str = "") -> str:
    """The head of the page at `path` (`skills/excel/`; empty for home).

    `picture`: where the picture of its own stands, if it has one, relative to the root.
    """
    return "\n".join(
        [
            *_robots(board, path),
            *_clock(board, path),
            *_alternates(board, path),
            *_social(board, path, title, description, picture),
            *(script(data) for data in _data(board, path, title)),
        ]
    )


def _clock(board: Board, path: str) -> Iterator[str]:
    """What the browser needs to say what has closed since the build."""
    settings = board.settings
    yield (
        f'<meta name="board-zone" content="{escape(settings.time_zone)}" '
        f'data-soon="{settings.closing_soon_days}">'
    )
    source = f"{'../' * path.count('/')}assets/board/deadlines.js"
    yield f'<script type="module" src="{source}" fetchpriority="low"></script>'


def _alternates(board: Board, path: str) -> Iterator[str]:
    """The feeds; of a listing its JSON too."""
    if listing := _listing(board, path):
        href = f"{'../' * path.count('/')}api/v1/listings/{listing.id}.json"
        yield f'<link rel="alternate" type="application/json" href="{href}">'
    for feed in alternates(board, path):
        yield (
            f'<link rel="alternate" type="{escape(feed.type)}" '
            f'title="{escape(feed.title)}" href="{escape(feed.href)}">'
        )


def _social(board: Board, path: str, title: str, description: str, picture: str) -> Iterator[str]:
    """Open Graph (ogp.me) and the one Twitter card tag that has no Open Graph twin."""
    for name, value in (
        ("og:type", "website"),
        ("og:site_name", board.settings.name),
        ("og:title", title),
        ("og:description", description),
        ("og:url", board.settings.url + path),
    ):
        yield f'<meta property="{name}" content="{escape(value)}">'
    employer = _employer(board, path)
    if picture:
        yield from _picture(board, picture, title, "summary_large_image")
    elif employer and employer.logo:
        yield from _picture(board, employer.url + employer.logo, employer.name, "summary")
    else:
        name = board.settings.name
        yield from _picture(board, "assets/board/card.png", name, "summary_large_image")


def _picture(board: Board, path: str, says: str, card: str) -> Iterator[str]:
    """The listing's own, the employer's logo, or the board's; `card`: Twitter's name for it."""
    yield f'<meta name="twitter:card" content="{card}">'
    yield f'<meta property="og:image" content="{escape(board.settings.url + path)}">'
    yield f'<meta property="og:image:alt" content="{escape(says)}">'


def _robots(board: Board, path: str) -> Iterator[str]:
    """A closed listing keeps its page, but search engines forget it after 30 days."""
    listing = _listing(board, path)
    if listing is None:
        return
    last = (board.closed_on(listing) or listing.deadline) + timedelta(days=CLOSED_DAYS)
    if board.state(listing) is not State.OPEN and board.today > last:
        yield '<meta name="robots" content="noindex">'


def _data(board: Board, path: str, title: str) -> Iterator[dict[str, object]]:
    if not path:
        yield web_site(board)
        return
    listing = _listing(board, path)
    if listing is not None and board.is_open(listing):
        yield job_posting(board, listing)
    section, _, name = path.rstrip("/").partition("/")
    employer = _employer(board, path)
    if employer and not listing:
        yield organization(board, employer)
    if section in _SECTIONS and name:
        parent = "browse/" if section == "listings" else f"{section}/"
        trail = [(board.settings.name, ""), (_SECTIONS[section], parent), (title, path)]
        yield breadcrumbs(board.settings.url, trail)


def _employer(board: Board, path: str) -> Employer | None:
    """Whose page it is, or whose listing's."""
    section, _, name = path.rstrip("/").partition("/")
    if section == "employers":
        return board.employers.get(name)
    listing = _listing(board, path)
    return board.employer_of(listing) if listing else None


def _listing(board: Board, path: str) -> Listing | None:
    if not path.startswith("listings/"):
        return None
    return board.by_id.get(path.removeprefix("listings/").rstrip("/"))
