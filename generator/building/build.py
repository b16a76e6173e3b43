"""What every engine does around its own build: check before it, stamp and write after it."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path

from generator.board import history
from generator.board.board import Board, board_of
from generator.building import BuildError, BuildOptions
from generator.building.build_cache import BuildCache
from generator.building.last_published import LastPublished
from generator.building.pagefind import search_files
from generator.building.staging import Target
from generator.checking.check import Checked
from generator.checking.incremental import code_version as check_code_version
from generator.checking.run import check_all
from generator.checking.workspace import Workspace, open_workspace
from generator.model.problem import Problem
from generator.reading import files
from generator.reading.board_files import BoardFiles, ReplacedFiles
from generator.rendering.artifact import Artifact, Batch, address_of
from generator.rendering.feed import Publication, publication_of
from generator.rendering.formats.sitemap import sitemap
from generator.rendering.pages.page_template import SHELL_FILE, PageTemplate
from generator.rendering.pages.share_images import can_draw
from generator.rendering.pages.static_files import assets
from generator.rendering.plan import Keys, batches
from generator.reporting.text import printable, report

# What turns listings into files, beside our own code.
_LIBRARIES = (
    "babel",
    "feedgen",
    "icalendar",
    "jinja2",
    "markdown-it-py",
    "markupsafe",
    "nh3",
    "pagefind",
)


@dataclass(frozen=True)
class Draft:
    """A board that was read and checked, before anything is written."""

    work: Workspace
    options: BuildOptions
    checked: Checked  # the files as they stand
    published: Checked  # what goes on the site: broken files in their last good version, or not
    today: date
    digests: Mapping[str, str]  # a digest of each file, as it is published
    files: BoardFiles  # as they are published

    @property
    def left_out(self) -> frozenset[str]:
        """The files that are not published as they stand, because of their errors."""
        return frozenset(problem.place.file for problem in self.checked.errors)

    @cached_property
    def board(self) -> Board:
        """The board of all that is sound."""
        return board_of(self.published, self.work.context(self.today))

    def report(self) -> str:
        """The errors, as `board check` prints them, and which files stay as they were."""
        lines = [*report(self.checked.errors, self.work.lines, len(self.digests))]
        kept = sorted(self.left_out & self.published.sound().files)
        lines += [f"{printable(path)} stays as it was last published." for path in kept]
        return "\n".join(lines)


def draft_of(root: Path, options: BuildOptions) -> Draft:
    """Read and check the board in `root`. Raises `BoardError` if it can't be read."""
    try:
        work = open_workspace(root)
        today = work.today(options.today)
        run = check_all(work, today)
        checked, digests = run.checked, run.digests
        if not options.keep_going or not checked.errors:
            return Draft(work, options, checked, checked, today, digests, work)
        broken = {problem.place.file for problem in checked.errors}.intersection(digests)
        good = LastPublished(root).contents(sorted(broken))
        files = ReplacedFiles(work, good)
        published = check_all(work, today, files) if good else run
        return Draft(work, options, checked, published.checked, today, published.digests, files)
    except (OSError, ValueError) as error:
        raise BuildError(f"the board can't be read: {error}") from error


def demand_sound(draft: Draft) -> None:
    """Whole or not at all: raises `BuildError` if a listing has errors."""
    if errors := draft.checked.errors:
        raise BuildError(_refusal(errors, len(draft.left_out)))


def finish(draft: Draft, target: Target) -> None:
    """Stamp and write all that the board adds to the engine's pages, and put the site in place."""
    try:
        template = _page_template(target.folder)
        publication = publication_on(draft, _remembered(target.site))
        memory = BuildCache(draft.work.root, target.site)
        made = target.fill([*_batches(draft, publication, template)], memory)
        listed = [address_of(m.path) for items in made.values() for m in items if m.is_listed]
        target.write([*sitemap(publication, listed), *assets(), *_logos(draft)])
        target.commit()
        memory.store(made)
        LastPublished(draft.work.root).store(_sound_digests(draft), draft.files.read)
    except OSError as error:
        raise BuildError(f"the site can't be written: {error}") from error


def publication_on(draft: Draft, remembered: bytes) -> Publication:
    """The board as it is published.

    `remembered` is the record that the build before published, empty if there is none.
    """
    board = draft.board
    past = history.next_history(history.loaded(remembered, board.today), board)
    return publication_of(board, past, draft.work.schema_files)


def _batches(draft: Draft, publication: Publication, template: PageTemplate) -> Iterator[Batch]:
    if publication.board.settings.share_cards and not can_draw():
        raise BuildError(
            "`share_cards` is set, but what draws them is not installed: "
            "pip install pillow font-source-sans-pro."
        )
    search, version_now = draft.options.search, code_version(draft)
    board = publication.board
    keys = Keys(publication, draft.digests, f"{version_now} {search} {template.digest}")
    if search:
        yield Batch(keys.of("search", keys.whole), "search", partial(search_files, board))
    yield from batches(publication, template, keys, search)


def code_version(draft: Draft) -> str:
    """Changes with whatever every file depends on: code, libraries, settings, words, day."""
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    text = "\0".join(
        [check_code_version(draft.work, draft.today, whole=True), sys.version, *libraries]
    )
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _sound_digests(draft: Draft) -> dict[str, str]:
    sound = draft.published.sound().files
    return {path: digest for path, digest in draft.digests.items() if path in sound}


def _remembered(site: Path) -> bytes:
    """The record in the site that is about to be replaced."""
    path = site / history.PATH
    try:
        return files.read(path, history.MOST_BYTES) if path.is_file() else b""
    except OSError:
        return b""


def _logos(draft: Draft) -> Iterator[Artifact]:
    """Beside each employer's page."""
    for employer in draft.board.employers.values():
        if employer.logo:
            content = draft.files.read(f"listings/{employer.id}/{employer.logo}")
            yield Artifact(f"{employer.url}{employer.logo}", content)


def _page_template(folder: Path) -> PageTemplate:
    """The template that the engine left in `folder`; its page is removed."""
    path = folder / SHELL_FILE
    try:
        template = PageTemplate.from_html(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BuildError("the engine built no template page.") from None
    path.unlink()
    for parent in path.relative_to(folder).parents[:-1]:
        (folder / parent).rmdir()
    return template


def _refusal(errors: tuple[Problem, ...], files: int) -> str:
    first, more = errors[0], len(errors) - 1
    place = f"{printable(first.place.file)}:{first.place.line}:{first.place.column}"
    others = f" ({more:,} more in {files:,} file{'s' * (files != 1)})" if more else ""
    return (
        f"nothing was built: {place}: {printable(first.message)}{others}"
        " Run `board check`, or build with --keep-going."
    )
