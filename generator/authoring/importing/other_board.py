"""A listing of another board of this kind, from its data API -> `Posting`. Pure.

The API has the fields of a listing under their own names (docs/reference/api.md), so that nothing
has to be guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from generator.authoring.importing.posting import Company, Posting, amount, group, several, short

Schema = Mapping[str, Any]
_PATH = "/api/v1/listings/"
_NOT_TAKEN = {"aliases", "status", "employer", "posted"}
_MOST_TEXT = 8000
_MOST_ITEMS = 100


def is_listing_file(url: str, page: str) -> bool:
    """Whether `url` is where the board that has `page` keeps a listing's data."""
    try:
        address, other = urlsplit(url), urlsplit(page)
    except ValueError:
        return False
    same = (address.scheme, address.netloc) == (other.scheme, other.netloc)
    return same and _PATH in address.path and address.path.endswith(".json")


def listing_posting(data: Any, page: str, schema: Schema) -> Posting | None:
    """The posting from a listing's JSON; None if it is none. `schema` is a listing's."""
    found = group(data)
    text = group(found.get("description")).get("markdown")
    title = short(found.get("title"))
    if not title or not isinstance(text, str) or not isinstance(found.get("id"), str):
        return None
    fields = {**found, "description": text[:_MOST_TEXT], "title": title}
    known = schema["properties"]
    exact = {name: value for name in known if name in fields and name not in _NOT_TAKEN
             and (value := plain(fields[name], known[name])) is not None}  # fmt: skip
    if deliverables := exact.get("deliverables"):
        exact["deliverables"] = [_as_typed(item) for item in several(deliverables)]
    employer = group(found.get("employer"))
    return Posting(
        source="the board's own data API",
        url=page,
        title=title,
        company=Company(
            short(employer.get("name"), 80),
            short(employer.get("website"), 200),
            short(employer.get("country"), 2),
            short(employer.get("id"), 60),
        ),
        deadline=short(found.get("deadline")),
        exact=exact | _about_employer(employer, known["employer"]),
    )


def _about_employer(employer: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    """What the API says of the employer, as `employer` of a listing."""
    found = plain({name: employer.get(name) for name in ("industry", "size")}, schema)
    return {"employer": found} if found else {}


def _as_typed(deliverable: Any) -> Any:
    """A sentence, if nothing says when it is due: the API has `what` for each."""
    is_alone = isinstance(deliverable, Mapping) and [*deliverable] == ["what"]
    return deliverable["what"] if is_alone else deliverable


def plain(value: Any, schema: Schema) -> Any:
    """JSON as a listing's data: only known fields, and no number, text or list without an end.

    It goes no deeper than the schema does.

    None if nothing of it can be in a listing.
    """
    if isinstance(value, Mapping):
        fields = schema.get("properties", {})
        found = {name: plain(value[name], fields[name]) for name in fields if name in value}
        return {name: item for name, item in found.items() if item is not None} or None
    if isinstance(value, list):
        known = schema.get("items")
        items = (plain(item, known) for item in value[:_MOST_ITEMS] if known)
        return [item for item in items if item is not None] or None
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        number = amount(value)
        return int(number) if number is not None and number == int(number) else number
    return value[:_MOST_TEXT] if isinstance(value, str) and value.strip() else None
