"""Makes docs/reference/rules.md from the docstrings of the rules.

The first paragraphs of a docstring say what the rule requires. Then come `Why:`, `Wrong::` and
`Right::`. An example shows only some fields: the others are those of a good listing. Tests run
every example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
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

Every problem that `board check` finds belongs to one of these rules, and names it in square
brackets, such as `[pay/below-floor]`.

- **Must** means: if a listing breaks this rule, `board check` reports an error. The listing stays
  off the board until it is fixed.
- **Should** means: if a listing breaks this rule, `board check` gives a hint. A hint is advice and
  stops nothing.

The examples show only the fields that matter. Where an example has two parts, the second is another
file on the board.
"""
_BASICS_TITLE = "Files, fields and changes"
_BASICS_ANCHOR = "files-fields-and-changes"  # made by the engine from the title
_BASICS = f"""\
## {_BASICS_TITLE}

These rules are about reading a file, its fields and its words, and about your settings. Those that
begin with `change/` are about a pull request compared with the board, those that begin with
`issue/` about the form for issues. Each message says where the problem is and how to fix it.

| rule | what it requires |
|---|---|
"""
_WORDS = {Severity.ERROR: "Must", Severity.HINT: "Should"}


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
    """The page as Markdown: a table of contents, `rules` with examples, then `other` in a table."""
    families = [
        (name.capitalize(), [*members])
        for name, members in groupby(sorted(rules, key=lambda rule: rule.id), _family)
    ]
    parts = [_INTRODUCTION, *_contents(families)]
    for family, members in families:
        parts.append(f"\n## {family}\n")
        parts += ("\n" + "\n".join(_section(rule)) for rule in members)
    rows = (
        f"| `{item.id}`{{: #{anchor(item.id)} }} | {_requirement(item.severity, item.summary)} |"
        for item in other
    )
    return "".join(parts) + "\n" + _BASICS + "\n".join(rows) + "\n"


def _family(rule: Rule) -> str:
    return rule.id.partition("/")[0]


def _contents(families: Iterable[tuple[str, Iterable[Rule]]]) -> Iterator[str]:
    """A line for each family, with a link to each of its rules."""
    yield "\n## All rules\n\n"
    for family, rules in families:
        links = (f"[{rule.id.partition('/')[2]}](#{anchor(rule.id)})" for rule in rules)
        yield f"- **{family}:** {', '.join(links)}\n"
    yield f"- [{_BASICS_TITLE}](#{_BASICS_ANCHOR})\n"


def _section(rule: Rule) -> Iterator[str]:
    parts = explained(rule)
    yield f"### {rule.id} {{: #{anchor(rule.id)} }}\n"
    yield f"{_requirement(rule.severity, parts.what)}\n"
    yield f"Why: {parts.why}\n"
    for name, example in (("Wrong", parts.wrong), ("Right", parts.right)):
        note = f" ({example.note})" if example.note else ""
        yield f"{name}{note}:\n"
        for document in example.documents:
            yield f"```yaml\n{document}```\n"


def _requirement(severity: Severity, sentence: str) -> str:
    """`**Must:** the deadline ...`: how binding a rule is, before the sentence that requires it."""
    is_word = sentence[:1].isupper() and not sentence[1:2].isupper()
    return (
        f"**{_WORDS[severity]}:** {sentence[:1].lower() if is_word else sentence[:1]}{sentence[1:]}"
    )
