"""The title should say what the work is.

Why: every listing on the board is a short, paid project for students. `Intern wanted` says no more
than that, and nobody would search for it.

Wrong::

    title: Student intern wanted

Right::

    title: Intern handbook for a small archive
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.model.listing import Listing
from generator.model.problem import Severity

_EMPTY = frozenset(
    "a an and are intern interns internship internships micro microinternship microinternships "
    "student students project projects short small wanted needed looking for we seek seeking "
    "hiring paid remote assistant helper help job work task new our the of in with "
    "summer winter spring freelance freelancer part time opportunity".split()
)
_WORD = re.compile(r"[^\W\d_]+")

_TEXT = Text(
    "“{title}” would fit every listing here.",
    "Write what the student does, such as “Survey 40 bookshops”.",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Titles of words that fit every listing."""
    words = {word.lower() for word in _WORD.findall(listing.title)}
    if words and words <= _EMPTY:
        yield _TEXT.at(("title",), title=listing.title)


RULE = Rule(
    "title/says-little",
    Severity.HINT,
    listing=check,
    texts=(_TEXT,),
    data={"empty": _EMPTY, "word": _WORD},
)
