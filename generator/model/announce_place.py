"""A place that `board announce` tells what is new: one of `extra.board.announce` in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

# What can be announced, in the order in which a digest shows it.
KINDS = ("opened", "closing", "filled")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class AnnouncePlace:
    """A chat or a mailing list, and what it wants to hear when.

    `id` names its address in the environment, which is never in the settings. `only` are folders of
    the site, such as `skills/python`: a listing has to be in one of them; empty: all listings.
    `when` is `each`, `daily` or `weekly`. `most` is how many messages one run sends at most.
    """

    id: str
    only: tuple[str, ...] = ()
    when: str = "each"
    weekday: str = WEEKDAYS[0]  # of a weekly digest
    what: tuple[str, ...] = KINDS
    most: int = 5

    @property
    def is_digest(self) -> bool:
        """Whether one message has all that is new."""
        return self.when != "each"

    @property
    def hears(self) -> tuple[str, ...]:
        """`what` and `only` in one list, for the record of what was announced."""
        return (*self.what, *self.only)

    def that_heard(self, hears: Collection[str]) -> AnnouncePlace:
        """The same place with another `hears`. A folder has a slash in it, and no kind has one."""
        return replace(
            self,
            what=tuple(part for part in hears if "/" not in part),
            only=tuple(part for part in hears if "/" in part),
        )


def announce_places(data: Mapping[str, Any]) -> tuple[AnnouncePlace, ...]:
    """The places in `data`, which passed its schema, in the same order."""
    return tuple(_place(identifier, fields or {}) for identifier, fields in data.items())


def _place(identifier: str, fields: Mapping[str, Any]) -> AnnouncePlace:
    given = {name: fields[name] for name in ("when", "weekday", "most") if name in fields}
    return AnnouncePlace(
        id=identifier,
        only=tuple(fields.get("only", ())),
        what=tuple(kind for kind in KINDS if kind in fields.get("what", KINDS)),
        **given,
    )
