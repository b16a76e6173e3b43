"""The working language must exist (ISO 639).

Why: students filter by language, and browsers and screen readers read it from this code. A
country's code is often the wrong one: Japanese is `ja`, not `jp`.

Wrong::

    language: jp

Right::

    language: ja
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

# Country codes that people write instead of a language code.
_MEANT = {"jp": "ja", "cz": "cs", "dk": "da", "gr": "el", "cn": "zh", "ua": "uk", "eng": "en"}

_UNKNOWN = "there is no language `{code}`."
_MEANT_TEXT = Text(_UNKNOWN, "Write `{meant}`.")
_TEXT = Text(_UNKNOWN, "Look up the language's two letters (ISO 639).")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The first part of the BCP 47 tag."""
    code = listing.language.partition("-")[0]
    if code == "en" or code in languages():
        return
    meant = _MEANT.get(code)
    yield (_MEANT_TEXT if meant else _TEXT).at(("language",), code=code, meant=meant)


@cache
def languages() -> frozenset[str]:
    """The language codes of ISO 639, from Unicode CLDR."""
    from babel import Locale  # 50 ms, which a check with a warm cache does not need

    return frozenset(str(code).partition("_")[0] for code in Locale("en").languages)


RULE = Rule(
    "language/unknown",
    Severity.ERROR,
    listing=check,
    texts=(_TEXT, _MEANT_TEXT),
    data={"meant": _MEANT},
)
