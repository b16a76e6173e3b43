"""What a draft says in each field, and what a person has to decide. Pure.

Nothing is made up: a field has a value only if the posting says it, in a way that a listing can say
it too. Otherwise it has a question, with the words of the posting beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from generator.authoring.canonical import clean_data
from generator.authoring.change_listing import USUAL_DAYS
from generator.authoring.importing.html_markdown import MOST_HTML
from generator.authoring.importing.posting import Posting
from generator.model.dates import as_date
from generator.model.employer import INLINE
from generator.model.markdown import to_html, to_plain
from generator.model.settings import Settings
from generator.model.vocabulary import Vocabulary, fold
from generator.model.web_address import AddressError, public_address

Schema = Mapping[str, Any]
_MOST_BYTES = 20_000  # of the description: with all comments, the file stays below its limit
_MOST_TITLE = 200
_MOST_WORDS = 8000
_LONGEST_TERM = 4  # words
_SHORTEST_TERM = 3  # letters: `R`, `C` and `Go` are in too many sentences
_SHORTEST_SENTENCE = 15  # characters
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")
_SKIPPED = {"employer", "status", "aliases"}
_TO_ADD = {
    "mode": "`mode: onsite` (or `hybrid`, or `remote`)",
    "city": "`city: NAME`",
    "country": "`country: XX`",
}
_TOGETHER = {"hour", "project"}  # what a listing's pay can be for


@dataclass(frozen=True)
class Frame:
    """The board that a draft is for. `has_employer`: its folder says already who it is."""

    listing_schema: Schema
    skills: Vocabulary
    settings: Settings
    today: date
    has_employer: bool


@dataclass(frozen=True)
class Answer:
    """One field of a draft. Without a value, `example` is a line to change.

    `question` is None where nothing has to be decided. What the schema says of the field comes
    before it, or `what`. `parts` are the fields of a group that has questions of its own.
    """

    name: str
    value: Any = None
    question: str | None = None
    example: Any = None
    note: str = ""
    what: str = ""
    parts: tuple[Answer, ...] = ()


def answers(posting: Posting, frame: Frame) -> list[Answer]:
    """The fields of a draft, in the schema's order: those it needs, and others that are known."""
    fields, required = frame.listing_schema["properties"], frame.listing_schema["required"]
    found: dict[str, Answer] = {}
    for name, value in posting.exact.items():
        if name not in _SKIPPED:
            found[name] = Answer(name, clean_data(value, fields[name]))
    for answer in _said(posting, frame):
        if answer.name not in found or answer.name in {"posted", "deadline"}:
            found[answer.name] = answer
    for name in required:
        found.setdefault(name, Answer(name, question="", example=_example(fields[name])))
    if not frame.has_employer:
        found[INLINE] = _employer(posting, fields[INLINE])
    return [found[name] for name in fields if name in found]


def _said(posting: Posting, frame: Frame) -> Iterator[Answer]:
    fields = frame.listing_schema["properties"]
    yield _title(posting, fields["title"])
    description = _description(posting, fields["description"])
    yield description
    yield _summary(str(description.value or ""), fields["summary"])
    yield _skills(posting, frame)
    yield _hours(posting, fields["hours"])
    yield _pay(posting, frame)
    yield _place(posting, fields["place"])
    yield _apply(posting, fields["apply"])
    yield Answer("posted", frame.today.isoformat())
    yield _deadline(posting, frame)
    most = fields["openings"]["maximum"]
    if posting.openings and posting.openings <= most:
        yield Answer("openings", posting.openings)
    start = as_date(posting.start)
    if _day(start) and start >= frame.today.isoformat():
        yield Answer("start", start)


def _example(schema: Schema) -> Any:
    """The schema's first example, without dates, which grow old."""
    example = schema["examples"][0]
    if isinstance(example, list):
        return [item["what"] if isinstance(item, Mapping) else item for item in example]
    return example


def _says(text: str) -> str:
    return f'The page says: "{text}".' if text else ""


def _title(posting: Posting, schema: Schema) -> Answer:
    title = clean_data(posting.title, schema)
    question = None
    if not schema["minLength"] <= len(title) <= schema["maxLength"]:
        question = (
            f"It has {len(title)} characters here, and may have {schema['minLength']} to "
            f"{schema['maxLength']}."
        )
    return Answer("title", _cut(title, _MOST_TITLE), question)


def _cut(text: str, most: int) -> str:
    """At most `most` characters, of whole words if possible."""
    if len(text) <= most:
        return text
    return (text[:most].rpartition(" ")[0] or text[:most]).rstrip()


def _description(posting: Posting, schema: Schema) -> Answer:
    text = clean_data(posting.description, schema)
    if not text:
        return Answer("description", question="", example=_example(schema))
    least, most = schema["minLength"], schema["maxLength"]
    kept = clean_data(_beginning(text, most - 1), schema)
    if len(kept.strip()) < least:
        question = f"The page has {len(kept.strip())} characters; a listing needs {least} or more."
        return Answer("description", kept, question)
    note = ""
    if len(kept) < len(text) or len(posting.html) > MOST_HTML:
        note = (
            f"This is the beginning of the page's text. A listing has at most {most:,} characters. "
            "Shorten it to what a student has to know."
        )
    return Answer("description", kept, note=note)


def _beginning(text: str, most: int) -> str:
    """The lines of `text` that fit, or else the words."""
    while len(text) > most or len(text.encode()) > _MOST_BYTES:
        size = min(most, max(1, len(text) * 9 // 10))
        lines = text[:size].rpartition("\n")[0].rstrip()
        text = lines if len(lines) > most // 2 else _cut(text[:size], size - 1)
    return text


def _summary(description: str, schema: Schema) -> Answer:
    """A question. The first sentence may help, but a summary that repeats the text helps nobody."""
    paragraphs = (part for part in description.split("\n\n") if part and part[0] not in "#-")
    sentence = _SENTENCE_END.split(to_plain(to_html(next(paragraphs, ""))))[0].strip()
    is_one = _SHORTEST_SENTENCE <= len(sentence) <= schema["maxLength"]
    question = f'The text begins: "{sentence}" Say it in your own words.' if is_one else ""
    return Answer("summary", question=question, example=_example(schema))


def _skills(posting: Posting, frame: Frame) -> Answer:
    schema = frame.listing_schema["properties"]["skills"]
    text = f"{posting.skills_said}\n{posting.title}\n{posting.description}"
    guesses = guessed(text, frame.skills)[: schema["maxItems"]]
    question = "The text names the skills below, which is only a guess." if guesses else ""
    return Answer("skills", question=question, example=guesses or _example(schema))


def guessed(text: str, words: Vocabulary) -> list[str]:
    """The ids of the terms that a text names, by their labels and aliases, in its order."""
    folded = [word.rstrip(".") for word in fold(text).split()][:_MOST_WORDS]
    found: dict[str, None] = {}
    at = 0
    while at < len(folded):
        for length in range(min(_LONGEST_TERM, len(folded) - at), 0, -1):
            phrase = " ".join(folded[at : at + length])
            term = words.find(phrase) if len(phrase) >= _SHORTEST_TERM else None
            if term:
                found[term] = None
                at += length - 1
                break
        at += 1
    return [*found]


def _hours(posting: Posting, schema: Schema) -> Answer:
    said = ", ".join(part for part in (posting.hours_said, posting.employment) if part)
    return Answer("hours", question=_says(said), example=_example(schema))


def _pay(posting: Posting, frame: Frame) -> Answer:
    pay = posting.salary
    if pay and pay.low and pay.high and pay.currency and pay.per in _TOGETHER:
        is_one = pay.low == pay.high
        amounts = {"amount": _number(pay.low)} if is_one else {
            "min": _number(pay.low), "max": _number(pay.high)}  # fmt: skip
        return Answer("pay", {**amounts, "currency": pay.currency, "per": pay.per})
    question = ""
    if said := posting.salary_said or (pay.said if pay else ""):
        question = f"{_says(said)} Write what you pay for this project, or for an hour of it."
    currency = frame.settings.own_currency
    example = {"amount": 400, "currency": currency, "per": "project"}
    return Answer("pay", question=question, example=example)


def _number(value: Decimal) -> Any:
    return int(value) if value == value.to_integral_value() else value


def _place(posting: Posting, schema: Schema) -> Answer:
    place = posting.place
    parts = {
        "mode": place.mode,
        "city": place.city,
        "region": place.region,
        "country": place.country,
        "applicant_countries": [*place.applicant_countries],
    }
    known = {name: value for name, value in parts.items() if value}
    says = _says(place.said)
    if place.mode == "remote":
        note = f"{says} If only people in some countries may apply, name them." if says else ""
        return Answer("place", clean_data(known, schema), note=note)
    missing = [name for name in ("mode", "city", "country") if not parts[name]]
    if not missing:
        return Answer("place", clean_data(known, schema))
    if known:
        asks = " and ".join(_TO_ADD[name] for name in missing)
        return Answer("place", clean_data(known, schema), f"{says} Add {asks} to what is there.")
    example = {"mode": "onsite", "city": "Lisbon", "country": "PT"}
    return Answer("place", question=says, example=example)


def _apply(posting: Posting, schema: Schema) -> Answer:
    url = clean_data(posting.apply_url, {})
    limits = schema["properties"]["url"]
    if limits["minLength"] <= len(url) <= limits["maxLength"] and _is_public(url):
        return Answer("apply", {"url": url})
    return Answer("apply", question="", example=_example(schema))


def _is_public(url: str) -> bool:
    try:
        return public_address(url).scheme == "https"
    except AddressError:
        return False


def _deadline(posting: Posting, frame: Frame) -> Answer:
    """The posting's, if a listing can have it."""
    most = frame.settings.deadline_max_days
    given = as_date(posting.deadline)
    day = _day(given)
    if day and frame.today < day <= frame.today + timedelta(days=most):
        return Answer("deadline", given)
    question = ""
    if posting.deadline:
        question = f"{_says(posting.deadline)} It has to be one of the next {most} days."
    example = frame.today + timedelta(days=min(USUAL_DAYS, most))
    return Answer("deadline", question=question, example=example.isoformat())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _employer(posting: Posting, schema: Schema) -> Answer:
    """Who it is, as far as the posting says it."""
    company, fields = posting.company, schema["properties"]
    known = {"name": company.name, "website": company.website, "country": company.country}
    known |= posting.exact.get(INLINE, {})
    known = {name: clean_data(known.get(name), fields[name]) for name in fields}
    if not _is_public(known["website"] or ""):
        known["website"] = ""
    parts = []
    for name in (*schema["required"], "size", "maintainers"):
        example = _example(fields[name])
        if known[name]:
            parts.append(Answer(name, known[name]))
        elif name in schema["required"]:
            parts.append(Answer(name, question="", example=example))
        elif name == "maintainers":
            note = f"You can add: {fields[name]['description']}"
            parts.append(Answer(name, example=example, note=note))
    if any(part.value for part in parts):
        return Answer(INLINE, parts=tuple(parts))
    examples = {part.name: part.example for part in parts}
    named = {"name": company.folder} if company.folder else {}
    what = "Who you are, because this is your first listing here."
    return Answer(INLINE, question="", example=examples | named, what=what)
