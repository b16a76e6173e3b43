"""Builds with MkDocs, the engine that `board build` and `board serve` run when they need one."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from generator.building import BuildError, BuildOptions, BuildSummary
from generator.building.mkdocs_plugin import OPTIONS, BoardPlugin

_FILE = "mkdocs.yml"


def build(root: Path, options: BuildOptions) -> BuildSummary:
    """Build the site of the board in `root`. If it raises `BuildError`, the old site stays."""
    with _plugin_options(options), _mkdocs_log() as log:
        try:
            config = _config(root, options)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                mkdocs_build(config)
            finally:
                config.plugins.on_shutdown()
            return _summary(config, log)
        except (MkDocsException, Abort, OSError) as error:
            raise BuildError(_one_line(log.errors, error)) from error


def _config(root: Path, options: BuildOptions) -> MkDocsConfig:
    overrides: dict[str, Any] = {}
    if options.site_dir is not None:
        overrides["site_dir"] = str(options.site_dir.absolute())
    _make_docs(root)
    config = load_config(str(root / _FILE), **overrides)
    if "board" not in config.plugins:
        raise BuildError(f"{_FILE} does not name the plugin: add `plugins: [board]`.")
    return config


def _make_docs(root: Path) -> None:
    """Make docs/ if it is missing: MkDocs wants one, even if all pages are the program's.

    A folder that mkdocs.yml names itself must be there.
    """
    settings = (root / _FILE).read_text(encoding="utf-8")
    if not any(line.startswith("docs_dir:") for line in settings.splitlines()):
        (root / "docs").mkdir(exist_ok=True)


def _summary(config: MkDocsConfig, log: _LogHandler) -> BuildSummary:
    """What was built. Keeps the engine's files, unless it warned: that must be said again."""
    plugin = config.plugins["board"]
    if not isinstance(plugin, BoardPlugin) or plugin.summary is None:
        raise BuildError("the plugin `board` wrote no site.")
    if log.has_warned:
        return replace(plugin.summary, is_quiet=False)
    plugin.keep_frame()
    return plugin.summary


@contextmanager
def _plugin_options(options: BuildOptions) -> Iterator[None]:
    """Pass `options` to the plugin."""
    token = OPTIONS.set(options)
    try:
        yield
    finally:
        OPTIONS.reset(token)


class _LogHandler(logging.Handler):
    """Prints MkDocs' warnings, and collects its errors: they become the message of `BuildError`."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []
        self.has_warned = False
        self._printer = logging.StreamHandler()

    def emit(self, record: logging.LogRecord) -> None:
        """Print or collect `record`."""
        if record.levelno >= logging.ERROR:
            self.errors.append(record.getMessage())
        else:
            self.has_warned = True
            self._printer.emit(record)


@contextmanager
def _mkdocs_log() -> Iterator[_LogHandler]:
    """Handle MkDocs' log. Yields what has its errors."""
    logger = logging.getLogger("mkdocs")
    handler, before = _LogHandler(), (logger.level, logger.propagate)
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate = before[1]


def _one_line(errors: list[str], error: BaseException) -> str:
    """The logged errors, or else `error`: what MkDocs logs is more precise than what it raises."""
    return " ".join(" ".join(errors or [str(error)]).split())
