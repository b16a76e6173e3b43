"""`api/v1/listings.csv`: every open listing as a row, for spreadsheets.

RFC 4180 with a header; UTF-8. A cell that a spreadsheet would run as a formula begins with an
apostrophe (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv as stdlib_csv
import io
from collections.abc import Iterator

from generator.artifact import Artifact
from generator.feed import Entry, Publication
from generator.feed_text import number, one_line

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
COLUMNS = (
    "id", "url", "title", "employer", "summary", "category", "industry", "skills", "gains", "level",
    "hours_min", "hours_max", "duration_weeks", "start", "pay_min", "pay_max", "currency",
    "pay_per",
    "hourly_rate_min", "hourly_rate_max", "place_mode", "city", "region", "country",
    "applicant_countries", "language", "openings", "posted", "deadline", "apply",
)  # fmt: skip


def csv(publication: Publication) -> Iterator[Artifact]:
    """One file, newest first."""
    text = io.StringIO(newline="")
    writer = stdlib_csv.writer(text)
    writer.writerow(COLUMNS)
    for entry in publication.feeds[0].entries:
        writer.writerow(safe(cell) for cell in _row(entry))
    yield Artifact("api/v1/listings.csv", text.getvalue().encode("utf-8", "replace"))


def safe(cell: str) -> str:
    """`cell` as text that no spreadsheet runs."""
    line = one_line(cell)
    return f"'{line}" if line.startswith(_FORMULA) else line


def _row(entry: Entry) -> tuple[str, ...]:
    listing, place, pay = entry.listing, entry.listing.place, entry.listing.pay
    rate = listing.hourly_rate
    return (
        listing.id,
        entry.url,
        entry.title,
        entry.author,
        entry.summary,
        listing.category,
        entry.industry,
        " ".join(listing.skills),
        " ".join(listing.gains),
        listing.level,
        number(listing.hours.low),
        number(listing.hours.high),
        str(listing.duration_weeks),
        listing.start.isoformat() if listing.start else "flexible",
        number(pay.amount.low),
        number(pay.amount.high),
        pay.currency,
        pay.per,
        number(rate.low),
        number(rate.high),
        place.mode,
        place.city,
        place.region,
        place.country,
        " ".join(place.applicant_countries),
        listing.language,
        str(listing.openings),
        listing.posted.isoformat(),
        listing.deadline.isoformat(),
        listing.apply.url or listing.apply.email,
    )
