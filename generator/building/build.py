"""What every build does around its engine: check the listings first, add the board afterwards.

An engine (MkDocs or Zensical) builds the hand-written pages and one template page. All other files
are made here, from the board.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, partial
from pathlib import Path

from generator.board import history
from generator.board.board import Board, board_of
from generator.board.ids_and_dates import midnight
from generator.building import BuildError, BuildOptions, BuildSummary, Shard
from generator.building.build_cache import BuildCache
from generator.building.code_version import code_version
from generator.building.elsewhere import with_pulled
from generator.building.last_published import LAST_PUBLISHED, LastPublished
from generator.building.part import PUBLISHED, keep_record, part_of
from generator.building.staging import StagingFolder
from generator.building.styles import take_styles
from generator.checking.check import Checked
from generator.checking.employers import FOLDER_RULES
from generator.checking.run import check_all
from generator.checking.workspace import Workspace, open_workspace
from generator.model.numbers import count
from generator.model.problem import Problem
from generator.reading import files
from generator.reading.board_files import BoardFiles, ReplacedFiles
from generator.reading.tree import EMPLOYER_FILE, FOLDER
from generator.rendering.artifact import Artifact, Batch, address_of
from generator.rendering.feed import Publication, publication_of
from generator.rendering.formats.sitemap import sitemap
from generator.rendering.pages.jinja import own_templates
from generator.rendering.pages.page_template import TEMPLATE_FILE, PageTemplate, is_indexed
from generator.rendering.pages.share_images import can_draw
from generator.rendering.pages.site_pages import SitePages
from generator.rendering.pages.static_files import assets
from generator.rendering.plan import Keys, batches, own_batches
from generator.rendering.search_files import search_files
from generator.reporting.text import printable, report

SEARCH = "search"  # the group of the batch that makes the search index
LAST_SEARCH = "last search"  # the key under which its files are found, whatever they were made from
_NOT_FOUND = "404.html"  # what hosts send for an address without a page


@dataclass(frozen=True)
class PreparedBuild:
    """A board that was read and checked, before anything is written.

    Without errors, `published` is the same as `checked`. With `--keep-going`, a file with errors
    is published in its last published version, or left out if it has none.
    """

    work: Workspace
    options: BuildOptions
    checked: Checked  # the files as they are now
    published: Checked  # the files as the site will show them
    today: date
    digests: Mapping[str, str]  # of each published file, by path
    files: BoardFiles  # reads the published files

    @property
    def files_with_errors(self) -> frozenset[str]:
        """The paths of all files with errors: their current versions are not published."""
        return frozenset(problem.place.file for problem in self.checked.errors)

    @property
    def board(self) -> Board:
        """The board of all published files without errors, and what was pulled of others.

        A part of a site has its own files only.
        """
        return self._with_pulled[0]

    @property
    def has_every_board(self) -> bool:
        """Whether nothing is missing of the boards to pull."""
        return self._with_pulled[1]

    @cached_property
    def _with_pulled(self) -> tuple[Board, bool]:
        board = board_of(self.published, self.work.context(self.today))
        return (board, True) if self.options.shard else with_pulled(board, self.work)

    def report(self) -> str:
        """The errors as `board check` prints them, then the files that keep an older version."""
        tree = self.work.tree
        files = len(tree.employers) + len(tree.listings)
        lines = [*report(self.checked.errors, self.work.lines, files)]
        wanted = _with_own_errors(self.checked) | _deleted_employers(self.checked, tree.employers)
        older = sorted(wanted & self.published.sound().files)
        lines += [f"{printable(path)} stays as it was last published." for path in older]
        return "\n".join(lines)


def prepare_build(
    root: Path, options: BuildOptions, work: Workspace | None = None
) -> PreparedBuild:
    """Read and check the board in `root`. Raises `BoardError` if it can't be read.

    `work` is the board if it was opened just now. Errors in its files raise nothing: see
    `require_no_errors`.
    """
    try:
        work = work or open_workspace(root)
        if options.shard:
            work = part_of(work, options.shard)
        today = work.today(options.today)
        run = check_all(work, today)
        checked = run.checked
        if not options.keep_going or not checked.errors:
            return PreparedBuild(work, options, checked, checked, today, run.digests, work)
        with_errors = _with_own_errors(checked).intersection(run.digests)
        wanted = with_errors | _deleted_employers(checked, run.digests)
        older = LastPublished(root / LAST_PUBLISHED).contents(sorted(wanted))
        files = ReplacedFiles(work, older, with_errors.difference(older))
        if older:
            run = check_all(work, today, files)
        return PreparedBuild(work, options, checked, run.checked, today, run.digests, files)
    except (OSError, ValueError) as error:
        raise BuildError(f"the board can't be read: {error}") from error


def _with_own_errors(checked: Checked) -> frozenset[str]:
    """The files with errors, without those that are wrong only because of another file."""
    own = (problem for problem in checked.errors if problem.rule not in FOLDER_RULES)
    return frozenset(problem.place.file for problem in own)


def _deleted_employers(checked: Checked, there: Container[str]) -> frozenset[str]:
    """The employer.yml of each folder whose listings have no employer any more."""
    folders = {p.place.file.split("/")[1] for p in checked.errors if p.rule in FOLDER_RULES}
    own = (f"{FOLDER}/{folder}/{EMPLOYER_FILE}" for folder in folders)
    return frozenset(path for path in own if path not in there)


def require_no_errors(build: PreparedBuild) -> None:
    """Raise `BuildError` if any file has errors: an incomplete board is not published."""
    if errors := build.checked.errors:
        raise BuildError(_refusal(errors, len(build.files_with_errors)))


def write_site(build: PreparedBuild, staging: StagingFolder) -> BuildSummary:
    """Add the board's files to the engine's in `staging`, and put the site in place.

    Raises `BuildError` if that fails. The old site then stays as it was.
    """
    try:
        with own_templates(build.work.overrides):
            return _write_site(build, staging)
    except OSError as error:
        raise BuildError(f"the site can't be written: {error}") from error


def _write_site(build: PreparedBuild, staging: StagingFolder) -> BuildSummary:
    template = _read_page_template(staging.folder)
    shard, parts = build.options.shard, build.options.parts
    if shard:
        return _write_part(build, staging, template, shard)
    handwritten = dict(_handwritten_pages(staging.folder))
    style = take_styles(staging.folder, template, build.work.overrides, build.work.settings)
    publication = publication_for(build, partial(_published_file, staging.site))
    cache = BuildCache(build.work.root, staging.site)
    keys, search = _keys(build, publication, template), build.options.search
    made = parts.made if parts else _as_it_is
    planned = [
        *_batches(build, publication, keys),
        *batches(publication, template, style, keys, search, made),
    ]
    written = staging.write_batches(planned, cache)
    of_board = [file for files in written.values() for file in files]
    listed = handwritten | {file.path: file.is_listed for file in of_board}
    addresses = [address_of(path) for path, is_listed in listed.items() if is_listed]
    staging.write([*sitemap(publication, addresses), *_logos(build)])
    staging.commit()
    index = next((written[batch.key] for batch in planned if batch.group == SEARCH), None)
    cache.store(written if index is None else {**written, LAST_SEARCH: index})
    last = LastPublished(build.work.root / LAST_PUBLISHED)
    published = _published_digests(build)
    for of_part in parts.published if parts else ():
        last.copy(of_part, published)
    last.store(published, build.files.read)
    return _summary(build, staging, listed)


def _write_part(
    build: PreparedBuild, staging: StagingFolder, template: PageTemplate, shard: Shard
) -> BuildSummary:
    """Write one part of the site, without the engine's files in `staging`."""
    staging.empty()
    publication = publication_for(build, partial(_published_file, shard.published))
    keys = _keys(build, publication, template)
    site_pages = SitePages(publication.board, build.options.search, publication.schemas)
    own = own_batches(publication, template, site_pages, keys)
    cache = BuildCache(shard.part, staging.site)
    written = staging.write_batches([*own.pages, *own.others], cache)
    staging.commit()
    LastPublished(shard.part / PUBLISHED).store(_published_digests(build), build.files.read)
    keep_record(build.work, build.options, shard, build.today, written)
    return _summary(build, staging, [file.path for files in written.values() for file in files])


def _as_it_is(batch: Batch) -> Batch:
    return batch


def _summary(build: PreparedBuild, staging: StagingFolder, paths: Iterable[str]) -> BuildSummary:
    return BuildSummary(
        site=staging.site,
        pages=sum(path.endswith(".html") for path in paths),
        open=len(build.board.open),
        hints=len(build.checked.problems) - len(build.checked.errors),
        left_out=len(build.files_with_errors),
        begins=midnight(build.today, build.work.settings.zone).timestamp(),
        ends=midnight(build.today + timedelta(days=1), build.work.settings.zone).timestamp(),
        is_quiet=not (build.checked.errors or build.work.hints) and build.has_every_board,
    )


def _handwritten_pages(folder: Path) -> Iterator[tuple[str, bool]]:
    """The path of each page that the engine wrote, and whether it belongs in the sitemap."""
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        yield name, name != _NOT_FOUND and is_indexed(path.read_text(encoding="utf-8"))


def publication_for(build: PreparedBuild, published: Callable[[str], bytes]) -> Publication:
    """The board with its feeds and its history.

    `published` returns the content of a file of the previous site; empty if there is none.
    """
    board = build.board
    previous = history.read_history(published, board.today)
    return publication_of(board, history.next_history(previous, board), build.work.schema_files)


def _keys(build: PreparedBuild, publication: Publication, template: PageTemplate) -> Keys:
    code = f"{code_version(build.work)} {build.options.search} {template.digest}"
    return Keys(publication, build.digests, code)


def _batches(build: PreparedBuild, publication: Publication, keys: Keys) -> Iterator[Batch]:
    """What is made beside the pages, feeds and data."""
    if publication.board.settings.share_cards and not can_draw():
        raise BuildError(
            "`share_cards` is set, but what draws them is not installed: "
            "pip install pillow font-source-sans-pro."
        )
    if build.options.search:
        key = LAST_SEARCH if build.options.later_search else keys.of("search", keys.whole)
        yield Batch(key, SEARCH, partial(search_files, publication.board))
    yield Batch(keys.of("assets"), "", partial(assets, build.work.overrides))


def _published_digests(build: PreparedBuild) -> dict[str, str]:
    sound = build.published.sound().files
    return {path: digest for path, digest in build.digests.items() if path in sound}


def _published_file(site: Path, name: str) -> bytes:
    """A file of the history in the site that is about to be replaced; empty if it has none."""
    path = site / name
    try:
        return files.read(path, history.MAX_BYTES) if path.is_file() else b""
    except OSError:
        return b""


def _logos(build: PreparedBuild) -> Iterator[Artifact]:
    """The employers' logos, each in the folder of the employer's page."""
    for employer in build.board.employers.values():
        if employer.logo:
            content = build.files.read(f"listings/{employer.id}/{employer.logo}")
            yield Artifact(f"{employer.url}{employer.logo}", content)


def _read_page_template(folder: Path) -> PageTemplate:
    """Read the template page that the engine wrote to `folder`, and remove it from there."""
    path = folder / TEMPLATE_FILE
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
    others = f" ({more:,} more in {count(files, 'file')})" if more else ""
    return (
        f"nothing was built: {place}: {printable(first.message)}{others}"
        " Run `board check`, or build with --keep-going."
    )
