"""Builds a site with as little work as it takes: what `board build` runs.

Nothing at all if nothing changed; without the engine if only the board changed, for its part of
the site is kept. The bytes are those of a build from nothing.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from generator.building import BuildOptions, BuildSummary
from generator.building.board_folders import board_folders
from generator.building.build import PreparedBuild, prepare_build, require_no_errors, write_site
from generator.building.frame import FrameFiles, KeptFrame
from generator.building.staging import StagingFolder
from generator.checking.workspace import Workspace
from generator.rendering.artifact import Artifact

log = logging.getLogger("board.build")


def build(work: Workspace, options: BuildOptions, engine: str) -> BuildSummary:
    """Build the site of a board. If it raises `BuildError`, the old site stays.

    `engine` is the program that makes the hand-written pages: `mkdocs` or `zensical`.
    """
    with _without_collector():
        frame = KeptFrame(work, options, engine).files()
        if frame is not None:
            return _build_around(frame, work, options)
        done: BuildSummary = import_module(f"generator.building.with_{engine}").build(
            work.root, options
        )
        return done


def _build_around(frame: FrameFiles, work: Workspace, options: BuildOptions) -> BuildSummary:
    """Build with the files that the engine made for an earlier build."""
    prepared = prepare_build(work.root, options, work)
    if not options.keep_going:
        require_no_errors(prepared)
    elif prepared.files_with_errors:
        log.warning("left out, because of errors:\n%s", prepared.report())
    return write_around(frame, prepared)


def write_around(frame: FrameFiles, prepared: PreparedBuild) -> BuildSummary:
    """Write the site of a prepared build, with the engine's files in `frame`."""
    root, site = prepared.work.root, prepared.options.site_dir
    staging = StagingFolder((site or board_folders(root).site).absolute(), root)
    try:
        staging.write(Artifact(path, content) for path, content in frame.items())
        return write_site(prepared, staging)
    finally:
        staging.discard()  # after a successful build, the folder is gone already


@contextmanager
def _without_collector() -> Iterator[None]:
    """Without Python's search for circular garbage.

    A build keeps nearly all it makes until its end: a rebuild of 10,000 listings with the search
    takes 40 % more time, and little less memory.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
