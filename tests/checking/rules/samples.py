"""A good listing and a good employer, and what a rule says of them with an example laid over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from generator.checking.rule import Finding, Parts, Rule, RuleContext
from generator.checking.rules import RULES
from generator.checking.workspace import open_workspace
from generator.model.employer import Employer, employer_from
from generator.model.listing import Listing, listing_from
from generator.model.settings import Settings
from generator.reading.source import parse
from tests.support.trees import EMPLOYER, GOOD, ROOT

TODAY = date(2026, 11, 23)
SETTINGS = Settings(
    "Test board",
    "https://board.example/",
    floors={"USD": Decimal(15), "EUR": Decimal(12)},
    demo_day=TODAY,  # its addresses end in .example
)
# These rules check only boards of real listings.
_REAL_ONLY = {"url/sample", "url/website-sample"}
BY_ID = {rule.id: rule for rule in RULES}
_EMPLOYERS_ONLY = {"name", "website", "about", "country", "size", "logo", "maintainers", "verified"}


@cache
def context(rule_id: str = "") -> RuleContext:
    settings = replace(SETTINGS, demo_day=None) if rule_id in _REAL_ONLY else SETTINGS
    return RuleContext(settings, open_workspace(ROOT).context(TODAY).vocabularies, TODAY)


@cache
def _good(text: str) -> dict[str, Any]:
    return data_of(text)


def data_of(text: str) -> dict[str, Any]:
    source, problems = parse(text.encode(), "listings/acme/example.yml")
    assert source, problems
    return source.data


def listing(identifier: str = "acme/survey", **fields: Any) -> Listing:
    """The good listing with `fields` laid over."""
    return listing_from(identifier, _good(GOOD) | fields)


def about(text: str) -> Listing:
    """The good listing with `text` at the end of its description."""
    return listing(description=_good(GOOD)["description"] + "\n" + text + "\n")


def employer(identifier: str = "acme", **fields: Any) -> Employer:
    """The good employer with `fields` laid over."""
    return employer_from(identifier, _good(EMPLOYER) | fields)


def item(data: Mapping[str, Any]) -> Listing | Employer:
    """The file that an example's document describes."""
    fields = dict(data)
    identifier = fields.pop("id", "")
    is_employer = "/" not in identifier if identifier else bool(_EMPLOYERS_ONLY & set(fields))
    if is_employer:
        return employer(identifier or "acme", **fields)
    return listing(identifier or "acme/survey", **fields)


def parts_of(*items: Listing | Employer) -> Parts:
    """A board of these, and of the good employer and listing where they leave them out."""
    every = {one.file: one for one in (employer(), employer("zed", name="Zed"), listing(), *items)}
    if not any(isinstance(one, Listing) and one.employer_id == "zed" for one in items):
        every.pop("listings/zed/employer.yml", None)
    every |= {one.file: one for one in items}
    return Parts(
        {file: one for file, one in every.items() if isinstance(one, Listing)},
        {file: one for file, one in every.items() if isinstance(one, Employer)},
    )


def findings(rule: Rule, *items: Listing | Employer) -> list[tuple[str, Finding]]:
    """What `rule` finds on a board of `items`, with the file of each finding."""
    if rule.board:
        parts = parts_of(*items)
        return list(rule.board(replace(parts, new=frozenset(parts.listings)), context()))
    known = context(rule.id)
    if rule.employer:
        employers = [one for one in items if isinstance(one, Employer)]
        return [(one.file, finding) for one in employers for finding in rule.employer(one, known)]
    assert rule.listing
    listings = [one for one in items if isinstance(one, Listing)]
    return [(one.file, finding) for one in listings for finding in rule.listing(one, known)]


def ids(*items: Listing | Employer) -> set[str]:
    """The rules that find something in `items` by themselves."""
    return {
        rule.id
        for rule in RULES
        if not rule.board and rule.id not in _REAL_ONLY and findings(rule, *items)
    }
