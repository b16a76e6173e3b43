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
    """The script that all pages share, and what it must know to keep deadlines true."""
    settings = board.settings
    yield (
        f'<meta name=board-zone content="{escape(settings.time_zone)}" '
        f"data-soon={settings.closing_soon_days}>"
    )
    if page.is_bare:
        return
    source = f"{page.root}assets/board/{SHARED}"
    yield f"<script type=module src={source} fetchpriority=low></script>"


def _alternates(board: Board, page: HtmlPage) -> Iterator[str]:
    """Links to the feeds. On a listing's page: to its JSON file, and to the board's first feed.

    One is enough to find the others, and every reader of feeds takes it. There are far more pages
    of listings than others.
    """
    subject = page.subject
    part = subject if isinstance(subject, Slice) else None
    feeds = alternates(board, part, page.root)
    if isinstance(subject, Listing):
        href = f"{page.root}api/v1/listings/{subject.id}.json"
        yield f'<link rel=alternate type=application/json href="{href}">'
        for feed in feeds[:1]:
            yield f'<link rel=alternate type={feed.type} href="{escape(feed.href)}">'
        return
    for feed in feeds:
        yield (
            f'<link rel="alternate" type="{escape(feed.type)}" '
            f'title="{escape(feed.title)}" href="{escape(feed.href)}">'
        )


def _social(board: Board, page: HtmlPage, share_image: str) -> Iterator[str]:
    """Open Graph (ogp.me), and the Twitter tag that has no counterpart there.

    The image is the page's own, the employer's logo, or the board's. Three more properties are in
    the page's frame (theme/main.html): og:description is the description, og:url the canonical
    address, and og:type is `website` if a page says nothing.
    """
    if not isinstance(page.subject, Listing):  # the titles of listings' pages end with it
        yield f'<meta property=og:site_name content="{escape(board.settings.name)}">'
    yield f'<meta property=og:title content="{escape(page.title)}">'
    employer = _employer(board, page.subject)
    if share_image:
        yield from _image(board, share_image, "summary_large_image")
    elif employer and employer.logo:
        yield from _image(board, employer.url + employer.logo, "summary")
        yield f'<meta property=og:image:alt content="{escape(employer.name)}">'
    else:
        yield from _image(board, board_image_path(board), "summary_large_image")


def _image(board: Board, path: str, card: str) -> Iterator[str]:
    """`path` is relative to the site's root; `card` is Twitter's name for the kind of preview.

    What the pictures of listings and of the board say is the page's title or the site's name.
    """
    yield f"<meta name=twitter:card content={card}>"
    yield f'<meta property=og:image content="{escape(board.settings.url + path)}">'


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
    """schema.org data, described in `json_ld`.

    A listing has its own in its text (job_posting.py). It needs no breadcrumbs: its address names
    its employer already.
    """
    subject = page.subject
    if not page.path:
        yield web_site(board)
        return
    if isinstance(subject, Listing):
        return
    if employer := _employer(board, subject):
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
