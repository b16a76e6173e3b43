"""The server of `board serve`: what it answers. tests/browser/test_serve.py has a browser ask."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from generator.building import BuildError
from generator.building.serve import Version, _Server

PAGE = b"<!doctype html><body>Hello</body></html>"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[_Server]:
    """A site below /board/, and a file beside it."""
    site = tmp_path / "site"
    for name in ("index.html", "404.html", "browse/index.html"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(PAGE.replace(b"Hello", name.encode()))
    (site / "feed.xml").write_bytes(b"<rss/>")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    server = _Server("127.0.0.1:0", site, "/board/", Version())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def answer(server: _Server, path: str, method: str = "GET") -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    connection.request(method, path)
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response, content


def test_a_page_is_the_file_and_the_script_that_reloads_it(server: _Server) -> None:
    script = f'<script type="module" src="/board/-reload.js?{server.version.now()}"></script>'
    for path, name in (("", "index.html"), ("browse/", "browse/index.html")):
        response, content = answer(server, f"/board/{path}")
        assert response.status == 200
        assert response.headers["Cache-Control"] == "no-store"
        page = PAGE.replace(b"Hello", name.encode())
        assert content == page.replace(b"</body>", f"{script}</body>".encode())


def test_other_files_are_sent_as_they_are(server: _Server) -> None:
    response, content = answer(server, "/board/feed.xml?x=1")
    assert (response.status, content) == (200, b"<rss/>")
    assert answer(server, "/board/feed.xml", "HEAD")[1] == b""


@pytest.mark.parametrize(
    "path",
    [
        "/board/no", "/board/no/", "/board/no.html", "/board/feed.xml/", "/board/-reload.css",
        "/board/../secret.txt", "/board/%2e%2e/secret.txt", "/board//etc/passwd",
    ],
)  # fmt: skip
def test_what_is_not_there_gets_the_sites_own_page(server: _Server, path: str) -> None:
    response, content = answer(server, path)
    assert response.status == 404
    assert b"404.html" in content


def test_other_addresses_lead_to_the_site(server: _Server) -> None:
    for path, target in (("/", "/board/"), ("/board", "/board/"), ("/board/browse", None)):
        response, _ = answer(server, path)
        assert response.status in {301, 302}
        assert response.headers["Location"] == (target or "/board/browse/")


def test_a_page_is_told_when_the_site_has_changed(server: _Server) -> None:
    known = server.version.now()
    told: list[bytes] = []

    def ask() -> None:
        told.append(answer(server, f"/board/-reload?{known}")[1])

    asking = threading.Thread(target=ask)
    asking.start()
    server.version.next()
    asking.join(60)
    assert told == [server.version.now().encode()]
    assert told != [known.encode()]


@pytest.mark.parametrize("address", ["", "127.0.0.1", "127.0.0.1:http", "127.0.0.1:99999", "::1"])
def test_no_address(tmp_path: Path, address: str) -> None:
    with pytest.raises(BuildError, match=r"no address|can't be served"):
        _Server(address, tmp_path, "/", Version())


def test_an_address_that_is_taken(server: _Server) -> None:
    with pytest.raises(BuildError, match="can't be served"):
        _Server(f"127.0.0.1:{server.server_port}", server.site, "/", Version())
