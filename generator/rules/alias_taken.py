"""A former id must lead to one listing.

Why: an old link can lead to one page only.

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

from generator.problem import Severity
from generator.rules.base import Context, Finding, Parts, Rule


def check(parts: Parts, context: Context) -> Iterator[tuple[str, Finding]]:
    """Aliases that are another listing's id or alias."""
    owner = {listing.id: listing.id for listing in parts.listings.values()}
    for file, listing in parts.listings.items():
        for index, alias in enumerate(listing.aliases):
            other = owner.setdefault(alias, listing.id)
            if other != listing.id:
                message = f"`{alias}` already leads to `{other}`."
                yield file, Finding(("aliases", index), message, "Take it out of one of the two.")


RULE = Rule("alias/taken", Severity.ERROR, board=check)
