"""`board serve`: a web server on this machine, whose pages load again when their board changes.

Each page it sends has one more script, which waits for an answer that comes when the site has
changed. The files themselves are those of a build.
"""

from __future__ import annotations

import socket
import threading
import time
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.building import BuildError
from generator.building.inputs import Stats
from generator.building.preview import Preview, say
from generator.checking.workspace import open_workspace

_RELOAD = "-reload"  # below the site's folder; no file of a site has such a name
# It asks for the number of the site's version, and gets an answer once that has changed.
_SCRIPT = """\
const version = new URL(import.meta.url).search.substring(1);
for (;;) {
  try {
    const answer = await fetch(`PATH?${version}`, { cache: "no-store" });
    if (answer.ok && (await answer.text()) !== version) {
      location.reload();
      break;
    }
  } catch {
    await new Promise((resume) => setTimeout(resume, 1000));
  }
  while (document.hidden) {
    await new Promise((resume) => {
      document.addEventListener("visibilitychange", resume, { once: true });
    });
  }
}
"""
_LONGEST_ANSWER = 20  # seconds: then the page asks again
_SHORTEST_PAUSE = 0.05  # seconds between two looks at the files
_SHARE = 9  # a look takes at most a tenth of the time
_QUIET = 0.02  # seconds without a change, for editors that write a file in several steps


class Version:
    """The number of the site that is shown, from the time at which the server began."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._number = time.time_ns()

    def next(self) -> None:
        """Wake all pages: the site has changed."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def now(self) -> str:
        """The number now."""
        return str(self._number)

    def other_than(self, known: str) -> str:
        """The number once it is not `known`, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.now() != known, _LONGEST_ANSWER)
            return self.now()


def serve(preview: Preview, address: str) -> None:
    """Build the site and serve it at `address`, `127.0.0.1:8000`, until interrupted.

    Raises `BoardError` if it can't start.
    """
    # A new board may have no such folder yet.
    (preview.root / "listings").mkdir(exist_ok=True)
    seen = preview.watched()
    preview.build()
    version = Version()
    path = urlsplit(open_workspace(preview.root).settings.url).path
    server = _Server(address, preview.site, path, version)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"Serving on http://{address.rpartition(':')[0]}:{server.server_port}{path}")
    try:
        preview.make_index()
        watch(preview, seen, version)
    except KeyboardInterrupt:
        say("Stopped.")
    finally:
        preview.stop()
        server.shutdown()
        server.server_close()


def watch(preview: Preview, seen: Stats, version: Version) -> None:
    """Build again whenever the files are not those that were `seen`. Never returns."""
    while True:
        start = time.perf_counter()
        found = preview.watched()
        took = time.perf_counter() - start
        if found == seen:
            time.sleep(max(_SHORTEST_PAUSE, took * _SHARE))
            continue
        before = seen
        while seen != found:
            time.sleep(_QUIET)
            seen, found = found, preview.watched()
        start = time.perf_counter()
        changed = {name for name, _ in before.items() ^ seen.items()}
        if preview.show_saved(changed):
            version.next()
        if preview.rebuild(changed):
            version.next()
            say(f"Built again in {time.perf_counter() - start:.1f} seconds.")
            preview.make_index()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: str, site: Path, path: str, version: Version) -> None:
        """`path` is the folder below which the files in `site` are found: `/board/`."""
        host, _, port = address.rpartition(":")
        if not port.isascii() or not port.isdecimal():
            raise BuildError(f"`{address}` is no address: give one such as 127.0.0.1:8000.")
        host = host.strip("[]")
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.site, self.path, self.version = site, path, version
        try:
            super().__init__((host, int(port)), _Handler)
        except (OSError, OverflowError) as error:
            raise BuildError(f"the site can't be served at {address}: {error}") from error

    def handle_error(self, *_: object) -> None:
        """Say nothing: the browser went on to another page."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Send a file, a page with the script that reloads it, or that script's answer."""
        wanted, _, known = self.path.partition("?")
        path = self.server.path
        if wanted == f"{path}{_RELOAD}":
            self._send(self.server.version.other_than(known).encode(), "text/plain")
        elif wanted == f"{path}{_RELOAD}.js":
            self._send(_SCRIPT.replace("PATH", f"{path}{_RELOAD}").encode(), "text/javascript")
        elif not wanted.startswith(path):
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", path)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif wanted.endswith(("/", ".html")):
            file = self.translate_path(wanted)
            self._send_page(file if wanted.endswith(".html") else f"{file}/index.html")
        else:
            super().do_GET()

    def send_error(self, code: int, *arguments: Any) -> None:
        """Send the site's own page for an address without a file."""
        if code == HTTPStatus.NOT_FOUND:
            self._send_page(self.server.site / "404.html", code)
        else:
            super().send_error(code, *arguments)

    def _send_page(self, file: str | Path, code: int = HTTPStatus.OK) -> None:
        """Send a page. Another version that comes while it is read makes it load again."""
        now = self.server.version.now()
        try:
            content = Path(file).read_bytes()
        except OSError:
            if code == HTTPStatus.OK:
                self.send_error(HTTPStatus.NOT_FOUND)
            else:
                super().send_error(code)
            return
        script = f'<script type="module" src="{self.server.path}{_RELOAD}.js?{now}"></script>'
        start, end, rest = content.rpartition(b"</body>")
        self._send(start + script.encode() + end + rest, "text/html; charset=utf-8", code)

    def _send(self, content: bytes, kind: str, code: int = HTTPStatus.OK) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def list_directory(self, *_: object) -> None:
        """Show no folder: hosts do not do so either."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def translate_path(self, path: str) -> str:
        """The file in the site that `path` asks for."""
        self.directory = str(self.server.site)
        return super().translate_path("/" + path.removeprefix(self.server.path))

    def end_headers(self) -> None:
        """Let the browser keep nothing: the next file may be another one."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""
