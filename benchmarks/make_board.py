"""Makes a large board: `python -m benchmarks.make_board DIR --listings 10000`.

The same arguments always give the same board. Listings are about 1.7 KB of YAML each and all
different, with many employers, skills, countries and currencies. One in ten is closed.
"""

from __future__ import annotations

import argparse
import random
import shutil
from datetime import date, timedelta
from pathlib import Path

import yaml

from tests.support.paths import ROOT

DAY = date(2026, 11, 23)
_WORDS = (
    "survey report customers market interviews data sheet findings weekly draft editor review "
    "launch campaign story archive museum garden bakery clinic logistics sensor forecast budget "
    "train station river harbour library school festival podcast newsletter translation subtitle "
    "prototype sketch logo poster map photo video script workshop plan checklist template guide "
    "and for with from into about our your the a new small local clear honest short careful"
).split()
_MONEY = {"USD": 30, "EUR": 25, "GBP": 22, "INR": 600, "CAD": 35, "JPY": 2500}
_COUNTRIES = "US DE GB IN CA JP PT BR KE NO MX PL FR ES IT NL SE".split()


def write_board(folder: Path, listings: int, seed: int = 1) -> None:
    """Write a board of `listings` listings to `folder`, which must not exist."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    write_listings(folder, listings, seed)


def write_listings(folder: Path, listings: int, seed: int) -> None:
    """Write listings/ below `folder`, with twenty listings for each employer."""
    choose = random.Random(seed)
    skills = _ids("skills")
    categories, industries = _ids("categories"), _ids("industries")
    for number in range(listings):
        employer = folder / "listings" / f"employer-{number // 20:05}"
        if number % 20 == 0:
            employer.mkdir(parents=True)
            text = _employer(choose, employer.name, industries)
            (employer / "employer.yml").write_text(text, encoding="utf-8")
        text = _listing(choose, employer.name, number, skills, categories)
        (employer / f"project-{number:06}.yml").write_text(text, encoding="utf-8")


def _ids(name: str) -> list[str]:
    data = yaml.load((ROOT / "schema" / f"{name}.yml").read_bytes(), Loader=yaml.CSafeLoader)
    return [term["id"] for term in data["terms"]]


def _sentence(choose: random.Random, words: int) -> str:
    return " ".join(choose.choices(_WORDS, k=words)).capitalize() + "."


def _employer(choose: random.Random, name: str, industries: list[str]) -> str:
    return (
        f"name: Employer {name[-5:]}\nwebsite: https://{name}.example\n"
        f"about: {_sentence(choose, 20)}\nindustry: {choose.choice(industries)}\n"
        f"country: {choose.choice(_COUNTRIES)}\nmaintainers: [{name}-owner]\n"
    )


def _listing(
    choose: random.Random, employer: str, number: int, skills: list[str], categories: list[str]
) -> str:
    hours = choose.randint(8, 40)
    currency = choose.choice([*_MONEY])
    pay = hours * _MONEY[currency]
    posted = DAY - timedelta(days=choose.randint(0, 60))
    deadline = posted + timedelta(days=choose.randint(20, 90))
    chosen = choose.sample(skills, choose.randint(2, 5))
    country = choose.choice(_COUNTRIES)
    place = choose.choice(
        [
            f"{{mode: remote, applicant_countries: [{country}]}}",
            "{mode: remote}",
            f"{{mode: hybrid, city: Springfield, country: {country}}}",
        ]
    )
    status = "\nstatus: filled" if number % 10 == 0 else ""
    paragraphs = "\n\n".join(
        "  " + "\n  ".join(_sentence(choose, 12) for _ in range(4)) for _ in range(2)
    )
    return f"""\
title: {_sentence(choose, 5)[:-1]} {number}
summary: {_sentence(choose, 14)}
description: |
{paragraphs}

  - {_sentence(choose, 8)}
  - **{choose.choice(_WORDS)}**: {_sentence(choose, 9)}
deliverables:
  - {_sentence(choose, 7)}
  - {_sentence(choose, 6)}
category: {choose.choice(categories)}
skills: [{", ".join(chosen)}]
level: {choose.choice(["beginner", "intermediate", "advanced"])}
hours: {{min: {max(5, hours - 5)}, max: {hours}}}
duration_weeks: {choose.randint(2, 6)}
start: flexible
pay: {{amount: {pay}, currency: {currency}, per: project}}
place: {place}
offers: {{mentor: true, feedback: true}}
terms: {{engagement: contractor, portfolio: yes, nda: false}}
posted: {posted}
deadline: {deadline}{status}
apply: {{url: https://{employer}.example/apply/{number}}}
"""


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
