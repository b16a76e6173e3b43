"""How many problems are kept, so that one file or pull request can't give them without end.

What is not kept is counted, and one more problem says how many those are. Errors come before
hints: a hint is never kept in the place of an error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from generator.model.numbers import count
from generator.model.problem import Place, Problem, Severity, in_order

MOST_IN_A_FILE = 50
MOST_IN_A_REVIEW = 1_000


class FileProblems:
    """The problems of one file as they are found: the first 50 are kept, the others counted."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._kept: dict[Severity, dict[Problem, None]] = {severity: {} for severity in Severity}
        self._counted = dict.fromkeys(Severity, 0)
        self.add(*problems)

    @property
    def is_full(self) -> bool:
        """Whether another error would only be counted, so that nobody needs its words."""
        return len(self._kept[Severity.ERROR]) >= MOST_IN_A_FILE

    def add(self, *problems: Problem) -> None:
        """Keep the problems, or count those that are too many."""
        for problem in problems:
            kept = self._kept[problem.severity]
            if problem.others:
                self._counted[problem.severity] += problem.others
            elif len(kept) < MOST_IN_A_FILE:
                kept[problem] = None
            elif problem not in kept:
                self._counted[problem.severity] += 1

    def count_error(self) -> None:
        """Count an error whose words nobody needs: see `is_full`."""
        self._counted[Severity.ERROR] += 1

    def result(self) -> tuple[Problem, ...]:
        """At most 50 problems, and one that says how many more there are."""
        errors, hints = self._kept[Severity.ERROR], self._kept[Severity.HINT]
        room = MOST_IN_A_FILE - len(errors)
        kept, dropped_hints = [*errors, *[*hints][:room]], max(0, len(hints) - room)
        file = kept[0].place.file if kept else ""
        counted = self._counted
        others = counted[Severity.ERROR] + counted[Severity.HINT] + dropped_hints
        if not others:
            return tuple(kept)
        severity = Severity.ERROR if counted[Severity.ERROR] else Severity.HINT
        message = f"and {count(others, 'more problem')} in this file."
        fix = "Only the first are shown: change those, and then check again."
        more = Problem(Place(file), "file/more-problems", message, fix, severity, others)
        return (*kept, more)


def limited(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """At most 50 problems of each file and one that says how many more; all in order."""
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in in_order([*problems]):
        by_file[problem.place.file].append(problem)
    kept = (problem for file in by_file for problem in FileProblems(by_file[file]).result())
    return in_order([*kept])


def limited_review(problems: Iterable[Problem], place: Place) -> tuple[Problem, ...]:
    """At most 1,000 problems in order, and one at `place` that says how many more there are."""
    problems = in_order([*problems])
    if len(problems) <= MOST_IN_A_REVIEW:
        return problems
    by_severity = sorted(problems, key=lambda problem: problem.severity)
    kept, dropped = by_severity[:MOST_IN_A_REVIEW], by_severity[MOST_IN_A_REVIEW:]
    others, files = total(dropped), len({problem.place.file for problem in dropped})
    message = f"and {count(others, 'more problem')} in {count(files, 'file')}."
    fix = "Only the first are shown: change those, and the others follow."
    severity = dropped[0].severity
    more = Problem(place, "change/more-problems", message, fix, severity, others)
    return (*in_order(kept), more)


def total(problems: Iterable[Problem]) -> int:
    """How many problems these are, with those that are only counted."""
    return sum(problem.others or 1 for problem in problems)
