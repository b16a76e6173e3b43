"""Nobody may be asked to pay for work.

Why: job scams live on deposits and on fees for training, registration or equipment.

Wrong::

    summary: Ask forty shops what they need. A small registration fee is paid before you start.

Right::

    summary: Ask forty shops how they count their stock, and tell us what to build next.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import Phrases, phrase_rule
from generator.model.problem import Severity

_FEE = (
    r"(?:(?:registration|training|application|processing|onboarding|starter|joining|security"
    r"|administration|admin|enrol?ment|certificate|visa)[ -])?(?:fees?|deposit)"
)
_YOU = r"(?:you|students|applicants|candidates|interns|the student|everybody|everyone)"
_MONEY = Phrases(
    "fee fees deposit transfer wire upfront dollars euros pounds usd eur gbp inr",
    rf"\b{_YOU} (?:must|have to|need to|will have to|should|are asked to|are required to) "
    rf"(?:first )?(?:pay|transfer|deposit|wire|send)\b[^.!?\n]{{0,40}}"
    rf"(?:\b{_FEE}\b|[$€£₹]|[0-9] ?(?:usd|eur|gbp|inr|dollars|euros|pounds|rupees))",
    rf"(?:^|[.!?:\n]\s*|\bplease )(?:first )?(?:pay|transfer|wire)\b (?:us |me )?"
    rf"(?:(?:a|an|the|your|small|one-time|refundable|non-refundable) ){{0,3}}{_FEE}\b",
    r"\b(?:send|transfer|wire|pay) (?:us|me) (?:[$€£₹] ?)?[0-9]",
    rf"\b(?:a|the|small|refundable|one-time) {_FEE} (?:of [^.!?\n]{{1,12}} )?"
    r"(?:is|will be|must be) (?:required|charged|due|payable|paid) (?:before|to|from you|by you"
    r"|by students|by applicants|on registration|upfront|in advance)\b",
    r"\b(?:fee|deposit|payment) (?:to apply|to join|to start|to be considered"
    r"|before you (?:can )?(?:start|begin))\b",
    r"\brefundable (?:fee|deposit) of\b",
)


_TEXT = Text("`{found}` reads as if students had to pay.", "Take it out: nobody pays to work here.")

RULE = phrase_rule("scam/asks-money", Severity.ERROR, _TEXT, _MONEY)
