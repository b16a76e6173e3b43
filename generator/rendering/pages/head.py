"""A page's <head>: its feeds, its structured data, and how it looks when shared.

The result is safe HTML for `HtmlPage.head`. Everything is escaped here.
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
from generator.rendering.pages.share_images import board_image_path
from generator.rendering.pages.static_files import SHARED

Subject = Listing | Slice | None


def head(board: Board, page: HtmlPage, share_image: str = "") -> str:
    """The head of `page`, to be added to `page.head`.

    `share_image` is the path of the page's own share image, relative to the root, if it has one.
    """
    return "\n".join(
        [
            *_robots(board, page.subject),
            *_scripts(board, page),
            *_alternates(board, page),
            *_social(board, page, share_image),
            *(script(data) for data in _structured_data(board, page)),
        ]
    )


def _scripts(board: Board, page: HtmlPage) -> Iterator[str]:
    """The script that all pages share, and what it must know to keep deadlines true.

    An open listing's page has one more, which runs after it.
    """
    settings = board.settings
    yield (
        f'<meta name="board-zone" content="{escape(settings.time_zone)}" '
        f'data-soon="{settings.closing_soon_days}">'
    )
    yield _script(page, SHARED)
    if isinstance(page.subject, Listing) and board.is_open(page.subject):
        yield _script(page, "listing.js")


def _script(page: HtmlPage, name: str) -> str:
    source = f"{page.root}assets/board/{name}"
    return f'<script type="module" src="{source}" fetchpriority="low"></script>'


def _alternates(board: Board, page: HtmlPage) -> Iterator[str]:
    """Links to the feeds, and on a listing's page to its JSON file."""
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


def _social(board: Board, page: HtmlPage, share_image: str) -> Iterator[str]:
    """Open Graph (ogp.me), and the Twitter tag that has no counterpart there.

    The image is the page's own, the employer's logo, or the board's.
    """
    for name, value in (
        ("og:type", "website"),
        ("og:site_name", board.settings.name),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:url", board.settings.url + page.path),
    ):
        yield f'<meta property="{name}" content="{escape(value)}">'
    employer = _employer(board, page.subject)
    if share_image:
        yield from _image(board, share_image, page.title, "summary_large_image")
    elif employer and employer.logo:
        yield from _image(board, employer.url + employer.logo, employer.name, "summary")
    else:
        path = board_image_path(board)
        yield from _image(board, path, board.settings.name, "summary_large_image")


def _image(board: Board, path: str, alt: str, card: str) -> Iterator[str]:
    """`path` is relative to the site's root; `card` is Twitter's name for the kind of preview."""
    yield f'<meta name="twitter:card" content="{card}">'
    yield f'<meta property="og:image" content="{escape(board.settings.url + path)}">'
    yield f'<meta property="og:image:alt" content="{escape(alt)}">'


def is_long_closed(board: Board, listing: Listing) -> bool:
    """Whether `listing` was closed for more than `CLOSED_DAYS`."""
    last = (board.closed_on(listing) or listing.deadline) + timedelta(days=CLOSED_DAYS)
    return board.state(listing) is not State.OPEN and board.today > last


def _robots(board: Board, subject: Subject) -> Iterator[str]:
    """Keep a listing out of search engines once it was closed for `CLOSED_DAYS`."""
    if not isinstance(subject, Listing):
        return
    if is_long_closed(board, subject):
        yield '<meta name="robots" content="noindex">'


def _structured_data(board: Board, page: HtmlPage) -> Iterator[dict[str, object]]:
    """schema.org data, described in `json_ld`."""
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
    """The employer whose page it is, or whose listing's."""
    if isinstance(subject, Listing):
        return board.employer_of(subject)
    is_employer = subject is not None and subject.kind is SliceKind.EMPLOYER
    return board.employers[subject.id] if subject and is_employer else None
