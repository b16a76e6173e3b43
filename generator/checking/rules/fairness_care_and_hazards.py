"""A microinternship should not involve patients, children or hazards.

Why: such work needs background checks, insurance and supervision, which a short remote project
cannot offer.

Wrong::

    summary: Babysitting for two families on weekday evenings while the parents are at work.

Right::

    summary: Ask forty shops how they count their stock, and tell us what to build next.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text(
    "`{found}` needs checks and insurance that a short project does not have.",
    "A maintainer will ask you about it: write how you keep people safe.",
)

RULE = phrase_rule("fairness/care-and-hazards", Severity.HINT, _TEXT)
