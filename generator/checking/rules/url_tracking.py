"""Web addresses should not have tracking parameters.

Why: they tell a third party which students came from here, and change with every campaign.

Wrong::

    apply: {url: "https://acme.example/apply?utm_source=board&utm_medium=feed"}

Right::

    apply: {url: "https://acme.example/apply"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_TRACKING = re.compile(r"[?&](utm_[a-z]+|fbclid|gclid|mc_eid|msclkid|igshid)=")

_TEXT = Text(
    "the address has a tracking parameter in it (`{found}`).",
    "Remove the part of the address that begins with it.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The usual parameters."""
    link = listing.outcome.link if listing.outcome else ""
    for path, url in ((("apply", "url"), listing.apply.url), (("outcome", "link"), link)):
        if match := _TRACKING.search(url):
            yield _TEXT.at(path, found=match.group(1))


RULE = Rule("url/tracking", Severity.HINT, listing=check, texts=(_TEXT,), data={"found": _TRACKING})
