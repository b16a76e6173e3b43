"""The answer to a pull request as JSON, for programs.

Fields may be added within a version; none is renamed, removed or given another meaning.
"""

from __future__ import annotations

from typing import Any

from generator.reporting.json import as_data, written
from generator.reviewing.comment import verdict_line
from generator.reviewing.events import Event
from generator.reviewing.suggestions import Correction
from generator.reviewing.verdict import Review

VERSION = 1


def report(review: Review) -> str:
    """One JSON object, with a line break at its end."""
    document = {
        "version": VERSION,
        "base": review.base,
        "head": review.head,
        "author": review.author,
        "verdict": review.verdict.value,
        "message": verdict_line(review),
        "labels": list(review.labels),
        "files": review.files,
        "changes": [_event(event) for event in review.events],
        "reasons": [
            {"code": reason.code, "text": reason.text, "files": list(reason.paths)}
            for reason in review.reasons
        ],
        "problems": [as_data(problem) for problem in review.problems],
        "corrections": [_correction(offer) for offer in review.corrections],
    }
    return written(document)


def _event(event: Event) -> dict[str, Any]:
    return {
        "what": event.what.value,
        "kind": "listing" if event.is_listing else "employer",
        "id": event.id,
        "file": event.path,
        "fields": list(event.fields),
        "former_id": event.former,
    }


def _correction(offer: Correction) -> dict[str, Any]:
    place = offer.problem.place
    return {"file": place.file, "line": offer.line, "before": offer.before, "after": offer.after}
