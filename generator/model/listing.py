"""A microinternship, typed. Built only from data that passed `schema/listing.schema.json`.

Names follow schema.org's JobPosting where it has one. Money is `Decimal`, in units of its
currency; hours are hours of work for the whole project; dates are calendar dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal
from typing import Any

from generator.model.markdown import RichText, rich_text
from generator.model.network import Origin

_CENT = Decimal("0.01")
_CENTS_MATTER_BELOW = 10  # units of the currency


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; equal when the employer gave one number."""

    low: Decimal
    high: Decimal

    @property
    def is_single(self) -> bool:
        """Whether both ends are the same number."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Pay:
    """What is paid: `amount` in `currency` (ISO 4217) for each `per` (`project` or `hour`)."""

    amount: Range
    currency: str
    per: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deliverable:
    """Something the student hands over, and its due date if it has one."""

    what: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class WorkPlace:
    """Where the work is done. Countries are ISO 3166-1 alpha-2 codes."""

    mode: str
    city: str = ""
    region: str = ""
    country: str = ""
    applicant_countries: tuple[str, ...] = ()
    hours_overlap: str = ""


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who may apply."""

    audience: tuple[str, ...] = ("anyone",)
    min_age: int | None = None
    work_authorisation: str = ""
    enrolment: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """Extras besides the pay: each is True, False, or described in the employer's own words."""

    mentor: bool | str = False
    feedback: bool | str = False
    reference: bool | str = False
    credit: bool | str = False  # study credit
    pathway: tuple[str, ...] = ()
    attribution: bool | str = False  # the student's name on the published work

    @property
    def named(self) -> tuple[str, ...]:
        """The names of all extras offered, pathways included: `("mentor", "job")`."""
        flags = ("mentor", "feedback", "reference", "credit", "attribution")
        return (*(name for name in flags if getattr(self, name)), *self.pathway)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of the agreement; empty or None where the employer says nothing."""

    engagement: str = ""
    ip: str = ""
    portfolio: str = ""
    nda: bool | None = None
    ai_policy: str = ""


@dataclass(frozen=True, slots=True)
class Apply:
    """How to apply: exactly one of `url` (https) and `email` is not empty."""

    url: str = ""
    email: str = ""
    instructions: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a filled project. `hired` is None where the employer does not say."""

    summary: str
    link: str = ""
    hired: bool | None = None  # whether it led to a job or an internship


@dataclass(frozen=True, slots=True)
class Listing:
    """One microinternship. `id` is `<employer>/<name>`, from its path; it never changes."""

    id: str
    title: str
    summary: str
    description: RichText
    deliverables: tuple[Deliverable, ...]
    category: str
    skills: tuple[str, ...]
    level: str
    hours: Range
    duration_weeks: int
    pay: Pay
    place: WorkPlace
    posted: date
    deadline: date
    apply: Apply
    industry: str | None = None  # None: the same as the employer's
    gains: tuple[str, ...] = ()
    start: date | None = None  # None: flexible
    eligibility: Eligibility = field(default_factory=Eligibility)
    offers: Offers = field(default_factory=Offers)
    terms: Terms = field(default_factory=Terms)
    openings: int = 1
    team_size: int | None = None
    language: str = "en"
    accommodations: str = ""
    status: str = "open"
    outcome: Outcome | None = None
    aliases: tuple[str, ...] = ()
    origin: Origin | None = None  # None: it is this board's own

    @property
    def employer_id(self) -> str:
        """The id of its employer."""
        return self.id.partition("/")[0]

    @property
    def url(self) -> str:
        """The page's address, relative to the site's root."""
        return f"listings/{self.id}/"

    @property
    def file(self) -> str:
        """The file it came from, relative to the board's root."""
        return f"listings/{self.id}.yml"

    @property
    def open_to(self) -> tuple[str, ...]:
        """The countries that people may apply from; empty means any.

        They are those that the listing names for applicants. If it names none, remote work is open
        to people anywhere, and other work to those in the country where it is done.
        """
        place = self.place
        if place.applicant_countries or place.mode == "remote":
            return place.applicant_countries
        return (place.country,) if place.country else ()

    @property
    def main_language(self) -> str:
        """The language without its region: `pt` for `pt-BR`."""
        return self.language.partition("-")[0]

    @property
    def hourly_rate(self) -> Range:
        """Effective pay for an hour of work, in `pay.currency`, rounded down to 0.01.

        `low` is the guaranteed rate: the lowest pay for the most hours. `high` is the highest pay
        for the fewest hours.
        """
        if self.pay.per == "hour":
            return self.pay.amount
        low = self.pay.amount.low / self.hours.high
        high = self.pay.amount.high / self.hours.low
        return Range(low.quantize(_CENT, ROUND_DOWN), high.quantize(_CENT, ROUND_DOWN))

    @property
    def rounded_rate(self) -> Range:
        """The hourly rate as people read it.

        A rate that was worked out has no cents from 10 units on. It is rounded down, so that it
        never promises too much.
        """
        rate = self.hourly_rate
        if self.pay.per == "hour":
            return rate
        return Range(_without_cents(rate.low), _without_cents(rate.high))

    @property
    def total_pay(self) -> Range:
        """Pay for the whole project, in `pay.currency`."""
        if self.pay.per == "project":
            return self.pay.amount
        return Range(self.pay.amount.low * self.hours.low, self.pay.amount.high * self.hours.high)

    @property
    def hours_a_week(self) -> Decimal:
        """The most hours a week if spread evenly over the weeks, rounded up to half an hour."""
        halves = (self.hours.high * 2 / self.duration_weeks).to_integral_value(ROUND_CEILING)
        return halves / 2


def _without_cents(amount: Decimal) -> Decimal:
    return amount if amount < _CENTS_MATTER_BELOW else amount.to_integral_value(ROUND_DOWN)


def listing_from(identifier: str, data: Mapping[str, Any]) -> Listing:
    """Build a listing from `data` that passed its schema. `identifier` is `<employer>/<name>`."""
    start = data.get("start", "flexible")
    return Listing(
        id=identifier,
        title=data["title"],
        summary=data["summary"].strip(),
        description=rich_text(data["description"]),
        deliverables=tuple(_deliverable(item) for item in data["deliverables"]),
        category=data["category"],
        industry=data.get("industry"),
        skills=tuple(data["skills"]),
        gains=tuple(data.get("gains", ())),
        level=data["level"],
        hours=_range(data["hours"]),
        duration_weeks=int(data["duration_weeks"]),
        start=None if start == "flexible" else date.fromisoformat(start),
        pay=_pay(data["pay"]),
        place=_work_place(data["place"]),
        eligibility=_eligibility(data.get("eligibility", {})),
        offers=_offers(data.get("offers", {})),
        terms=_terms(data.get("terms", {})),
        openings=data.get("openings", 1),
        team_size=data.get("team_size"),
        language=data.get("language", "en"),
        accommodations=data.get("accommodations", "").strip(),
        posted=date.fromisoformat(data["posted"]),
        deadline=date.fromisoformat(data["deadline"]),
        status=data.get("status", "open"),
        outcome=_outcome(data["outcome"]) if "outcome" in data else None,
        apply=_apply(data["apply"]),
        aliases=tuple(data.get("aliases", ())),
    )


def _range(value: Any) -> Range:
    if isinstance(value, Mapping):
        return Range(Decimal(value["min"]), Decimal(value["max"]))
    return Range(Decimal(value), Decimal(value))


def _pay(data: Mapping[str, Any]) -> Pay:
    amount = _range(data["amount"] if "amount" in data else data)
    return Pay(amount, data["currency"], data["per"], data.get("note", "").strip())


def _deliverable(value: Any) -> Deliverable:
    if isinstance(value, str):
        return Deliverable(value.strip())
    due = value.get("due")
    return Deliverable(value["what"].strip(), date.fromisoformat(due) if due else None)


def _work_place(data: Mapping[str, Any]) -> WorkPlace:
    return WorkPlace(
        mode=data["mode"],
        city=data.get("city", ""),
        region=data.get("region", ""),
        country=data.get("country", ""),
        applicant_countries=tuple(data.get("applicant_countries", ())),
        hours_overlap=data.get("hours_overlap", ""),
    )


def _eligibility(data: Mapping[str, Any]) -> Eligibility:
    return Eligibility(
        audience=tuple(data.get("audience", ("anyone",))),
        min_age=data.get("min_age"),
        work_authorisation=data.get("work_authorisation", ""),
        enrolment=data.get("enrolment", ""),
    )


def _offers(data: Mapping[str, Any]) -> Offers:
    return Offers(
        mentor=_flag(data.get("mentor", False)),
        feedback=_flag(data.get("feedback", False)),
        reference=_flag(data.get("reference", False)),
        credit=_flag(data.get("credit", False)),
        attribution=_flag(data.get("attribution", False)),
        pathway=tuple(data.get("pathway", ())),
    )


def _terms(data: Mapping[str, Any]) -> Terms:
    return Terms(
        engagement=data.get("engagement", ""),
        ip=data.get("ip", ""),
        portfolio=data.get("portfolio", ""),
        nda=_yes_or_no(data.get("nda")),
        ai_policy=data.get("ai_policy", ""),
    )


def _outcome(data: Mapping[str, Any]) -> Outcome:
    return Outcome(data["summary"].strip(), data.get("link", ""), _yes_or_no(data.get("hired")))


def _apply(data: Mapping[str, Any]) -> Apply:
    return Apply(data.get("url", ""), data.get("email", ""), data.get("instructions", "").strip())


def _yes_or_no(value: bool | str | None) -> bool | None:
    return None if value is None else bool(_flag(value))


def _flag(value: bool | str) -> bool | str:
    """`yes` and `no` as True and False: YAML 1.2 reads them as text, but people mean booleans."""
    if isinstance(value, str) and value.strip().lower() in {"yes", "no"}:
        return value.strip().lower() == "yes"
    return value
