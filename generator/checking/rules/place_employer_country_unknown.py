"""An employer's country must be given by its two-letter code (ISO 3166-1).

Why: students look for employers by country.

Wrong::

    country: UK

Right::

    country: GB
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rules.place_country_unknown import countries
from generator.model.employer import Employer
from generator.model.problem import Severity

_MEANT = {"UK": "GB"}
_UNKNOWN = "there is no country `{code}`."
_TEXT = Text(_UNKNOWN, "Look up the letters of ISO 3166-1.")
_MEANT_TEXT = Text(_UNKNOWN, "Write `{meant}`.")


def check(employer: Employer, context: RuleContext) -> Iterator[Finding]:
    """The country it is registered in."""
    if employer.country not in countries():
        meant = _MEANT.get(employer.country)
        text = _MEANT_TEXT if meant else _TEXT
        yield text.at(("country",), code=employer.country, meant=meant)


RULE = Rule(
    "place/employer-country-unknown",
    Severity.ERROR,
    employer=check,
    texts=(_TEXT, _MEANT_TEXT),
    data={"meant": _MEANT},
)
