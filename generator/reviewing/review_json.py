"""The review of a pull request as JSON, for programs.

Within a version, fields may be added, but none is renamed, removed or given another meaning.
"""

from __future__ import annotations

from typing import Any

from generator.reporting.json import problem_data, to_json
from generator.reviewing.comment import verdict_line
from generator.reviewing.events import Event
from generator.reviewing.suggestions import Suggestion
from generator.reviewing.verdict import Review

_VERSION = 1


def report(review: Review) -> str:
    """One JSON object and a line break."""
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
        "changes": [_event(event) for event in review.events],
        "reasons": [
            {"code": reason.code, "text": reason.text, "files": list(reason.paths)}
            for reason in review.reasons
        ],
        "by_hand": list(review.by_hand),
        "problems": [problem_data(problem) for problem in review.problems],
        "corrections": [_suggestion(item) for item in review.suggestions],
    }
    return to_json(document)


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
