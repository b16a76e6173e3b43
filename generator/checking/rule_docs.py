"""Makes docs/reference/rules.md from the docstrings of the rules.

The first paragraphs of a docstring say what the rule requires. Then come `Why:`, `Wrong::` and
`Right::`. An example shows only some fields: the others are those of a good listing. Tests run
every example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import dedent
from typing import Protocol

from generator.checking.rule import Rule
from generator.checking.rules import docstring
from generator.model.problem import Severity, anchor

_PART = re.compile(r"^(?:(Why): |(Wrong|Right)(?: \(([^()]*)\))?::\n)", re.MULTILINE | re.DOTALL)
_INTRODUCTION = """\
---
title: Rules
description: Every rule that a listing is checked against, with wrong and right examples.
---
# Rules

Every problem that `board check` finds names one of these. An **error** keeps a listing off the
board until it is fixed; a **hint** is advice and stops nothing.

An example shows only the fields that matter; the rest is a good listing. Where there are two
parts, the second is another file on the board.
"""
_BASICS = """\
## Files, fields and changes

Problems with reading a file, with its fields and with its words; and (`change/`) with a pull
request, compared with the board. Each message says where the problem is and how to fix it.

| rule | severity | what it requires |
|---|---|---|
"""


class Described(Protocol):
    """A rule id that one sentence explains."""

    @property
    def id(self) -> str:
        """Such as `yaml/anchor`."""

    @property
    def severity(self) -> Severity:
        """Error or hint."""

    @property
    def summary(self) -> str:
        """That sentence."""


@dataclass(frozen=True, slots=True)
class Example:
    """YAML with the fields that replace those of a good file; `note` says when or where it applies.

    Each YAML document after the first is another file, named by its `id`.
    """

    text: str
    note: str = ""

    @property
    def documents(self) -> tuple[str, ...]:
        """The YAML of each file."""
        parts = re.split(r"^---$", self.text, flags=re.MULTILINE)
        return tuple(part.strip("\n") + "\n" for part in parts)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The parts of a rule's docstring."""

    what: str
    why: str
    wrong: Example
    right: Example


def explained(rule: Rule) -> Explanation:
    """Parse the docstring of the rule's module. Raises ValueError if a part is missing."""
    text = docstring(rule)
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
    """The page as Markdown: `rules` with their examples, then `other` in a table."""
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
