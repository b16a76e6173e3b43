"""`post/form.json` and two files beside it: what the form on `/post/` knows of its board.

The form opens with `form.json`. Once it is on the screen it loads the board's employers and the
phrases that rules look for, in all languages.

They are the form's own and may change with it: other programs read the API.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.board.board import Board
from generator.checking.exported_checks import exported_checks, exported_phrases
from generator.hosts.links import host_of
from generator.model.json_text import compact_json
from generator.model.settings import Settings
from generator.model.vocabulary import Vocabulary
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Publication
from generator.rendering.form_schema import listing_schema

# Keywords that the form's checks do not read.
_FOR_READERS = {"title", "description", "x-help", "x-step", "x-codes", "$schema", "$id"}


def post_form(publication: Publication) -> Iterator[Artifact]:
    """All files; none where the publication was made without schemas."""
    if not publication.schemas:
        return
    board = publication.board
    yield Artifact("post/form.json", compact_json(_form(board, publication.schemas)) + b"\n")
    yield Artifact("post/employers.json", compact_json(_employers(board)) + b"\n")
    yield Artifact("post/phrases.json", compact_json(exported_phrases()) + b"\n")


def _form(board: Board, schemas: Mapping[str, bytes]) -> dict[str, Any]:
    words = board.vocabularies
    return {
        "schema": _for_checks(listing_schema(schemas)),
        "checks": exported_checks(),
        "skills": _terms(words.skills),
        "categories": _terms(words.categories),
        "industries": _terms(words.industries),
        "inline": [item.id for item in board.employers.values() if item.inline_in],
        "settings": _settings(board.settings),
        "target": _target(board.settings),
    }


def _settings(settings: Settings) -> dict[str, Any]:
    return {
        "floors": {code: str(floor) for code, floor in settings.floors.items()},
        "deadlineMaxDays": settings.deadline_max_days,
        "isDemo": settings.demo_day is not None,
        "url": settings.url,
    }


def _target(settings: Settings) -> dict[str, str]:
    return {
        "host": host_of(settings),
        "repoUrl": settings.repo_url,
        "branch": settings.branch,
        "contact": settings.contact,
        "name": settings.name,
    }


def _terms(vocabulary: Vocabulary) -> list[list[Any]]:
    return [[term.id, term.label, list(term.aliases)] for term in vocabulary.terms.values()]


def _employers(board: Board) -> list[list[Any]]:
    """Each employer, and the last parts of the addresses of its listings, closed ones too.

    Those no longer shown are there, and those under review: their files still have these names.
    """
    names: dict[str, list[str]] = {}
    for listing in (*board.listings, *board.no_longer_shown, *board.under_review):
        names.setdefault(listing.employer_id, []).append(listing.id.partition("/")[2])
    return [
        [item.id, item.name, item.verified, item.industry, item.website, names.get(item.id, [])]
        for item in board.employers.values()
    ]


def _for_checks(schema: Any) -> Any:
    """`schema` without what only readers need. Names of fields are kept, whatever they are."""
    if isinstance(schema, list):
        return [_for_checks(part) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    return {
        name: {field: _for_checks(part) for field, part in value.items()}
        if name == "properties"
        else value
        if name == "examples"
        else _for_checks(value)
        for name, value in schema.items()
        if name not in _FOR_READERS
    }
