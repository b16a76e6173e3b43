"""What the tests of hosts share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hosts.on_host import OnHost
from tests.support.host_api import serving_api


@pytest.fixture(name="host", params=["gitlab", "forgejo"])
def _host(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OnHost]:
    with serving_api(request.param) as api:
        yield OnHost(tmp_path, api)
