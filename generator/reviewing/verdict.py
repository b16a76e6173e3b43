"""The review of a pull request, and the verdict and labels that follow from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from generator.checking.check import FAILED
from generator.model.listing import Listing
from generator.model.problem import Problem, Severity, has_errors
from generator.reviewing.events import Event, EventKind
from generator.reviewing.permissions import Reason
from generator.reviewing.routine import Routine
from generator.reviewing.suggestions import Suggestion

MAX_FILES = 500  # With more changed files, none is read: nobody could review them with care.
LABELS = (
    "board: ready",
    "board: to fix",
    "board: maintainer needed",
    "board: new employer",
    "board: new listing",
    "board: closing",
    "board: safe to merge",
)
FORMER_LABELS = ("board: to mend",)  # set by earlier versions; they are only taken off


class Verdict(StrEnum):
    """What has to happen next: nothing, a maintainer's review, or changes by the author."""

    PASS = "pass"  # noqa: S105 - not a password
    NEEDS_MAINTAINER = "needs-maintainer"
    NEEDS_FIXES = "mend"  # the word is part of version 1 of the JSON; people never see it


@dataclass(frozen=True)
class Review:
    """The review of a pull request.

    `base` and `head` are the hashes of the reviewed commits. `files` is the number of changed
    files. If that is more than MAX_FILES, the only problem says so, and there are no events.
    `employer_names` has the names of the employers whose folders change, by id. `routine` is what
    the changes do to listings, if one of the employers' maintainers made nothing but such changes.
    `by_hand` is what a maintainer of the board should look at, because no rule can.
    """

    base: str
    head: str
    author: str
    files: int
    events: tuple[Event, ...] = ()
    reasons: tuple[Reason, ...] = ()
    problems: tuple[Problem, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    employer_names: Mapping[str, str] = field(default_factory=dict)
    routine: Routine = Routine.NO
    by_hand: tuple[str, ...] = ()

    @property
    def safe(self) -> Routine:
        """What it does, if it may be merged at once: `NO` if anything has to be looked at."""
        return self.routine if self.verdict is Verdict.PASS else Routine.NO

    @property
    def verdict(self) -> Verdict:
        """Errors come first: a maintainer should not review what has to change anyway."""
        if self.errors:
            return Verdict.NEEDS_FIXES
        needs_one = self.reasons or has_errors(self.problems)
        return Verdict.NEEDS_MAINTAINER if needs_one else Verdict.PASS

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What the author has to fix. A check that failed is the program's own mistake."""
        return tuple(
            item
            for item in self.problems
            if item.severity is Severity.ERROR and item.rule != FAILED
        )

    @property
    def hints(self) -> tuple[Problem, ...]:
        """What could be better."""
        return tuple(item for item in self.problems if item.severity is Severity.HINT)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the pull request should have, in the order of `LABELS`."""
        codes = {reason.code for reason in self.reasons}
        applies = {
            "board: ready": self.verdict is Verdict.PASS,
            "board: to fix": self.verdict is Verdict.NEEDS_FIXES,
            "board: maintainer needed": bool(self.reasons),
            "board: new employer": "new-employer" in codes,
            "board: new listing": any(
                _is_listing_event(event, EventKind.NEW) for event in self.events
            ),
            "board: closing": any(
                _is_listing_event(event, EventKind.CLOSED) for event in self.events
            ),
            "board: safe to merge": self.safe is not Routine.NO,
        }
        return tuple(label for label in LABELS if applies[label])


def alias_reasons(events: Iterable[Event]) -> Iterator[Reason]:
    """A reason for each new alias that is in another employer's folder."""
    for event in events:
        if not isinstance(event.after, Listing):
            continue
        old_aliases = event.before.aliases if isinstance(event.before, Listing) else ()
        for alias in event.after.aliases:
            if alias not in old_aliases and alias.partition("/")[0] != event.after.employer_id:
                text = f"`{event.id}` takes over `{alias}`, an address of another employer."
                yield Reason("alias-of-another", text, (event.path,))


def failed_check_reasons(problems: Iterable[Problem]) -> Iterator[Reason]:
    """A reason for each mistake of the program: the author can't fix it, and a check is missing."""
    failed: dict[str, list[str]] = {}
    for problem in problems:
        if problem.rule == FAILED:
            failed.setdefault(problem.message, []).append(problem.place.file)
    for message, files in failed.items():
        text = f"Not your fault: a check of ours could not be finished, because {message}"
        yield Reason("check-failed", text, tuple(files))


def _is_listing_event(event: Event, kind: EventKind) -> bool:
    return event.is_listing and event.kind is kind
