"""`jobs.xml`: every open listing in the shape that job aggregators read.

The shape is Indeed's XML feed, which others accept too: `<source>` with a `<job>` each, and
the same names. `referencenumber` never changes (the id a listing was born with).
"""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import format_datetime
from xml.sax.saxutils import escape

from generator.artifact import Artifact
from generator.feed import Entry, Publication
from generator.feed_text import clean, one_line, span
from generator.feed_time import first_id

_REMOTE = {"remote": "Fully remote", "hybrid": "Hybrid remote", "onsite": ""}


def jobs_xml(publication: Publication) -> Iterator[Artifact]:
    """One file, newest first."""
    settings, feed = publication.board.settings, publication.feeds[0]
    head = (
        ("publisher", settings.name),
        ("publisherurl", settings.url),
        ("lastBuildDate", format_datetime(feed.updated)),
    )
    jobs = "".join(_job(entry) for entry in feed.entries)
    content = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<source>\n{_elements(head)}{jobs}</source>\n'
    )
    yield Artifact("jobs.xml", content.encode("utf-8", "replace"))


def _job(entry: Entry) -> str:
    listing, place = entry.listing, entry.listing.place
    country = place.country or (place.applicant_countries or (entry.employer.country,))[0]
    fields = (
        ("title", entry.title),
        ("date", format_datetime(entry.published)),
        ("referencenumber", first_id(listing)),
        ("requisitionid", first_id(listing)),
        ("url", entry.url),
        ("company", entry.author),
        ("city", place.city),
        ("state", place.region),
        ("country", country),
        ("email", listing.apply.email),
        ("description", entry.html),
        ("salary", _salary(entry)),
        ("jobtype", "contract" if listing.terms.engagement == "contractor" else "internship"),
        ("remotetype", _REMOTE[place.mode]),
        ("expirationdate", format_datetime(entry.closes)),
    )
    return f"<job>\n{_elements(fields)}</job>\n"


def _salary(entry: Entry) -> str:
    """`15–20 USD per hour`: readers know no price of a project, so it is what an hour comes to."""
    return f"{span(entry.listing.hourly_rate)} {entry.listing.pay.currency} per hour"


def _elements(fields: tuple[tuple[str, str], ...]) -> str:
    return "".join(
        f"<{name}>{escape(value if name == 'description' else one_line(clean(value)))}</{name}>\n"
        for name, value in fields
        if value
    )
