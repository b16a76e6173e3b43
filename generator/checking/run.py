"""The one way to check everything, with the cache; and reports of all or of some files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.checking.check import FAILED, LOGO_MISSING, Checked, compare
from generator.checking.employers import FOLDER_RULES
from generator.checking.incremental import KnownResults
from generator.checking.kept_run import KeptRun, keep_run, kept_run, run_key
from generator.checking.workspace import Workspace, open_workspace
from generator.model.errors import BoardError
from generator.model.problem import Problem, in_order
from generator.reading.board_files import BoardFiles
from generator.reading.conflicts import conflicts_left
from generator.reading.git import changed_since
from generator.reading.tree import FOLDER, HIDDEN_FILE, Tree


@dataclass(frozen=True)
class CheckRun:
    """What was checked, and a digest of every listing's and employer's file by path."""

    checked: Checked
    digests: Mapping[str, str]


def check_all(
    work: Workspace,
    today: date,
    files: BoardFiles | None = None,
    new: frozenset[str] = frozenset(),
) -> CheckRun:
    """Check a whole board; what did not change since the last run comes from the cache.

    `files` are those of `work` if not given; others are a commit's, for example. `new` are the
    paths of those that the board did not have before.
    """
    files = work if files is None else files
    key = run_key(work, today) if files is work and not new else ""
    known = KnownResults(work, today, files)
    checked = compare(files, known.results(known.paths), work.context(today), new)
    if files is work and (unknown := [*work.unknown_hidden(checked.listings)]):
        checked = replace(checked, problems=in_order([*checked.problems, *unknown]))
    if not any(problem.rule == FAILED for problem in checked.problems):
        listings = len(files.tree.listings)
        keep_run(work.root, KeptRun(key, checked.problems, _files(files), listings))
    digests = known.digests
    for problem in checked.problems:
        if problem.rule == LOGO_MISSING:  # pages show another employer without it
            digests[problem.place.file] += "-without-logo"
    return CheckRun(checked, digests)


def _files(files: BoardFiles) -> int:
    tree = files.tree
    return len(tree.employers) + len(tree.listings) + len(tree.logos)


@dataclass(frozen=True)
class Report:
    """Problems, with paths as the caller knows them, and how many files were checked.

    `lines` gives the lines of a file. `changed` are the changed files, where that was asked.
    `is_empty`: a whole board was checked, and it has no listing yet. `rules_url` is the page that
    explains the rules; empty if it is unknown.
    """

    problems: tuple[Problem, ...]
    files: int
    lines: Callable[[str], list[str]]
    changed: frozenset[str] = frozenset()
    is_empty: bool = False
    rules_url: str = ""


def check_changed(root: Path, ref: str, day: date | None, *, cache: bool = True) -> Report:
    """Check the files that changed since `ref`, comparing them with all others.

    A change of the settings, a schema or a vocabulary concerns every file: then all are reported.
    """
    since = changed_since(root, ref)
    changed = since.changed
    work = open_workspace(root, cache=cache)
    today, tree, rules_url = work.today(day), work.tree, work.settings.rules_url
    texts = (*tree.employers, *tree.listings)
    if any(path == "mkdocs.yml" or path.startswith("schema/") for path in changed):
        problems = check_all(work, today, new=since.new).checked.problems
        problems = in_order([*work.hints, *conflicts_left(root), *problems])
        return Report(problems, len(texts), work.lines, changed, rules_url=rules_url)
    results = KnownResults(work, today, work).around(changed)
    checked = compare(work, results, work.context(today), since.new)
    folders = frozenset(_folders(changed))
    found = [*conflicts_left(root), *checked.problems]
    if HIDDEN_FILE in changed:
        found += work.unknown_hidden(check_all(work, today).checked.listings)
    problems = tuple(item for item in found if _concerns(item, changed, folders))
    files = len(changed.intersection((*texts, *tree.logos)))
    return Report(problems, files, work.lines, changed, rules_url=rules_url)


def _concerns(problem: Problem, changed: Collection[str], folders: Collection[str]) -> bool:
    """Whether a problem is one of the `changed` files, or one of the `folders` they are in."""
    file = problem.place.file
    if problem.rule in FOLDER_RULES:
        return file.rpartition("/")[0] in folders
    return file in changed or file in folders or problem.rule == FAILED


def _folders(paths: Collection[str]) -> Iterator[str]:
    """The folders that `paths` are in: a folder's name is a problem of every file in it."""
    for path in paths:
        while path := path.rpartition("/")[0]:
            yield path


def check_paths(
    root: Path, paths: Iterable[Path], day: date | None, *, cache: bool = True
) -> list[Report]:
    """Check the whole board in `root`, or only the files and folders in `paths`.

    A path outside the board's listings/ is read as an employer's folder or a file in one, so
    that a draft can be checked before it is put in place. Raises `BoardError` if such a folder has
    nothing to check: its name was probably mistyped.
    """
    resolved = [path.resolve() for path in paths]
    inside = [path for path in resolved if path.is_relative_to(root / FOLDER)]
    reports = []
    if inside or not resolved:
        wanted = [f"{FOLDER}/{path.relative_to(root / FOLDER).as_posix()}" for path in inside]
        work = open_workspace(root, cache=cache)
        wanted = [] if f"{FOLDER}/." in wanted else wanted  # listings/ itself is the whole board
        reports.append(_report(work, day, wanted, FOLDER))
    for path in resolved:
        if path not in inside:
            reports.append(_report_outside(root, path, day, cache))
    return reports


def _report_outside(root: Path, path: Path, day: date | None, cache: bool) -> Report:
    if path.is_file():
        folder, name = path.parent, f"/{path.name}"
    else:
        folder, name = path, ""
    if name or any(item.suffix in {".yml", ".yaml"} for item in path.iterdir()):
        work = open_workspace(root, folder.parent, (folder.name,), cache=cache)
        wanted = [f"{FOLDER}/{folder.name}{name}"]
        return _report(work, day, wanted, str(folder.parent), alone=bool(name))
    work = open_workspace(root, path, cache=cache)
    if work.tree == Tree():
        raise BoardError(f"there is no listing in {path}.")
    return _report(work, day, [], str(path))


def _report(
    work: Workspace, day: date | None, wanted: list[str], shown: str, *, alone: bool = False
) -> Report:
    """The problems of the `wanted` files and folders; all if there are none.

    `alone`: of a file that is not in its folder yet, so nothing is said about the others in it.
    """
    today = work.today(day)
    if not wanted and work.is_whole:
        return _whole_report(work, today)
    problems = check_all(work, today).checked.problems
    if alone:
        problems = tuple(problem for problem in problems if problem.rule not in FOLDER_RULES)
    tree = work.tree
    paths = [*tree.employers, *tree.listings, *tree.logos]
    if wanted:
        problems = tuple(p for p in problems if _is_in(p.place.file, wanted))
        paths = [path for path in paths if _is_in(path, wanted)]
    real = {_shown(path, shown): path for path in (*paths, *(p.place.file for p in problems))}
    return Report(
        tuple(
            replace(p, place=replace(p.place, file=_shown(p.place.file, shown))) for p in problems
        ),
        len(paths),
        lambda file: work.lines(real[file]),
        is_empty=not wanted and not tree.listings,
        rules_url=work.settings.rules_url,
    )


def _whole_report(work: Workspace, today: date) -> Report:
    run = kept_run(work.root, run_key(work, today))
    if run is None:
        problems = check_all(work, today).checked.problems
        run = KeptRun("", problems, _files(work), len(work.tree.listings))
    others = (*work.hints, *conflicts_left(work.root))
    return Report(
        in_order([*others, *run.problems]) if others else run.problems,
        run.files,
        work.lines,
        is_empty=not run.listings,
        rules_url=work.settings.rules_url,
    )


def _is_in(path: str, folders: Iterable[str]) -> bool:
    return any(path == folder or path.startswith(f"{folder}/") for folder in folders)


def _shown(path: str, folder: str) -> str:
    return path if folder == FOLDER else f"{folder}/{path.removeprefix(f'{FOLDER}/')}"
