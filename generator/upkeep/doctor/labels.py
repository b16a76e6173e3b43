"""The labels that issue forms and workflows name, and those that are missing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.reading.source import parse
from generator.upkeep.doctor.workflow_needs import Needs


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the host. `colour` is six hexadecimal digits."""

    name: str
    colour: str
    description: str


KNOWN = {
    label.name: label
    for label in (
        Label("listing", "0a6552", "A project that an employer posts, closes or extends"),
        Label("approved", "1a7f37", "A maintainer read it: make a listing of it"),
        Label("listing-report", "b42318", "Something is wrong with a listing"),
        Label("hide", "6e7781", "Take the listing off the site while it is under review"),
        Label("vocabulary", "5319e7", "A skill, category or industry that is missing"),
        Label("bug", "d73a4a", "The program or the site does not do what it should"),
    )
}
_OTHER_COLOUR = "cfd8d3"


def labels_needed(forms: Mapping[str, str], needs: Needs) -> tuple[Label, ...]:
    """The labels that the issue forms (text by path) and the workflows name, by name.

    Those of pull requests (`board: ...`) are not among them: GitHub makes a label that is set by
    a program.
    """
    sources: dict[str, str] = {name: paths[0] for name, paths in needs.labels.items()}
    for path, text in sorted(forms.items()):
        for name in _labels_of_form(path, text):
            sources.setdefault(name, path)
    return tuple(
        KNOWN.get(name) or Label(name, _OTHER_COLOUR, f"Named in {path.rpartition('/')[2]}"[:100])
        for name, path in sorted(sources.items())
    )


def _labels_of_form(path: str, text: str) -> Iterator[str]:
    source, _ = parse(text.encode(), path, relaxed=True)
    given: Any = source.data.get("labels") if source else None
    if isinstance(given, str):
        given = given.split(",")
    for name in given if isinstance(given, list) else ():
        if isinstance(name, str) and name.strip():
            yield name.strip()


def missing_labels(needed: Iterable[Label], existing: Any) -> tuple[Label, ...] | None:
    """Those of `needed` that are not in `existing`, GitHub's list; None if it is no list.

    GitHub's labels differ by more than capitals.
    """
    if not isinstance(existing, list):
        return None
    names = {str(item.get("name")).lower() for item in existing if isinstance(item, Mapping)}
    return tuple(label for label in needed if label.name.lower() not in names)


def label_data(label: Label) -> Mapping[str, str]:
    """A label as GitHub's API wants it."""
    return {"name": label.name, "color": label.colour, "description": label.description}
