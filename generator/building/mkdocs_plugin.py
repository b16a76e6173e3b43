"""The MkDocs plugin `board`: events only; the work is done in `site`.

MkDocs builds the hand-written pages and the shell into a fresh folder beside the site; the
board is stamped into it, and the whole is swapped in. So `mkdocs build`, `mkdocs serve` and
`board build` give the same bytes, and a build that fails changes nothing.
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
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from generator.building import BuildError, BuildOptions
from generator.building.build import Draft, demand_sound, draft_of, finish
from generator.building.staging import Target
from generator.model.errors import BoardError
from generator.rendering.pages.page_template import SHELL_MARKDOWN, SHELL_SOURCE, settled

# The theme, loaded after this, prints a notice about MkDocs 2 otherwise.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

log = logging.getLogger("mkdocs.plugins.board")

# What `board build` and `board serve` were told. MkDocs makes its plugins itself, so that
# there is no other way to hand them anything.
OPTIONS: ContextVar[BuildOptions | None] = ContextVar("OPTIONS", default=None)

_WATCHED = ("listings", "schema", "generator/templates", "generator/assets", "generator/theme")
# The theme's own scripts and site map: the board has others.
_UNUSED = (
    *(f"assets/javascripts/{name}" for name in ("bundle.", "lunr/", "workers/")),
    "sitemap.xml",
)

_OWN_SCRIPTS = b"script-src 'self'"  # in each page's Content-Security-Policy


class BoardConfig(Config):  # type: ignore[no-untyped-call]
    """No options: what a board decides for itself stands in `extra.board`."""


class BoardPlugin(BasePlugin[BoardConfig]):  # type: ignore[no-untyped-call]
    """One board. MkDocs keeps the instance while it serves."""

    def __init__(self) -> None:
        self._draft: Draft | None = None
        self._target: Target | None = None
        self._site_dir = ""
        self._serving = False
        self._left_out: frozenset[str] | None = None  # by the last build that succeeded

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Forget the build before."""
        self._serving = command == "serve"
        self._left_out = None

    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the listings; lead MkDocs to a fresh folder."""
        root = Path(config.config_file_path).resolve().parent
        try:
            self._draft = draft_of(root, _options())
            self._decide(self._draft)
            self._target = Target(Path(config.site_dir), root)
        except (BoardError, OSError) as error:
            raise PluginError(str(error)) from error
        self._site_dir, config.site_dir = config.site_dir, str(self._target.folder)
        # `mkdocs serve` puts its own address here; the pages shall be the same.
        config.site_url = self._draft.work.settings.url
        config.theme.static_templates -= {"sitemap.xml"}
        config.extra["search"] = _options().search  # whether the header has a search box
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the shell, leave out what is not used."""
        for file in [*files]:
            if file.src_uri.startswith(_UNUSED) or file.src_uri.endswith(".map"):
                files.remove(file)
        shell = File.generated(config, SHELL_SOURCE, content=SHELL_MARKDOWN)
        shell.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(shell)
        return files

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Mark a hand-written page's place in the menu."""
        return output if page.file.src_uri == SHELL_SOURCE else settled(output, page.url)

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        """The same for 404.html."""
        return settled(output, template_name) if template_name.endswith(".html") else output

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Add the board and put the site in place."""
        if self._draft is None or self._target is None or _will_be_refused(config):
            return
        try:
            finish(self._draft, self._target)
        except BoardError as error:
            raise PluginError(str(error)) from error
        config.site_dir = self._site_dir
        self._left_out, self._draft, self._target = self._draft.left_out, None, None

    def on_build_error(self, error: Exception) -> None:
        """Nothing of this build stays."""
        self._forget()

    def on_shutdown(self) -> None:
        """The same where MkDocs was interrupted."""
        self._forget()

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Build again when a listing changes; show the last good site while one is broken."""
        root = Path(config.config_file_path).parent
        for folder in dict.fromkeys((root / name).resolve() for name in _WATCHED):
            if folder.is_dir():
                server.watch(str(folder))
        server.builder = _patient(server.builder)
        _let_reload(server)
        return server

    def _decide(self, draft: Draft) -> None:
        """Whether to build: whole or not at all, unless told to keep going.

        While serving, a file that breaks stops the build, so that the page one writes on does
        not vanish; files that were broken from the start do not.
        """
        known = frozenset[str]() if self._left_out is None else self._left_out
        starts = self._left_out is None
        if _options().keep_going and (not self._serving or starts or draft.left_out <= known):
            if draft.left_out and starts:
                log.warning("left out, because of errors:\n%s", draft.report())
        elif self._serving and draft.left_out:
            raise BuildError(draft.report())
        else:
            demand_sound(draft)

    def _forget(self) -> None:
        if self._target is not None:
            self._target.discard()
        self._draft = self._target = None


def _options() -> BuildOptions:
    return OPTIONS.get() or BuildOptions()


def _patient(build: Callable[[], None]) -> Callable[[], None]:
    """While a listing is broken MkDocs would answer no request: go on with the last good site."""

    def builder() -> None:
        try:
            build()
        except Abort:
            log.warning("The site stays as it was.")  # MkDocs has said why
        except Exception:
            log.exception("The site stays as it was.")

    return builder


def _let_reload(server: LiveReloadServer) -> None:
    """MkDocs reloads by a script that it writes into each page it sends, and the page forbids.

    Allowed in what is sent only: the files are the same as those of a build.
    """
    send: Callable[[bytes, int], bytes] = server._inject_js_into_html

    def send_allowing(content: bytes, epoch: int) -> bytes:
        return send(content.replace(_OWN_SCRIPTS, _OWN_SCRIPTS + b" 'unsafe-inline'", 1), epoch)

    server._inject_js_into_html = send_allowing  # type: ignore[method-assign]


def _will_be_refused(config: MkDocsConfig) -> bool:
    """MkDocs counts warnings when strict, and fails only after this event."""
    handlers: list[Any] = logging.getLogger("mkdocs").handlers
    counts = (handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
    return bool(config.strict and any(counts))
