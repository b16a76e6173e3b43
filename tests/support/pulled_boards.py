"""What other boards answer when `board pull` asks, and hubs that show it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from generator.model.network import NetworkBoard
from generator.reading.pulled_files import Pulled, PulledPage, write_pulled
from tests.support.network import ADDRESS, NAMES, Answer, sends, write_network_tree


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


def pages(*answers: bytes | Answer) -> Callable[[str], Answer | None]:
    """What a board answers whose list has these pages."""
    return {
        f"/api/v1/listings{'' if number == 1 else f'-{number}'}.json": answer
        if callable(answer)
        else sends(answer)
        for number, answer in enumerate(answers, start=1)
    }.get


def write_hub(root: Path, names: Iterable[str] = NAMES) -> Path:
    """A board that can be built and pulls the listings of others. It is no board of samples."""
    return write_network_tree(root, names, ", pull: true")


def keep(root: Path, name: str, *items: Any, day: date) -> None:
    """What `board pull` would have kept of a board on that day."""
    origin = NetworkBoard(name, NAMES[name], ADDRESS.format(name))
    write_pulled(root, origin, Pulled(day, "", (PulledPage("", False, items),)))
