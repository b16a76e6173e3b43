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

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_HTTP = re.compile(r"http://[^\s)>\]]{1,200}")

_MOST_QUOTED = 60  # characters
_TEXT = Text("`{found}` is not an https address.", "Write https://, if that page exists.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Addresses that begin with http."""
    for match in _HTTP.finditer(listing.description.markdown):
        yield _TEXT.at(("description",), found=match.group()[:_MOST_QUOTED])


RULE = Rule(
    "text/http-link",
    Severity.HINT,
    listing=check,
    texts=(_TEXT,),
    data={"http": _HTTP, "most": _MOST_QUOTED},
)
