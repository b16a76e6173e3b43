"""`jobs.xml`: every open listing of the board's own in the format that job aggregators read.

It is the format of Indeed's XML feed, which other aggregators accept too: a `<source>` with a
`<job>` for each listing. Every element is present, even if it is empty. Texts are in CDATA, dates
in ISO 8601. `referencenumber` never changes: it is the listing's original id.

The format knows no pages, so one file has up to 5,000 listings, about 10 MB. The others are in
`jobs-2.xml` and so on, each a whole `<source>`. An aggregator is given the address of each; the
element `<nextpage>`, which others skip, leads a program to the following one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.board.ids_and_dates import NO_ENTRY_YET, original_id
from generator.model.numbers import decimal_text
from generator.model.safe_text import absolute, escape, one_line
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Entry, Publication, file_name
from generator.rendering.pagination import chunks

_REMOTE = {"remote": "Fully remote", "hybrid": "Hybrid remote", "onsite": ""}
MAX_JOBS = 5000  # in one file
_HEAD = ("publisher", "publisherurl", "lastBuildDate")
_JOB = (
    "title", "date", "referencenumber", "requisitionid", "url", "company", "city", "state",
    "country", "email", "description", "salary", "jobtype", "category", "remotetype",
    "expirationdate",
)  # fmt: skip


def jobs_xml(publication: Publication) -> Iterator[Artifact]:
    """All listings, newest first."""
    board, feed = publication.board, publication.feeds[0]
    updated = feed.updated
    if board.elsewhere:
        moments = (publication.modified[item.id] for item in board.own)
        updated = max(moments, default=NO_ENTRY_YET)
    head = (board.name, board.settings.url, updated.isoformat(timespec="seconds"))
    start = '<?xml version="1.0" encoding="utf-8"?>\n<source>\n'
    start += _template(_HEAD) % _cdata(head)
    template = f"<job>\n{_template(_JOB)}</job>\n"
    own = [entry for entry in feed.entries if entry.listing.origin is None]
    pages = chunks(own, MAX_JOBS) or [()]
    for number, entries in enumerate(pages, start=1):
        address = board.settings.url + file_name("jobs", "xml", number + 1)
        link = _template(("nextpage",)) % _cdata((address,)) if number < len(pages) else ""
        jobs = "".join(template % _cdata(_fields(entry)) for entry in entries)
        content = f"{start}{link}{jobs}</source>\n"
        yield Artifact(file_name("jobs", "xml", number), content.encode("utf-8", "replace"))


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
    skills = ", ".join(entry.skills)
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
