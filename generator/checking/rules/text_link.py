"""Links in a text must be complete web addresses that show where they lead.

This applies to links in a description and to addresses in every other text. They have to meet the
same rules as `apply.url`.

Why: students follow them from a page that they trust. `https://harbour.example@evil.example` leads
to evil.example, and `/about` to a page of this board that does not exist.

Wrong::

    apply:
      email: jobs@harbour.example
      instructions: Look at https://harbour.example@evil.example/apply, then write to us.

Right::

    apply:
      email: jobs@harbour.example
      instructions: Look at https://harbour.example/apply, then write to us.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.addresses import mentions
from generator.model.listing import Listing
from generator.model.problem import Severity

_FIX = "Open the page in a browser and copy its address from there."
_TEXT = Text("`{address}` can't be linked to: {reason}", _FIX)
_EMPTY = Text("a link in the text leads nowhere: {reason}", _FIX)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Each address that can't be used."""
    for mention in mentions(listing):
        if mention.refusal:
            text = _TEXT if mention.text else _EMPTY
            yield mention.finding(text, address=mention.shown, reason=mention.refusal)


RULE = Rule("text/link", Severity.ERROR, listing=check, texts=(_TEXT, _EMPTY))
