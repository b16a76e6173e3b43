"""A listing does not offer exposure, volunteering or equity in place of pay.

Why: every project on the board is paid in money. Words like these usually mean that
the employer wants unpaid work, or that the text was copied from an unpaid posting.

Wrong::

    summary: This is an unpaid project, but you will get great exposure and learn a lot from us.

Right::

    summary: Find out which of our invoices are unpaid. There is no unpaid trial, of course.
"""

from __future__ import annotations

from generator.checking.rule import Text
from generator.checking.rule_kit.prose import Phrases, phrase_rule
from generator.model.problem import Severity

_WORK = (
    r"(?:internship|intern|role|position|work|job|project|task|assignment|opportunity|placement"
    r"|trial|test|gig|period|phase|week)s?"
)
_UNPAID = Phrases(
    "unpaid unremunerated volunteer voluntary exposure equity commission deferred "
    "unbezahlt unbezahlte unbezahltes unbezahlter unentgeltlich unentgeltliche "
    "unentgeltliches remunerado remunerada remuneradas remunerados rémunéré "
    "rémunérée bénévole onbetaalde ulønnet oavlönat oavlönad bezpłatny bezpłatna retribuito",
    rf"\b(?:unpaid|unremunerated|volunteer|voluntary) (?:[a-z]+ )?{_WORK}\b",
    rf"\b(?:this|the|our) (?:[a-z]+ )?{_WORK} (?:is|will be|remains) "
    r"(?:an? )?(?:unpaid|unremunerated|voluntary)\b(?! (?:by|invoice|bill))",
    r"\b(?:volunteer|voluntary|unpaid) basis\b",
    r"\b(?:paid|payment|pay|compensated) (?:in|with) (?:great |good |free )?exposure\b",
    r"\b(?:great|good|free|invaluable|lots of|for the) exposure\b(?! (?:time|value|setting|to))",
    r"\bequity[- ]only\b|\bsweat equity\b|\b(?:only|paid in) equity\b|\bequity instead of\b",
    r"\bcommission[- ]only\b|\bonly (?:on )?commission\b|\bpaid (?:by|on) commission\b",
    r"\bdeferred (?:pay|payment|compensation|salary)\b(?! plan)",
    r"\bunbezahlte[srn]? (?:praktikum|arbeit|projekt|mitarbeit|stelle|probearbeit)",
    r"\b(?:praktikum|projekt|arbeit|stelle) ist unbezahlt\b",
    r"\bunentgeltliche[srn]? (?:praktikum|arbeit|mitarbeit)\b",
    r"\b(?:prácticas?|trabajo|puesto|proyecto|estágio|trabalho|projeto|stage|travail|tirocinio"
    r"|lavoro) (?:no|não|non) (?:remunerad[oa]s?|rémunérée?|retribuito)\b",
    r"\bà titre bénévole\b|\bonbetaalde (?:stage|werk|opdracht)\b"
    r"|\bulønnet (?:arbeid|arbejde|praksis|praktik)\b|\boavlöna[td] (?:arbete|praktik)\b"
    r"|\bbezpłatny (?:staż|projekt)\b|\bbezpłatna praktyka\b",
    unless=r"\bunpaid (?:invoice|bill|work of|leave|care)|\bvolunteer(?:s|ed|ing) (?:who|at|for)\b",
)

# Most listings contain these trigger words, so there are only a few patterns.
_FREE = Phrases(
    "free paid pay payment salary wage compensation",
    r"\byou (?:will |would )?work for free\b",
    r"\byou (?:will|would|do|are|can)(?: not|n['’]t) (?:get |be )?paid for (?:this|it|the)\b",
    r"\b(?:there is|there will be|there's|we offer|comes with|we have) no "
    r"(?:monetary |financial )?(?:pay|payment|salary|wage|compensation)\b",
)


_TEXT = Text(
    "`{found}` reads as if the work were not paid.",
    "Say what it pays in `pay` alone, and take these words out.",
)

RULE = phrase_rule("pay/unpaid-words", Severity.ERROR, _TEXT, _FREE, _UNPAID)
