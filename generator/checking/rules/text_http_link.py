"""Web addresses in texts should begin with https.

Why: a page sent over http can be changed on its way.

Wrong::

    description: |
      We build a stock system for bookshops ([see](http://harbour.example/)), and you will talk
      to shops, sort what you hear and propose what we should build next. You will work with our
      product lead, who answers questions every weekday and gives you feedback on two drafts.

Right::

    description: |
      We build a stock system for bookshops ([see](https://harbour.example/)), and you will talk
      to shops, sort what you hear and propose what we should build next. You will work with our
      product lead, who answers questions every weekday and gives you feedback on two drafts.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.addresses import mentions
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text(
    "`{found}` does not start with https://.", "Write https:// instead, if that page exists."
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Addresses that begin with http."""
    for mention in mentions(listing):
        if mention.scheme == "http":
            yield mention.finding(_TEXT, found=mention.shown)


RULE = Rule("text/http-link", Severity.HINT, listing=check, texts=(_TEXT,))
