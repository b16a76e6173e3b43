"""Leaves out of a stylesheet what no page can use. Pure.

A theme has rules for all that it can show: code, dialogs, icons, dozens of colours. A rule is left
out if its selector names something that occurs nowhere: an element, a class, an id, or the value of
an attribute. What is in the parentheses of `:not()` or `:is()` is not judged, so a rule that might
match stays. Custom properties and animations that nothing refers to go as well.

CSS is read as the syntax module describes it (https://www.w3.org/TR/css-syntax-3/), as far as
needed to find where rules and declarations begin and end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import NamedTuple

_TEXT = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|url\([^\"')]*\)"
_COMMENT = re.compile(rf"/\*.*?\*/|(?P<text>{_TEXT})", re.DOTALL)
_BLANK = re.compile(r"(?<!\s)\s*\n\s*")
_TOKEN = re.compile(rf"{_TEXT}|[{{}};]", re.DOTALL)
_SPLIT = re.compile(rf"{_TEXT}|[()\[\],;]", re.DOTALL)
_GROUPS = ("@media", "@supports", "@container", "@layer")  # at-rules that hold rules
_ARGUMENTS = re.compile(r"\([^()]*\)")
_SELECTOR_PART = re.compile(
    r"""[.#](?P<name>(?:[\w-]|\\.)+)
    |\[\s*(?P<attribute>[\w-]+)\s*(?:(?P<operator>[~|^$*]?=)\s*(?P<value>"[^"]*"|[^\]\s]+))?[^\]]*\]
    |::?[\w-]+
    |(?P<element>[a-zA-Z][\w-]*)""",
    re.VERBOSE,
)
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_ANIMATION = re.compile(r"animation(?:-name)?\s*:([^;}]*)")
_WORD = re.compile(r"[\w-]+")


class _Rule(NamedTuple):
    """`prelude` is what stands before the block: selectors, or an at-rule with its condition.

    `body` is the text of the block, the rules in it, or None for a statement without a block.
    """

    prelude: str
    body: str | tuple[_Rule, ...] | None

    def __str__(self) -> str:
        if self.body is None:
            return f"{self.prelude};"
        inner = self.body if isinstance(self.body, str) else "".join(map(str, self.body))
        return f"{self.prelude}{{{inner}}}"


_Change = Callable[[_Rule], _Rule | None]  # None leaves the rule out


def pruned(css: str, names: Collection[str], variables: Collection[str]) -> str:
    """`css` without what can't be used, one rule a line.

    `names` are the elements (in small letters), classes, ids, `data-` attributes and values of
    attributes that occur on any page. `variables` are the custom properties that other stylesheets
    and scripts refer to.
    """
    rules = _changed(_parsed(css), partial(_matching, names=names))
    while True:
        text = "\n".join(map(str, rules))
        used = {*variables, *_VARIABLE.findall(text)}
        animations = set(_WORD.findall(" ".join(_ANIMATION.findall(text))))
        fewer = _changed(rules, partial(_referred_to, variables=used, animations=animations))
        if fewer == rules:
            return f"{text}\n" if text else ""
        rules = fewer


def compact(css: str) -> str:
    """`css` without comments, indentation and empty lines."""
    return _BLANK.sub("\n", _without_comments(css)).strip() + "\n"


def variables_in(text: str) -> set[str]:
    """The custom properties that a stylesheet refers to."""
    return set(_VARIABLE.findall(text))


def _without_comments(css: str) -> str:
    return _COMMENT.sub(lambda match: match["text"] or "", css)


def _parsed(css: str) -> tuple[_Rule, ...]:
    text = _without_comments(css)
    return tuple(_rules(text, _TOKEN.finditer(text), 0)[0])


def _rules(css: str, tokens: Iterator[re.Match[str]], start: int) -> tuple[list[_Rule], int]:
    """The rules from `start` to the end of their block, and where that is."""
    rules = []
    for token in tokens:
        prelude = css[start : token.start()].strip()
        if token[0] == "{" and prelude.startswith(_GROUPS):
            inner, start = _rules(css, tokens, token.end())
            rules.append(_Rule(prelude, tuple(inner)))
        elif token[0] == "{":
            end = _end_of_block(tokens, len(css))
            rules.append(_Rule(prelude, css[token.end() : end].strip()))
            start = end + 1
        elif token[0] == "}":
            return rules, token.end()
        elif token[0] == ";":
            if prelude and not prelude.startswith("@charset"):
                rules.append(_Rule(prelude, None))
            start = token.end()
    return rules, len(css)


def _end_of_block(tokens: Iterator[re.Match[str]], length: int) -> int:
    """Where the block ends that has just begun. CSS ends what is open at the end of a file."""
    depth = 1
    for token in tokens:
        depth += (token[0] == "{") - (token[0] == "}")
        if depth == 0:
            return token.start()
    return length


def _changed(rules: Iterable[_Rule], change: _Change) -> tuple[_Rule, ...]:
    """`rules` as `change` leaves them; a group without rules is left out."""
    found = []
    for rule in rules:
        new: _Rule | None
        if isinstance(rule.body, tuple):
            inner = _changed(rule.body, change)
            new = _Rule(rule.prelude, inner) if inner else None
        else:
            new = change(rule)
        if new is not None:
            found.append(new)
    return tuple(found)


def _matching(rule: _Rule, names: Collection[str]) -> _Rule | None:
    """The rule with those of its selectors that can match."""
    if rule.prelude.startswith("@"):
        return rule
    kept = [item for item in _split(rule.prelude, ",") if _can_match(item, names)]
    return _Rule(",".join(kept), rule.body) if kept else None


def _can_match(selector: str, names: Collection[str]) -> bool:
    """Whether everything that `selector` asks for is in `names`."""
    while (outer := _ARGUMENTS.sub("", selector)) != selector:
        selector = outer
    return all(
        word in names for part in _SELECTOR_PART.finditer(selector) for word in _required(part)
    )


def _required(part: re.Match[str]) -> Iterator[str]:
    """The names without which a part of a selector matches nothing."""
    if part["name"]:
        yield part["name"].replace("\\", "")
    elif part["element"]:
        yield part["element"].lower()
    elif part["attribute"]:
        # Others, such as `open`, are set by browsers and scripts too.
        if part["attribute"].startswith("data-"):
            yield part["attribute"]
        if part["operator"] == "=":
            yield from _WORD.findall(part["value"])


def _referred_to(
    rule: _Rule, variables: Collection[str], animations: Collection[str]
) -> _Rule | None:
    """The rule without unused custom properties; None for an animation that nothing uses."""
    if rule.prelude.startswith("@") or not isinstance(rule.body, str):
        is_unused = "keyframes" in rule.prelude and rule.prelude.split()[-1] not in animations
        return None if is_unused else rule
    kept = [
        item
        for item in map(str.strip, _split(rule.body, ";"))
        if item and (not item.startswith("--") or item.partition(":")[0].strip() in variables)
    ]
    return _Rule(rule.prelude, ";".join(kept)) if kept else None


def _split(text: str, separator: str) -> Iterator[str]:
    """The parts of `text`. What is in quotes or brackets is never split."""
    start = depth = 0
    for token in _SPLIT.finditer(text):
        if token[0] in {"(", "["}:
            depth += 1
        elif token[0] in {")", "]"}:
            depth -= 1
        elif token[0] == separator and depth == 0:
            yield text[start : token.start()]
            start = token.end()
    yield text[start:]
