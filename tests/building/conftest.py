"""A board that is built already: most tests of builds begin with one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.building import BuildOptions
from generator.building.with_mkdocs import build
from tests.support.trees import write_site_tree


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small board of `write_site_tree` with its site and its caches, to be copied."""
    root = write_site_tree(tmp_path_factory.mktemp("once") / "board")
    build(root, BuildOptions(today=date(2026, 11, 23)))
    return root
