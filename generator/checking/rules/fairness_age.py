"""A listing should not choose by age.

Why: in most places it is unlawful to choose by age, and "young" or "digital native" tells career
changers to stay away. `eligibility.min_age` is for an age that the law requires.

Wrong::

    summary: We look for a young and energetic digital native who asks shops how they count stock.

Right::

    summary: Interview people aged 18 to 25 about their first bookshop, and young readers too.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import Phrases, phrase_rule
from generator.model.problem import Severity

_WHO = r"(?:you|applicants|candidates|the (?:ideal )?(?:candidate|student|applicant))"
_AGE = Phrases(
    "young youthful digital under below younger older aged age old",
    r"\byoung(?:,| and) (?:energetic|dynamic|motivated|ambitious|fresh|hungry|talented|passionate)",
    r"\b(?:dynamic|energetic|motivated|our)(?:,| and)? young (?:team|people|crew)\b",
    r"\b(?:look(?:ing)? for|seek|seeking|want|wanted:?|need|hire|hiring) (?:an? |some )?"
    r"(?:[a-z]+,? (?:and )?)?young\b(?! (?:readers|people's|adult))",
    r"\byoung (?:talents?|professionals? (?:wanted|only)|team members?|team player)\b",
    r"\byouthful\b[^.!?\n]{0,20}\b(?:candidate|person|team|student|energy)\b|\bdigital natives?\b",
    rf"\b{_WHO} (?:must be|should be|are|is|have to be) (?:[a-z]+ )?"
    r"(?:under|below|younger than|older than|over|between|aged) [1-6][0-9]\b(?! (?:hours|km|min))",
    r"\b(?:people|students|applicants|candidates|anybody|anyone) (?:under|below|younger than) "
    r"[2-5][0-9]\b(?: only|,|\.|$)",
    r"\b(?:maximum|max\.?|upper) age\b|\bage limit\b|\bno older than [2-6][0-9]\b",
)


_TEXT = Text(
    "`{found}` chooses by age, which keeps good people away and may be unlawful.",
    "Say what the work needs instead.",
)

RULE = phrase_rule("fairness/age", Severity.HINT, _TEXT, _AGE)
