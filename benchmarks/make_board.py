"""Makes a large board: `python -m benchmarks.make_board DIR --listings 10000`.

The same arguments always give the same board. Listings are all different and about 1.8 KB of YAML
each, as the samples in listings/ are, and like them in which fields they have, in the languages and
the Markdown of their texts (benchmarks/board_texts.py) and in how much these vary. There are many
employers, skills, countries and currencies. One in nine is filled or withdrawn, and some deadlines
have passed.
"""

from __future__ import annotations

import argparse
import random
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.board_texts import ENGLISH, Writer, choose_language
from tests.support.paths import ROOT

DAY = date(2026, 11, 23)
_PLACES = {
    "US": ("USD", "Springfield", "Illinois"), "DE": ("EUR", "Lübeck", "Schleswig-Holstein"),
    "GB": ("GBP", "Leeds", "England"), "IN": ("INR", "जयपुर", "Rajasthan"),
    "CA": ("CAD", "Winnipeg", "Manitoba"), "JP": ("JPY", "京都", "Kansai"),
    "PT": ("EUR", "Setúbal", ""), "BR": ("BRL", "São Luís", "Maranhão"),
    "KE": ("KES", "Nakuru", ""), "NO": ("NOK", "Tromsø", ""), "MX": ("MXN", "Mérida", "Yucatán"),
    "PL": ("PLN", "Łódź", ""), "FR": ("EUR", "Orléans", "Centre"), "ES": ("EUR", "Cádiz", ""),
    "EG": ("EGP", "الإسكندرية", ""), "NL": ("EUR", "Zwolle", ""), "SE": ("SEK", "Luleå", ""),
}  # fmt: skip


class _Terms(NamedTuple):
    """The ids of the vocabularies, and the least pay an hour by currency."""

    skills: list[str]
    categories: list[str]
    industries: list[str]
    floors: dict[str, float]


class _Inline(dict[str, Any]):
    """A mapping that is written on one line."""


class _InlineList(list[Any]):
    """A list that is written on one line."""


class _Block(str):
    """A text that is written as a block."""

    __slots__ = ()


class _Dumper(yaml.CSafeDumper):
    """Writes the three types above as their names say, and no anchors, which a board refuses."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_MAP, _LIST, _TEXT = (f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str"))
_Dumper.add_representer(
    _Inline, lambda dumper, value: dumper.represent_mapping(_MAP, value, flow_style=True)
)
_Dumper.add_representer(
    _InlineList, lambda dumper, value: dumper.represent_sequence(_LIST, value, flow_style=True)
)
_Dumper.add_representer(
    _Block, lambda dumper, value: dumper.represent_scalar(_TEXT, str(value), style="|")
)


def write_board(folder: Path, listings: int, seed: int = 1) -> None:
    """Write a board of `listings` listings to `folder`, which must not exist."""
    folder.mkdir(parents=True)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    # Formats of feeds as on a new board.
    settings = re.sub(r"^    slice_feeds: .*\n", "", settings, flags=re.MULTILINE)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    write_listings(folder, listings, seed)


def change_one(board: Path) -> tuple[Path, bytes]:
    """Give the last listing another level. Returns its file and what was in it before."""
    path = max((board / "listings").glob("*/project-*.yml"))
    before = path.read_bytes()
    level = b"beginner" if b"\nlevel: intermediate" in before else b"intermediate"
    path.write_bytes(re.sub(rb"(?<=\nlevel: )\w+", level, before, count=1))
    return path, before


def write_listings(folder: Path, listings: int, seed: int) -> None:
    """Write listings/ below `folder`, with twenty listings for each employer."""
    choose = random.Random(seed)
    settings = yaml.load((ROOT / "mkdocs.yml").read_bytes(), Loader=yaml.CSafeLoader)
    floors = settings["extra"]["board"]["floors"]
    terms = _Terms(_ids("skills"), _ids("categories"), _ids("industries"), floors)
    site = ""
    for number in range(listings):
        employer = folder / "listings" / f"employer-{number // 20:05}"
        if number % 20 == 0:
            employer.mkdir(parents=True)
            name = "".join(choose.sample(ENGLISH.words[:56], 3))
            site = f"https://{name}{number // 20}.example"
            text = _yaml(_employer(choose, site, number // 20, terms))
            (employer / "employer.yml").write_text(text, encoding="utf-8")
        text = _yaml(_listing(choose, employer.name, number, site, terms))
        (employer / f"project-{number:06}.yml").write_text(text, encoding="utf-8")


def _yaml(data: dict[str, Any]) -> str:
    return str(yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=9_999))


def _ids(name: str) -> list[str]:
    data = yaml.load((ROOT / "schema" / f"{name}.yml").read_bytes(), Loader=yaml.CSafeLoader)
    return [term["id"] for term in data["terms"]]


def _employer(choose: random.Random, site: str, number: int, terms: _Terms) -> dict[str, Any]:
    writer = Writer(choose, choose_language(choose), site)
    return {
        "name": f"{writer.words(2)} {number}",
        "website": site,
        "about": writer.between(60, 280),
        "industry": choose.choice(terms.industries),
        "country": choose.choice([*_PLACES]),
        "maintainers": _InlineList([f"employer-{number:05}-owner"]),
    }


def _listing(
    choose: random.Random, employer: str, number: int, site: str, terms: _Terms
) -> dict[str, Any]:
    language = choose_language(choose)
    writer = Writer(choose, language, site)
    level = choose.choices(["beginner", "intermediate", "advanced"], [47, 44, 9])[0]
    hours = choose.randint(8, 60)
    weeks = min(12, hours // 12 + choose.randint(1, 3))
    posted = DAY - timedelta(days=choose.randint(0, 60))
    deadline = posted + timedelta(days=choose.randint(20, 90))
    start = deadline + timedelta(days=choose.randint(3, 20))
    has_start = choose.random() < 0.5
    skills = choose.sample(terms.skills, choose.randint(1, 7))
    needed = 2 if level == "beginner" else 4
    country = choose.choice([*_PLACES])
    listing = {
        "title": f"{writer.words(choose.randint(4, 6))} {number}",
        "summary": writer.between(60, 190),
        "description": _Block(writer.description()),
        "deliverables": _deliverables(choose, writer, start if has_start else None, weeks),
        "category": choose.choice(terms.categories),
        "industry": choose.choice(terms.industries) if choose.random() < 0.18 else None,
        "skills": skills[:needed],
        "gains": skills[needed:] or None,
        "level": level,
        "hours": _Inline(min=max(5, hours - 5), max=hours) if choose.random() < 0.53 else hours,
        "duration_weeks": weeks,
        "start": start if has_start else choose.choice(["flexible", None]),
        "pay": _pay(choose, writer, hours, country, terms),
        "place": _place(choose, country),
        **_optional(choose, writer, country),
        "language": language.tag if language is not ENGLISH or choose.random() < 0.2 else None,
        "posted": posted,
        "deadline": deadline,
        "status": choose.choices([None, "filled", "withdrawn"], [89, 7, 4])[0],
        "apply": _apply(choose, writer, site, number),
        "aliases": [f"{employer}/former-{number:06}"] if choose.random() < 0.02 else None,
    }
    return {name: value for name, value in listing.items() if value is not None}


def _deliverables(
    choose: random.Random, writer: Writer, start: date | None, weeks: int
) -> list[Any]:
    found: list[Any] = [writer.words(choose.randint(5, 9)) for _ in range(choose.randint(1, 4))]
    if start and choose.random() < 0.58:
        due = start + timedelta(days=weeks * 7 - 1)
        found[-1] = {"what": found[-1], "due": due}
    return found


def _pay(
    choose: random.Random, writer: Writer, hours: int, country: str, terms: _Terms
) -> dict[str, Any]:
    currency = _PLACES[country][0]
    rate = round(terms.floors[currency] * choose.uniform(1.3, 2.2)) + 1
    each = choose.choices(["project", "hour"], [64, 36])[0]
    amount = rate if each == "hour" else rate * hours
    sums = {"amount": amount} if choose.random() < 0.76 else {"min": amount, "max": amount * 5 // 4}
    note = {"note": writer.between(30, 120)} if choose.random() < 0.44 else {}
    return {**sums, "currency": currency, "per": each, **note}


def _place(choose: random.Random, country: str) -> dict[str, Any]:
    if choose.random() < 0.67:
        place = _Inline(mode="remote")
        if choose.random() < 0.9:
            others = choose.sample([*_PLACES], choose.randint(0, 5))
            place["applicant_countries"] = [*dict.fromkeys([country, *others])]
        if choose.random() < 0.35:
            place["hours_overlap"] = f"{choose.randint(2, 4)} hours between 10:00 and 18:00"
        return place
    place = _Inline(mode=choose.choice(["hybrid", "onsite"]), city=_PLACES[country][1])
    if region := _PLACES[country][2]:
        place["region"] = region
    return _Inline(place, country=country)


def _optional(choose: random.Random, writer: Writer, country: str) -> dict[str, Any]:
    """Fields that many listings do without."""

    def maybe(chance: float, value: Any) -> Any:
        return value if choose.random() < chance else None

    def some(values: dict[str, Any]) -> dict[str, Any] | None:
        return {name: value for name, value in values.items() if value is not None} or None

    nda = maybe(0.27, choose.random() < 0.2)
    audiences = choose.sample(["students", "graduates", "career-changers"], choose.randint(1, 3))
    eligibility = {
        "audience": maybe(0.9, _InlineList(audiences)),
        "work_authorisation": maybe(0.3, f"You must be allowed to invoice in {country}."),
    }
    offers = {
        "mentor": maybe(0.56, choose.choice([True, writer.words(4)])),
        "feedback": maybe(0.6, choose.choice([True, writer.words(5)])),
        "reference": maybe(0.56, True),
        "credit": maybe(0.09, True),
        "attribution": maybe(0.33, writer.words(5)),
        "pathway": maybe(0.13, _InlineList(choose.sample(["internship", "job"], 1))),
    }
    terms = {
        "engagement": choose.choice(["contractor", "contractor", "employee", "stipend"]),
        "ip": maybe(0.4, writer.between(30, 100)),
        "portfolio": "no" if nda else maybe(0.85, choose.choice(["yes", "ask"])),
        "nda": nda,
        "ai_policy": maybe(0.27, writer.between(30, 100)),
    }
    return {
        "eligibility": some(eligibility) if choose.random() < 0.27 else None,
        "offers": some(offers),
        "terms": maybe(0.93, some(terms)),
        "openings": maybe(0.11, choose.randint(2, 4)),
        "team_size": maybe(0.29, choose.randint(2, 12)),
        "accommodations": maybe(0.24, writer.between(60, 200)),
    }


def _apply(choose: random.Random, writer: Writer, site: str, number: int) -> dict[str, Any]:
    host = site.removeprefix("https://")
    to = {"email": f"work@{host}"} if choose.random() < 0.6 else {"url": f"{site}/apply/{number}"}
    if choose.random() < 0.64:
        to["instructions"] = writer.between(60, 250)
    return to


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--listings", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    write_board(arguments.folder, arguments.listings, arguments.seed)


if __name__ == "__main__":
    main()
