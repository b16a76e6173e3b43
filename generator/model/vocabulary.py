"""The board's vocabularies: skills, categories and industries.

A term's id never changes, because it is part of addresses and feeds. Its label is for people. Its
aliases are other spellings of the same term, so that `MS Excel` finds `excel`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

# The vocabularies, and what a term of each is called.
TERM_NAMES = {"skills": "skill", "categories": "category", "industries": "industry"}
_NOT_A_LETTER = re.compile(r"[^\w+#.]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a vocabulary. `broader` is the id of its area, empty at the top."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    broader: str = ""
    description: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """An ordered set of terms. `name` says what a term is (`skill`); `file` is its file's name."""

    name: str
    file: str
    terms: Mapping[str, Term]
    areas: Mapping[str, Term] = field(default_factory=dict)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self.terms

    def label(self, identifier: str) -> str:
        """The label of a term, or the id itself if it is unknown."""
        term = self.terms.get(identifier)
        return term.label if term else identifier

    def find(self, text: str) -> str | None:
        """The id of the term with this id, label or alias, ignoring case and hyphens."""
        return self._by_spelling.get(fold(text))

    def suggest(self, text: str, most: int = 3) -> tuple[str, ...]:
        """Up to `most` ids that are spelt like `text`, the most similar first."""
        close = difflib.get_close_matches(
            fold(text)[:80], self._by_spelling, n=most * 3, cutoff=0.6
        )
        ids = dict.fromkeys(self._by_spelling[spelling] for spelling in close)
        return tuple(ids)[:most]

    def by_area(self, used: Iterable[str] | None = None) -> list[tuple[str, list[Term]]]:
        """The terms, or those of them whose ids are in `used`, under the labels of their areas.

        Areas and terms keep their order in the file. Terms without a known area come last, under
        `Other`; an area without terms is left out.
        """
        wanted = self.terms if used is None else set(used)
        groups: dict[str, list[Term]] = {area: [] for area in self.areas}
        for term in self.terms.values():
            if term.id in wanted:
                groups.setdefault(term.broader, []).append(term)
        labels = {area: term.label for area, term in self.areas.items()}
        return [(labels.get(area, "Other"), terms) for area, terms in groups.items() if terms]

    @cached_property
    def _by_spelling(self) -> dict[str, str]:
        spellings: dict[str, str] = {}
        for term in self.terms.values():
            for spelling in (term.id, term.label, *term.aliases):
                spellings.setdefault(fold(spelling), term.id)
        return spellings


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """The three vocabularies of a board."""

    skills: Vocabulary
    categories: Vocabulary
    industries: Vocabulary


def fold(text: str) -> str:
    """Normalise a spelling: `MS Excel`, `ms-excel` and `Ms_Excel` all become `ms excel`."""
    return _NOT_A_LETTER.sub(" ", text.casefold()).replace("_", " ").strip()


def vocabulary_from(
    name: str, file: str, data: Mapping[str, Any], base: Vocabulary | None = None
) -> Vocabulary:
    """Build a vocabulary from its file's data, `{areas?: [term...], terms: [term...]}`.

    With a `base`, terms and areas are added to its own, or change those with the same id; what
    they don't say stays. With `only: true`, terms that the data does not name are left out, and so
    are areas if it names any.

    Raises KeyError, TypeError or AttributeError if the data has another shape.
    """
    terms, areas = (base.terms, base.areas) if base else ({}, {})
    new_terms, new_areas = _terms(data["terms"], terms), _terms(data.get("areas", ()), areas)
    if data.get("only"):
        return Vocabulary(name, file, new_terms, new_areas or areas)
    return Vocabulary(name, file, {**terms, **new_terms}, {**areas, **new_areas})


def _terms(items: Iterable[Mapping[str, Any]], base: Mapping[str, Term]) -> dict[str, Term]:
    return {item["id"]: _term(item, base.get(item["id"])) for item in items}


def _term(item: Mapping[str, Any], base: Term | None) -> Term:
    fields = {**item, "aliases": tuple(item["aliases"])} if "aliases" in item else {**item}
    known = {name: fields[name] for name in Term.__slots__ if name in fields}
    return replace(base, **known) if base else Term(**known)
