"""Build and serve with MkDocs, called from the command line's `board`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from generator.building import BuildError, BuildOptions
from generator.building.mkdocs_plugin import OPTIONS

_FILE = "mkdocs.yml"


def build(root: Path, options: BuildOptions) -> None:
    """Build the site of the board in `root`. Raises `BuildError`; the old one then stays."""
    with _told(options), _quiet(logging.WARNING) as errors:
        try:
            config = _config(root, options)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                mkdocs_build(config)
            finally:
                config.plugins.on_shutdown()
        except (MkDocsException, Abort, OSError) as error:
            raise BuildError(_one_line(errors, error)) from error


def serve(root: Path, address: str, options: BuildOptions) -> None:
    """Show the site at `address` until interrupted. Raises `BuildError` if it can't start."""
    with _told(options), _quiet(logging.INFO) as errors:
        try:
            mkdocs_serve(str(root / _FILE), dev_addr=address)
        except (MkDocsException, Abort, OSError) as error:
            raise BuildError(_one_line(errors, error)) from error


def _config(root: Path, options: BuildOptions) -> MkDocsConfig:
    more: dict[str, Any] = {}
    if options.site_dir is not None:
        more["site_dir"] = str(options.site_dir.absolute())
    config = load_config(str(root / _FILE), **more)
    if "board" not in config.plugins:
        raise BuildError(f"{_FILE} does not name the plugin: add `plugins: [board]`.")
    return config


@contextmanager
def _told(options: BuildOptions) -> Iterator[None]:
    token = OPTIONS.set(options)
    try:
        yield
    finally:
        OPTIONS.reset(token)


class _Listener(logging.Handler):
    """Prints what MkDocs says, but keeps its errors: they become the one line of `BuildError`.

    Once it serves nobody waits for that line: errors are printed then.
    """

    def __init__(self, level: int, errors: list[str]) -> None:
        super().__init__(level)
        self._errors = errors
        self._printer = logging.StreamHandler()
        self._serves = False

    def emit(self, record: logging.LogRecord) -> None:
        """Print or keep `record`."""
        from_server = record.name.startswith("mkdocs.livereload")
        self._serves |= from_server
        if record.levelno >= logging.ERROR and not self._serves:
            self._errors.append(record.getMessage())
        elif record.levelno >= logging.WARNING or from_server:
            self._printer.emit(record)


@contextmanager
def _quiet(level: int) -> Iterator[list[str]]:
    logger = logging.getLogger("mkdocs")
    errors: list[str] = []
    listener, before = _Listener(level, errors), (logger.level, logger.propagate)
    logger.addHandler(listener)
    logger.setLevel(level)
    logger.propagate = False
    try:
        yield errors
    finally:
        logger.removeHandler(listener)
        logger.setLevel(before[0])
        logger.propagate = before[1]


def _one_line(errors: list[str], error: BaseException) -> str:
    """What MkDocs logged says more than what it raised in the end."""
    return " ".join(" ".join(errors or [str(error)]).split())
