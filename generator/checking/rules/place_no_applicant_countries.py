"""A remote project should list the countries that people may apply from.

Why: where students live decides whether you can pay them. Without a list, students from everywhere
apply, and search engines for jobs leave the listing out.

Wrong::

    place: {mode: remote}

Right::

    place: {mode: remote, applicant_countries: [US, CA]}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text(
    "people from anywhere in the world may apply.",
    "If you mean only some countries, list them in `applicant_countries`.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Remote, and no countries."""
    place = listing.place
    if place.mode == "remote" and not place.applicant_countries:
        yield _TEXT.at(("place",))


RULE = Rule("place/no-applicant-countries", Severity.HINT, listing=check, texts=(_TEXT,))
