"""A former id must belong to one listing only.

If two listings claim the same former id, the employer whose folder the id names keeps it; otherwise
the listing that was posted first does.

Why: an old link can lead to one page only, and no employer may take over another's links.

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
            finding = Finding(
                ("aliases", index), message, "Remove it from one of the two listings."
            )
            yield f"listings/{identifier}.yml", finding


RULE = Rule("alias/taken", Severity.ERROR, board=check)
