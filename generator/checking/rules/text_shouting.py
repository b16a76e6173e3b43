"""A text should not be written in capitals.

Why: sentences in capitals are hard to read, most of all for people with dyslexia, and some screen
readers spell them out.

Wrong::

    summary: PLEASE ASK FORTY SHOPS HOW THEY COUNT THEIR STOCK. Then tell us what to build next.

Right::

    summary: Ask forty shops, and NASA too, how they count their stock, and tell us what to build.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.prose import prose, quoted
from generator.model.listing import Listing
from generator.model.problem import Severity

_LONG = 4  # letters; shorter words are abbreviations as often
_WORDS = 3

_TEXT = Text(
    "`{found}` is in capitals, which reads like shouting.", "Write it in ordinary letters."
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Lines and sentences in capitals, and three exclamation or question marks in a row."""
    for path, text in prose(listing).texts:
        if path == ("title",):
            continue
        loud = _in_capitals(text)
        for mark in ("!!!", "???"):
            if not loud and mark in text:
                loud = text[max(0, text.index(mark) - 20) : text.index(mark) + 3]
        if loud:
            yield _TEXT.at(path, found=quoted(loud))


def _in_capitals(text: str) -> str:
    for line in text.splitlines():
        for sentence in line.split(". "):
            if sentence.isupper():  # also where one letter of another script has a case
                words = [word.strip(".,:;!?()") for word in sentence.split()]
                if sum(word.isupper() and len(word) >= _LONG for word in words) >= _WORDS:
                    return sentence
    return ""


RULE = Rule(
    "text/shouting",
    Severity.HINT,
    listing=check,
    texts=(_TEXT,),
    data={"long": _LONG, "words": _WORDS},
)
