"""The email address must be one that can exist.

Why: with a typo after the @, every application is lost and nobody notices.

Wrong::

    apply: {email: jobs@acme..example}

Right::

    apply: {email: jobs@acme.example}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

# RFC 5321, 4.1.2, without addresses in numbers.
_HOST = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}"
    r"[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])"
)
_SLIPS = {
    "gmial.com": "gmail.com", "gmai.com": "gmail.com", "gamil.com": "gmail.com",
    "gmail.con": "gmail.com", "gmail.co": "gmail.com", "hotmial.com": "hotmail.com",
    "outlok.com": "outlook.com", "yaho.com": "yahoo.com",
}  # fmt: skip

_SLIP = Text("`{host}` looks misspelt.", "Write `{name}@{meant}`.")
_WRONG = Text("nobody can write to `{email}`.", "Check the dots and the part after the @.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The parts before and after the @."""
    name, _, host = listing.apply.email.rpartition("@")
    if not host:
        return
    if meant := _SLIPS.get(host.lower()):
        yield _SLIP.at(("apply", "email"), host=host, name=name, meant=meant)
    elif not _HOST.fullmatch(host) or name.startswith(".") or name.endswith(".") or ".." in name:
        yield _WRONG.at(("apply", "email"), email=listing.apply.email)


RULE = Rule(
    "apply/email-host",
    Severity.ERROR,
    listing=check,
    texts=(_SLIP, _WRONG),
    data={"slips": _SLIPS, "host": _HOST},
)
