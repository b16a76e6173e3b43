"""Values of settings that a JSON Schema can't describe: addresses, time zones, currencies.

Each function returns None for a good value. If not, it returns what is wrong, as the end of a
sentence that begins with the setting's name, and what to write instead. Pure.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection
from zoneinfo import ZoneInfo, available_timezones

from generator.checking import typed_values
from generator.checking.field_texts import PARTS
from generator.checking.rule_kit.hosts import disguise, host_of, shortener
from generator.model import colour
from generator.model.web_address import (
    AddressError,
    WebAddress,
    is_ip_address,
    parse_address,
    public_address,
)

Mistake = tuple[str, str] | None  # what is wrong, and what to do

_UNSAFE = re.compile(r"[\s<>\"'`{}|\\^]")
_NAME = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?::[0-9]+)?(?:/.*)?")
_SSH = re.compile(r"(?:ssh://)?git@(?P<host>[\w.-]+)[:/](?P<path>[\w./~-]+)")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")
# Those that Material for MkDocs has words for. A test compares them with it.
LANGUAGES = frozenset(
    (
        "af ar az be bg bn ca cs cy da de el en eo es et eu fa fi fr gl he hi hr hu hy id is "
        "it ja ka kn ko ku-IQ lb lt lv mk mn ms my nb nl nn pl pt pt-BR ro ru sa sh si sk sl "
        "sq sr sv ta te th tl tr uk ur uz vi zh zh-Hant zh-TW"
    ).split()
)
_PAGE = re.compile(r"[^/]/([^/]+\.(?:html?|php|aspx?))$", re.IGNORECASE)
_WITHOUT_START = ("url-relative", "url-scheme", "url-slashes")
_MOST = 200  # characters; a longer text is no typing mistake


def site_address(value: str) -> Mistake:
    """Whether the site can be at `value`: a whole http or https address, without `?` and `#`."""
    example = "Write the whole address, for example `https://projects.northgate.example/`."
    if mistake := _address(value, ("https", "http"), example):
        return mistake
    if "?" in value or "#" in value:
        return "has a `?` or `#` in it.", f"Write `{re.split('[?#]', value)[0]}`."
    return None


def board_address(value: str) -> Mistake:
    """Whether another board can be at `value`: a whole https address of a public website."""
    example = "Copy the address of its home page from the browser."
    if mistake := _address(value, ("https",), example, public_address):
        return mistake
    if "?" in value or "#" in value:
        return "has a `?` or `#` in it.", f"Write `{re.split('[?#]', value)[0]}`."
    if page := _PAGE.search(value):
        return f"ends with the name of a file, `{page[1]}`.", f"Write `{value[: page.start(1)]}`."
    return _shows_where_it_leads(value)


def repository_address(value: str) -> Mistake:
    """Whether `value` is the https address of a repository."""
    if match := _SSH.fullmatch(value[:_MOST]):
        better = f"https://{match['host']}/{match['path'].removesuffix('.git')}"
        return "is no https address.", f"Write `{better}`."
    example = "Write its https address, for example `https://github.com/northgate/projects`."
    return _address(value, ("https",), example)


def contact(value: str) -> Mistake:
    """Whether `value` is an email address or an https address."""
    if value.startswith("https://"):
        return _address(
            value, ("https",), "Copy the address from the browser."
        ) or _shows_where_it_leads(value)
    found = typed_values.application(value)
    if _EMAIL.fullmatch(value[:_MOST]):
        host = f"https://{value[:_MOST].rpartition('@')[2]}"
        return _address(host, ("https",), "Check the part after the @.") or _shows_where_it_leads(
            host
        )
    example = "Write one, for example `contact: board@careers.example`."
    better = found.partition(": ")[2]
    return (
        "is neither an email address nor an https address.",
        f"Did you mean `{better}`?" if better else example,
    )


def time_zone(value: str) -> Mistake:
    """Whether `value` is a name of the tz database."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        zones = sorted(available_timezones())
        close = _same_zone(value, zones) or _alike(value, zones)
        example = "Write one such as `Europe/Lisbon`, or leave it out: anywhere on Earth."
        fix = f"Did you mean `{close}`?" if close else example
        return "is no time zone of the tz database.", fix
    return None


def language(code: str) -> Mistake:
    """Whether the theme has words in this language."""
    if code in LANGUAGES:
        return None
    shorter = code.partition("-")[0]
    close = shorter if shorter in LANGUAGES else ""
    fix = f"Did you mean `{close}`?" if close else f"Write one of {', '.join(sorted(LANGUAGES))}."
    return "is no language of the theme.", fix


def accent(value: str) -> Mistake:
    """Whether `value` is a colour `#rrggbb` in which text can be read on every light ground."""
    if not _COLOUR.fullmatch(value):
        digits = value[:20].strip().lstrip("#")
        digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
        known = f"#{digits.lower()}" if _COLOUR.fullmatch(f"#{digits}") else ""
        known = known and (colour.readable_shade(known) if colour.unreadable_on(known) else known)
        example = 'Write `#` and six hexadecimal digits in quotes, for example `"#1a56db"`.'
        fix = f'Did you mean `"{known}"`?' if known else example
        return "is no colour such as `#1a56db`.", fix
    if ground := colour.unreadable_on(value):
        ratio = f"{int(colour.contrast(value, ground) * 10) / 10}:1"
        name = "white" if ground == "#ffffff" else f"the light ground `{ground}`"
        fix = f'Write the nearest shade that can be read: `"{colour.readable_shade(value)}"`.'
        return f"has a contrast of {ratio} with {name}, and text needs {colour.TEXT}:1.", fix
    return None


def currency(code: str) -> Mistake:
    """Whether `code` is a currency of ISO 4217 in use now, by Unicode's list in Babel."""
    from babel.core import get_global  # Babel is slow to load

    if mistake := unknown_currency(code):
        return mistake
    uses = (use for country in get_global("territory_currencies").values() for use in country)
    if not any(used == code and end is None and tender for used, _, end, tender in uses):
        return "is a currency that no country has now.", _currency_example(code)
    return None


def unknown_currency(code: str) -> Mistake:
    """Whether `code` is or was a currency of ISO 4217, by Unicode's list in Babel."""
    from babel.core import get_global

    known = code in get_global("all_currencies")
    return None if known else ("is no currency of ISO 4217.", _currency_example(code))


def _currency_example(code: str) -> str:
    return meant_currency(code) or "Write its three letters, such as `EUR`."


def meant_currency(text: str) -> str:
    """ "Did you mean `EUR`?" for `EURO`, `euro` or `€`; empty if that can't be said."""
    found = typed_values.currencies(text[:20])
    found = found or typed_values.currencies(text[:20].lower().removesuffix("s"))
    found = found or typed_values.currencies(text[:20].upper())
    known = [code for code in found if code != text]
    return f"Did you mean {' or '.join(f'`{code}`' for code in known)}?" if known else ""


def meant_id(text: str) -> str:
    """ "Did you mean `first-steps`?" for `First steps`; empty if nothing is left of the text."""
    better = re.sub(r"[^a-z0-9]+", "-", text[:_MOST].lower()).strip("-")
    return f"Did you mean `{better}`?" if better else ""


def closest(name: str, known: Collection[str]) -> str:
    """The one of `known` that is nearly `name`; empty if none is."""
    return _alike(name, sorted(known))


def _address(
    value: str,
    schemes: Collection[str],
    example: str,
    parse: Callable[[str], WebAddress] = parse_address,
) -> Mistake:
    if _UNSAFE.search(value):
        return "has a character in it that no address has, such as a space.", example
    try:
        scheme = parse(value).scheme
    except AddressError as error:
        if error.reason not in _WITHOUT_START:
            reason = PARTS[error.reason].format_map(error.values)
            return f"is an address that can't be used: {reason}", example
        scheme = ""
    if scheme not in schemes:
        rest = value.partition("://")[2] or value
        better = f"https://{rest.lstrip('/')}"
        is_name = _NAME.fullmatch(rest[:_MOST]) and len(rest) <= _MOST
        kind = "no https address" if "http" not in schemes else "no whole web address"
        return f"is {kind}.", f"Did you mean `{better}`?" if is_name else example
    return None


def _shows_where_it_leads(address: str) -> Mistake:
    """Whether the address shows where it leads. A board on a closed network may name one there."""
    host = host_of(address)
    fix = "Write an address that everyone can use, and that shows where it leads."
    if is_ip_address(host):
        return f"has numbers instead of the name of a website: `{host}`.", fix
    if label := disguise(host):
        return f"has letters of another alphabet that look like Latin ones: `{label}`.", fix
    if service := shortener(host):
        return f"hides where it leads, behind `{service}`.", fix
    return None


def _same_zone(value: str, zones: Collection[str]) -> str:
    """The zone of a city: `Lisbon`, `europe/lisbon` or `New York`."""
    wanted = "_".join(value.split()).lower()
    by_city = [zone for zone in zones if zone.rpartition("/")[2].lower() == wanted]
    same = [zone for zone in zones if zone.lower() == wanted] or by_city
    with_area = [zone for zone in same if "/" in zone]
    return (with_area or same or [""])[0]


def _alike(value: str, known: Collection[str]) -> str:
    lower = {name.lower(): name for name in known}
    found = difflib.get_close_matches(value[:80].lower(), lower, n=1, cutoff=0.75)
    return lower[found[0]] if found else ""
