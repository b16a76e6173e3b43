"""What a rule is.

A rule looks at typed data that passed its schema and yields findings. It knows fields, not
files: `generator.checking.check` turns a finding's path into a line and a column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.problem import Path, Severity
from generator.model.settings import Settings
from generator.model.vocabulary import Vocabularies


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a rule found at `path` of a file: what is wrong, and how to mend it."""

    path: Path
    message: str
    fix: str = ""


@dataclass(frozen=True)
class RuleContext:
    """What a rule may know beside the data itself. `today` is the board's day."""

    settings: Settings
    vocabularies: Vocabularies
    today: date


@dataclass(frozen=True, slots=True)
class Parts:
    """All that passed, for rules that compare: by file, such as `listings/acme/x.yml`.

    When only some files are asked about, every employer is here, but only those listings that
    share something with one of them; `incremental.keys_of` says what. `new` names the files
    that the board did not have before, where that is known.
    """

    listings: Mapping[str, Listing]
    employers: Mapping[str, Employer]
    new: frozenset[str] = frozenset()


ListingCheck = Callable[[Listing, RuleContext], Iterator[Finding]]
EmployerCheck = Callable[[Employer, RuleContext], Iterator[Finding]]
BoardCheck = Callable[[Parts, RuleContext], Iterable[tuple[str, Finding]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: exactly one of `listing`, `employer` and `board` is its function.

    A board rule yields the file that each finding belongs to. The docstring of that
    function's module is the rule's page in the docs: what, why, a wrong and a right example.
    """

    id: str
    severity: Severity
    listing: ListingCheck | None = None
    employer: EmployerCheck | None = None
    board: BoardCheck | None = None
