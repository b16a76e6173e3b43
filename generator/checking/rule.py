"""The interface of a rule.

A rule checks typed data that passed its schema, and yields findings. It knows fields, not files:
`generator.checking.check` turns the path of a finding into a line and a column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.model.dates import Days
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.problem import Path, Severity
from generator.model.settings import Settings
from generator.model.vocabulary import Vocabularies


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with the field at `path`: `message` says what is wrong, `fix` what to do.

    `near` are words of the field: the problem is at the first of them that its file has.
    """

    path: Path
    message: str
    fix: str = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """What a rule says: a message and a fix, each a format string such as "{days} days".

    It is data because the form on the board's site says the same; see `checking.exported_checks`.
    """

    message: str
    fix: str = ""

    def at(self, path: Path, /, **values: object) -> Finding:
        """The finding about the field at `path`, with `values` filled in."""
        return Finding(path, *self.filled(**values))

    def filled(self, **values: object) -> tuple[str, str]:
        """The message and the fix, with `values` filled in."""
        return self.message.format(**values), self.fix.format(**values)


@dataclass(frozen=True)
class RuleContext:
    """What a rule may use besides the data that it checks.

    `today` is the date in the board's time zone.
    """

    settings: Settings
    vocabularies: Vocabularies
    today: date


@dataclass(frozen=True, slots=True)
class Parts:
    """The listings and employers that passed, by file (`listings/acme/x.yml`), for board rules.

    A folder has one employer here; `Employer.place` says where it is in its file.
    When only some files are checked, all employers are here, but only the listings that have
    something in common with one of those files; see `incremental.keys_of`. `new` has the paths
    of files that are new on the board; it is empty unless changes are being checked.
    """

    listings: Mapping[str, Listing]
    employers: Mapping[str, Employer]
    new: frozenset[str] = frozenset()


ListingCheck = Callable[[Listing, RuleContext], Iterator[Finding]]
EmployerCheck = Callable[[Employer, RuleContext], Iterator[Finding]]
BoardCheck = Callable[[Parts, RuleContext], Iterable[tuple[str, Finding]]]
SameDays = Callable[[Listing, date], Days]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Exactly one of `listing`, `employer` and `board` is set: the function that checks.

    A board rule also yields the file of each finding. The docstring of the rule's module is
    published in docs/reference/rules.md; `rule_docs` describes its form.

    A listing's result is kept for later days. So a `listing` rule that reads `context.today` needs
    `same_days`: the days on which it finds the same in a listing as on the given day.

    `texts` are all that it can say, and `data` the limits, lists and patterns that it compares
    with: the same rule in assets/post/check/ uses both. Board rules need neither.
    """

    id: str
    severity: Severity
    listing: ListingCheck | None = None
    employer: EmployerCheck | None = None
    board: BoardCheck | None = None
    same_days: SameDays | None = None
    texts: tuple[Text, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
