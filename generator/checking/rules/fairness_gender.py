"""A listing should speak to people of every gender.

Why: "he", "salesman" or "girls only" keep people away, and choosing by gender is unlawful in
most places.

Wrong::

    summary: We look for a salesman who asks forty shops how they count their stock all day long.

Right::

    summary: Ask forty shops how they count stock; count how many chairmen the trade had in 1920.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import Phrases, phrase_rule
from generator.model.problem import Severity

_ROLE = (
    r"(?:salesm[ae]n|saleswom[ae]n|cameram[ae]n|handym[ae]n|waitress|hostess|girls?|boys?|guys?"
    r"|lady|ladies|gentlem[ae]n|females?|males?|m[ae]n|wom[ae]n)"
)
_GENDER = Phrases(
    "salesman salesmen saleswoman cameraman handyman waitress hostess girl girls boy boys guy guys "
    "lady ladies gentleman gentlemen female females male males man men woman women ninja rockstar "
    "candidate applicant intern",
    r"\b(?:look(?:ing)? for|seek|seeking|want|need|hire|hiring) (?:an? |some |two |three )?"
    rf"(?:[a-z]+ )?{_ROLE}\b(?! (?:speaker|voice))",
    rf"\b{_ROLE} (?:wanted|only|preferred)\b(?! (?:schools?|clubs?))",
    r"\b(?:only|preferably) (?:for )?(?:females?|males?|girls|boys|women|men)\b",
    r"\b(?:hey|hi|you) guys\b|\b(?:code|coding|marketing|excel) (?:ninja|rockstar)\b",
    r"\b(?:the|our|ideal) (?:ideal )?(?:candidate|student|applicant|intern)\b[^.!?\n]{0,40}"
    r"\b(?:he|his|she|her)\b(?! or)",
    unless=r"\bhe or she\b|\bshe or he\b|\bhis or her\b|\bher or his\b|\bs/he\b|\bhe/she\b",
)


_TEXT = Text(
    "`{found}` speaks to one gender only.",
    "Choose words for everybody, such as `salesperson` or `they`.",
)

RULE = phrase_rule("fairness/gender", Severity.HINT, _TEXT, _GENDER)
