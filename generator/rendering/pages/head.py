"""What a page says of itself in its <head>: its feeds, its structured data, how to share it.

Safe HTML, to be put into `HtmlPage.head`. Everything is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import escape

from generator.board.board import Board, State
from generator.board.feed_names import alternates
from generator.board.history import CLOSED_DAYS
from generator.board.slices import Slice, SliceKind
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.rendering.pages.json_ld import (
    breadcrumbs,
    job_posting,
    organization,
    script,
    web_site,
)
from generator.rendering.pages.page_template import HtmlPage

Subject = Listing | Slice | None


def head(board: Board, page: HtmlPage, picture: str = "") -> str:
    """What belongs in the head of `page`, beside what `page.head` has.

    `picture` is the path of the page's own share image, relative to the root, if it has one.
    """
    return "\n".join(
        [
            *_robots(board, page.subject),
            *_clock(board, page),
            *_alternates(board, page),
            *_social(board, page, picture),
            *(script(data) for data in _data(board, page)),
        ]
    )


def _clock(board: Board, page: HtmlPage) -> Iterator[str]:
    """What the browser needs to say what has closed since the build."""
    settings = board.settings
    yield (
        f'<meta name="board-zone" content="{escape(settings.time_zone)}" '
        f'data-soon="{settings.closing_soon_days}">'
    )
    source = f"{page.root}assets/board/deadlines.js"
    yield f'<script type="module" src="{source}" fetchpriority="low"></script>'


def _alternates(board: Board, page: HtmlPage) -> Iterator[str]:
    """The feeds; of a listing its JSON too."""
    subject = page.subject
    if isinstance(subject, Listing):
        href = f"{page.root}api/v1/listings/{subject.id}.json"
        yield f'<link rel="alternate" type="application/json" href="{href}">'
    part = subject if isinstance(subject, Slice) else None
    for feed in alternates(board, part, page.root):
        yield (
            f'<link rel="alternate" type="{escape(feed.type)}" '
            f'title="{escape(feed.title)}" href="{escape(feed.href)}">'
        )


def _social(board: Board, page: HtmlPage, picture: str) -> Iterator[str]:
    """Open Graph (ogp.me) and the one Twitter card tag that has no Open Graph twin."""
    for name, value in (
        ("og:type", "website"),
        ("og:site_name", board.settings.name),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:url", board.settings.url + page.path),
    ):
        yield f'<meta property="{name}" content="{escape(value)}">'
    employer = _employer(board, page.subject)
    if picture:
        yield from _picture(board, picture, page.title, "summary_large_image")
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


def _robots(board: Board, subject: Subject) -> Iterator[str]:
    """A closed listing keeps its page, but search engines forget it after 30 days."""
    if not isinstance(subject, Listing):
        return
    last = (board.closed_on(subject) or subject.deadline) + timedelta(days=CLOSED_DAYS)
    if board.state(subject) is not State.OPEN and board.today > last:
        yield '<meta name="robots" content="noindex">'


def _data(board: Board, page: HtmlPage) -> Iterator[dict[str, object]]:
    subject = page.subject
    if not page.path:
        yield web_site(board)
        return
    if isinstance(subject, Listing):
        if board.is_open(subject):
            yield job_posting(board, subject)
    elif employer := _employer(board, subject):
        yield organization(board, employer)
    if page.parent:
        trail = [(board.settings.name, ""), page.parent, (page.title, page.path)]
        yield breadcrumbs(board.settings.url, trail)


def _employer(board: Board, subject: Subject) -> Employer | None:
    """Whose page it is, or whose listing's."""
    if isinstance(subject, Listing):
        return board.employer_of(subject)
    is_employer = subject is not None and subject.kind is SliceKind.EMPLOYER
    return board.employers[subject.id] if subject and is_employer else None
