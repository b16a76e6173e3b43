"""A listing does not offer exposure, volunteering, commission, equity or tokens in place of pay.

Why: every project on the board is paid in money. Words like these usually mean that
the employer wants unpaid work, or that the text was copied from an unpaid posting.

Wrong::

    summary: This is an unpaid project, but you will get great exposure and learn a lot from us.

Right::

    summary: Find out which of our invoices are unpaid. There is no unpaid trial, of course.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text(
    "`{found}` reads as if the work were not paid in money.",
    "Say what it pays in `pay` alone, and take these words out.",
)

RULE = phrase_rule("pay/unpaid-words", Severity.ERROR, _TEXT)
