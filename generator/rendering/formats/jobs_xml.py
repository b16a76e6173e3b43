"""`jobs.xml`: every open listing in the format that job aggregators read.

It is the format of Indeed's XML feed, which other aggregators accept too: a `<source>` with a
`<job>` for each listing. Every element is present, even if it is empty. Texts are in CDATA, dates
in ISO 8601. `referencenumber` never changes: it is the listing's original id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.board.ids_and_dates import original_id
from generator.model.numbers import decimal_text
from generator.model.safe_text import absolute, escape, one_line
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Entry, Publication

_REMOTE = {"remote": "Fully remote", "hybrid": "Hybrid remote", "onsite": ""}
_HEAD = ("publisher", "publisherurl", "lastBuildDate")
_JOB = (
    "title", "date", "referencenumber", "requisitionid", "url", "company", "city", "state",
    "country", "email", "description", "salary", "jobtype", "category", "remotetype",
    "expirationdate",
)  # fmt: skip


def jobs_xml(publication: Publication) -> Iterator[Artifact]:
    """One file, newest first."""
    board, feed = publication.board, publication.feeds[0]
    head = (board.name, board.settings.url, feed.updated.isoformat(timespec="seconds"))
    template = f"<job>\n{_template(_JOB)}</job>\n"
    jobs = "".join(template % _cdata(_fields(entry)) for entry in feed.entries)
    start = '<?xml version="1.0" encoding="utf-8"?>\n<source>\n'
    content = f"{start}{_template(_HEAD) % _cdata(head)}{jobs}</source>\n"
    yield Artifact("jobs.xml", content.encode("utf-8", "replace"))


def _fields(entry: Entry) -> tuple[str, ...]:
    """The texts of `_JOB`, in its order."""
    listing, place, number = entry.listing, entry.listing.place, original_id(entry.listing)
    return (
        entry.title,
        entry.published.isoformat(),
        number,
        number,
        entry.url,
        entry.author,
        one_line(place.city),
        one_line(place.region),
        # Aggregators want one country: of the place, else of applicants, else of the employer.
        place.country or (*place.applicant_countries, entry.employer.country)[0],
        one_line(listing.apply.email),
        _description(entry),
        _salary(entry),
        "contract" if listing.terms.engagement == "contractor" else "internship",
        entry.categories[0].label,
        _REMOTE[place.mode],
        entry.closes.isoformat(),
    )


def _description(entry: Entry) -> str:
    """Pay, hours and place in one line, the project, its deliverables and skills, as safe HTML."""
    listing = entry.listing
    items = "".join(f"<li>{escape(one_line(item.what))}</li>" for item in listing.deliverables)
    skills = ", ".join(label for term, label in entry.categories if term in listing.skills)
    return (
        f"<p>{entry.escaped['line']}</p>\n{absolute(listing.description.html, entry.url)}\n"
        f"<p>What you hand over:</p>\n<ul>{items}</ul>\n<p>Skills: {escape(skills)}</p>"
    )


def _salary(entry: Entry) -> str:
    """`15 - 20 USD per hour`: always the hourly rate, as the format has no pay for a project."""
    values = entry.listing.hourly_rate
    low, high = decimal_text(values.low), decimal_text(values.high)
    rate = low if values.is_single else f"{low} - {high}"
    return f"{rate} {entry.listing.pay.currency} per hour"


def _template(names: Iterable[str]) -> str:
    """An element with a placeholder for each name."""
    return "".join(f"<{name}><![CDATA[%s]]></{name}>\n" for name in names)


def _cdata(texts: tuple[str, ...]) -> tuple[str, ...]:
    """`texts` with each `]]>`, which would end a CDATA section, split over two sections."""
    if not any("]]>" in text for text in texts):
        return texts
    return tuple(text.replace("]]>", "]]]]><![CDATA[>") for text in texts)
