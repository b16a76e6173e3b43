"""Nobody may be asked for identity papers to apply.

Why: copies of passports and identity cards are used for identity theft.

Wrong::

    apply: {email: jobs@acme.example, instructions: Attach a scan of your passport.}

Right::

    apply: {email: jobs@acme.example, instructions: Send two sentences on why.}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext
from generator.checking.rule_kit.prose import ASKED, Phrases
from generator.model.listing import Listing
from generator.model.problem import Severity

_PAPERS = Phrases(
    "passport passports ssn identity id licence license aadhaar social selfie",
    ASKED + r"(?:passports?\b(?! (?:design|app|photo rules))|identity (?:card|papers|documents?)"
    r"|(?:national |government |student )?id(?: card| number)?\b(?!-)|social security|ssn\b"
    r"|driv(?:er'?s|ing) licen[cs]e|aadhaar)",
    r"\b(?:copy|scan|photo|picture|selfie)s? (?:of|with) your "
    r"(?:passport|identity|id\b|national id|driv)",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Requests for copies of papers and numbers of persons."""
    for path, found in _PAPERS.found(listing):
        message = f"`{found}` asks for identity papers."
        yield Finding(path, message, "Take it out; what the law needs can follow the agreement.")


RULE = Rule("scam/identity-papers", Severity.ERROR, listing=check)
