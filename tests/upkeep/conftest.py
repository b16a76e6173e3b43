"""Stand-ins for the services that announcements go to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.services import MailServer, Service, mail_server, web_service


@pytest.fixture
def service() -> Iterator[Service]:
    with web_service() as found:
        yield found


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as found:
        yield found
