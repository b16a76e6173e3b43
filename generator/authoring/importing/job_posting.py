"""A schema.org JobPosting -> `Posting`. Pure.

What the properties mean: schema.org/JobPosting, and Google Search Central, "Job posting".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from generator.authoring.importing.posting import (
    Company,
    Place,
    Posting,
    Salary,
    amount,
    country_code,
    group,
    pay_text,
    salary,
    several,
    short,
)

_PER = {"hour": "hour", "hourly": "hour", "day": "day", "daily": "day", "week": "week",
        "weekly": "week", "month": "month", "monthly": "month", "year": "year",
        "yearly": "year", "annually": "year", "annual": "year"}  # fmt: skip
_MOST_NAMED = 5  # places and words in a sentence


def job_posting(item: Mapping[str, Any], page: str, source: str) -> Posting:
    """The posting of a JobPosting on the page at `page`. Never raises for any JSON."""
    pay, pay_said = _salary(item.get("baseSalary"))
    return Posting(
        source=source,
        url=page,
        title=_text(item.get("title")) or _text(item.get("name")),
        html=_long(item.get("description")),
        apply_url=_secure(_address(item.get("url"), page)) or page,
        company=_company(item.get("hiringOrganization"), page),
        place=_place(item),
        salary=pay,
        salary_said=pay_said or _text(item.get("baseSalary")),
        deadline=_text(item.get("validThrough")),
        start=_text(item.get("jobStartDate")),
        openings=_whole(item.get("totalJobOpenings")),
        employment=_listed(item.get("employmentType")),
        hours_said=_listed(item.get("workHours")),
        skills_said=" · ".join(_texts(item.get("skills"), 50)),
    )


def _text(value: Any) -> str:
    """The first text in a value, which may be a list or a group that has a name."""
    for one in several(value):
        if isinstance(one, Mapping):
            one = one.get("@value", one.get("name", one.get("value")))
        if found := short(one):
            return found
    return ""


def _long(value: Any) -> str:
    for one in several(value):
        one = group(one).get("@value", one)
        if isinstance(one, str) and one.strip():
            return one
    return ""


def _texts(value: Any, most: int) -> list[str]:
    found = (_text(one) for one in several(value))
    return [*dict.fromkeys(text for text in found if text)][:most]


def _listed(value: Any) -> str:
    return ", ".join(_texts(value, _MOST_NAMED))


def _whole(value: Any) -> int | None:
    number = amount(_text(value))
    return int(number) if number is not None and number == int(number) else None


def _address(value: Any, page: str) -> str:
    text = _text(value)
    try:
        return urljoin(page, text) if text else ""
    except ValueError:
        return ""


def _secure(url: str) -> str:
    return url if url.startswith("https://") else ""


def _company(value: Any, page: str) -> Company:
    for one in several(value):
        if isinstance(one, str):
            return Company(name=short(one, 80))
        found = group(one)
        website = next(
            (url for name in ("sameAs", "url") if (url := _website(found.get(name), page))), ""
        )
        address = group(next(several(found.get("address")), None))
        name = _text(found.get("name"))[:80].strip()
        return Company(name, website, _country(address.get("addressCountry")))
    return Company()


def _website(value: Any, page: str) -> str:
    """The first https address that is not too long."""
    found = (_address(one, page) for one in several(value))
    return next((url for url in found if url.startswith("https://") and len(url) <= 200), "")


def _country(value: Any) -> str:
    return country_code(_text(value))


def _place(item: Mapping[str, Any]) -> Place:
    is_remote = "TELECOMMUTE" in {text.upper() for text in _texts(item.get("jobLocationType"), 9)}
    requirements = [_text(one) for one in several(item.get("applicantLocationRequirements"))]
    countries = tuple(dict.fromkeys(filter(None, map(country_code, requirements))))
    places = [*_places(item.get("jobLocation"))]
    first = places[0] if len(places) == 1 else Place()
    said = "; ".join(_short_list(place.said for place in places))
    if is_remote:
        unknown = ", ".join(_short_list(text for text in requirements if not country_code(text)))
        return Place("remote", applicant_countries=countries[:60], said=unknown)
    return Place("", first.city, first.region, first.country, said=said)


def _short_list(texts: Iterable[str]) -> list[str]:
    found = [*dict.fromkeys(text for text in texts if text)]
    return [*found[:_MOST_NAMED], "…"] if len(found) > _MOST_NAMED else found


def _places(value: Any) -> Iterator[Place]:
    for one in several(value):
        address = group(one).get("address", one)
        if isinstance(address, list):
            address = next(several(address), None)
        if isinstance(address, str):
            yield Place(said=short(address))
            continue
        parts = [_text(group(address).get(f"address{name}"))
                 for name in ("Locality", "Region", "Country")]  # fmt: skip
        said = ", ".join(part for part in parts if part) or _text(group(one).get("name"))
        if said:
            yield Place("", parts[0][:80], parts[1][:80], country_code(parts[2]), said=said)


def _salary(value: Any) -> tuple[Salary | None, str]:
    """The pay if all of it can be read, and how the page says it."""
    for one in several(value):
        base = group(one)
        inner = base.get("value", base)
        if isinstance(inner, list):
            inner = next(several(inner), None)
        numbers = group(inner)
        if not numbers:
            numbers = {"value": inner}
        unit = _text(numbers.get("unitText")) or _text(base.get("unitText"))
        per = _PER.get(unit.lower(), "")
        low, high = (_first_text(numbers, base, (f"{end}Value", "value")) for end in ("min", "max"))
        currency = _text(base.get("currency")) or _text(numbers.get("currency"))
        if any(amount(end) is None for end in (low, high) if end):
            return None, pay_text(low, high, currency, per)
        if found := salary(low, high, currency, per):
            return found, found.said
    return None, ""


def _first_text(numbers: Mapping[str, Any], base: Mapping[str, Any], names: Iterable[str]) -> str:
    texts = (_text(source.get(name)) for name in names for source in (numbers, base))
    return next((text for text in texts if text), "")
