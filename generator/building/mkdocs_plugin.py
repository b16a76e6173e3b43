"""The MkDocs plugin `board`. It only handles events; `building/build.py` does the work.

MkDocs builds the hand-written pages and the template page into a staging folder. The board's files
are added there, and the folder is swapped in. So `mkdocs build`, `mkdocs serve` and `board build`
give the same bytes, and a build that fails changes nothing.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from generator.building import BuildError, BuildOptions, BuildSummary
from generator.building.build import PreparedBuild, prepare_build, require_no_errors, write_site
from generator.building.defaults import completed, for_pages
from generator.building.frame import FrameFiles, KeptFrame, files_in
from generator.building.handwritten import of_this_board
from generator.building.staging import StagingFolder
from generator.checking.workspace import open_workspace
from generator.model.errors import BoardError, ProblemsError
from generator.model.settings import Settings
from generator.reading.bundled import DEFAULTS, PAGES, THEME, pages_beside
from generator.reading.overrides import FOLDER as OVERRIDES
from generator.rendering.pages.jinja import template_line
from generator.rendering.pages.page_template import (
    TEMPLATE_MARKDOWN,
    TEMPLATE_SOURCE,
    finish_handwritten_page,
)
from generator.reporting.text import report

# The theme, loaded after this, prints a notice about MkDocs 2 otherwise.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

log = logging.getLogger("mkdocs.plugins.board")

# The options of `board build` and `board serve`. MkDocs creates its plugins itself, so they can't
# be passed as arguments.
OPTIONS: ContextVar[BuildOptions | None] = ContextVar("OPTIONS", default=None)

_WATCHED = (
    "listings", "schema", OVERRIDES, "generator/templates", "generator/assets", "generator/theme",
)  # fmt: skip
# The theme's own scripts and sitemap: the board has its own. And what is no part of the theme.
_UNUSED = (
    *(f"assets/javascripts/{name}" for name in ("bundle.", "lunr/", "workers/")),
    "sitemap.xml",
    DEFAULTS.name,
)
# What the defaults may set, as MkDocs keeps it.
_COMPLETED = ("theme", "markdown_extensions", "mdx_configs", "validation", "extra")

_OWN_SCRIPTS = b"script-src 'self'"  # in each page's Content-Security-Policy


class BoardConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options of its own: a board's settings are in `extra.board`."""


class BoardPlugin(BasePlugin[BoardConfig]):  # type: ignore[no-untyped-call]
    """The plugin of one board. While serving, MkDocs uses one instance for every build."""

    def __init__(self) -> None:
        self._build: PreparedBuild | None = None
        self._staging: StagingFolder | None = None
        self._site_dir = ""
        self._serving = False
        self._root = Path()
        self._given: dict[str, Any] = {}  # what mkdocs.yml says itself
        self._known_errors: frozenset[str] | None = None  # files with errors in the last good build
        self._frame: tuple[KeptFrame, FrameFiles] | None = None  # of the last good build
        self.summary: BuildSummary | None = None  # of the last good build

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Start without knowledge of an earlier build."""
        self._serving = command == "serve"
        self._known_errors = None

    @event_priority(100)
    def _complete(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the settings and the theme that come with the program, before other plugins."""
        self._given = _read_settings(config)
        settings = {**completed(self._given), "plugins": [], "hooks": []}
        default = MkDocsConfig(config.config_file_path)
        default.load_dict(settings)
        for name, error in default.validate()[0]:
            raise PluginError(f"mkdocs.yml: `{name}`: {error}")
        for name in _COMPLETED:
            config[name] = default[name]
        self._root = Path(config.config_file_path).resolve().parent
        at = config.theme.custom_dir is not None
        config.theme.dirs[at:at] = [str(self._root / OVERRIDES / "theme"), str(THEME)]
        return config

    @event_priority(-100)
    def _prepare(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the listings, and let MkDocs build into a staging folder."""
        try:
            self._build = prepare_build(self._root, _options())
            self._require_publishable(self._build)
            self._staging = StagingFolder(Path(config.site_dir), self._root)
        except (BoardError, OSError) as error:
            raise PluginError(str(error)) from error
        self._site_dir, config.site_dir = config.site_dir, str(self._staging.folder)
        # `mkdocs serve` sets its own address here, but the pages must be the same.
        config.site_url = self._build.work.settings.url
        config.theme.static_templates -= {"sitemap.xml"}
        config.extra["search"] = _options().search  # whether the header has a search box
        return config

    on_config = CombinedEvent(_complete, _prepare)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the program's pages and the template page, and remove what the board does not use."""
        for file in [*files]:
            if file.src_uri.startswith(_UNUSED) or file.src_uri.endswith(".map"):
                files.remove(file)
            elif file.abs_src_path and not os.path.isfile(file.abs_src_path):
                # Such as a named pipe, for which MkDocs would wait, or a link to nothing.
                raise PluginError(f"{file.abs_src_path} is no ordinary file: remove it.")
        if self._build:
            self._add_pages(files, config, self._build.work.settings)
        template = File.generated(config, TEMPLATE_SOURCE, content=TEMPLATE_MARKDOWN)
        template.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(template)
        return files

    def _add_pages(self, files: Files, config: MkDocsConfig, board: Settings) -> None:
        """Add the program's pages that the board does not have, and list all that there are."""
        own = {file.src_uri for file in files}
        for name in pages_beside(own):
            files.append(File(name, str(PAGES), config.site_dir, config.use_directory_urls))
        set_exclusions(files, config)
        pages = files.documentation_pages()
        listed = {f.src_uri for f in pages if f.inclusion is not InclusionLevel.NOT_IN_NAV}
        names = {file.src_uri for file in pages}
        fitting = for_pages(self._given, names, own & listed, board)
        config.nav = fitting["nav"]
        config.extra.update(fitting["extra"])

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Make the page one of this board: its address, its day and its sections."""
        if self._build is None:
            return markdown
        return of_this_board(markdown, self._build.work.settings, self._build.today)

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Finish each hand-written page."""
        if page.file.src_uri == TEMPLATE_SOURCE:
            return output
        return finish_handwritten_page(output, page.url)

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        """Finish 404.html, which is a template of the theme."""
        if not template_name.endswith(".html"):
            return output
        return finish_handwritten_page(output, template_name)

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Add the board's files and put the site in place."""
        if self._build is None or self._staging is None or _strict_will_fail(config):
            return
        try:
            kept = KeptFrame(self._build.work, self._build.options, "mkdocs")
            self._frame = kept, files_in(self._staging.folder)
            self.summary = write_site(self._build, self._staging)
        except BoardError as error:
            raise PluginError(str(error)) from error
        config.site_dir = self._site_dir
        self._known_errors = self._build.files_with_errors
        self._build = self._staging = None

    def keep_frame(self) -> None:
        """Keep what MkDocs made, for builds in which only the board changed."""
        if self._frame:
            kept, found = self._frame
            kept.keep(found)

    def on_build_error(self, error: Exception) -> None:
        """Remove what this build wrote. Say in one line what is wrong with a theme of one's own."""
        self._discard()
        theme = f"{self._root / OVERRIDES / 'theme'}{os.sep}"
        if place := template_line(error, theme):
            shown = f"{OVERRIDES}/theme/{place.removeprefix(theme)}"
            raise PluginError(f"{shown}: {' '.join(str(error).split())}") from error

    def on_shutdown(self) -> None:
        """Remove what a build wrote that was interrupted."""
        self._discard()

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Build again when a listing changes; show the last good site while one is broken."""
        root = Path(config.config_file_path).parent
        # A new board may have no such folder yet, and the first listing must be noticed.
        (root / "listings").mkdir(exist_ok=True)
        for folder in dict.fromkeys((root / name).resolve() for name in _WATCHED):
            if folder.is_dir():
                server.watch(str(folder))
        server.builder = _without_exceptions(server.builder, root)
        _allow_reload_script(server)
        return server

    def _require_publishable(self, build: PreparedBuild) -> None:
        """Raise `BuildError` if errors forbid to publish `build`.

        Any error does, unless the option `keep_going` is set. While serving, `keep_going` covers
        only files that had errors from the start: a new error must not make the page vanish
        that somebody is writing at this moment.
        """
        with_errors, known = build.files_with_errors, self._known_errors
        is_first = known is None
        if _options().keep_going and (not self._serving or known is None or with_errors <= known):
            if with_errors and is_first:
                log.warning("left out, because of errors:\n%s", build.report())
        elif self._serving and with_errors:
            raise BuildError(build.report())
        else:
            require_no_errors(build)

    def _discard(self) -> None:
        if self._staging is not None:
            self._staging.discard()
        self._build = self._staging = None


def _read_settings(config: MkDocsConfig) -> dict[str, Any]:
    """The board's mkdocs.yml anew: MkDocs keeps no copy of what it says."""
    with open(config.config_file_path, "rb") as file:
        return dict(yaml_load(file, get_yaml_loader(config=config)))


def _options() -> BuildOptions:
    return OPTIONS.get() or BuildOptions()


def _without_exceptions(build: Callable[[], None], root: Path) -> Callable[[], None]:
    """`build`, but logging what it raises: MkDocs would otherwise stop answering requests.

    Wrong settings are said before MkDocs reads them, for it says less about them.
    """

    def builder() -> None:
        try:
            open_workspace(root)
            build()
        except ProblemsError as error:
            lines = error.lines
            shown = report(error.problems, lambda file: lines, 1)
            log.error("%s", "\n".join([*shown, "The site stays as it was."]))
        except Abort:
            log.warning("The site stays as it was.")  # MkDocs has logged the reason
        except Exception:
            log.exception("The site stays as it was.")

    return builder


def _allow_reload_script(server: LiveReloadServer) -> None:
    """Let pages run the script that MkDocs adds to each page it sends, which reloads the page.

    Only the sent pages allow it. The files are the same as those of a build.
    """
    send: Callable[[bytes, int], bytes] = server._inject_js_into_html

    def send_allowing(content: bytes, epoch: int) -> bytes:
        return send(content.replace(_OWN_SCRIPTS, _OWN_SCRIPTS + b" 'unsafe-inline'", 1), epoch)

    server._inject_js_into_html = send_allowing  # type: ignore[method-assign]


def _strict_will_fail(config: MkDocsConfig) -> bool:
    """Whether warnings will fail this build in strict mode: MkDocs does so after this event."""
    handlers: list[Any] = logging.getLogger("mkdocs").handlers
    counts = (handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
    return bool(config.strict and any(counts))
