"""A microinternship is not for work with patients, children or hazards.

Why: such work needs background checks, insurance and supervision, which a short remote project
cannot offer.

Wrong::

    summary: Babysitting for two families on weekday evenings while the parents are at work.

Right::

    summary: Ask forty shops how they count their stock, and tell us what to build next.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import Phrases, phrase_rule
from generator.model.problem import Severity

_CARE = Phrases(
    "babysitting babysit childcare nanny patients patient tutoring tutor hazardous asbestos "
    "scaffolding caregiver caregiving elderly children kids toddlers roofs chemicals",
    r"\bbabysit(?:ting|ter)?\b|\b(?:provide|do|offer) childcare\b",
    r"\b(?:look(?:ing)? after|supervis(?:e|ing)|mind(?:ing)?|car(?:e|ing) for) "
    r"(?:[a-z]+ ){0,2}(?:children|kids|toddlers|patients|elderly|people with dementia)\b",
    r"\b(?:do|give|provide|assist with|help with) (?:[a-z]+ )?patient care\b",
    r"\b(?:you|work as an?|as an?) (?:[a-z]+ )?(?:caregiver|nanny|tutor)\b",
    r"\btutor(?:ing)? (?:[a-z]+ )?(?:children|pupils|kids|minors|schoolchildren|high school)\b",
    r"\b(?:handle|handling|remove|removing|mix|mixing|work with|working with) (?:[a-z]+ )?"
    r"(?:hazardous|toxic|asbestos|chemicals)\b",
    r"\b(?:climb|work|working) on (?:[a-z]+ )?(?:roofs|scaffolding)\b",
)


_TEXT = Text(
    "`{found}` needs checks and insurance that a short project does not have.",
    "A maintainer will ask you about it; say how you keep people safe.",
)

RULE = phrase_rule("fairness/care-and-hazards", Severity.HINT, _TEXT, _CARE)
