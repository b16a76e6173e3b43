"""Contact data belongs in `apply`, not in a text.

Why: addresses in a text go around the field that is checked, and are gathered by spammers.

Wrong::

    summary: Ask forty shops how they count their stock. Write to ana@harbour.example to apply.

Right::

    summary: Ask forty shops how they count their stock, and tell us what to build next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.rules.words import prose, quoted

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}\.[A-Za-z]{2,24}")
_PHONE = re.compile(r"(?<![\w/.-])(?:\+|00)[0-9][0-9 ()./-]{7,18}[0-9](?![\w/])")
_CHAT = re.compile(
    r"\b(?:whats ?app|telegram|signal|viber|wechat|skype)\s?(?:me|us|:|at |on |number|\+?[0-9])"
    r"|\b(?:t|wa)\.me/|\bon (?:whats ?app|telegram|viber|wechat)\b",
    re.IGNORECASE,
)
_FIX = "Take it out; `apply` says how to apply, and `apply.instructions` what to send."


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Email addresses, telephone numbers and chat services, in everything but `apply`."""
    for path, text in prose(listing).texts:
        if path[0] == "apply":
            continue
        found = (_EMAIL.search(text) if "@" in text else None) or _PHONE.search(text)
        found = found or _CHAT.search(text)
        if found:
            yield Finding(
                path, f"there is contact data in the text (`{quoted(found.group())}`).", _FIX
            )


RULE = Rule("contact/in-text", Severity.ERROR, listing=check)
