"""The work must not deceive people: no fake reviews, bought likes or clicks on ads.

Why: it deceives people and breaks the law in many places, and it puts the student's own accounts
and name at risk.

Wrong::

    summary: Write positive reviews of our app in the stores, from ten accounts that you open.

Right::

    summary: Sort the reviews of our app that people wrote in the stores, and say what they miss.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import phrase_rule
from generator.model.problem import Severity

_TEXT = Text("`{found}` asks students to deceive people.", "This board does not take such work.")

RULE = phrase_rule("work/fake-reviews", Severity.ERROR, _TEXT)
