"""Other boards for `board pull`, each on a port: good, slow, broken, lying, older."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from generator.model.network import NetworkBoard
from generator.reading.pulled_files import Pulled, PulledPage, write_pulled
from tests.support.network import NAMES, Answer
from tests.support.serving import running
from tests.support.trees import write_site_tree


def item(identifier: str = "firm/survey", **changes: Any) -> dict[str, Any]:
    """A listing as `api/v1/listings.json` has it. A change to None leaves the field out."""
    board = changes.pop("board", "north")
    found = {
        "id": identifier,
        "tag": f"tag:{board}.example,2026:board/listing/{identifier}",
        "url": f"https://{board}.example/board/listings/{identifier}/",
        "state": "open",
        "title": f"Survey of {identifier.replace('/', ' ').replace('-', ' ')}",
        "summary": "Find out what forty shops need, and tell us what you found in ten slides.",
        "category": "research",
        "industry": "retail",
        "skills": ["market-research", "excel"],
        "gains": ["interviewing"],
        "level": "beginner",
        "hours": {"min": 15, "max": 20},
        "duration_weeks": 3,
        "start": "flexible",
        "pay": {"amount": 412.5, "currency": "EUR", "per": "project", "note": "Half at the start."},
        "place": {"mode": "hybrid", "city": "Lisbon", "country": "PT"},
        "openings": 2,
        "language": "en",
        "posted": "2026-11-20",
        "deadline": "2026-12-14",
        "apply": {"url": "https://elsewhere.example/phish"},
        "hourly_rate": {"min": 20.62, "max": 27.5},
        "closes": "2026-12-14T23:00:00+00:00",
        "updated": "2026-11-21T00:01:00.123456+00:00",
        "employer": {"id": identifier.partition("/")[0], "name": "Firm & Sons"},
    } | changes
    return {name: value for name, value in found.items() if value is not None}


def page(*items: Any, **more: Any) -> bytes:
    """A page of a list."""
    return json.dumps({"count": len(items), "listings": items, **more}).encode()


def sends(body: bytes, status: int = 200, **headers: str) -> Answer:
    """Answers with `body`."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        with suppress(ConnectionError):
            handler.wfile.write(body)

    return answer


def with_etag(body: bytes, etag: str) -> Answer:
    """Answers with `body`, or with 304 to who has it already."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        known = handler.headers.get("If-None-Match") == etag
        sends(b"" if known else body, 304 if known else 200, ETag=etag)(handler)

    return answer


def dribbles(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, without end."""
    handler.send_response(200)
    handler.end_headers()
    with suppress(OSError):
        for _ in range(2_000):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.01)


@dataclass
class Boards:
    """What each board `answers`, by its name and path, and what it was `asked` for, with headers.

    `servers`: the address of each host, for `Web(testing=...)`.
    """

    answers: dict[str, dict[str, Answer]] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)  # board, path, If-None-Match
    servers: dict[str, tuple[str, int]] = field(default_factory=dict)

    def say(self, name: str, *pages: bytes | Answer) -> None:
        """The pages of a board's list."""
        self.answers[name] = {
            f"/board/api/v1/listings{'' if number == 1 else f'-{number}'}.json": answer
            if callable(answer)
            else sends(answer)
            for number, answer in enumerate(pages, start=1)
        }

    @property
    def options(self) -> list[str]:
        """The options of `board pull` that lead to these boards."""
        return [
            f"--testing-server={host}={address}:{port}"
            for host, (address, port) in self.servers.items()
        ]


@contextmanager
def boards_on_ports() -> Iterator[Boards]:
    """A server on a port of its own for each of `NAMES`. What it is not told to answer is a 404."""
    boards = Boards()
    with ExitStack() as servers:
        for name in NAMES:
            port = servers.enter_context(running(_handler(boards, name)))
            boards.servers[f"{name}.example"] = ("127.0.0.1", port)
        yield boards


def _handler(boards: Boards, name: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            boards.asked.append((name, self.path, self.headers.get("If-None-Match") or ""))
            answer = boards.answers.get(name, {}).get(self.path, sends(b"", 404))
            answer(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def write_hub(root: Path, names: tuple[str, ...] = tuple(NAMES)) -> Path:
    """A board that can be built and pulls the listings of others. It is no board of samples."""
    write_site_tree(root)
    lines = "".join(
        f'      {name}: {{name: {NAMES[name]}, url: "https://{name}.example/board/", pull: true}}\n'
        for name in names
    )
    path = root / "mkdocs.yml"
    text = path.read_text("utf-8").replace("  board:\n", f"  board:\n    network:\n{lines}", 1)
    path.write_text(text, "utf-8")
    return root


def keep(root: Path, name: str, *items: Any, day: date) -> None:
    """What `board pull` would have kept of a board on that day."""
    origin = NetworkBoard(name, NAMES[name], f"https://{name}.example/board/")
    write_pulled(root, origin, Pulled(day, "", (PulledPage("", False, items),)))
