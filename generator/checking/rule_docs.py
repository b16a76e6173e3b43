"""The rules' page in the docs, made from their docstrings.

A docstring says what is asked in its first paragraphs; then `Why:`, `Wrong::` and `Right::`,
with examples that are laid over a good listing. Tests run every example.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import dedent
from typing import Protocol

from generator.checking.rule import Rule
from generator.model.problem import Severity, anchor

_PART = re.compile(r"^(?:(Why): |(Wrong|Right)(?: \((.*?)\))?::\n)", re.MULTILINE | re.DOTALL)
_INTRODUCTION = """\
---
title: Rules
description: Every rule that a listing is checked against, with wrong and right examples.
---
# Rules

Every problem that `board check` finds names one of these. An **error** keeps a listing off the
board until it is mended; a **hint** is advice and stops nothing.

An example shows only the fields that matter; the rest is a good listing. Where there are two
parts, the second is another file on the board.
"""
_BASICS = """\
## Files, fields and changes

What the reader, the schemas and the vocabularies find, and (`change/`) what shows when a pull
request is compared with the board. Each message says where and how to mend it.

| rule | weight | what is asked |
|---|---|---|
"""


class Described(Protocol):
    """A rule that one sentence explains."""

    @property
    def id(self) -> str:
        """Such as `yaml/anchor`."""

    @property
    def severity(self) -> Severity:
        """How bad."""

    @property
    def summary(self) -> str:
        """The sentence."""


@dataclass(frozen=True, slots=True)
class Example:
    """YAML laid over a good file, and when or where it is meant, if that matters.

    Documents after the first are other files: `id` says which.
    """

    text: str
    note: str = ""

    @property
    def documents(self) -> tuple[str, ...]:
        """One a file."""
        parts = re.split(r"^---$", self.text, flags=re.MULTILINE)
        return tuple(part.strip("\n") + "\n" for part in parts)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule's docstring, taken apart."""

    what: str
    why: str
    wrong: Example
    right: Example


def explained(rule: Rule) -> Explanation:
    """What the docstring of the rule's module says. Raises ValueError if a part is missing."""
    module = inspect.getmodule(rule.listing or rule.employer or rule.board)
    text = inspect.cleandoc((module and module.__doc__) or "")
    marks = [*_PART.finditer(text)]
    if [mark[1] or mark[2] for mark in marks] != ["Why", "Wrong", "Right"]:
        raise ValueError(f"{rule.id}: its docstring needs Why, Wrong and Right, in this order.")
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    why, wrong, right = (text[mark.end() : end] for mark, end in zip(marks, ends, strict=True))
    return Explanation(
        text[: marks[0].start()].strip(),
        why.strip(),
        Example(dedent(wrong).strip("\n"), " ".join((marks[1][3] or "").split())),
        Example(dedent(right).strip("\n"), " ".join((marks[2][3] or "").split())),
    )


def rules_page(rules: Iterable[Rule], other: Iterable[Described]) -> str:
    """The whole page: `rules` with their examples, then `other` in a table. Markdown."""
    parts = [_INTRODUCTION]
    heading = ""
    for rule in sorted(rules, key=lambda rule: rule.id):
        family = rule.id.partition("/")[0].capitalize()
        if family != heading:
            heading = family
            parts.append(f"\n## {heading}\n")
        parts.append("\n" + "\n".join(_section(rule)))
    rows = (
        f"| `{item.id}`{{: #{anchor(item.id)} }} | {item.severity.label} | {item.summary} |"
        for item in other
    )
    return "".join(parts) + "\n" + _BASICS + "\n".join(rows) + "\n"


def _section(rule: Rule) -> Iterator[str]:
    parts = explained(rule)
    yield f"### {rule.id} {{: #{anchor(rule.id)} }}\n"
    yield f"**{rule.severity.label.capitalize()}.** {parts.what}\n"
    yield f"Why: {parts.why}\n"
    for name, example in (("Wrong", parts.wrong), ("Right", parts.right)):
        note = f" ({example.note})" if example.note else ""
        yield f"{name}{note}:\n"
        for document in example.documents:
            yield f"```yaml\n{document}```\n"
