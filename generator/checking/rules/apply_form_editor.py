"""The application link must open the form, not its editor.

Why: a link that ends in `/edit` works for you, because you made the form. Students see a page that
asks for permission, and leave.

Wrong::

    apply: {url: "https://docs.google.com/forms/d/1aBcD/edit"}

Right::

    apply: {url: "https://docs.google.com/forms/d/e/1aBcD/viewform"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_EDITOR = re.compile(
    r"://docs\.google\.com/(?:forms|document|spreadsheets)/[^?#]{1,200}/edit\b"
    r"|://forms\.office\.com/pages/designpage|://admin\.typeform\.com/|://airtable\.com/app",
    re.IGNORECASE,
)

_TEXT = Text(
    "this link opens the form's editor, which only you can see.",
    "Use the link that the service gives you under “Send” or “Share”.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The editors of well-known form services."""
    if _EDITOR.search(listing.apply.url):
        yield _TEXT.at(("apply", "url"))


RULE = Rule(
    "apply/form-editor", Severity.ERROR, listing=check, texts=(_TEXT,), data={"editor": _EDITOR}
)
