"""A listing should not choose by nationality or mother tongue.

Why: choosing by nationality is unlawful in most places, and a "native speaker" is no better at
the work than a person who learned the language well.

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
    "`{found}` chooses by origin, which keeps good people away.",
    "Ask for `fluent` if it must be; use `place.applicant_countries` for where people live.",
)

RULE = phrase_rule("fairness/nationality", Severity.HINT, _TEXT)
