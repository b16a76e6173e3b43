"""A description must not have images in it.

Why: an image comes from another server, which tells a third party who reads the page.

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

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.markdown_tokens import tokens
from generator.checking.rule_kit.prose import quoted
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text(
    "the description has an image in it (`![{found}]`).",
    "Remove it, or link to the page it is on.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Markdown's images."""
    for token in tokens(listing, "!") if "![" in listing.description.markdown else ():
        if token.type == "image":
            yield _TEXT.at(("description",), found=quoted(token.content))
            return


RULE = Rule("text/image", Severity.ERROR, listing=check, texts=(_TEXT,))
