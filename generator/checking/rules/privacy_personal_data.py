"""A listing should not ask for personal data that the work does not need.

Why: date of birth, family, health and photos invite discrimination, and in many places
the law forbids asking for them.

Wrong::

    apply: {email: jobs@acme.example, instructions: Send a CV with a photo and your date of birth.}

Right::

    apply: {email: jobs@acme.example, instructions: Send two sentences on why.}
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import ASKED, Phrases, phrase_rule
from generator.model.problem import Severity

_PERSONAL = Phrases(
    "birth birthday photo photos photograph portrait headshot marital religion pregnant health age "
    "address weight height nationality",
    ASKED + r"(?:date of birth|birthday|marital status|religion|health|age\b|home address"
    r"|private address|weight|height\b|nationality)",
    r"\b(?:cv|resume|résumé|application) with (?:a |your )?(?:photo(?:graph)?|portrait|headshot)\b",
    r"\b(?:send|attach|include|upload|enclose)\b[^.!?:\n]{0,25}?"
    r"\b(?:(?:photo(?:graph)?|picture|portrait) of yourself|your (?:photo|portrait|headshot))\b",
    r"\b(?:are|whether) you(?: are)? (?:married|pregnant)\b",
)


_TEXT = Text("`{found}` asks for personal data that the work does not need.", "Take it out.")

RULE = phrase_rule("privacy/personal-data", Severity.HINT, _TEXT, _PERSONAL)
