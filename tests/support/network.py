"""Boards of a network, each on a port of this machine: a good one, and ones that are not."""

from __future__ import annotations

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
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


def write_network_tree(root: Path, names: Iterable[str] = NAMES, more: str = "") -> Path:
    """A board with two listings and a network, each board of it with `more` settings."""
    write_site_tree(root)
    lines = "".join(
        f'      {name}: {{name: {NAMES[name]}, url: "{ADDRESS.format(name)}"{more}}}\n'
        for name in names
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


def sends(
    content: bytes, status: int = 200, media: str = "application/octet-stream", **headers: str
) -> Answer:
    """Answers with `content`."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Access-Control-Allow-Origin", "*")
        handler.send_header("Content-Type", media)
        handler.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        with suppress(ConnectionError):
            handler.wfile.write(content)

    return answer


def without_end(handler: BaseHTTPRequestHandler) -> None:
    """A gigabyte, unless who asked has enough before."""
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

    `home` is the address of the board whose network it is. `known` is what each was told with its
    paths: the `ETag` of what the other side has.
    """

    home: str = ""
    port: dict[str, int] = field(default_factory=dict)
    asked: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    known: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[str, Callable[[str], Answer | None]] = field(default_factory=dict)

    @property
    def servers(self) -> dict[str, tuple[str, int]]:
        """The address of each host, for `Web(testing=...)`."""
        return {f"{name}.example": ("127.0.0.1", port) for name, port in self.port.items()}

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
def network(own: Path, folders: dict[str, Path] | None = None) -> Iterator[Boards]:
    """Serves `own` and all boards of its network; those in `folders` have these sites.

    What a board answers otherwise is in `Boards.answers`.
    """
    boards = Boards()
    with ExitStack() as servers:

        def port(name: str, folder: Path) -> int:
            handler = partial(_Handler, boards=boards, name=name, directory=str(folder))
            return servers.enter_context(running(handler))  # type: ignore[arg-type]

        boards.port |= {name: port(name, (folders or {}).get(name, own)) for name in NAMES}
        boards.home = f"http://127.0.0.1:{port('', own)}/board/"
        yield boards


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, boards: Boards, name: str, directory: str) -> None:
        self.boards, self.name = boards, name
        super().__init__(*arguments, directory=directory)

    def do_GET(self) -> None:
        self.path = self.path.removeprefix("/board")
        if self.name:
            self.boards.asked[self.name].append(self.path)
            self.boards.known[self.name].append(self.headers.get("If-None-Match", ""))
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
