"""Slices: the parts of the board that people can follow. Each has a page, feeds and a calendar.

A slice is called `part` in code, because `slice` is a built-in.
"""

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
    """What the listings of a slice have in common."""

    BOARD = "board"
    EMPLOYER = "employer"
    CATEGORY = "category"
    INDUSTRY = "industry"
    SKILL = "skill"
    COLLECTION = "collection"


# The folder of the slices' pages, relative to the site's root.
FOLDERS = {
    SliceKind.EMPLOYER: "employers",
    SliceKind.CATEGORY: "categories",
    SliceKind.INDUSTRY: "industries",
    SliceKind.SKILL: "skills",
    SliceKind.COLLECTION: "collections",
}
Groups = Mapping[SliceKind, Mapping[str, Listings]]  # by kind of slice, then by the slice's id


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the board: its open and closed listings."""

    id: str  # of the employer, term or collection; empty for the whole board
    kind: SliceKind
    label: str
    about: str  # its description in the vocabulary or the settings; may be empty
    open: Listings  # newest first
    closed: Listings  # latest deadline first

    @property
    def path(self) -> str:
        """Its folder, relative to the site's root: `skills/excel/`, empty for the whole board."""
        return f"{FOLDERS[self.kind]}/{self.id}/" if self.id else ""


def group_listings(listings: Iterable[Listing], industry_of: Callable[[Listing], str]) -> Groups:
    """`listings` grouped by employer, category, industry and needed skill, in the same order."""
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
    employers: Iterable[Employer], vocabularies: Vocabularies, open_: Groups, closed: Groups
) -> Iterator[Slice]:
    """A slice for each employer, category, industry and skill.

    Those without a listing today are included: people may want to follow them already.
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
                open_[kind].get(identifier, ()),
                closed[kind].get(identifier, ()),
            )


def collection_slice(
    collection: Collection,
    open_: Listings,
    closed: Listings,
    industry_of: Callable[[Listing], str],
) -> Slice:
    """The slice of the listings that meet the collection's conditions."""

    def matching(listings: Listings) -> Listings:
        return tuple(item for item in listings if collection.has(item, industry_of(item)))

    return Slice(
        collection.id,
        SliceKind.COLLECTION,
        one_line(collection.label) or collection.id,
        collection.description,
        matching(open_),
        matching(closed),
    )
