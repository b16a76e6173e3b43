"""Boards of a network, each on a port of this machine: a good one, and ones that are not."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.support.serving import running
from tests.support.trees import write_site_tree

NAMES = {
    "north": "Northgate College",
    "slow": "Slowwater",
    "broken": "Brokenhill",
    "lying": "Lyington",
    "older": "Oldcastle",
}
# How a board is named in the settings, which take https addresses only.
ADDRESS = "https://{}.example/board/"
COLUMNS = "/find/columns.bin"

Answer = Callable[[BaseHTTPRequestHandler], None]


def write_network_tree(root: Path) -> Path:
    """A board with two listings and the network `NAMES`."""
    write_site_tree(root)
    lines = "".join(
        f'      {name}: {{name: {label}, url: "{ADDRESS.format(name)}"}}\n'
        for name, label in NAMES.items()
    )
    path = root / "mkdocs.yml"
    text = path.read_text("utf-8").replace("  board:\n", f"  board:\n    network:\n{lines}", 1)
    path.write_text(text, "utf-8")
    return root


def packed(data: Any) -> bytes:
    return zlib.compress(json.dumps(data).encode())


def unpacked(content: bytes) -> Any:
    return json.loads(zlib.decompress(content))


def of_the_first_format(content: bytes) -> bytes:
    """The columns as the version before wrote them."""
    data = unpacked(content)
    for name in ("format", "origins", "zone", "newest", "posted"):
        del data[name]
    return packed(data)


def sends(content: bytes, status: int = 200, media: str = "application/octet-stream") -> Answer:
    """Answers with `content`."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Access-Control-Allow-Origin", "*")
        handler.send_header("Content-Type", media)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        with suppress(ConnectionError):
            handler.wfile.write(content)

    return answer


def without_end(handler: BaseHTTPRequestHandler) -> None:
    """A gigabyte, unless the browser has enough before."""
    handler.send_response(200)
    handler.send_header("Access-Control-Allow-Origin", "*")
    handler.end_headers()
    chunk = bytes(1 << 18)
    with suppress(ConnectionError):
        for _ in range(1 << 12):
            handler.wfile.write(chunk)
            SENT.append(len(chunk))


SENT: list[int] = []  # by `without_end`


@dataclass
class Boards:
    """`port` of each board, the paths that each was `asked` for, and what it `answers` instead.

    `home` is the address of the board whose network it is.
    """

    home: str = ""
    port: dict[str, int] = field(default_factory=dict)
    asked: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in NAMES})
    answers: dict[str, Callable[[str], Answer | None]] = field(default_factory=dict)

    def address(self, name: str) -> str:
        return f"http://127.0.0.1:{self.port[name]}/board/"

    def reached(self, content: bytes) -> bytes:
        """A file of our own that names the boards' addresses on this machine."""
        text = content.decode()
        for name in NAMES:
            here = self.address(name)
            text = text.replace(ADDRESS.format(name), here)
            text = text.replace(f"https://{name}.example", here.removesuffix("/board/"))
        assert not re.search(r"(?:north|slow|broken|lying|older)\.example", text)
        return text.encode()


@contextmanager
def network(own: Path, folders: dict[str, Path]) -> Iterator[Boards]:
    """Serves `own` and all boards of its network; those in `folders` have these sites.

    What a board answers otherwise is in `Boards.answers`.
    """
    boards = Boards()
    with ExitStack() as servers:
        for name in NAMES:
            folder = folders.get(name, own)
            handler = partial(_Handler, boards=boards, name=name, directory=str(folder))
            boards.port[name] = servers.enter_context(running(handler))  # type: ignore[arg-type]
        handler = partial(_Handler, boards=boards, name="", directory=str(own))
        port = servers.enter_context(running(handler))  # type: ignore[arg-type]
        boards.home = f"http://127.0.0.1:{port}/board/"
        yield boards


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, boards: Boards, name: str, directory: str) -> None:
        self.boards, self.name = boards, name
        super().__init__(*arguments, directory=directory)

    def do_GET(self) -> None:
        self.path = self.path.removeprefix("/board")
        if self.name:
            self.boards.asked[self.name].append(self.path)
        elif self.path.partition("?")[0] == "/browse/":
            page = Path(self.directory, "browse/index.html").read_bytes()
            return sends(self.boards.reached(page), media="text/html")(self)
        elif self.path == COLUMNS:
            file = Path(self.directory, COLUMNS[1:]).read_bytes()
            return sends(zlib.compress(self.boards.reached(zlib.decompress(file))))(self)
        answer = self.boards.answers.get(self.name, lambda path: None)(self.path)
        return answer(self) if answer else super().do_GET()

    def end_headers(self) -> None:
        if self.name and not any(b"Allow-Origin" in line for line in self._headers_buffer):
            self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def copyfile(self, *arguments: Any) -> None:
        with suppress(ConnectionError):  # the browser has gone on to another page
            super().copyfile(*arguments)
