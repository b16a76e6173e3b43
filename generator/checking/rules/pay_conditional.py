"""The pay does not depend on winning, on luck, or on whether you like the result.

Why: in a contest, many people work and one is paid. Pay everyone who delivers what was agreed.
Agree on rounds of feedback beforehand, in case the work is not good enough yet.

Wrong::

    pay:
      amount: 400
      currency: USD
      per: project
      note: Only the winner is paid.

Right::

    pay:
      amount: 400
      currency: USD
      per: project
      note: Half at the start, half when you deliver.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import Phrases, phrase_rule
from generator.model.problem import Severity

_ONLY_IF = Phrases(
    "paid pay payment winner winning winners selected spec speculative",
    r"\bonly the (?:winners?|winning|best|selected) [^.!?\n]{0,30}\b(?:is|are|gets?) paid\b",
    r"\bwe (?:will )?(?:only )?pay (?:only )?(?:for )?the (?:winners?|winning|best)\b",
    r"\bthe (?:winners?|winning entry|winning design|best entry) (?:is|are|will be|gets?) paid\b",
    r"\bpaid only (?:if|when) (?:we|the client|our client|you) "
    r"(?:like|likes|use|uses|accept|accepts|sell|win)\b",
    r"\b(?:you are|you will be|you'll be|you get) (?:only )?paid (?:only )?(?:if|when) "
    r"(?:we|the client|our client|you) (?:like|likes|use|uses|sell|win)\b",
    r"\bno (?:pay|payment) (?:if|unless|until) (?:we|the client|our client|you) [^.!?\n]{0,20}"
    r"\b(?:like|likes|use|uses|approves?|sell|win|sales)\b",
    r"\bpayment (?:only )?(?:after|upon|on) (?:the )?(?:first sale|sales|funding|we raise)\b",
    r"\bon spec\b|\bspeculative work\b",
    denied=True,
)


_TEXT = Text(
    "`{found}` makes the pay depend on luck or taste.",
    "Pay everybody who does the work. Agree on drafts and feedback instead.",
)

RULE = phrase_rule("pay/conditional", Severity.ERROR, _TEXT, _ONLY_IF)
