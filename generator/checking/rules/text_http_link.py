"""Links in a description should begin with https.

Why: a page that is sent over http can be changed on its way.

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

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext
from generator.model.listing import Listing
from generator.model.problem import Severity

_HTTP = re.compile(r"http://[^\s)>\]]{1,200}")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Addresses that begin with http."""
    for match in _HTTP.finditer(listing.description.markdown):
        message = f"`{match.group()[:60]}` is not an https address."
        yield Finding(("description",), message, "Write https://, if that page exists.")


RULE = Rule("text/http-link", Severity.HINT, listing=check)
