"""Finds the listings that are shown below a listing, because they resemble it. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from generator.model.listing import Listing

_MAX_RELATED = 4  # both lists together
_MAX_ELSEWHERE = 2
_CANDIDATES = 12  # only for this many are industry and level compared
# Only the newest listings of a skill or category are compared. Otherwise the time would grow with
# the square of the board.
_NEWEST = 20

_ByName = Mapping[str, Sequence[Listing]]


class Related(NamedTuple):
    """The listings shown below a listing, best first. None is in both lists."""

    similar: tuple[Listing, ...]
    elsewhere: tuple[Listing, ...]  # they share a skill, but are in another industry


class RelatedListings:
    """Finds related listings among the `open` ones of a board.

    Each open listing has a number, its place in the order of ids, so that a score and an id sort
    as one number: with ids and listings, this takes two thirds longer.
    """

    def __init__(
        self,
        open_: Iterable[Listing],
        by_skill: _ByName,
        by_category: _ByName,
        industry_of: Callable[[Listing], str],
    ) -> None:
        """`by_skill` and `by_category` have the open listings by the term's id, newest first."""
        self._listings = sorted(open_, key=lambda item: item.id)
        numbers = {item.id: number for number, item in enumerate(self._listings)}
        self._numbers = numbers
        self._industry_of = industry_of
        self._industries = [industry_of(item) for item in self._listings]
        self._employers = [item.employer_id for item in self._listings]
        self._skills, self._categories = (
            {name: [numbers[item.id] for item in items[:_NEWEST]] for name, items in group.items()}
            for group in (by_skill, by_category)
        )

    def of(self, listing: Listing) -> Related:
        """The open listings with the highest scores.

        A shared skill scores 3, the same category 2, the same industry and level 1 each. Other
        employers come first once an employer has two of the similar listings, or one of those in
        other industries.
        """
        score, with_shared_skill = self._scores(listing)
        industries, industry = self._industries, self._industry_of(listing)
        found = self._by_score(score)
        in_other_industries = (
            other for other in found if industries[other] != industry and other in with_shared_skill
        )
        elsewhere = self._spread(islice(in_other_industries, _CANDIDATES), 1)[:_MAX_ELSEWHERE]
        candidates = {
            other: score[other]
            + (industries[other] == industry)
            + (self._listings[other].level == listing.level)
            for other in found[:_CANDIDATES]
            if other not in elsewhere
        }
        similar = self._spread(self._by_score(candidates), 2)[: _MAX_RELATED - len(elsewhere)]
        return Related(self._named(similar), self._named(elsewhere))

    def _scores(self, listing: Listing) -> tuple[dict[int, int], set[int]]:
        """The scores for shared skills and category, and which listings share a skill."""
        score: dict[int, int] = defaultdict(int)
        for skill in listing.skills:
            for other in self._skills.get(skill, ()):
                score[other] += 3
        with_shared_skill = {*score}
        for other in self._categories.get(listing.category, ()):
            score[other] += 2
        score.pop(self._numbers.get(listing.id, -1), None)
        return score, with_shared_skill

    def _by_score(self, scores: Mapping[int, int]) -> list[int]:
        """The highest score first, then in the order of ids."""
        size = len(self._listings)
        ordered = sorted([number - score * size for number, score in scores.items()])
        return [value % size for value in ordered]

    def _spread(self, numbers: Iterable[int], per_employer: int) -> list[int]:
        """`numbers`, with those of an employer beyond the first `per_employer` moved to the end."""
        count: dict[str, int] = defaultdict(int)
        first: list[int] = []
        rest: list[int] = []
        for number in numbers:
            employer = self._employers[number]
            count[employer] += 1
            (first if count[employer] <= per_employer else rest).append(number)
        return first + rest

    def _named(self, numbers: Iterable[int]) -> tuple[Listing, ...]:
        return tuple(self._listings[number] for number in numbers)
