"""What the board does on a pull request: its one comment, its labels and a status. Pure.

The labels and the status belong to one commit. Both are taken away or renewed when another one is
the newest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.hosts.actions import (
    Action,
    Comment,
    Post,
    SetLabels,
    SetStatus,
    State,
    find_own,
    is_same,
)
from generator.hosts.pull_request import UntrustedInputError
from generator.reviewing.comment import FAILED, MARKER
from generator.reviewing.verdict import FORMER_LABELS, LABELS, Verdict

_STATES = {
    Verdict.PASS: State.SUCCESS,
    Verdict.NEEDS_MAINTAINER: State.PENDING,
    Verdict.NEEDS_FIXES: State.FAILURE,
}
_MAX_STATUS = 140  # characters, on GitHub
_WORST_FIRST = (State.ERROR, State.FAILURE, State.PENDING, State.SUCCESS)


def comment_actions(
    number: int, comment: str, labels: Sequence[str], existing: Iterable[Post]
) -> Iterator[Action]:
    """What creates or updates our comment, and sets and removes the board's labels.

    `existing` are our own comments on the pull request. Comments by others are never changed, even
    if they have our marker.
    """
    if not set(labels) <= set(LABELS):
        raise UntrustedInputError("a label is not one of the board's.")
    current = find_own(existing, MARKER)
    if current is None:
        yield Comment(number, comment)
    elif not is_same(current, comment):
        yield Comment(number, comment, replaces=current.number)
    others = tuple(item for item in (*LABELS, *FORMER_LABELS) if item not in labels)
    yield SetLabels(number, tuple(labels), others)


def no_labels(number: int) -> SetLabels:
    """What takes off every label of the board's."""
    return SetLabels(number, (), (*LABELS, *FORMER_LABELS))


def status(head: str, verdict: Verdict | None, line: str) -> SetStatus:
    """The status of the commit `head`. No verdict: the check itself failed.

    `line` is the verdict in one line. What a maintainer has to decide is pending, so that a rule of
    the branch can hold it back until then.
    """
    if verdict is None:
        return SetStatus(head, State.ERROR, FAILED)
    return SetStatus(head, _STATES[verdict], line[:_MAX_STATUS])


def worse(one: SetStatus, other: SetStatus) -> SetStatus:
    """The worse of two, for a commit that is the newest of several pull requests."""
    return min(one, other, key=lambda item: _WORST_FIRST.index(item.state))
