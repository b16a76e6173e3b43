"""An employer, typed. Built only from data that passed `schema/employer.schema.json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Employer:
    """An organisation that offers work. `id` is its folder's name, for example `acme`."""

    id: str
    name: str
    website: str
    about: str
    industry: str
    country: str
    size: str | None = None
    logo: str | None = None
    maintainers: tuple[str, ...] = ()
    verified: bool = False

    @property
    def url(self) -> str:
        """The page's address, relative to the site's root."""
        return f"employers/{self.id}/"

    @property
    def file(self) -> str:
        """The file it came from, relative to the board's root."""
        return f"listings/{self.id}/employer.yml"


def employer_from(identifier: str, data: Mapping[str, Any]) -> Employer:
    """Build an employer from `data` that passed its schema."""
    return Employer(
        id=identifier,
        name=data["name"],
        website=data["website"],
        about=data["about"].strip(),
        industry=data["industry"],
        country=data["country"],
        size=data.get("size"),
        logo=data.get("logo"),
        maintainers=tuple(data.get("maintainers", ())),
        verified=bool(data.get("verified", False)),
    )
