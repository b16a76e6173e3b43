"""`api/v1/listings.csv`: every open listing as a row, for spreadsheets.

More than 10,000 rows continue in `listings-2.csv` and so on, each with the header.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.listing import Range
from generator.model.numbers import decimal_text
from generator.rendering.artifact import Artifact
from generator.rendering.csv_text import csv_text, safe
from generator.rendering.feed import Entry, Publication, file_name
from generator.rendering.pagination import chunks

MAX_ROWS = 10_000  # in one file, which is then about 5 MB

COLUMNS = (
    "id", "url", "title", "employer", "employer_name", "summary", "category", "industry", "skills",
    "gains", "level", "hours_min", "hours_max", "duration_weeks", "start", "pay_min", "pay_max",
    "currency", "per", "hourly_rate_min", "hourly_rate_max", "mode", "city", "region", "country",
    "applicant_countries", "language", "openings", "posted", "deadline", "apply",
)  # fmt: skip


def csv(publication: Publication) -> Iterator[Artifact]:
    """All rows, newest first."""
    for number, rows in enumerate(chunks(publication.feeds[0].entries, MAX_ROWS) or [()], start=1):
        content = csv_text(COLUMNS, map(_row, rows))
        yield Artifact(f"api/v1/{file_name('listings', 'csv', number)}", content)


def _row(entry: Entry) -> tuple[str, ...]:
    listing, place = entry.listing, entry.listing.place
    return (
        listing.id,
        entry.url,
        safe(entry.title),
        listing.employer_id,
        safe(entry.author),
        safe(entry.summary),
        listing.category,
        entry.industry,
        " ".join(listing.skills),
        " ".join(listing.gains),
        listing.level,
        *_min_and_max(listing.hours),
        str(listing.duration_weeks),
        listing.start.isoformat() if listing.start else "flexible",
        *_min_and_max(listing.pay.amount),
        listing.pay.currency,
        listing.pay.per,
        *_min_and_max(listing.hourly_rate),
        place.mode,
        safe(place.city),
        safe(place.region),
        place.country,
        " ".join(place.applicant_countries),
        listing.language,
        str(listing.openings),
        listing.posted.isoformat(),
        listing.deadline.isoformat(),
        safe(listing.apply.url or listing.apply.email),
    )


def _min_and_max(values: Range) -> tuple[str, str]:
    return decimal_text(values.low), decimal_text(values.high)
