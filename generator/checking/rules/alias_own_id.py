"""`aliases` must list former ids only, never the listing's own.

Why: an alias redirects to the listing's page. A listing that redirects to itself goes in a circle.

Wrong::

    aliases: [acme/survey]

Right::

    aliases: [acme/bookshop-survey]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_TEXT = Text("`{id}` is this listing's own id.", "Remove it from `aliases`.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The listing's own id among its aliases."""
    if listing.id in listing.aliases:
        path = ("aliases", listing.aliases.index(listing.id))
        yield _TEXT.at(path, id=listing.id)


RULE = Rule("alias/own-id", Severity.ERROR, listing=check, texts=(_TEXT,))
