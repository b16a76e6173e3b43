"""All that is known of a pull request -> one answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from generator.model.listing import Listing
from generator.model.problem import Problem, Severity, has_errors
from generator.reviewing.events import Event, What
from generator.reviewing.permissions import Reason
from generator.reviewing.suggestions import Correction

MOST_FILES = 500  # more than a person looks through; a summary is made of names alone
LABELS = (
    "board: ready",
    "board: to mend",
    "board: maintainer needed",
    "board: new employer",
    "board: new listing",
    "board: closing",
)


class Verdict(StrEnum):
    """What is to happen next."""

    PASS = "pass"  # noqa: S105 - not a password
    NEEDS_MAINTAINER = "needs-maintainer"
    MEND = "mend"


@dataclass(frozen=True)
class Review:
    """The answer to a pull request.

    `base` and `head` are the commits it was made from. `files` is how many files change; where
    these are too many to read, `problems` says so and nothing else is known. `names` are those
    of the employers it is about, by id.
    """

    base: str
    head: str
    author: str
    files: int
    events: tuple[Event, ...] = ()
    reasons: tuple[Reason, ...] = ()
    problems: tuple[Problem, ...] = ()
    corrections: tuple[Correction, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """Errors first: a maintainer should not have to look at what has to change anyway."""
        if has_errors(self.problems):
            return Verdict.MEND
        return Verdict.NEEDS_MAINTAINER if self.reasons else Verdict.PASS

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What has to be mended."""
        return tuple(item for item in self.problems if item.severity is Severity.ERROR)

    @property
    def hints(self) -> tuple[Problem, ...]:
        """What may be mended."""
        return tuple(item for item in self.problems if item.severity is Severity.HINT)

    @property
    def labels(self) -> tuple[str, ...]:
        """Those of `LABELS` that fit, in their order."""
        codes = {reason.code for reason in self.reasons}
        fits = {
            "board: ready": self.verdict is Verdict.PASS,
            "board: to mend": self.verdict is Verdict.MEND,
            "board: maintainer needed": bool(self.reasons),
            "board: new employer": "new-employer" in codes,
            "board: new listing": any(_is(event, What.NEW) for event in self.events),
            "board: closing": any(_is(event, What.CLOSED) for event in self.events),
        }
        return tuple(label for label in LABELS if fits[label])


def taken_aliases(events: Iterable[Event]) -> Iterator[Reason]:
    """A listing that claims the former address of another employer's."""
    for event in events:
        if not isinstance(event.after, Listing):
            continue
        known = event.before.aliases if isinstance(event.before, Listing) else ()
        for alias in event.after.aliases:
            if alias not in known and alias.partition("/")[0] != event.after.employer_id:
                text = f"`{event.id}` takes over the address `{alias}` of another employer."
                yield Reason("alias-of-another", text, (event.path,))


def _is(event: Event, what: What) -> bool:
    return event.is_listing and event.what is what
