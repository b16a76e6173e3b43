"""The work must not be another person's coursework.

Why: writing an essay or taking an exam in another person's name is cheating. It can cost a student
their place, and it is an offence in several countries.

Wrong::

    summary: We need somebody to write my thesis about bookshops, in forty pages with sources.

Right::

    summary: Proofread the guide that helps students to write their thesis about bookshops.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import Phrases, phrase_rule
from generator.model.problem import Severity

_CHEATING = Phrases(
    "thesis dissertation essay essays coursework homework assignment exam exams",
    r"\b(?:write|finish|complete|do) (?:[a-z]+ )?(?:my|our students'|clients?'|customers?') "
    r"(?:[a-z]+ )?(?:thesis|dissertation|essays?|coursework|homework|assignment)\b",
    r"\b(?:take|sit|write) (?:my|the) (?:[a-z]+ )?exams? for (?:me|students|our)\b",
    r"\b(?:write|writing) (?:[a-z]+ )?(?:thesis|dissertation|essays?|coursework|homework|theses) "
    r"for (?:students|clients|customers)\b",
)


_TEXT = Text("`{found}` is somebody else's coursework.", "Such work is not for this board.")

RULE = phrase_rule("work/cheating", Severity.ERROR, _TEXT, _CHEATING)
