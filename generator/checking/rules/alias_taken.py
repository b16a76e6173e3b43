"""A former id leads to one listing.

The employer whose folder the former id names comes first, then the listing that was posted first.

Why: an old link can lead to one page only, and no employer may take over the link of another.

Wrong::

    aliases: [acme/old-name]
    ---
    id: acme/other
    aliases: [acme/old-name]
    status: filled

Right::

    aliases: [acme/old-name]
    ---
    id: acme/other
    aliases: [acme/older-name]
    status: filled
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Parts, Rule, RuleContext
from generator.model.problem import Severity


def check(parts: Parts, context: RuleContext) -> Iterator[tuple[str, Finding]]:
    """Aliases that are another listing's id or alias."""
    claims = [
        (alias.partition("/")[0] != listing.employer_id, listing.posted, listing.id, index, alias)
        for listing in parts.listings.values()
        for index, alias in enumerate(listing.aliases)
    ]
    owner = {listing.id: listing.id for listing in parts.listings.values()}
    for _, _, identifier, index, alias in sorted(claims):
        other = owner.setdefault(alias, identifier)
        if other != identifier:
            message = f"`{alias}` already leads to `{other}`."
            finding = Finding(("aliases", index), message, "Take it out of one of the two.")
            yield f"listings/{identifier}.yml", finding


RULE = Rule("alias/taken", Severity.ERROR, board=check)
