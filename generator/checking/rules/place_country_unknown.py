"""Countries must be given by their two-letter codes (ISO 3166-1).

Why: students filter by country, and nobody would find a listing with `UK` or `EN`.

Wrong::

    place: {mode: remote, applicant_countries: [UK]}

Right::

    place: {mode: remote, applicant_countries: [GB]}
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Path, Severity

_MEANT = {"UK": "GB", "EN": "GB", "EL": "GR", "UE": "", "EU": "", "XX": ""}
_NO_COUNTRY = {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}  # in CLDR, but not in ISO 3166-1

_UNKNOWN = "there is no country `{code}`."
_TEXT = Text(_UNKNOWN, "Look up the two letters of ISO 3166-1.")
_MEANT_TEXT = Text(_UNKNOWN, "Write `{meant}`.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The country of work, and those of applicants."""
    place = listing.place
    codes: list[tuple[Path, str]] = [
        (("place", "applicant_countries", index), code)
        for index, code in enumerate(place.applicant_countries)
    ]
    if place.country:
        codes.append((("place", "country"), place.country))
    for path, code in codes:
        if code not in countries():
            meant = _MEANT.get(code)
            yield (_MEANT_TEXT if meant else _TEXT).at(path, code=code, meant=meant)


@cache
def countries() -> frozenset[str]:
    """The country codes of ISO 3166-1 alpha-2, from Unicode CLDR."""
    from babel import Locale  # 50 ms, which a check with a warm cache does not need

    codes = [str(code) for code in Locale("en").territories]
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - _NO_COUNTRY


RULE = Rule(
    "place/country-unknown",
    Severity.ERROR,
    listing=check,
    texts=(_TEXT, _MEANT_TEXT),
    data={"meant": _MEANT},
)
