"""A board's own words: checks a file such as schema/skills.yml and adds it to the program's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.checking.field_words import shortened
from generator.checking.schema import CompiledSchema, check_fields
from generator.checking.settings_values import closest
from generator.model.problem import Path, Problem
from generator.model.problem_limit import limited
from generator.model.vocabulary import TERM_NAMES, Vocabulary, fold, vocabulary_from
from generator.reading.source import Source

RULE = "settings/vocabulary"
FILES = {f"{kind}.yml": name for kind, name in TERM_NAMES.items()}


def with_own_words(
    base: Vocabulary, source: Source, schema: Mapping[str, Any]
) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """`base` with the board's words in `source`, and what is wrong with these.

    `schema` is that of such a file. With problems, `base` is returned as it is.
    """
    problems = check_fields(source, CompiledSchema(schema))
    if not problems:
        found = _Findings(source, base)
        problems = (*found.without_label(), *found.twice())
    if problems:
        return base, limited(problems)
    merged = vocabulary_from(base.name, base.file, source.data, base)
    problems = (*found.shared_spellings(merged), *found.unknown_areas(merged))
    return (base if problems else merged), limited(problems)


class _Findings:
    def __init__(self, source: Source, base: Vocabulary) -> None:
        self._source, self._base = source, base
        self._terms: list[dict[str, Any]] = source.data["terms"]

    def without_label(self) -> Iterator[Problem]:
        for group, known in (("areas", self._base.areas), ("terms", self._base.terms)):
            for index, item in enumerate(self._source.data.get(group, ())):
                if "label" not in item and item["id"] not in known:
                    close = closest(item["id"], known)
                    meant = f"Did you mean `{close}`? If not, add" if close else "Add"
                    message = f"the program has no `{shortened(item['id'])}`: it needs a label."
                    fix = f"{meant} a line such as `label: {item['id'].capitalize()}`."
                    yield self._problem((group, index, "id"), message, fix)

    def twice(self) -> Iterator[Problem]:
        seen: dict[str, int] = {}
        for index, item in enumerate(self._terms):
            path: Path = ("terms", index, "id")
            line = seen.setdefault(item["id"], self._source.place(path).line)
            if line != self._source.place(path).line:
                message = f"`{shortened(item['id'])}` is here twice, first on line {line}."
                yield self._problem(path, message, "Delete one of them.")

    def shared_spellings(self, merged: Vocabulary) -> Iterator[Problem]:
        """Spellings of the board's terms that other terms have too."""
        own = {item["id"] for item in self._terms}
        others = [term for term in merged.terms.values() if term.id not in own]
        owners: dict[str, str] = {}
        for term in (*others, *(merged.terms[item["id"]] for item in self._terms)):
            for spelling in (term.id, term.label, *term.aliases):
                owners.setdefault(fold(spelling), term.id)
        for index, item in enumerate(self._terms):
            spellings: list[tuple[Path, str]] = [
                (("terms", index, name), item[name]) for name in ("id", "label") if name in item
            ]
            for at, alias in enumerate(item.get("aliases", ())):
                spellings.append((("terms", index, "aliases", at), alias))
            for path, spelling in spellings:
                if (owner := owners[fold(spelling)]) != item["id"]:
                    message = f"`{shortened(spelling)}` already means `{owner}`."
                    fix = f"Choose another word, or change the term with `id: {owner}`."
                    yield self._problem(path, message, fix)

    def unknown_areas(self, merged: Vocabulary) -> Iterator[Problem]:
        for index, item in enumerate(self._terms):
            area = item.get("broader")
            if area and area not in merged.areas:
                close = closest(area, merged.areas)
                known = ", ".join(f"`{name}`" for name in merged.areas)
                fix = f"Did you mean `{close}`?" if close else "Add it to `areas`"
                fix = fix if close or not known else f"{fix}, or write one of {known}."
                message = f"there is no area `{shortened(area)}`."
                yield self._problem(("terms", index, "broader"), message, fix)

    def _problem(self, path: Path, message: str, fix: str) -> Problem:
        return Problem(self._source.place(path), RULE, message, fix)
