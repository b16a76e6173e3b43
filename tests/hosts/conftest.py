"""What the tests of hosts share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hosts.on_host import OnHost
from tests.support.command import Done, board
from tests.support.host_api import serving_api


@pytest.fixture(name="own_processes")
def _own_processes() -> None:
    """For the tests that are about the process in which each review runs."""


@pytest.fixture(name="host", params=["gitlab", "forgejo"])
def _host(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OnHost]:
    """Reviews run inside this process, which is quicker, unless `own_processes` is asked for."""
    if "own_processes" not in request.fixturenames:
        monkeypatch.setattr("generator.upkeep.review_apart._board", _board_here)
    with serving_api(request.param) as api:
        yield OnHost(tmp_path, api)


def _board_here(*arguments: str | Path) -> Done:
    return board(*arguments, cwd=Path.cwd())
