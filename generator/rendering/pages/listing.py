"""A listing's own page, and the redirects from its former addresses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from markupsafe import Markup

from generator.board import wording
from generator.board.board import MAX_OTHERS, Board, State
from generator.board.ids_and_dates import closes_at
from generator.board.pay import about_hourly, against_floor, hourly_facts
from generator.checking.rule_kit.hosts import host_of
from generator.model.listing import Listing, Offers
from generator.rendering.pages.cards import Cards
from generator.rendering.pages.jinja import render
from generator.rendering.pages.job_posting import hidden_properties, job_posting
from generator.rendering.pages.mail_link import mail_link
from generator.rendering.pages.page_template import HtmlPage, base_of
from generator.rendering.pages.report import report_links
from generator.rendering.pages.tables import scrolling_tables
from generator.rendering.pages.trust import trust_facts

_MOVED = '<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={}">\n'
# The place for related listings: a control character, which no listing can have.
RELATED = "\x02"
_BROWSE = ("Browse", "browse/")
PAPER = "<link rel=stylesheet href={}assets/board/listing_print.css media=print>\n"
_LISTINGS = "../.."  # from a listing's page to the folder of all
# What a mail to an employer starts with.
_PROMPTS = (
    "Why this project interests me:",
    "Something I made that shows I can do it (a link or an attachment):",
    "When I can work on it, and where I am:",
)
_OFFERS = (
    ("mentor", "A mentor"),
    ("feedback", "Feedback"),
    ("reference", "A reference"),
    ("credit", "Study credit"),
    ("attribution", "Your name on the work"),
)


def listing_page(board: Board, listing: Listing) -> HtmlPage:
    """The page of `listing`, open or closed, with a place for what `related_listings` makes."""
    base, state = base_of(listing.url), board.state(listing)
    employer = board.employer_of(listing)
    is_open = state is State.OPEN
    content = render(
        "listing.html",
        base=base,
        listing=listing,
        employer=employer,
        board=board,
        is_open=is_open,
        state=state,
        description=Markup(scrolling_tables(listing.description.html)),  # noqa: S704 - nh3 cleaned it
        skills=skill_terms(board, listing.skills),
        gains=skill_terms(board, listing.gains),
        report=report_links(board, listing),
        related=RELATED,
        result_host=host_of(listing.outcome.link) if listing.outcome else "",
        **(_while_open(board, listing) if is_open else {"apply_href": ""}),
    )
    return HtmlPage(
        path=listing.url,
        title=f"{listing.title} at {employer.name}",
        description=_description(listing, state),
        content=content,
        head=PAPER.format(f"{base}/"),
        kind="listing",
        subject=listing,
    )


def related_listings(board: Board, listing: Listing, cards: Cards) -> str:
    """What stands at `RELATED` in the page of `listing`."""
    found = board.related(listing)
    return render(
        "related.html",
        like=cards.rows(found.similar, _LISTINGS) if found.similar else "",
        elsewhere=cards.rows(found.elsewhere, _LISTINGS) if found.elsewhere else "",
    )


def _while_open(board: Board, listing: Listing) -> dict[str, Any]:
    """What the page says only while one can apply: templates/listing_open.html."""
    employer, industry = board.employer_of(listing), board.industry_of(listing)
    label = board.vocabularies.industries.label
    return {
        "closes_at": instant(board, listing),
        "pay": pay_facts(board, listing),
        "apply_href": _apply_href(listing),
        "offers": [*_offers(listing.offers)],
        "category": board.vocabularies.categories.label(listing.category),
        "industry": industry,
        "industry_label": label(industry),
        "employer_industry": label(employer.industry),
        "trust": [*trust_facts(board, listing)],
        "others": _others(board, listing),
        "posting": hidden_properties(job_posting(board, listing)),
    }


def alias_pages(board: Board, listing: Listing) -> Iterator[HtmlPage]:
    """Redirects from former addresses that no other listing has now. Search engines skip them."""
    for alias in listing.aliases:
        path = f"listings/{alias}/"
        if alias in board.by_id:
            continue
        target = f"{base_of(path)}/{listing.url}"
        yield HtmlPage(
            path=path,
            title=listing.title,
            description="This project has moved.",
            content=render("moved.html", href=target, title=listing.title),
            head=_MOVED.format(target),
            kind="moved",
            parent=_BROWSE,
        )


def _description(listing: Listing, state: State) -> str:
    if state is not State.OPEN:
        return f"Closed. {listing.summary}"
    pay = wording.money(listing.pay.amount, listing.pay.currency)
    return f"{pay} · {wording.hours(listing)} · {listing.summary}"


def instant(board: Board, listing: Listing) -> str:
    """The moment from which on nobody can apply, in UTC: `2026-12-15T12:00Z`."""
    moment = closes_at(listing, board.settings.zone).astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%MZ}"


def _others(board: Board, listing: Listing) -> list[Listing]:
    """Other listings of the same employer, the latest deadline first."""
    latest = board.track_record(listing.employer_id).latest
    return [item for item in latest if item.id != listing.id][:MAX_OTHERS]


def _apply_href(listing: Listing) -> str:
    if listing.apply.url:
        return listing.apply.url
    return mail_link(listing.apply.email, listing.title, _PROMPTS)


def pay_facts(board: Board, listing: Listing) -> dict[str, str]:
    """What templates/pay_facts.html says beside the pay."""
    return {
        "hour": hourly_facts(listing),
        "about": about_hourly(board, listing),
        "floor": against_floor(board, listing),
    }


def _offers(offers: Offers) -> Iterator[tuple[str, str]]:
    """Each offer: its label, and what the employer wrote about it, if anything."""
    for field, label in _OFFERS:
        value = getattr(offers, field)
        if value:
            yield label, value if isinstance(value, str) else ""
    if offers.pathway:
        yield "It may lead to", " or ".join(wording.PATHWAYS[item] for item in offers.pathway)


def skill_terms(board: Board, identifiers: tuple[str, ...]) -> list[tuple[str, str]]:
    """The id and the label of each skill."""
    return [(item, board.vocabularies.skills.label(item)) for item in identifiers]
