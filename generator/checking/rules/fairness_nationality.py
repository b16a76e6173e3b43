"""A listing should not choose by nationality or mother tongue.

Why: choosing by nationality is unlawful in most places, and a "native speaker" is no better at
the work than a person who learned the language well.

Wrong::

    summary: A native English speaker asks forty shops how they count their stock, and tells us.

Right::

    summary: Ask forty shops in fluent English how they count their stock, and tell us.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import Phrases, phrase_rule
from generator.model.problem import Severity

_ORIGIN = Phrases(
    "native natives citizens citizen nationals nationality tongue locals foreigners passport "
    "muttersprachler muttersprachlerin nativo nativa natif native",
    r"\bnative(?:[ -]level)? (?:[a-z]+ )?speakers?\b",
    r"\bnative[ -](?:level )?(?:english|german|french|spanish|italian|dutch|portuguese|polish"
    r"|arabic|chinese|japanese|hindi|russian|swedish|norwegian|danish)\b",
    r"\b(?:your|whose|a) mother tongue\b|\bmother[- ]tongue (?:level|speakers?)\b",
    r"\bmuttersprachler(?:in|innen)?\b|\b(?:hablante|falante) nativ[oa]\b|\blocuteur natif\b",
    r"\b(?:citizens|nationals|locals) only\b|\bonly (?:for )?[a-z]+ (?:citizens|nationals)\b",
    r"\bmust be an? [a-z]+ (?:citizen|national)\b|\bno foreigners\b",
    r"\b[a-z]+ passport (?:holders )?(?:only|required)\b|\bnationality (?:is )?required\b",
    denied=True,
)


_TEXT = Text(
    "`{found}` chooses by origin, which keeps good people away.",
    "Ask for `fluent` if it must be; use `place.applicant_countries` for where people live.",
)

RULE = phrase_rule("fairness/nationality", Severity.HINT, _TEXT, _ORIGIN)
