"""What people type for countries, choices, names and lists, as a listing has them.

The words of numbers and money are in `typed_values`. Each function returns an empty text, or None,
where it can't tell what was meant. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from generator.checking.rules.place_country_unknown import countries
from generator.model.dates import as_date

_MOST = 100  # characters; a longer text is no typing mistake
_NOT_A_LETTER = re.compile(r"[\W_]+")
_OTHER_NAMES = {
    "uk": "GB", "great britain": "GB", "britain": "GB", "england": "GB", "scotland": "GB",
    "wales": "GB", "northern ireland": "GB", "el": "GR",
    "usa": "US", "u s": "US", "u s a": "US", "america": "US", "united states of america": "US",
    "holland": "NL", "the netherlands": "NL", "czech republic": "CZ", "turkey": "TR",
    "south korea": "KR", "north korea": "KP", "uae": "AE", "ivory coast": "CI", "burma": "MM",
    "myanmar": "MM", "hong kong": "HK", "macau": "MO", "macao": "MO", "palestine": "PS",
    "republic of ireland": "IE", "russian federation": "RU", "viet nam": "VN", "swaziland": "SZ",
    "cape verde": "CV", "drc": "CD", "democratic republic of the congo": "CD",
    "republic of the congo": "CG", "macedonia": "MK", "the gambia": "GM", "the bahamas": "BS",
    "the philippines": "PH", "republic of korea": "KR",
}  # fmt: skip
_WITHIN_LISTS = re.compile(r"[,;\n]")
_AND = re.compile(r"(?<!\s)\s+(?:and|&|\+|or)\s+", re.IGNORECASE)
_AROUND = re.compile(r"^(?:and|or|&)\s+|(?<!\s)\s+(?:and|or|&)$", re.IGNORECASE)
LOGIN = re.compile(
    r"(?:https?://)?(?:www\.)?(?:github\.com/|gitlab\.com/|codeberg\.org/|@)?"
    r"(?P<name>[A-Za-z0-9_-]+)/?"
)
_COUNT = re.compile(r"(?P<count>[0-9]{1,6})\s*(?:[a-z]+\.?(?: old)?)?", re.IGNORECASE)
_DUE = re.compile(r"(?P<what>.*\S)\s*[ (](?:due|by|until)(?: by| on)? (?P<day>[^()]{6,30})\)?")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YES = {"yes", "y", "true", "on"}
_NO = {"no", "n", "false", "off", "none"}


def country(text: str) -> str:
    """`Portugal`, `pt` or `UK` -> the country's code in ISO 3166-1."""
    folded = _fold(text)
    return _OTHER_NAMES.get(folded, "") or _countries().get(folded, "")


def language(text: str) -> str:
    """`English` or `EN` -> the language's code in ISO 639."""
    return _languages().get(_fold(text), "")


def several(text: str, find: Callable[[str], str | None]) -> list[str]:
    """A list from `Portugal, Spain and Bosnia and Herzegovina`. `find` knows single items.

    An item that `find` does not know stays as it was typed.
    """
    if known := find(text.strip()):
        return [known]
    found: list[str] = []
    for part in _WITHIN_LISTS.split(text):
        found += _joined_by_and(_AROUND.sub("", part.strip()), find)
    return list(dict.fromkeys(item for item in found if item))


def choice(text: str, options: Mapping[str, Iterable[str]]) -> str:
    """The one option that `text` is, or is the beginning of: `begin` -> `beginner`.

    `options` gives each option's other words, such as its label.
    """
    typed = _fold(text)
    if not typed:
        return ""
    names = {
        option: {_fold(word) for word in (option, *words)} for option, words in options.items()
    }
    found = [option for option in options if typed in names[option]]
    if not found:
        found = [o for o in options if any(name.startswith(typed) for name in names[o])]
    return found[0] if len(found) == 1 else ""


def per(text: str) -> str:
    """`an hour`, `/h` or `hourly` -> `hour`; `the whole project` -> `project`."""
    typed = re.sub(r"^(?:(?:per|an?|each|the|whole|entire|for)\s+)+", "", _fold(text))
    if typed in {"h", "hr", "hrs", "hour", "hours", "hourly"}:
        return "hour"
    return "project" if typed in {"project", "fixed", "total", "in total", "all"} else ""


def login(text: str) -> str:
    """`@ana` or `https://github.com/ana` -> `ana`."""
    match = LOGIN.fullmatch(text.strip()) if len(text) <= _MOST else None
    return match["name"] if match else ""


def due(text: str) -> tuple[str, str] | None:
    """`Ten slides, due 15 January 2027` -> the thing, and the day as year-month-day."""
    match = _DUE.fullmatch(text.strip()) if len(text) <= 3 * _MOST else None
    day = as_date(match["day"]) if match else ""
    return (match["what"].rstrip(" ,;:"), day) if match and _ISO_DATE.fullmatch(day) else None


def count(text: str) -> str:
    """`2 people` or `18 years` -> the number."""
    match = _COUNT.fullmatch(text.strip()) if len(text) <= _MOST else None
    return str(int(match["count"])) if match else ""


def yes_or_no(text: str) -> bool | None:
    """True for `yes`, False for `no`, None for anything else."""
    word = text.strip().lower()
    return True if word in _YES else False if word in _NO else None


def _joined_by_and(text: str, find: Callable[[str], str | None]) -> list[str]:
    """The items of `Spain and Trinidad and Tobago`: the longest that are known, from the left."""
    if len(text) > 10 * _MOST:
        return [text]
    parts = _AND.split(text)
    found: list[str] = []
    start = 0
    while start < len(parts):
        for end in range(min(len(parts), start + 4), start, -1):
            if known := find(" and ".join(parts[start:end])):
                break
        else:
            end, known = start + 1, None
        found.append(known or parts[start])
        start = end
    return found if len(found) == 1 or any(find(item) for item in found) else [text]


def _fold(text: str) -> str:
    """Lower case without accents and marks: `Côte d’Ivoire` -> `cote d ivoire`."""
    if len(text) > _MOST:
        return ""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_A_LETTER.sub(" ", plain).strip()


@cache
def _countries() -> dict[str, str]:
    """Codes and English names of Unicode CLDR, folded, and the codes they mean."""
    from babel import Locale  # slow to load, and most files need no name

    known = countries()
    names = Locale("en").territories.items()
    found = {_fold(name): code for code, name in names if code in known}
    return found | {code.lower(): code for code in {*found.values()}}


@cache
def _languages() -> dict[str, str]:
    from babel import Locale

    names = {_fold(str(name)): str(code).replace("_", "-")
             for code, name in Locale("en").languages.items()}  # fmt: skip
    return names | {code.lower(): code for code in names.values() if len(code) == 2}
