"""An employer's country is the two letters of ISO 3166-1.

Why: students look for employers by country.

Wrong::

    country: UK

Right::

    country: GB
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext
from generator.checking.rules.place_country_unknown import countries
from generator.model.employer import Employer
from generator.model.problem import Severity


def check(employer: Employer, context: RuleContext) -> Iterator[Finding]:
    """The country it is registered in."""
    if employer.country not in countries():
        fix = "Write `GB`." if employer.country == "UK" else "Look up the letters of ISO 3166-1."
        yield Finding(("country",), f"there is no country `{employer.country}`.", fix)


RULE = Rule("place/employer-country-unknown", Severity.ERROR, employer=check)
