"""Some work is not for a microinternship: patients, children, hazards.

Why: it needs checks, insurance and somebody at hand, which a short remote project cannot give.

Wrong::

    summary: Babysitting for two families on weekday evenings while the parents are at work.

Right::

    summary: Ask forty shops how they count their stock, and tell us what to build next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.rules.words import find

_TRIGGERS = frozenset(
    {"babysitting", "babysit", "childcare", "patients", "patient", "tutoring", "tutor", "hazardous",
     "asbestos", "scaffolding", "caregiver", "roofing"}
)  # fmt: skip
_PATTERN = re.compile(
    r"\bbabysit\w*|\bchildcare\b|\bpatient care\b|\bcar(?:e|ing) for patients\b|\bcaregiver\b"
    r"|\btutor(?:ing)? (?:children|pupils|kids|minors|high school)"
    r"|\bhazardous (?:materials?|substances?|chemicals?|waste)\b|\basbestos\b|\broofing\b",
    re.IGNORECASE,
)


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Care, tutoring of minors, and hazards."""
    for path, found in find(listing, _TRIGGERS, _PATTERN):
        message = f"`{found}` needs checks and insurance that a short project does not have."
        yield Finding(
            path, message, "A maintainer will ask you about it; say how you keep people safe."
        )


RULE = Rule("fairness/care-and-hazards", Severity.HINT, listing=check)
