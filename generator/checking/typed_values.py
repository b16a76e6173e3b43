"""What people type for hours, weeks, pay and applications, as YAML that a listing can have.

Each function returns an empty text, or None, where it can't tell what was meant. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from generator.model.dates import FIRST_DAY, LAST_DAY, MONTHS
from generator.model.dates import PATTERNS as DATE_PATTERNS

_NUMBER = r"[0-9]{1,3}(?:[,. ]?[0-9]{3})*(?:[.,][0-9]{1,2})?"
_RANGE = rf"(?P<low>{_NUMBER})(?:\s*(?:-|–|—|to)\s*(?P<high>{_NUMBER}))?"
_ABOUT = r"(?:(?:about|around|approx\.?|ca\.?|circa|~)\s*)?"
_HOURS = re.compile(rf"{_ABOUT}{_RANGE}\s*(?:hours?|hrs?\.?|h\.?)?(?: in total)?", re.IGNORECASE)
_WEEKS = re.compile(rf"{_ABOUT}(?P<number>[0-9]{{1,2}})\s*(?:weeks?|wks?\.?|w)?", re.IGNORECASE)
_A_WEEK = re.compile(r"\s*(?:a|per|each|every|/)\s*(?:week|wk)\.?$", re.IGNORECASE)
# Signs that mean one currency only.
_SIGNS = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₦": "NGN", "₺": "TRY", "₴": "UAH", "₱": "PHP",
    "₫": "VND", "₪": "ILS", "zł": "PLN", "R$": "BRL", "US$": "USD", "CA$": "CAD", "C$": "CAD",
    "euro": "EUR", "euros": "EUR", "Euro": "EUR", "Euros": "EUR",
    "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "MX$": "MXN", "S$": "SGD", "HK$": "HKD",
}  # fmt: skip
# And those of several: which one is meant depends on what a board accepts.
_SHARED_SIGNS = {
    "$": (
        "USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "BBD",
        "JMD", "TTD", "NAD", "FJD", "BND", "XCD",
    ),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "¥": ("JPY", "CNY"),
}  # fmt: skip
_SHARED_SIGNS |= {"dollars": _SHARED_SIGNS["$"], "kr.": _SHARED_SIGNS["kr"]}
_ANY_SIGN = (*_SIGNS, *_SHARED_SIGNS)
_SIGN = "|".join(sorted(map(re.escape, _ANY_SIGN), key=len, reverse=True))  # the longest first
_CURRENCY = rf"(?:{_SIGN}|[A-Z]{{3}})"
_PER = r"(?P<per>(?:/|per|an?|each)\s*(?:hour|hr|h)|hourly|(?:/|per)?\s*project|in total)"
_MONEY = re.compile(rf"(?P<before>{_CURRENCY})?\s*{_RANGE}\s*(?P<after>{_CURRENCY})?\s*{_PER}?")
_EMAIL = re.compile(r"(?:mailto:)?(?P<address>[^\s@:]+@[^\s@]+\.[a-zA-Z]{2,})")
_WEB = re.compile(r"(?:https?://)?(?P<address>(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?)", re.IGNORECASE)
_SAFE_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")
_UNSAFE_IN_FLOW = re.compile(r"[#,\[\]{}:\"'`<>\\|^]")  # would need quotes, or is in no address
_PHONE = re.compile(r"\+?[0-9 ()/.-]{6,24}")
_MOST = 100  # characters
_MOST_MONEY = 1_000_000_000
_DECIMALS = re.compile(r"[.,]([0-9]{1,2})$")
_NOTHING = {"0", "none", "no", "unpaid", "free", "volunteer", "voluntary", "nothing"}
_YES = {"yes", "true", "y", "fully", "ok"}


def hours(text: str) -> str:
    """`15-20 hours` -> `{min: 15, max: 20}`, `about 20 h` -> `20`."""
    match = _match(_HOURS, text)
    if match is None:
        return ""
    low, high = _plain(match["low"]), _plain(match["high"] or match["low"])
    if not 1 <= Decimal(low) <= Decimal(high) <= 160:
        return ""
    return low if low == high else f"{{min: {low}, max: {high}}}"


def weeks(text: str) -> str:
    """`3 weeks` -> `3`."""
    match = _match(_WEEKS, text)
    return str(int(match["number"])) if match and 1 <= int(match["number"]) <= 12 else ""


def hours_a_week(text: str) -> str:
    """`15-20 hours a week` -> `{min: 15, max: 20}`; empty for hours that are not by the week."""
    whole = _A_WEEK.sub("", text.strip()) if len(text) <= _MOST else text
    return hours(whole) if whole != text.strip() else ""


def longest_weeks(text: str) -> str:
    """`2-3 weeks` -> `3`."""
    before, dash, last = re.sub(r"–|—|\bto\b", "-", text).partition("-")
    return weeks(last) if dash and len(text) <= _MOST and weeks(before) else ""


def number(text: str) -> str:
    """`15 hours` -> `15`; empty for a range."""
    return found if (found := hours(text)) and not found.startswith("{") else ""


class Money(NamedTuple):
    """What `€300-450 an hour` says, as YAML; `high` is empty for one amount.

    `currencies` are those it can be in, `per` is empty if the text does not say.
    """

    low: str
    high: str
    currencies: tuple[str, ...]
    per: str

    @property
    def currency(self) -> str:
        """The one currency it can be in; empty if there is none or several."""
        return self.currencies[0] if len(self.currencies) == 1 else ""

    def pay(self, currency: str) -> str:
        """`{amount: 400, currency: EUR, per: project}`."""
        amount = f"min: {self.low}, max: {self.high}" if self.high else f"amount: {self.low}"
        return f"{{{amount}, currency: {currency}, per: {self.per or 'project'}}}"


def money(text: str, accepted: Iterable[str] = ()) -> Money | None:
    """`€300-450 an hour` -> its parts. `accepted` are the currencies that a board accepts."""
    match = _match(_MONEY, text)
    if match is None or (match["before"] and match["after"]):
        return None
    low, high = _plain(match["low"]), _plain(match["high"] or match["low"])
    if not 0 < Decimal(low) <= Decimal(high) <= _MOST_MONEY:
        return None
    sign = match["before"] or match["after"] or ""
    said = (match["per"] or "").lower()
    per = "hour" if "h" in said else "project" if said else ""
    return Money(low, "" if low == high else high, currencies(sign, accepted), per)


def currencies(sign: str, accepted: Iterable[str] = ()) -> tuple[str, ...]:
    """The ISO 4217 codes that a sign or a word can mean: those a board accepts, if any are."""
    sign = sign.strip()
    found = _SIGNS.get(sign) or _SIGNS.get(sign.lower())
    if found:
        return (found,)
    shared = _SHARED_SIGNS.get(sign) or _SHARED_SIGNS.get(sign.lower())
    if shared:
        taken = [code for code in shared if code in set(accepted)]
        return tuple(taken) or shared
    return (sign,) if re.fullmatch(r"[A-Z]{3}", sign) else ()


def is_nothing(value: object) -> bool:
    """Whether it says that there is no pay."""
    word = str(value).strip().lower() if isinstance(value, (str, int, Decimal)) else ""
    return word in _NOTHING


def application(text: str) -> str:
    """An email or web address -> `email: …` or `url: …`."""
    match = _match(_EMAIL, text)
    if match and _SAFE_EMAIL.fullmatch(match["address"]):
        return f"email: {match['address']}"
    match = _match(_WEB, text)
    if match and not _UNSAFE_IN_FLOW.search(match["address"]):
        return f"url: https://{match['address']}"
    return ""


def is_phone_number(text: str) -> bool:
    """Whether it looks like a phone number."""
    return bool(_match(_PHONE, text)) and sum(map(str.isdigit, text)) >= 6


def place_mode(name: str, value: object) -> str:
    """`remote` for `remote: yes`, `location: remote` and `place: Remote`; or `onsite`, `hybrid`."""
    word = re.sub(r"[^a-z]", "", value.lower()) if isinstance(value, str) else ""
    if name == "remote" and (value is True or word in _YES):
        return "remote"
    if name == "remote" and (value is False or word in {"no", "false", "n"}):
        return "onsite"
    return word if word in {"remote", "hybrid", "onsite"} else ""


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """A long text is no typing mistake, and the patterns could take long on it."""
    return pattern.fullmatch(text.strip()) if len(text) <= _MOST else None


def _plain(number: str) -> str:
    """`1,200` -> `1200`, `12,50` -> `12.50`: three digits after a mark are thousands."""
    number = number.replace(" ", "")
    decimals = _DECIMALS.search(number)
    whole = number[: decimals.start()] if decimals else number
    digits = str(int(re.sub(r"[,.]", "", whole)))
    return f"{digits}.{decimals[1]}" if decimals else digits


def exported() -> dict[str, Any]:
    """The patterns and words of this module and of `model.dates`, ready for JSON.

    assets/post/typed_values.js understands the same with them. A pattern is its source and flags.
    """
    typed = {
        "hours": _HOURS, "weeks": _WEEKS, "money": _MONEY, "decimals": _DECIMALS, "email": _EMAIL,
        "safe": _SAFE_EMAIL, "web": _WEB, "unsafe": _UNSAFE_IN_FLOW, "phone": _PHONE,
    }  # fmt: skip
    return {
        "typed": {
            **{name: _for_javascript(pattern) for name, pattern in typed.items()},
            "signs": {**_SHARED_SIGNS, **{sign: [code] for sign, code in _SIGNS.items()}},
            "nothing": sorted(_NOTHING),
        },
        "dates": {name: _for_javascript(pattern) for name, pattern in DATE_PATTERNS.items()},
        "months": MONTHS,
        "days": [str(FIRST_DAY), str(LAST_DAY)],
    }


def _for_javascript(pattern: re.Pattern[str]) -> tuple[str, str]:
    """The source and flags of a pattern; JavaScript wants no backslash that is not needed."""
    source = pattern.pattern.replace("(?P<", "(?<").replace('\\"', '"')
    return source, "iu" if pattern.flags & re.IGNORECASE else "u"
