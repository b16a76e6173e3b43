"""Nobody may be asked to buy something, or to pass on money or parcels.

Why: buying gift cards or equipment "to be refunded" and forwarding money or parcels are scams, and
some of them are crimes.

Wrong::

    summary: Buy gift cards for our shops and send us the codes. You will be refunded by Friday.

Right::

    summary: Ask forty shops how they count their stock, and tell us what to build next.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import Phrases, phrase_rule
from generator.model.problem import Severity

# The student is asked to do it. Work about customers who do it is fine.
_DO = (
    r"(?:(?:^|[.!?:\n]\s*|\bplease )(?:first )?|\byou (?:must|have to|need to|will|should) "
    r"(?:first |only )?|\b(?:task|job|work) is to )"
)
_PURCHASE = Phrases(
    "buy purchase forward reship receive cash gift crypto bitcoin",
    rf"{_DO}(?:buy|purchase)\s+(?:[a-z]+ ){{0,3}}"
    r"(?:gift ?cards?|prepaid cards?|bitcoins?|crypto\w*|starter kit)\b",
    rf"{_DO}(?:buy|purchase) (?:your (?:own )?|the required )"
    r"(?:equipment|laptop|computer|tools|materials?|software|licen[cs]e|starter kit|uniform)\b",
    rf"{_DO}(?:receive|collect|accept)\b[^.!?\n]{{0,30}}\b(?:parcels?|packages?|payments?|money)\b"
    r"[^.!?\n]{0,30}\b(?:forward|reship|re-ship|send|pass|transfer)\w*\b",
    rf"{_DO}(?:forward|reship|re-ship)\b (?:[a-z]+ ){{0,2}}(?:parcels?|packages?|payments?|money)\b"
    r"[^.!?\n]{0,30}\b(?:customers?|clients?|address|abroad|account)\b",
    r"\b(?:into|in|on|through) your (?:own |private )?(?:bank )?account\b[^.!?\n]{0,40}"
    r"\b(?:forward|transfer|pass)\w*\b",
    rf"{_DO}cash (?:a|the|our) che(?:ck|que)s?\b",
)


_TEXT = Text(
    "`{found}` asks students to buy or to pass on something.",
    "Take it out: buy it yourself, and give it to them.",
)

RULE = phrase_rule("scam/purchase", Severity.ERROR, _TEXT, _PURCHASE)
