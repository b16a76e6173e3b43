"""What `board upgrade` says, as lines for the board's maintainer. Pure.

Names of files are the board's, and may hold anything: whoever prints the lines takes care of that.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence

from generator.authoring.adopt_board import Adoption
from generator.authoring.board_record import FILE
from generator.authoring.program_wheel import NAME
from generator.authoring.upgrade_board import LOCK, Upgrade
from generator.authoring.upgrade_plan import FilePlan, Outcome
from generator.model.numbers import count

_DRY_RUN = ("", "Nothing was written. Without --dry-run, this is done.")
_MOST_FILES = 5  # that are named of many listings
_WIDTH = max(len(outcome.value) for outcome in Outcome) + 2
# A table is read from its end: what a person must do comes last.
_ORDER = (
    Outcome.TAKEN, Outcome.ADDED, Outcome.REMOVED, Outcome.MERGED, Outcome.KEPT, Outcome.DELETED,
    Outcome.CONFLICT,
)  # fmt: skip


def summary(upgrade: Upgrade, *, dry_run: bool, in_git: bool) -> Iterator[str]:
    """The whole report, without the differences."""
    if upgrade.is_current:
        yield f"This board is up to date with {NAME} {upgrade.after}."
        return
    yield f"{NAME} {upgrade.before} -> {upgrade.after}"
    yield ""
    yield from _table(upgrade)
    yield from _migrations(upgrade)
    yield from _notes(upgrade)
    if dry_run:
        yield from _DRY_RUN
        return
    yield ""
    yield "What to do next:"
    for number, step in enumerate(_steps(upgrade, in_git=in_git), 1):
        yield f"{number}. {step}"


def adopted(adoption: Adoption, source: str, *, dry_run: bool) -> Iterator[str]:
    """The report of `board upgrade --adopt`. `source` is the old board's folder."""
    number = count(len(adoption.writes) - 1, "file")
    yield f"From {source}: mkdocs.yml and {number} of listings."
    yield from adoption.steps
    yield from _left(adoption.left)
    if adoption.there:
        yield ""
        yield "These are on this board already, and another file than there. They stay:"
        yield from _some(adoption.there)
    if dry_run:
        yield from _DRY_RUN
        return
    yield ""
    yield "What to do next:"
    yield "1. Run `make check`."
    yield "2. Move by hand what else is yours: pages in docs/, words in schema/, changed templates."


def differences(upgrade: Upgrade) -> Iterator[str]:
    """A unified diff of every file that changes and that people read."""
    for path in sorted({*upgrade.writes, *upgrade.removals}):
        if path in {FILE, LOCK} or path.endswith(".whl"):
            continue
        before, after = (
            content.decode("utf-8", "replace").splitlines()
            for content in (upgrade.old.get(path, b""), upgrade.writes.get(path, b""))
        )
        old = f"a/{path}" if path in upgrade.old else "/dev/null"
        new = f"b/{path}" if path in upgrade.writes else "/dev/null"
        yield from difflib.unified_diff(before, after, old, new, lineterm="")


def _table(upgrade: Upgrade) -> Iterator[str]:
    for outcome in _ORDER:
        label = outcome.value
        for line in _rows(upgrade, outcome):
            yield f"{label:<{_WIDTH}}{line}"
            label = ""


def _rows(upgrade: Upgrade, outcome: Outcome) -> list[str]:
    """What is behind one label of the table: the files that init wrote, then the lock's."""
    rows = [_row(plan) for plan in upgrade.files if plan.outcome is outcome]
    replaced = [path for path in upgrade.writes if path == LOCK or path.endswith(".whl")]
    if outcome is Outcome.TAKEN:
        rows += [path for path in replaced if path in upgrade.old]
    elif outcome is Outcome.ADDED:
        rows += [path for path in replaced if path not in upgrade.old]
    elif outcome is Outcome.REMOVED:
        rows += [path for path in upgrade.removals if path.endswith(".whl")]
    return rows


def _row(plan: FilePlan) -> str:
    if plan.line:
        return f"{plan.path}:{plan.line}"
    return f"{plan.path} ({plan.note})" if plan.note else plan.path


def _migrations(upgrade: Upgrade) -> Iterator[str]:
    if upgrade.migrated:
        yield ""
        yield from upgrade.steps
        yield from _some(upgrade.migrated)
    yield from _left(upgrade.left)


def _left(reasons: Mapping[str, str]) -> Iterator[str]:
    if reasons:
        yield ""
        yield "These stay as they are, because a person must change them:"
        for path, reason in reasons.items():
            yield f"  {reason if reason.startswith(path) else f'{path}: {reason}'}"


def _some(paths: Sequence[str]) -> Iterator[str]:
    yield from (f"  {path}" for path in paths[:_MOST_FILES])
    if more := len(paths) - _MOST_FILES:
        if more > 0:
            yield f"  and {count(more, 'more file')}"


def _notes(upgrade: Upgrade) -> Iterator[str]:
    if upgrade.dropped:
        yield ""
        yield f"No longer in {LOCK}: {', '.join(upgrade.dropped)}. Add what this board needs again."
    if upgrade.defaults:
        yield ""
        yield "The new version needs answers that this board never gave. It uses:"
        yield from (f"  {name}: {value}" for name, value in upgrade.defaults.items())


def _steps(upgrade: Upgrade, *, in_git: bool) -> Iterator[str]:
    if upgrade.conflicts:
        names = ", ".join(f"{plan.path}:{plan.line}" for plan in upgrade.conflicts)
        yield (
            f"Open {names}. Between <<<<<<< and >>>>>>> are this board's lines, those it began "
            "with, and the new ones: keep what is right, delete the rest and the markers."
        )
    yield "Run `make check`. It installs what the new requirements.txt names, and checks the board."
    if in_git:
        yield "Read `git diff`, then commit: git add --all && git commit"
