"""The rules that a JSON Schema can't express, one file each, for typed listings and employers.

A module in this folder is a rule: its `RULE` says what to check, and its docstring becomes a
section of docs/reference/rules.md. Nothing else has to be written down to add one.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from inspect import cleandoc
from pkgutil import iter_modules

from generator.checking.rule import Rule


def _collect() -> Iterator[Rule]:
    for name in sorted(module.name for module in iter_modules(__path__)):
        rule: Rule = import_module(f"{__name__}.{name}").RULE
        yield rule


RULES: tuple[Rule, ...] = tuple(_collect())  # sorted by the names of their modules


def docstring(rule: Rule) -> str:
    """The docstring of the rule's module, whose name is the rule's id."""
    name = rule.id.replace("/", "_").replace("-", "_")
    return cleandoc(import_module(f"{__name__}.{name}").__doc__ or "")
