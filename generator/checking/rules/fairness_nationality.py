"""A listing should not select people by nationality or mother tongue.

Why: selecting by nationality is against the law in most places, and a "native speaker" is no better
at the work than a person who learned the language well.

Wrong::

    summary: A native English speaker asks forty shops how they count their stock, and tells us.

Right::

    summary: Ask forty shops in fluent English how they count their stock, and tell us.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text(
    "`{found}` selects people by origin, which keeps good people away.",
    "Ask for `fluent` if needed, and use `place.applicant_countries` for where people live.",
)

RULE = phrase_rule("fairness/nationality", Severity.HINT, _TEXT)
