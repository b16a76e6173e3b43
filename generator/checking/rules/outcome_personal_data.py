"""An outcome must not lead to a person: no profiles and no accounts.

Email addresses and telephone numbers are found by `contact/in-text`.

Why: a listing's page stays on the board for years, and the person who did the work did not write
it. Students show their work themselves, where they can also take it down.

Wrong::

    status: filled
    outcome: {summary: "The forty pages are online.", link: "https://www.linkedin.com/in/ana-reis"}

Right::

    status: filled
    outcome: {summary: "The forty pages are online.", link: "https://acme.example/ayuda"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.prose import quoted
from generator.model.listing import Listing
from generator.model.problem import Severity

# Pages about a person, and front pages of accounts. What is below such a page may be the result: a
# repository, a post.
_PROFILE = re.compile(
    r"(?<![\w.-])(?:[a-z0-9-]{1,63}\.){0,3}(?:"
    r"(?:linkedin\.com/+(?:in|pub)|xing\.com/+profile|researchgate\.net/+profile|orcid\.org"
    r"|facebook\.com/+people|stackoverflow\.com/+users|about\.me|linktr\.ee|t\.me|wa\.me)/+[^/?#\s]+"
    r"|(?:behance\.net|bsky\.app/+profile|codeberg\.org|dribbble\.com|facebook\.com|github\.com"
    r"|gitlab\.com|instagram\.com|kaggle\.com|pinterest\.com|threads\.net|tiktok\.com|twitter\.com"
    r"|vk\.com|x\.com)/+[^/?#\s]+/*(?=[?#\s]|$)"
    r"|[a-z0-9-]{1,63}\.[a-z]{2,24}/+@[^/?#\s]+/*(?=[?#\s]|$))",
    re.IGNORECASE,
)
# Not a price (`@40`), a size (`@2x`) or a package (`@acme/ui`).
_HANDLE = re.compile(r"(?<![\w./@-])@(?![0-9])\w(?:[\w.-]{0,60}\w)?(?![./-]{0,3}\w)")

_PAGE = Text(
    "`{found}` leads to a person or to the front page of an account.",
    "Remove it, or give the address of the result itself.",
)
_ACCOUNT = Text(
    "`{found}` looks like a person's account.", "Remove it: an outcome does not name anyone."
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The link, and addresses and accounts in the summary."""
    outcome = listing.outcome
    if outcome is None:
        return
    if match := _PROFILE.search(outcome.link):
        yield _PAGE.at(("outcome", "link"), found=quoted(match.group()))
    path = ("outcome", "summary")
    if match := _PROFILE.search(outcome.summary):
        yield _PAGE.at(path, found=quoted(match.group()))
    elif match := _HANDLE.search(outcome.summary):
        yield _ACCOUNT.at(path, found=quoted(match.group()))


RULE = Rule(
    "outcome/personal-data",
    Severity.ERROR,
    listing=check,
    texts=(_PAGE, _ACCOUNT),
    data={"profile": _PROFILE, "handle": _HANDLE},
)
