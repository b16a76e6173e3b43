"""The content of a feed's entry: the facts and the full text of a listing, as HTML and as text."""

from __future__ import annotations

from generator.board.wording import Fact, day
from generator.model.listing import Listing
from generator.model.markdown import REL
from generator.model.network import Origin
from generator.model.safe_text import absolute, clean, escape, one_line


def html_of(
    listing: Listing, facts: tuple[Fact, ...], url: str, languages: tuple[str, str] | None = None
) -> str:
    """The whole listing as safe HTML. Its relative links are made absolute, from `url`.

    Of another board's listing there is the summary, and the way to its page.

    `languages`: of the facts and headings, and of the listing's texts, if the two differ.
    """
    ours, theirs = (f' lang="{escape(tag)}"' for tag in languages) if languages else ("", "")
    rows = "".join(f"<li><strong>{f.name}:</strong> {escape(f.value)}</li>" for f in facts)
    if listing.origin:
        summary = f"<p{theirs}>{escape(one_line(listing.summary))}</p>"
        return clean(
            f"<ul{ours}>{rows}</ul>\n{summary}\n<p{ours}>{_origin_link(listing.origin)}</p>"
        )
    items = "".join(f"<li>{escape(text)}</li>" for text in _deliverables(listing))
    text = absolute(listing.description.html, url)
    return clean(
        f"<ul{ours}>{rows}</ul>\n{f'<div{theirs}>{text}</div>' if theirs else text}\n"
        f"<h2{ours}>What you hand over</h2>\n<ul{theirs}>{items}</ul>\n"
        f"<h2{ours}>How to apply</h2>\n{_apply(listing, theirs)}"
    )


def text_of(listing: Listing, facts: tuple[Fact, ...]) -> str:
    """The whole listing as plain text."""
    parts = [f"{fact.name}: {fact.value}" for fact in facts]
    if listing.origin:
        way = f"See and apply on {listing.origin.board.name}: {listing.origin.url}"
        return clean("\n".join([*parts, "", listing.summary, "", way]))
    parts += ["", listing.description.plain, "", "What you hand over"]
    parts += [f"- {text}" for text in _deliverables(listing)]
    parts += ["", f"How to apply: {listing.apply.url or listing.apply.email}"]
    return clean("\n".join([*parts, listing.apply.instructions]).strip())


def _origin_link(origin: Origin) -> str:
    text = f"See and apply on {one_line(origin.board.name)}"
    return f'<a href="{escape(origin.url)}">{escape(text)}</a>'


def _deliverables(listing: Listing) -> list[str]:
    return [
        one_line(item.what) + (f" (by {day(item.due)})" if item.due else "")
        for item in listing.deliverables
    ]


def _apply(listing: Listing, language: str) -> str:
    """`language` is the attribute of the instructions."""
    apply = listing.apply
    href = apply.url or f"mailto:{apply.email}"
    link = f'<a href="{escape(href)}" rel="{REL}">{escape(apply.url or apply.email)}</a>'
    note = f"<p{language}>{escape(one_line(apply.instructions))}</p>" if apply.instructions else ""
    return f"<p>{link}</p>{note}"
