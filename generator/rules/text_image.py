"""A description must not have images in it.

Why: an image would be fetched from elsewhere, which tells a third party who reads the page.

Wrong::

    description: |
      ![our shop](https://harbour.example/shop.jpg)

      We build a stock system for bookshops, and you will talk to shops, sort what you hear and
      propose what we should build next. You will work with our product lead, who answers
      questions every weekday and gives you feedback on two drafts of your slides.

Right::

    description: |
      We build a stock system for bookshops, and you will talk to shops, sort what you hear and
      propose what we should build next. You will work with our product lead, who answers
      questions every weekday and gives you feedback on two drafts of your slides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule

_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\][(\[]")


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Markdown's images."""
    if match := _IMAGE.search(listing.description.markdown):
        message = f"the description has an image in it (`{match.group()}`)."
        yield Finding(("description",), message, "Take it out, or link to the page it is on.")


RULE = Rule("text/image", Severity.ERROR, listing=check)
