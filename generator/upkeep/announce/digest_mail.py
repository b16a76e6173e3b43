"""An email in HTML, from templates/mail/digest.html. Pure.

Mail programs differ from browsers: tables hold the layout, each element has its own style, and
nothing is fetched from anywhere. What a program can do with a dark scheme, it finds in the head.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.board import wording
from generator.board.board import Board
from generator.model.colour import STANDARD, dark_shades
from generator.model.safe_text import one_line
from generator.rendering.pages.jinja import own_templates, render
from generator.upkeep.announce.due import Message
from generator.upkeep.announce.news import News
from generator.upkeep.announce.texts import (
    HEADINGS,
    closes,
    hidden,
    listing_url,
    shown_by_kind,
    subject,
    summary,
)


def mail_html(message: Message, board: Board, why: str, overrides: Mapping[str, bytes]) -> str:
    """The email as a page. `why` says why people get it; `overrides` are the board's own files.

    Raises TemplateError if the board's own template does not fit.
    """
    accent = board.settings.accent or STANDARD
    values = {
        "language": "en",  # all but the titles, whatever language the site has
        "name": one_line(board.settings.name),
        "subject": subject(message, board),
        "headline": subject(message, board) if message.day is None else _headline(message),
        "preview": ", ".join(one_line(item.listing.title) for item in message.news[:3]),
        "groups": [
            {"heading": HEADINGS[kind], "items": [_row(item, board) for item in items]}
            for kind, items in shown_by_kind(message)
        ],
        "more": hidden(message),
        "browse": f"{board.settings.url}browse/",
        "why": why,
        "accent": accent,
        "accent_dark": dark_shades(accent).brand,
    }
    with own_templates(overrides):
        return render("mail/digest.html", **values)


def _headline(message: Message) -> str:
    return summary(message.news).capitalize()


def _row(item: News, board: Board) -> dict[str, Any]:
    """What the template shows of one listing. A filled one has no facts any more."""
    listing = item.listing
    row = {
        "title": one_line(listing.title),
        "url": listing_url(item, board),
        "employer": one_line(board.employer_of(listing).name),
        "pay": "",
    }
    if item.kind == "filled":
        return row
    until = wording.weekday(listing.deadline)
    when = f"Apply by {until}" if item.kind == "opened" else closes(item, board.today).capitalize()
    return row | {
        "pay": wording.pay(listing),
        "time": f"{wording.hours(listing)} in {wording.weeks(listing)}",
        "place": one_line(wording.where(listing)),
        "when": when if item.kind == "opened" else f"{when}: {until}",
    }
