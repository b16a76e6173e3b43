"""A listing must not offer exposure, volunteering, commission, equity or tokens instead of pay.

Why: every project on the board is paid in money. Words like these usually mean that the employer
wants unpaid work, or copied the text from an unpaid posting.

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
    "`{found}` sounds as if the work were not paid in money.",
    "Remove these words, and write only in `pay` what it pays.",
)

RULE = phrase_rule("pay/unpaid-words", Severity.ERROR, _TEXT)
