"""The text of a draft: YAML with a question, in a comment, for each field to decide. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.authoring.canonical import canonical_text, clean_data
from generator.authoring.importing.draft_fields import Answer

Schema = Mapping[str, Any]
_WIDTH = 92
DECIDE = "decide:"
_INTRODUCTION = (
    "This is a draft, and not on the board yet. What the page does not say is a question, which "
    f'begins with "{DECIDE}". The lines below a question are an example: remove the "# " in front '
    "of them, and write your answer. You can remove all other lines that begin with #.",
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A question in a draft: the line it is on, counted from 1, and the field: `employer.about`."""

    line: int
    field: str
    title: str


@dataclass
class Draft:
    """A draft of a listing: its lines, the questions in it and the fields that have an answer."""

    lines: list[str] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole file."""
        return "\n".join(self.lines).rstrip("\n") + "\n"


def draft_of(answers: Sequence[Answer], schema: Schema, origin: str, site: str) -> Draft:
    """The draft with these answers.

    `origin` says where they are from, in a sentence. `site` is the board's address, or empty.
    """
    draft = Draft()
    for paragraph in (origin, *_INTRODUCTION):
        draft.lines += _comment(paragraph)
    last = max(at for at, answer in enumerate(answers) if answer.value or answer.parts)
    for at, answer in enumerate(answers):
        if at <= last:  # `board fmt` has no empty lines in the comments at the end
            draft.lines.append("")
        _add(draft, answer, schema["properties"][answer.name], "", site)
    return draft


def _add(draft: Draft, answer: Answer, schema: Schema, inside: str, site: str) -> None:
    """Add a field. `inside` is the group that it is in, with a dot."""
    indent = "  " if inside else ""
    lines: list[str] = []
    if answer.question is not None:
        line = len(draft.lines) + 1
        draft.decisions.append(Decision(line, inside + answer.name, schema["title"]))
        what = f"{schema['title']}. {answer.what or _with_site(schema['description'], site)}"
        lines += _comment(f"{DECIDE} {what} {answer.question}")
    if answer.note:
        lines += _comment(answer.note)
    if answer.value is not None:
        if answer.question is None:
            draft.taken.append(inside + answer.name)
        lines += _field(answer.name, answer.value, schema)
    elif answer.example is not None:
        example = clean_data(answer.example, schema)
        lines += [f"# {line}".rstrip() for line in _field(answer.name, example, schema)]
    elif answer.parts:
        lines.append(f"{answer.name}:")
    draft.lines += [f"{indent}{line}" if line else "" for line in lines]
    for part in answer.parts:
        _add(draft, part, schema["properties"][part.name], f"{answer.name}.", site)


def _with_site(description: str, site: str) -> str:
    """With whole addresses: a file has no site around it."""
    return description.replace("the site's page /", site) if site else description


def _field(name: str, value: Any, schema: Schema) -> list[str]:
    text = canonical_text({name: value}, {"properties": {name: schema}})
    return text.removesuffix("\n").split("\n")


def _comment(text: str) -> Iterator[str]:
    """Comment lines. Only spaces end one, so that no character of a stranger begins another."""
    words = " ".join(text.split())
    wrapped = textwrap.wrap(words, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return (f"# {line}" for line in wrapped)
