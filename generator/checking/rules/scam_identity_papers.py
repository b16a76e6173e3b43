"""Nobody may be asked for identity papers to apply.

Why: copies of passports and identity cards are used for identity theft.

Wrong::

    apply: {email: jobs@acme.example, instructions: Attach a scan of your passport.}

Right::

    apply: {email: jobs@acme.example, instructions: Send two sentences on why.}
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import ASKED, Phrases, phrase_rule
from generator.model.problem import Severity

_PAPERS = Phrases(
    "passport passports ssn identity id licence license aadhaar social selfie",
    ASKED + r"(?:passports?\b(?! (?:design|app|photo rules))|identity (?:card|papers|documents?)"
    r"|(?:national |government |student )?id(?: card| number)?\b(?!-)|social security|ssn\b"
    r"|driv(?:er'?s|ing) licen[cs]e|aadhaar)",
    r"\b(?:copy|scan|photo|picture|selfie)s? (?:of|with) your "
    r"(?:passport|identity|id\b|national id|driv)",
)


_TEXT = Text(
    "`{found}` asks for identity papers.",
    "Take it out; what the law needs can follow the agreement.",
)

RULE = phrase_rule("scam/identity-papers", Severity.ERROR, _TEXT, _PAPERS)
