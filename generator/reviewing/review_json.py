"""The review of a pull request as JSON, for programs.

Within a version, fields may be added, but none is renamed, removed or given another meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from generator.reporting.json import problem_data, to_json
from generator.reviewing.comment import verdict_line
from generator.reviewing.events import Event
from generator.reviewing.permissions import Reason
from generator.reviewing.suggestions import Suggestion
from generator.reviewing.verdict import Review

T = TypeVar("T")
Json = TypeVar("Json")
MAX_REPORT_BYTES = 2_000_000
_VERSION = 1
_MAX_TEXT = 2_000  # characters of a reason, which may quote a very long name
_INDENT = 8  # of an item's lines in the document, and a comma


def report(review: Review, rules_url: str = "") -> str:
    """One JSON object and a line break, less than MAX_REPORT_BYTES long.

    `rules_url` is the page that explains the rules; empty if it is unknown.
    """
    lists = {
        "changes": _fitting(_event, review.events, 400_000),
        "reasons": _fitting(_reason, review.reasons, 200_000),
        "problems": _fitting(partial(problem_data, rules_url=rules_url), review.problems, 900_000),
        "corrections": _fitting(_suggestion, review.suggestions, 400_000),
    }
    document = {
        "version": _VERSION,
        "base": review.base,
        "head": review.head,
        "author": review.author,
        "verdict": review.verdict.value,
        "message": verdict_line(review),
        "safe": review.safe.value,
        "labels": list(review.labels),
        "files": review.files,
        **{name: found for name, (found, _) in lists.items()},
        "left_out": {name: more for name, (_, more) in lists.items()},
        "by_hand": list(review.by_hand),
    }
    return to_json(document)


def _fitting(write: Callable[[T], Json], values: Sequence[T], most: int) -> tuple[list[Json], int]:
    """What `write` makes of as many values as fit into `most` bytes, and the number of others."""
    found: list[Json] = []
    for value in values:
        item = write(value)
        text = to_json(item)  # the same bytes as in the document
        most -= len(text.encode()) + _INDENT * text.count("\n")
        if most < 0:
            break
        found.append(item)
    return found, len(values) - len(found)


def _reason(reason: Reason) -> dict[str, Any]:
    files, more = _fitting(str, reason.paths, 20_000)
    text = reason.text[:_MAX_TEXT]
    return {"code": reason.code, "text": text, "files": files, "more_files": more}


def _event(event: Event) -> dict[str, Any]:
    return {
        "what": event.kind.value,
        "kind": "listing" if event.is_listing else "employer",
        "id": event.id,
        "file": event.path,
        "fields": list(event.changed_fields),
        "former_id": event.former_id,
    }


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "file": suggestion.problem.place.file,
        "line": suggestion.line,
        "before": suggestion.before,
        "after": suggestion.after,
    }
