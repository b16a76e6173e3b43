"""What people type for hours, weeks, pay and applications, as YAML that a listing can have.

Each function returns an empty text, or None, where it can't tell what was meant. Pure.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = r"[0-9]{1,3}(?:[,. ]?[0-9]{3})*(?:[.,][0-9]{1,2})?"
_RANGE = rf"(?P<low>{_NUMBER})(?:\s*(?:-|–|—|to)\s*(?P<high>{_NUMBER}))?"
_ABOUT = r"(?:(?:about|around|approx\.?|ca\.?|circa|~)\s*)?"
_HOURS = re.compile(rf"{_ABOUT}{_RANGE}\s*(?:hours?|hrs?\.?|h\.?)?(?: in total)?", re.IGNORECASE)
_WEEKS = re.compile(rf"{_ABOUT}(?P<number>[0-9]{{1,2}})\s*(?:weeks?|wks?\.?|w)?", re.IGNORECASE)
# Signs that mean one currency only. `$`, `kr` and `¥` are several currencies' signs.
_SIGNS = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₦": "NGN", "₺": "TRY", "₴": "UAH", "₱": "PHP",
    "₫": "VND", "₪": "ILS", "zł": "PLN", "R$": "BRL", "US$": "USD", "CA$": "CAD", "C$": "CAD",
    "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "MX$": "MXN", "S$": "SGD", "HK$": "HKD",
}  # fmt: skip
_SIGN = "|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True))  # the longest first
_CURRENCY = rf"(?:{_SIGN}|[A-Z]{{3}}|\$)"
_PER = r"(?P<per>(?:/|per|an?|each)\s*(?:hour|hr|h)|hourly|(?:/|per)?\s*project|in total)"
_MONEY = re.compile(rf"(?P<before>{_CURRENCY})?\s*{_RANGE}\s*(?P<after>{_CURRENCY})?\s*{_PER}?")
_EMAIL = re.compile(r"(?:mailto:)?(?P<address>[^\s@:]+@[^\s@]+\.[a-zA-Z]{2,})")
_WEB = re.compile(r"(?:https?://)?(?P<address>(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?)", re.IGNORECASE)
_PHONE = re.compile(r"\+?[0-9 ()/.-]{6,24}")
_MOST = 100  # characters
_YES = {"yes", "true", "y", "1", "fully", "100%", "remote", "ok"}


def hours(text: str) -> str:
    """`15-20 hours` -> `{min: 15, max: 20}`, `about 20 h` -> `20`."""
    match = _match(_HOURS, text)
    if match is None:
        return ""
    low, high = _plain(match["low"]), _plain(match["high"] or match["low"])
    if not 1 <= float(low) <= float(high) <= 160:
        return ""
    return low if low == high else f"{{min: {low}, max: {high}}}"


def weeks(text: str) -> str:
    """`3 weeks` -> `3`."""
    match = _match(_WEEKS, text)
    return str(int(match["number"])) if match and 1 <= int(match["number"]) <= 12 else ""


def currency(text: str) -> str:
    """The currency in `€400` or `400 EUR`: its ISO 4217 code, `$` if that could be several."""
    match = _match(_MONEY, text)
    found = (match["before"] or match["after"] or "") if match else ""
    return _SIGNS.get(found, found)


def amount(text: str) -> str:
    """`€1,200` -> `1200`; empty for a range."""
    match = _match(_MONEY, text)
    return _plain(match["low"]) if match and not match["high"] else ""


class Pay(NamedTuple):
    """Pay as YAML in flow style; `doubt` ends the advice where the text left something out."""

    written: str
    doubt: str


def pay(text: str) -> Pay | None:
    """`€300-450 an hour` -> `{min: 300, max: 450, currency: EUR, per: hour}`."""
    match = _match(_MONEY, text)
    if match is None:
        return None
    low, high = _plain(match["low"]), _plain(match["high"] or match["low"])
    if not 0 < float(low) <= float(high):
        return None
    money = f"amount: {low}" if low == high else f"min: {low}, max: {high}"
    code = currency(text)
    per = "hour" if "h" in (match["per"] or "").lower() else "project"
    written = f"{{{money}, currency: {code if len(code) == 3 else 'USD'}, per: {per}}}"
    doubts = [
        *(["with your own currency"] if len(code) != 3 else []),
        *(["with `per: hour` if it is for an hour"] if not match["per"] else []),
    ]
    return Pay(written, f", {' and '.join(doubts)}." if doubts else "")


def application(text: str) -> str:
    """An email or web address -> `{email: …}` or `{url: …}`."""
    if match := _match(_EMAIL, text):
        return f"{{email: {match['address']}}}"
    if match := _match(_WEB, text):
        return f"{{url: https://{match['address']}}}"
    return ""


def is_phone_number(text: str) -> bool:
    """Whether it looks like a phone number."""
    return bool(_match(_PHONE, text)) and sum(map(str.isdigit, text)) >= 6


def is_yes(value: object) -> bool:
    """Whether a value says yes: `true`, `yes`, `remote`."""
    return value is True or (isinstance(value, str) and value.strip().lower() in _YES)


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """A long text is no typing mistake, and the patterns could take long on it."""
    return pattern.fullmatch(text.strip()) if len(text) <= _MOST else None


def _plain(number: str) -> str:
    """`1,200` -> `1200`, `12,50` -> `12.50`: three digits after a mark are thousands."""
    number = number.replace(" ", "")
    decimals = re.search(r"[.,]([0-9]{1,2})$", number)
    whole = number[: decimals.start()] if decimals else number
    digits = str(int(re.sub(r"[,.]", "", whole)))
    return f"{digits}.{decimals[1]}" if decimals else digits
