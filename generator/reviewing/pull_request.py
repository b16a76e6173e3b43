"""What the board does on a pull request: its one comment, and its labels. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.hosts.actions import Action, Comment, Post, SetLabels, find_own, is_same
from generator.hosts.pull_request import UntrustedInputError
from generator.reviewing.comment import MARKER
from generator.reviewing.verdict import LABELS


def comment_actions(
    number: int, comment: str, labels: Sequence[str], existing: Iterable[Post]
) -> Iterator[Action]:
    """What creates or updates our comment, and sets and removes the board's labels.

    `existing` are our own comments on the pull request. Comments by others are never changed, even
    if they have our marker.
    """
    if not set(labels) <= set(LABELS):
        raise UntrustedInputError("a label is none of the board's.")
    current = find_own(existing, MARKER)
    if current is None:
        yield Comment(number, comment)
    elif not is_same(current, comment):
        yield Comment(number, comment, replaces=current.number)
    yield SetLabels(number, tuple(labels), tuple(item for item in LABELS if item not in labels))
