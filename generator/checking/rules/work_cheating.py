"""The work must not be another person's coursework.

Why: writing an essay or taking an exam in another person's name is cheating. It can cost a student
their place, and it is a crime in several countries.

Wrong::

    summary: We need somebody to write my thesis about bookshops, in forty pages with sources.

Right::

    summary: Proofread the guide that helps students to write their thesis about bookshops.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text("`{found}` is another person's coursework.", "This board does not take such work.")

RULE = phrase_rule("work/cheating", Severity.ERROR, _TEXT)
