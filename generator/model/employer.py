"""An employer, typed. Built only from data that passed `schema/employer.schema.json`.

It is in its folder's employer.yml. While there is none, a listing can carry it in `employer`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator.model.problem import Path

INLINE = "employer"  # the field of a listing that carries its employer


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
    verified_on: date | None = None  # None: the maintainers did not say
    verified_how: str = ""  # `website`, `dns` or `contact`; empty: they did not say
    inline_in: str = ""  # the id of the listing that carries it; empty: it is in employer.yml

    @property
    def url(self) -> str:
        """The page's address, relative to the site's root."""
        return f"employers/{self.id}/"

    @property
    def file(self) -> str:
        """The file it came from, relative to the board's root."""
        return f"listings/{self.inline_in or f'{self.id}/employer'}.yml"

    @property
    def place(self) -> Path:
        """The path of its data in `file`."""
        return (INLINE,) if self.inline_in else ()

    def says_the_same(self, other: Employer) -> bool:
        """Whether both describe the same employer. `verified` is the board's word, not theirs."""
        return self._as_written() == other._as_written()

    def _as_written(self) -> Employer:
        return replace(self, inline_in="", verified=False, verified_on=None, verified_how="")


def employer_from(identifier: str, data: Mapping[str, Any], inline_in: str = "") -> Employer:
    """Build an employer from `data` that passed its schema."""
    verified = data.get("verified", False)
    details: Mapping[str, Any] = verified if isinstance(verified, Mapping) else {}
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
        verified=bool(verified),
        verified_on=date.fromisoformat(details["day"]) if details else None,
        verified_how=details.get("how", ""),
        inline_in=inline_in,
    )
