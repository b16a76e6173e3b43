"""Files in; listings, employers and every problem out. Pure: no disk, no clock.

`check_file` checks one file by itself, which several processes can do at once. `compare` then
compares those that passed with each other. Nothing here raises for bad input.
"""

from __future__ import annotations

import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePath
from typing import Any, TypeVar

from generator.checking.employers import FolderEmployers
from generator.checking.field_texts import TEXTS
from generator.checking.field_words import with_article
from generator.checking.rule import BoardCheck, Finding, Parts, Rule, RuleContext
from generator.checking.rule_kit.judged import is_judged
from generator.checking.rules import RULES
from generator.checking.sample_dates import days_of_same_dates, move_sample_dates
from generator.checking.schema import CompiledSchema, check_fields
from generator.model.dates import EVERY_DAY, Days
from generator.model.employer import INLINE, Employer, employer_from
from generator.model.exchange import NO_RATES, ExchangeRates
from generator.model.hidden import HiddenListings
from generator.model.listing import Listing, listing_from
from generator.model.problem import Path, Place, Problem, Severity, has_errors
from generator.model.problem_limit import limited
from generator.model.vocabulary import Vocabulary
from generator.reading.board_files import BoardFiles
from generator.reading.source import Source, parse
from generator.reading.text_place import place_of_words
from generator.reading.tree import EMPLOYER_FILE, FOLDER, identifier, logo_problem

Item = Listing | Employer
Found = TypeVar("Found")
FAILED = "check/failed"  # the rule of problems that are mistakes of the program
LOGO_MISSING = "logo/missing"
_SAME_DAYS = tuple(rule.same_days for rule in RULES if rule.same_days)


@dataclass(frozen=True)
class CheckContext(RuleContext):
    """What a file is checked against. Made once for all files.

    `raises`: an exception in a check ends the command, for those who look for mistakes in it.
    `exchange` and `hidden` are only passed on to the board.
    """

    listing_schema: CompiledSchema
    employer_schema: CompiledSchema
    exchange: ExchangeRates = NO_RATES
    hidden: HiddenListings = field(default_factory=dict)
    raises: bool = False


@dataclass(frozen=True, slots=True)
class FileResult:
    """One file: the listing or employer in it, None if it can't be read, and its problems.

    `inline` is the employer that a listing carries, if it does. `days` are those on which the
    result is the same.
    """

    file: str
    item: Item | None
    problems: tuple[Problem, ...]
    inline: Employer | None = None
    days: Days = EVERY_DAY


@dataclass(frozen=True)
class Checked:
    """All files: the listings and employers that could be read, and the problems in order.

    Some of them have errors: `sound` leaves those out.
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


def check_file(path: str, content: bytes, context: CheckContext) -> FileResult:
    """Check one employer or listing by itself."""

    def check() -> FileResult:
        source, problems = parse(content, path)
        return check_source(source, context) if source else FileResult(path, None, problems)

    result = _guarded(check, path, context)
    return FileResult(path, None, (result,)) if isinstance(result, Problem) else result


def check_source(source: Source, context: CheckContext) -> FileResult:
    """Check one employer or listing that was parsed. Its path is `source.file`."""
    is_employer = source.file.endswith(f"/{EMPLOYER_FILE}")
    check = partial(_check_employer if is_employer else _check_listing, source, context)
    result = _guarded(check, source.file, context)
    if isinstance(result, Problem):
        return FileResult(source.file, None, (result,))
    return replace(result, problems=limited(result.problems))


def _guarded(check: Callable[[], Found], file: str, context: CheckContext) -> Found | Problem:
    """What `check` returns. If it raises, a problem of `file`, so that the others are checked."""
    try:
        return check()
    except Exception as error:
        if context.raises:
            raise
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{PurePath(last.filename).name}, line {last.lineno}"
        message = f"the program made a mistake here ({type(error).__name__} in {where})."
        fix = "This is not your fault. Please report it with this file, so that it can be fixed."
        return Problem(Place(file), FAILED, message, fix)


def _check_employer(source: Source, context: CheckContext) -> FileResult:
    problems = check_fields(source, context.employer_schema, context)
    if problems:
        return _wrong_fields(source, problems, context)
    employer, problems = _employer(source, source.data, "", context)
    return FileResult(source.file, employer, problems)


def _wrong_fields(
    source: Source, problems: tuple[Problem, ...], context: CheckContext
) -> FileResult:
    """The advice can name the day, so it is for today only."""
    return FileResult(source.file, None, problems, days=Days(context.today, context.today))


def _employer(
    source: Source, data: Mapping[str, Any], inline_in: str, context: CheckContext
) -> tuple[Employer | None, tuple[Problem, ...]]:
    """The employer in `data`, None if it has an unknown word in it, and its problems."""
    fields, at = dict(data), (INLINE,) if inline_in else ()
    words = context.vocabularies.industries
    problems = [*_resolve(source, fields, "industry", words, context, at)]
    if has_errors(problems):
        return None, tuple(problems)
    folder = identifier(source.file).partition("/")[0]
    employer = employer_from(folder, fields, inline_in)
    found = ((rule, rule.employer(employer, context)) for rule in RULES if rule.employer)
    problems += _findings(source, found, at)
    return employer, tuple(problems)


def _check_listing(source: Source, context: CheckContext) -> FileResult:
    problems = [*check_fields(source, context.listing_schema, context)]
    if problems:
        return _wrong_fields(source, tuple(problems), context)
    demo_day, today = context.settings.demo_day, context.today
    days = days_of_same_dates(source.data, demo_day, today)
    data = dict(move_sample_dates(source.data, demo_day, today))
    words = context.vocabularies
    problems += _resolve(source, data, "category", words.categories, context)
    problems += _resolve(source, data, "industry", words.industries, context)
    for name in ("skills", "gains"):
        problems += _resolve_list(source, data, name, words.skills, context)
    name = identifier(source.file)
    inline: Employer | None = None
    of_inline: tuple[Problem, ...] = ()
    if INLINE in data:
        inline, of_inline = _employer(source, data[INLINE], name, context)
    if has_errors(problems):
        return FileResult(source.file, None, (*problems, *of_inline), days=days)
    listing = listing_from(name, data)
    for same_days in _SAME_DAYS:
        days &= same_days(listing, today)
    found = ((rule, rule.listing(listing, context)) for rule in RULES if rule.listing)
    problems += _findings(source, found)
    if not is_judged(listing):
        problems.append(_not_judged(source))
    return FileResult(source.file, listing, (*problems, *of_inline), inline, days)


def _not_judged(source: Source) -> Problem:
    message = "this text is in a language that our rules don't cover."
    fix = "You don't have to do anything. A maintainer of the board reads it instead."
    place = source.place(("description",))
    return Problem(place, "language/not-judged", message, fix, Severity.HINT)


def compare(
    files: BoardFiles,
    results: Iterable[FileResult],
    context: CheckContext,
    new: frozenset[str] = frozenset(),
) -> Checked:
    """Compare the files that passed alone, and put all problems in order.

    `new` are the paths of files that the board did not have before, where that is known.
    """
    results = list(results)
    problems = [*files.tree.problems, *(problem for item in results for problem in item.problems)]
    items = [result.item for result in results if result.item]
    listings = {item.file: item for item in items if isinstance(item, Listing)}
    found = _employers(files, results)
    problems += found.contradictions()
    employers = found.chosen()
    problems += _logos(files, found)
    problems += _comparisons(files, Parts(listings, employers, new), found, context)
    broken = {problem.place.file for problem in problems if problem.severity is Severity.ERROR}
    problems += found.missing(broken)
    without_logo = {problem.place.file for problem in problems if problem.rule == LOGO_MISSING}
    employers = {
        path: replace(item, logo="") if path in without_logo else item
        for path, item in found.chosen(broken).items()
    }
    return Checked(tuple(listings.values()), tuple(employers.values()), limited(problems))


def _comparisons(
    files: BoardFiles, parts: Parts, found: FolderEmployers, context: CheckContext
) -> Iterator[Problem]:
    """What the rules say that compare listings and employers. Each file is parsed once for it."""
    findings: dict[str, list[tuple[Rule, Finding]]] = defaultdict(list)
    for rule in RULES:
        if rule.board:
            check = partial(_compared, rule.board, parts, found, context)
            result = _guarded(check, FOLDER, context)
            if isinstance(result, Problem):
                yield result
                continue
            for path, finding in result:
                findings[path].append((rule, finding))
    for path, of_file in findings.items():
        source, _ = parse(files.read(path), path)
        if source:
            yield from (_problem(source, rule, finding) for rule, finding in of_file)


def _compared(
    check: BoardCheck, parts: Parts, found: FolderEmployers, context: CheckContext
) -> list[tuple[str, Finding]]:
    """What one rule finds, each with the path of the file that it is about."""
    findings = []
    for file, finding in check(parts, context):
        is_inline = finding.path[:1] == (INLINE,)
        copies = found.copies(parts.employers[file]) if is_inline else ()
        findings += [(path, finding) for path in [copy.file for copy in copies] or [file]]
    return findings


def _employers(files: BoardFiles, results: Iterable[FileResult]) -> FolderEmployers:
    own = {}
    inline: dict[str, list[Employer]] = defaultdict(list)
    broken = []
    for result in results:
        if isinstance(result.item, Employer):
            own[result.item.id] = result.item
        elif result.inline:
            inline[result.inline.id].append(result.inline)
        elif has_errors(result.problems) and not result.file.endswith(f"/{EMPLOYER_FILE}"):
            broken.append(result.file)
    in_order_of_files = {
        folder: tuple(sorted(employers, key=lambda item: item.file))
        for folder, employers in inline.items()
    }
    return FolderEmployers(files, own, in_order_of_files, broken)


def _logos(files: BoardFiles, found: FolderEmployers) -> Iterator[Problem]:
    for path in files.tree.logos:
        if problem := logo_problem(path, files.read(path)):
            yield problem
    employers = (copy for employer in found.chosen().values() for copy in found.copies(employer))
    for employer in employers:
        if employer.logo and f"listings/{employer.id}/{employer.logo}" not in files.tree.logos:
            source, _ = parse(files.read(employer.file), employer.file)
            if source:
                message = f"there is no file `{employer.logo}` here: no logo is shown."
                fix = "Add the picture to this folder, or remove `logo`."
                place = source.place((*employer.place, "logo"))
                yield Problem(place, LOGO_MISSING, message, fix, Severity.HINT)


def _findings(
    source: Source, found: Iterable[tuple[Rule, Iterator[Finding]]], at: Path = ()
) -> Iterator[Problem]:
    """Problems for what rules found in the data at the path `at`."""
    for rule, findings in found:
        for finding in findings:
            yield _problem(source, rule, replace(finding, path=(*at, *finding.path)))


def _problem(source: Source, rule: Rule, finding: Finding) -> Problem:
    place = place_of_words(source, finding.path, finding.near)
    return Problem(place, rule.id, finding.message, finding.fix, rule.severity)


def _resolve(
    source: Source,
    data: dict[str, Any],
    name: str,
    words: Vocabulary,
    context: CheckContext,
    at: Path = (),
) -> Iterator[Problem]:
    """Replace an alias in `data` by its id. Yields a problem for it, or for an unknown word.

    `at` is the path of `data` in the file.
    """
    if name in data and data[name] not in words:
        found, problem = resolve_word(source, (*at, name), data[name], words, context.settings.url)
        data[name] = found
        yield problem


def _resolve_list(
    source: Source, data: dict[str, Any], name: str, words: Vocabulary, context: CheckContext
) -> Iterator[Problem]:
    if all(word in words for word in data.get(name, ())):
        return
    resolved = list(data[name])
    for index, word in enumerate(resolved):
        if word not in words:
            resolved[index], problem = resolve_word(
                source, (name, index), word, words, context.settings.url
            )
            yield problem
    data[name] = list(dict.fromkeys(resolved))


def resolve_word(
    source: Source, path: Path, text: str, words: Vocabulary, url: str
) -> tuple[str, Problem]:
    """The id that `text` means, and the problem with writing it so.

    `url` is the site's. `text` is no id of `words`: an alias gets a hint, anything else an error
    and itself back.
    """
    place = source.place(path)
    if identifier := words.find(text):
        message, fix = TEXTS["alias"].filled(text=text, id=identifier)
        return identifier, Problem(place, "vocabulary/alias", message, fix, Severity.HINT)
    close = words.suggest(text)
    message, fix = TEXTS["unknown-alike" if close else "unknown"].filled(
        text=text[:60],
        term=with_article(words.name),
        meant=" or ".join(f"`{word}`" for word in close),
        page=f"{url}{words.file.removesuffix('.yml')}/",  # a web user can read that one
        file=words.file,
    )
    return text, Problem(place, "vocabulary/unknown", message, fix)
