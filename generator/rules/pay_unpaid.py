"""No work on this board is unpaid, whatever it is called.

Why: exposure, experience, a share of a company that may never be worth anything, or pay once
there is money: none of these pays the rent, and only those who can afford it could apply. The
amount in `pay` must be what the student gets.

Wrong::

    description: |
      This is an unpaid internship at first, with equity only until we raise money.

Right::

    description: |
      You look for unpaid invoices in our books. There are no unpaid tests.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.wording import Phrases, any_of

_WORK = any_of(
    "internship intern role position work job project task assignment opportunity placement "
    "trial test gig period phase week"
)
_UNPAID = Phrases(
    "unpaid unremunerated volunteer voluntary exposure equity commission free pay payment salary "
    "wage compensation payed deferred unbezahlt unbezahlte unbezahltes unbezahlter unentgeltlich "
    "ehrenamtlich remunerado remunerada rémunéré rémunérée bénévole onbetaald ulønnet oavlönat "
    "bezpłatny bezpłatna bezpłatnie retribuito nieodpłatnie",
    rf"\b(?:unpaid|unremunerated|volunteer) (?:[a-z]+ )?{_WORK}s?\b",
    rf"\b(?:this|the|our) (?:[a-z]+ )?{_WORK} (?:is|will be|remains|starts) "
    r"(?:an? )?(?:unpaid|unremunerated|voluntary)\b",
    r"\b(?:on an? )?(?:volunteer|voluntary|unpaid) basis\b",
    r"\b(?:paid|payment|pay|work|compensat\w+) (?:in|with|for) (?:great |good |free )?exposure\b",
    r"\bequity[- ]only\b|\bsweat equity\b|\bonly equity\b|\bequity instead of\b",
    r"\bcommission[- ]only\b|\bonly (?:on )?commission\b",
    r"\b(?:you|students?|interns?) (?:will )?(?:work|works) for free\b",
    r"\b(?:there is|there will be|there's|we offer|comes with|for) no "
    r"(?:monetary |financial )?(?:pay|payment|salary|wage|compensation)\b",
    r"\bwithout (?:any )?(?:pay|payment|salary|compensation)\b",
    r"\bdeferred (?:pay|payment|compensation|salary)\b",
    r"\bunbezahlte[srn]? (?:praktikum|arbeit|projekt|mitarbeit|stelle|probearbeit)\w*",
    r"\bist unbezahlt\b|\bunentgeltliche[srn]? (?:praktikum|arbeit|mitarbeit)\b"
    r"|\bauf ehrenamtlicher basis\b",
    r"\b(?:no|não|non) (?:es |é |est )?(?:remunerad[oa]|rémunérée?|retribuito)\b",
    r"\bà titre bénévole\b|\bonbetaalde? (?:stage|werk|opdracht)\b"
    r"|\bulønnet (?:arbeid|praksis|praktik)\b|\boavlönat (?:arbete|praktik)\b"
    r"|\bbezpłatny (?:staż|projekt)\b|\bbezpłatna praktyka\b",
    unless=r"\bmore than exposure\b",
)


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Phrases that say that the student is not paid with money."""
    for path, said in _UNPAID.found(listing):
        yield Finding(
            path,
            f"“{said}” sounds like work without pay, which this board does not take.",
            "Pay for all of the work and say so in `pay`; then remove these words.",
        )


RULE = Rule("pay/unpaid", Severity.ERROR, listing=check)
