"""What a check found: a state, one sentence, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a check ended."""

    OK = "ok"
    FIX = "fix"  # something is wrong or missing
    LOOK = "look"  # only a person can tell, or it is worth knowing
    UNKNOWN = "unknown"  # it can't be known here and now


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check.

    `check` is a stable id such as `git/remote`; its first part is the group on the page. `action`
    says what to do, in one or two sentences. `address` is the page where it is done, if any.
    """

    check: str
    state: State
    message: str
    action: str = ""
    address: str = ""

    @property
    def group(self) -> str:
        """The part of the page it belongs to, such as `git`."""
        return self.check.partition("/")[0]


def ok(check: str, message: str) -> Finding:
    """All is well."""
    return Finding(check, State.OK, message)


def fix(check: str, message: str, action: str, address: str = "") -> Finding:
    """Something has to be fixed."""
    return Finding(check, State.FIX, message, action, address)


def look(check: str, message: str, action: str = "", address: str = "") -> Finding:
    """A person should look."""
    return Finding(check, State.LOOK, message, action, address)


def unknown(check: str, message: str, action: str = "", address: str = "") -> Finding:
    """It can't be known."""
    return Finding(check, State.UNKNOWN, message, action, address)
