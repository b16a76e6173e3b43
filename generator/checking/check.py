"""Files in, a checked board's parts and every problem out. Pure: no file, no clock.

One file is checked alone (`check_file`), which several processes can do at once; then
`check_board` compares what passed. Nothing here raises for bad input.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator.checking.rule import Finding, Parts, Rule, RuleContext
from generator.checking.rules import RULES
from generator.checking.sample_dates import shifted
from generator.checking.schema import CompiledSchema, check_fields
from generator.model.employer import Employer, employer_from
from generator.model.listing import Listing, listing_from
from generator.model.problem import Path, Problem, Severity, in_order
from generator.model.settings import Settings
from generator.model.vocabulary import Vocabularies, Vocabulary
from generator.reading.source import Source, parse
from generator.reading.tree import EMPLOYER_FILE, Tree, identifier, logo_problem


@dataclass(frozen=True)
class CheckContext:
    """What a file is checked against; made once. `new`: see `RuleContext`."""

    settings: Settings
    vocabularies: Vocabularies
    listing_schema: CompiledSchema
    employer_schema: CompiledSchema
    today: date
    new: frozenset[str] = frozenset()

    @property
    def rule_context(self) -> RuleContext:
        """What rules may know."""
        return RuleContext(self.settings, self.vocabularies, self.today, self.new)


@dataclass(frozen=True, slots=True)
class FileResult:
    """One file: what it describes, or None if it can't be known, and its problems."""

    file: str
    item: Listing | Employer | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Checked:
    """All files: what they describe, and the problems, in order.

    `listings` and `employers` hold all that could be read; `sound` leaves out what has errors.
    """

    listings: tuple[Listing, ...]
    employers: tuple[Employer, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep a file off the board."""
        return tuple(item for item in self.problems if item.severity is Severity.ERROR)

    @property
    def files(self) -> frozenset[str]:
        """The files of its listings and employers."""
        return frozenset([*(x.file for x in self.listings), *(x.file for x in self.employers)])

    def sound(self) -> Checked:
        """Only what may be published: no file with an error, no listing without its employer."""
        broken = {problem.place.file for problem in self.errors}
        employers = tuple(item for item in self.employers if item.file not in broken)
        known = {employer.id for employer in employers}
        listings = tuple(
            item for item in self.listings if item.file not in broken and item.employer_id in known
        )
        return replace(self, listings=listings, employers=employers)


def check(tree: Tree, contents: Mapping[str, bytes], context: CheckContext) -> Checked:
    """Check a whole board. `contents` holds the bytes of every file that `tree` names."""
    results = [
        check_file(path, contents[path], context) for path in (*tree.employers, *tree.listings)
    ]
    return check_board(tree, results, contents, context)


def check_file(path: str, content: bytes, context: CheckContext) -> FileResult:
    """Check one employer or listing by itself."""
    source, problems = parse(content, path)
    if source is None:
        return FileResult(path, None, problems)
    if path.endswith(f"/{EMPLOYER_FILE}"):
        return _check_employer(source, context)
    return _check_listing(source, context)


def _check_employer(source: Source, context: CheckContext) -> FileResult:
    problems = [*check_fields(source, context.employer_schema)]
    if problems:
        return FileResult(source.file, None, tuple(problems))
    data = dict(source.data)
    problems += _resolve(source, data, "industry", context.vocabularies.industries)
    if problems and any(item.severity is Severity.ERROR for item in problems):
        return FileResult(source.file, None, tuple(problems))
    employer = employer_from(identifier(source.file), data)
    found = (
        (rule, rule.employer(employer, context.rule_context)) for rule in RULES if rule.employer
    )
    problems += _findings(source, found)
    return FileResult(source.file, employer, tuple(problems))


def _check_listing(source: Source, context: CheckContext) -> FileResult:
    problems = [*check_fields(source, context.listing_schema)]
    if problems:
        return FileResult(source.file, None, tuple(problems))
    data = shifted(source.data, context.settings.demo_day, context.today)
    data = dict(data)
    words = context.vocabularies
    problems += _resolve(source, data, "category", words.categories)
    problems += _resolve(source, data, "industry", words.industries)
    for name in ("skills", "gains"):
        problems += _resolve_list(source, data, name, words.skills)
    if any(item.severity is Severity.ERROR for item in problems):
        return FileResult(source.file, None, tuple(problems))
    listing = listing_from(identifier(source.file), data)
    rules = context.rule_context
    found = ((rule, rule.listing(listing, rules)) for rule in RULES if rule.listing)
    problems += _findings(source, found)
    return FileResult(source.file, listing, tuple(problems))


def check_board(
    tree: Tree,
    results: Iterable[FileResult],
    contents: Mapping[str, bytes],
    context: CheckContext,
) -> Checked:
    """Compare the files that passed alone, and put all problems in order."""
    results = list(results)
    problems = [
        *tree.problems,
        *(problem for result in results for problem in result.problems),
    ]
    listings = {item.file: item for item in (r.item for r in results) if isinstance(item, Listing)}
    employers = {
        item.file: item for item in (r.item for r in results) if isinstance(item, Employer)
    }
    problems += _logos(tree, employers, contents)
    parts = Parts(listings, employers)
    for rule in RULES:
        if rule.board:
            for file, finding in rule.board(parts, context.rule_context):
                source, _ = parse(contents[file], file)
                if source:
                    problems.append(_problem(source, rule, finding))
    return Checked(tuple(listings.values()), tuple(employers.values()), in_order(problems))


def _logos(
    tree: Tree, employers: Mapping[str, Employer], contents: Mapping[str, bytes]
) -> Iterator[Problem]:
    for path in tree.logos:
        if problem := logo_problem(path, contents[path]):
            yield problem
    for file, employer in employers.items():
        if employer.logo and f"listings/{employer.id}/{employer.logo}" not in tree.logos:
            source, _ = parse(contents[file], file)
            if source:
                message = f"there is no file `{employer.logo}` in this folder."
                fix = "Add the picture, or remove `logo`."
                yield Problem(source.place(("logo",)), "logo/missing", message, fix)


def _findings(source: Source, found: Iterable[tuple[Rule, Iterator[Finding]]]) -> Iterator[Problem]:
    for rule, findings in found:
        for finding in findings:
            yield _problem(source, rule, finding)


def _problem(source: Source, rule: Rule, finding: Finding) -> Problem:
    return Problem(source.place(finding.path), rule.id, finding.message, finding.fix, rule.severity)


def _resolve(
    source: Source, data: dict[str, Any], name: str, words: Vocabulary
) -> Iterator[Problem]:
    """Replace an alias in `data` by its id; complain about it, and about unknown words."""
    if name in data and data[name] not in words:
        found, problem = named_word(source, (name,), data[name], words)
        data[name] = found
        yield problem


def _resolve_list(
    source: Source, data: dict[str, Any], name: str, words: Vocabulary
) -> Iterator[Problem]:
    if all(word in words for word in data.get(name, ())):
        return
    resolved = list(data[name])
    for index, word in enumerate(resolved):
        if word not in words:
            resolved[index], problem = named_word(source, (name, index), word, words)
            yield problem
    data[name] = list(dict.fromkeys(resolved))


def named_word(source: Source, path: Path, text: str, words: Vocabulary) -> tuple[str, Problem]:
    """The id that `text`, which is none, means or is; and what to say about it."""
    place = source.place(path)
    if identifier := words.find(text):
        message = f"`{text}` is understood as `{identifier}`."
        return identifier, Problem(
            place, "vocabulary/alias", message, f"Write `{identifier}`.", Severity.HINT
        )
    close = words.suggest(text)
    message = f"`{text[:60]}` is not a {words.name} this board knows."
    fix = f"Choose one of schema/{words.file}, or propose it there."
    if close:
        meant = " or ".join(f"`{word}`" for word in close)
        fix = f"Did you mean {meant}? Else choose one of schema/{words.file}."
    return text, Problem(place, "vocabulary/unknown", message, fix)
