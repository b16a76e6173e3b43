"""A remote project should say from which countries people may apply.

Why: where students live decides whether you can pay them. Without the countries, students from
everywhere apply, and search engines for jobs leave the listing out.

Wrong::

    place: {mode: remote}

Right::

    place: {mode: remote, applicant_countries: [US, CA]}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext
from generator.model.listing import Listing
from generator.model.problem import Severity


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Remote, and no countries."""
    place = listing.place
    if place.mode == "remote" and not place.applicant_countries:
        message = "anybody anywhere may apply."
        fix = "List the countries in `applicant_countries`, unless you mean it."
        yield Finding(("place",), message, fix)


RULE = Rule("place/no-applicant-countries", Severity.HINT, listing=check)
