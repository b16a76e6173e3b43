"""Websites with job postings, played on this machine from tests/data/import/."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.support.paths import ROOT

DATA = ROOT / "tests/data/import"
# What is at an address: a file of the folder, bytes, a status, or another address.
Answer = str | bytes | int | Path
_MIB = 1024 * 1024


@contextmanager
def websites(pages: Mapping[str, Answer]) -> Iterator[str]:
    """A server that plays every host. Yields HOST:PORT.

    `pages` has what is at each address: the name of a file, its bytes, a status, or, beginning with
    https://, the address that it redirects to. `ENDLESS` never ends.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = pages.get(f"https://{self.headers['Host']}{self.path}", 404)
            with suppress(ConnectionError):
                self._send(answer)

        def _send(self, answer: Answer) -> None:
            redirects = isinstance(answer, str) and answer.startswith("https://")
            self.send_response(answer if isinstance(answer, int) else 302 if redirects else 200)
            if redirects:
                self.send_header("Location", str(answer))
            self.end_headers()
            if answer is ENDLESS:
                for _ in range(50):
                    self.wfile.write(b" " * _MIB)
            elif isinstance(answer, bytes):
                self.wfile.write(answer)
            elif isinstance(answer, str) and not redirects:
                self.wfile.write((DATA / answer).read_bytes())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


ENDLESS = b"50 MiB of spaces"
