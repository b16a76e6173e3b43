"""A description must not have HTML in it.

Why: it is shown as it was typed, tags and all. Markdown does what is needed.

Wrong::

    description: |
      We build a stock system for bookshops, and you will <b>talk to shops</b>, sort what you
      hear and propose what we should build next. You will work with our product lead, who
      answers questions every weekday and gives you feedback on two drafts of your slides.

Right::

    description: |
      We build a stock system for bookshops, and you will **talk to shops**, sort what you
      hear and propose what we should build next. You will work with our product lead, who
      answers questions every weekday and gives you feedback on two drafts of your slides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule

_TAG = re.compile(r"</?(?:[a-zA-Z][a-zA-Z0-9-]{0,20})(?:\s[^<>]{0,200})?/?>|<!--")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Tags and comments outside of code."""
    text = listing.description.markdown
    if "<" not in text:
        return
    if match := _TAG.search(_CODE.sub("", text)):
        message = f"the description has HTML in it (`{match.group()[:40]}`)."
        fix = "Use Markdown: **bold**, *italic*, - lists and [links](https://...)."
        yield Finding(("description",), message, fix)


RULE = Rule("text/html", Severity.ERROR, listing=check)
