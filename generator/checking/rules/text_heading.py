"""A description's headings must begin with `##`.

Why: a single `#` is the heading of the page itself, the title. Two of them confuse people who use a
screen reader.

Wrong::

    description: |
      # About us

      We build a stock system for bookshops, and you will talk to shops, sort what you hear and
      propose what we should build next. You will work with our product lead, who answers
      questions every weekday and gives you feedback on two drafts of your slides.

Right::

    description: |
      ## About us

      We build a stock system for bookshops, and you will talk to shops, sort what you hear and
      propose what we should build next. You will work with our product lead, who answers
      questions every weekday and gives you feedback on two drafts of your slides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.markdown_tokens import tokens
from generator.model.listing import Listing
from generator.model.problem import Severity

_MAYBE = re.compile(r"^ {0,3}(?:#(?!#)|=+ *$)", re.MULTILINE)

_TEXT = Text("the description has a top-level heading (`#`) in it.", "Begin headings with `##`.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """`#` at a line's start, and lines underlined with `=`."""
    text = listing.description.markdown
    if not ("#" in text or "=" in text) or not _MAYBE.search(text):
        return
    if any(token.type == "heading_open" and token.tag == "h1" for token in tokens(listing, "#=")):
        yield _TEXT.at(("description",))


RULE = Rule("text/heading", Severity.ERROR, listing=check, texts=(_TEXT,))
