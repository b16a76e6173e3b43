"""Nobody is paid for recruiting others.

Why: in a pyramid scheme, pay comes from the people you recruit, and the last to join lose. Such
schemes target students.

Wrong::

    summary: Join our network marketing team, be your own boss and earn for every friend you bring.

Right::

    summary: Recruit twelve shops for an interview study about how they count their stock.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import Phrases, phrase_rule
from generator.model.problem import Severity

_SCHEME = Phrases(
    "network multi mlm downline recruit boss passive friend friends unlimited pyramid",
    r"\b(?:network|multi-?level) marketing (?:team|company|opportunity|business)\b",
    r"\byour downline\b|\bbe your own boss\b|\bunlimited (?:income|earnings)\b",
    r"\b(?:earn|make) (?:a )?passive income\b",
    r"\b(?:recruit|bring|invite|refer) (?:[a-z]+ )?(?:friends|people|members|students)\b"
    r"[^.!?\n]{0,30}\b(?:and|to) (?:earn|get paid|make money)\b",
    r"\bearn (?:more |[a-z0-9$€£]+ )?for (?:every|each) (?:friend|person|member) "
    r"(?:that |whom )?you (?:bring|recruit|refer|invite)\b",
)


_TEXT = Text(
    "`{found}` sounds like a scheme that lives on recruiting.",
    "Pay for work, and take these words out.",
)

RULE = phrase_rule("scam/recruiting", Severity.ERROR, _TEXT, _SCHEME)
