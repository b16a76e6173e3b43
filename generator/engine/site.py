"""What every engine does around its own build: check before it, stamp and write after it."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import files, outputs, record
from generator.artifact import Artifact
from generator.board import Board
from generator.check import Checked
from generator.engine import BuildError, BuildOptions
from generator.engine.search import searching
from generator.engine.target import Target
from generator.feed import publication_of
from generator.incremental import check_all
from generator.last_good import LastGood
from generator.outputs.sitemap import sitemap
from generator.pages import pages
from generator.pages.assets import assets
from generator.problem import Problem
from generator.reporters.text import printable, report
from generator.shell import SHELL_FILE, Shell, ShellError
from generator.workspace import Workspace, WorkspaceError, open_workspace


@dataclass(frozen=True)
class Draft:
    """A board that was read and checked, before anything is written."""

    work: Workspace
    options: BuildOptions
    checked: Checked  # the files as they stand
    published: Checked  # what goes on the site: broken files in their last good version, or not
    today: date

    @property
    def left_out(self) -> frozenset[str]:
        """The files that are not published as they stand, because of their errors."""
        return frozenset(problem.place.file for problem in self.checked.errors)

    @property
    def board(self) -> Board:
        """The board of all that is sound."""
        return self.work.board(self.published, self.today)

    def report(self) -> str:
        """The errors, as `board check` prints them, and which files stay as they were."""
        lines = [*report(self.checked.errors, self.work.lines, len(self.work.contents))]
        kept = sorted(self.left_out & self.published.sound().files)
        lines += [f"{printable(path)} stays as it was last published." for path in kept]
        return "\n".join(lines)


def draft_of(root: Path, options: BuildOptions) -> Draft:
    """Read and check the board in `root`. Raises `BuildError` if it can't be read."""
    try:
        work = open_workspace(root)
        today = work.today(options.today)
        checked = check_all(work, today)
        if not options.keep_going or not checked.errors:
            return Draft(work, options, checked, checked, today)
        broken = {problem.place.file for problem in checked.errors}.intersection(work.contents)
        good = LastGood(root).contents(sorted(broken))
        work = work.instead(good)
        return Draft(work, options, checked, work.check(today) if good else checked, today)
    except WorkspaceError as error:
        raise BuildError(str(error)) from error
    except (OSError, ValueError) as error:
        raise BuildError(f"the board can't be read: {error}") from error


def demand_sound(draft: Draft) -> None:
    """Whole or not at all: raises `BuildError` if a listing has errors."""
    if errors := draft.checked.errors:
        raise BuildError(_refusal(errors, len(draft.left_out)))


def finish(draft: Draft, target: Target) -> None:
    """Stamp and write all that the board adds to the engine's pages, and put the site in place."""
    try:
        made = site_artifacts(draft, _shell(target.folder), _remembered(target.site))
        with closing(made):  # whatever happens, no program it started goes on
            target.write(made)
        target.commit()
        files, contents = draft.published.sound().files, draft.work.contents
        LastGood(draft.work.root).keep({path: contents[path] for path in sorted(files)})
    except OSError as error:
        raise BuildError(f"the site can't be written: {error}") from error


def site_artifacts(
    draft: Draft, shell: Shell, remembered: bytes
) -> Generator[Artifact, None, None]:
    """Every file of the site, the engine's own pages left out.

    `remembered` is the record that the build before published, empty if there is none.
    """
    board, search = draft.board, draft.options.search
    past = record.next_record(record.loaded(remembered, board.today), board)
    publication = publication_of(board, past, draft.work.schema_files)
    found = []
    with searching(publication.board) if search else nullcontext(()) as search_files:
        for page in pages(publication.board, search):
            yield shell.stamp(page)
            if page.is_indexed:
                found.append(page.path)
        yield from outputs.artifacts(publication)
        yield from sitemap(publication, found)
        yield from assets()
        yield from _logos(draft)
        yield from search_files


def _remembered(site: Path) -> bytes:
    """The record in the site that is about to be replaced."""
    path = site / record.PATH
    try:
        return files.read(path, record.MOST_BYTES) if path.is_file() else b""
    except OSError:
        return b""


def _logos(draft: Draft) -> Iterator[Artifact]:
    """Beside each employer's page."""
    for employer in draft.board.employers.values():
        if employer.logo:
            content = draft.work.contents[f"listings/{employer.id}/{employer.logo}"]
            yield Artifact(f"{employer.url}{employer.logo}", content)


def _shell(folder: Path) -> Shell:
    """The shell that the engine left in `folder`; its page is removed."""
    path = folder / SHELL_FILE
    try:
        shell = Shell.from_html(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BuildError("the engine built no shell page.") from None
    except ShellError as error:
        raise BuildError(str(error)) from error
    path.unlink()
    for parent in path.relative_to(folder).parents[:-1]:
        (folder / parent).rmdir()
    return shell


def _refusal(errors: tuple[Problem, ...], files: int) -> str:
    first, more = errors[0], len(errors) - 1
    place = f"{printable(first.place.file)}:{first.place.line}:{first.place.column}"
    others = f" ({more:,} more in {files:,} file{'s' * (files != 1)})" if more else ""
    return (
        f"nothing was built: {place}: {printable(first.message)}{others}"
        " Run `board check`, or build with --keep-going."
    )
