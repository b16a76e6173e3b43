"""A web server on this machine, as plain as the hosts the site is made for."""

from __future__ import annotations

import posixpath
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@contextmanager
def serving(folder: Path, prefix: str = "/", *, shared: bool = False) -> Iterator[str]:
    """Serve `folder` below `prefix` (with a slash at both ends) and yield the address.

    `shared`: pages of other sites may read the files, as on most hosts of static sites.
    """

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # one connection for all files of a page
        disable_nagle_algorithm = True

        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(folder))

        def translate_path(self, path: str) -> str:
            if not path.startswith(prefix):
                return posixpath.join(folder, "outside-of-the-site")
            return super().translate_path("/" + path.removeprefix(prefix))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def end_headers(self) -> None:
            if shared:
                self.send_header("Access-Control-Allow-Origin", "*")
            super().end_headers()

        def copyfile(self, *arguments: Any) -> None:
            with suppress(ConnectionError):  # the browser has gone on to another page
                super().copyfile(*arguments)

    with running(Handler) as port:
        yield f"http://127.0.0.1:{port}{prefix}"


@contextmanager
def running(handler: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    """Run a server in the background, and yield its port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
