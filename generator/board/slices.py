"""The parts of the board that can be followed: each has a page, feeds and a calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.model.collection import Collection
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.safe_text import one_line
from generator.model.vocabulary import Vocabularies

Listings = tuple[Listing, ...]


class SliceKind(StrEnum):
    """What a slice is a slice by."""

    BOARD = "board"
    EMPLOYER = "employer"
    CATEGORY = "category"
    INDUSTRY = "industry"
    SKILL = "skill"
    COLLECTION = "collection"


FOLDERS = {
    SliceKind.EMPLOYER: "employers",
    SliceKind.CATEGORY: "categories",
    SliceKind.INDUSTRY: "industries",
    SliceKind.SKILL: "skills",
    SliceKind.COLLECTION: "collections",
}
Groups = Mapping[SliceKind, Mapping[str, Listings]]  # listings by kind of slice, then by its id


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the board. `id` is the employer's, term's or collection's; empty for the board.

    `about` is its description in the vocabulary or the settings, if it has one.
    """

    id: str
    kind: SliceKind
    label: str
    about: str
    open: Listings  # newest first
    closed: Listings  # latest deadline first

    @property
    def path(self) -> str:
        """Its folder on the site, `skills/excel/`; empty for the whole board."""
        return f"{FOLDERS[self.kind]}/{self.id}/" if self.id else ""


def group_listings(listings: Iterable[Listing], industry_of: Callable[[Listing], str]) -> Groups:
    """`listings` by employer, category, industry and needed skill, in the order they come."""
    groups: dict[SliceKind, defaultdict[str, list[Listing]]] = {
        kind: defaultdict(list) for kind in FOLDERS if kind is not SliceKind.COLLECTION
    }
    for item in listings:
        groups[SliceKind.EMPLOYER][item.employer_id].append(item)
        groups[SliceKind.CATEGORY][item.category].append(item)
        groups[SliceKind.INDUSTRY][industry_of(item)].append(item)
        for skill in dict.fromkeys(item.skills):
            groups[SliceKind.SKILL][skill].append(item)
    return {
        kind: {name: tuple(items) for name, items in sorted(found.items())}
        for kind, found in groups.items()
    }


def named_slices(
    employers: Iterable[Employer], vocabularies: Vocabularies, now: Groups, past: Groups
) -> Iterator[Slice]:
    """Each employer, category, industry and skill, whether it has listings today or not.

    A term that no listing uses today has feeds too: people follow it for tomorrow.
    """
    terms = {
        SliceKind.EMPLOYER: [(item.id, item.name, "") for item in employers],
        **{
            kind: [(term.id, term.label, term.description) for term in vocabulary.terms.values()]
            for kind, vocabulary in (
                (SliceKind.CATEGORY, vocabularies.categories),
                (SliceKind.INDUSTRY, vocabularies.industries),
                (SliceKind.SKILL, vocabularies.skills),
            )
        },
    }
    for kind, items in terms.items():
        for identifier, label, about in items:
            yield Slice(
                identifier,
                kind,
                one_line(label) or identifier,
                about,
                now[kind].get(identifier, ()),
                past[kind].get(identifier, ()),
            )


def collection_slice(
    collection: Collection,
    now: Listings,
    past: Listings,
    industry_of: Callable[[Listing], str],
) -> Slice:
    """The open and closed listings that meet the collection's conditions."""

    def chosen(listings: Listings) -> Listings:
        return tuple(item for item in listings if collection.has(item, industry_of(item)))

    return Slice(
        collection.id,
        SliceKind.COLLECTION,
        one_line(collection.label) or collection.id,
        collection.description,
        chosen(now),
        chosen(past),
    )
