"""Stand-ins for what `board announce` sends to: chats over HTTP, and a mail server."""

from __future__ import annotations

import json
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

# What each service answers if all is well, by a part of the path. `ok` is Slack's.
_GOOD = {
    "/services/": b"ok",
    "/_matrix/client/v3/join": b'{"room_id": "!room:127.0.0.1"}',
    "/_matrix": b'{"event_id": "$1", "room_id": "!room:127.0.0.1", "joined_rooms": []}',
    "/account/verify": b'{"username": "board", "id": "1"}',
    "/api/v1/statuses": b'{"id": "1", "url": "https://social.example/1"}',
}
NEVER = 0  # in place of a status: the service takes the message and says nothing


@dataclass
class Service:
    """A web service. `statuses` are what it answers next; 200 when there are none left."""

    port: int = 0
    statuses: list[int] = field(default_factory=list)
    received: list[tuple[str, dict[str, Any]]] = field(default_factory=list)  # path and body
    files: dict[str, bytes] = field(default_factory=dict)  # of a site, by path
    asked: threading.Event = field(default_factory=threading.Event)
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        """As apprise writes a service that takes JSON; it waits for 0.3 seconds for an answer."""
        return f"json://127.0.0.1:{self.port}/hook?rto=0.3"

    @property
    def texts(self) -> list[str]:
        """The texts that came to `address`."""
        return [str(body["message"]) for _, body in self.received if "message" in body]


@contextmanager
def web_service() -> Iterator[Service]:
    """A service for a test. It takes whatever is sent, by any method."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            try:
                service.received.append((self.path, json.loads(body or b"{}")))
            except ValueError:
                service.received.append((self.path, {"form": body.decode()}))
            service.asked.set()
            status = service.statuses.pop(0) if service.statuses else 200
            if status == NEVER:
                service.closing.wait(20)
                return
            known = (answer for part, answer in _GOOD.items() if part in self.path)
            answer = next(known, b"{}") if status == 200 else b"{}"
            answer = service.files.get(self.path.partition("?")[0], answer)
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", "https://elsewhere.example/")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_PUT = do_POST  # noqa: N815

        def log_message(self, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class MailServer:
    """A mail server. `answers` are its answers to commands, where they are not the good ones."""

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    received: list[tuple[list[str], EmailMessage]] = field(default_factory=list)  # to whom, what
    logins: list[str] = field(default_factory=list)
    pause: float = 0  # seconds before each line that it says

    def said(self, text: str) -> Iterator[bytes]:
        """The lines of an answer, one after the other."""
        for line in text.split("\n"):
            time.sleep(self.pause)
            yield f"{line}\r\n".encode()

    def address(self, more: str = "") -> str:
        """As apprise writes it: without encryption, which this server does not have."""
        return (
            f"mailto://board:secret-word@127.0.0.1:{self.port}"
            f"?from=board@board.example&to=a@club.example,b@club.example{more}"
        )


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A mail server for a test (RFC 5321 as far as a client needs it)."""
    mail = MailServer()

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.writelines(mail.said(line))

        def handle(self) -> None:
            self.say(mail.answers.get("CONNECT", "220 ready"))
            to: list[str] = []
            while line := self.rfile.readline():
                command, words = line.decode().strip()[:4].upper(), line.decode().strip()
                answer = mail.answers.get(command) or _SMTP.get(command, "250 ok")
                if command == "AUTH":
                    mail.logins.append(words)
                elif command == "RCPT" and answer.startswith("2"):
                    to.append(words.partition("<")[2].rstrip(">"))
                elif command == "DATA" and answer.startswith("3"):
                    self.say(answer)
                    self.take(to)
                    answer = mail.answers.get("END", "250 taken")
                    if not answer:  # the client has to lose patience
                        time.sleep(1)
                        return
                self.say(answer)

        def take(self, to: list[str]) -> None:
            content = b""
            while (line := self.rfile.readline()) not in {b".\r\n", b""}:
                content += line[1:] if line.startswith(b".") else line
            message = message_from_bytes(content, policy=policy.default)
            mail.received.append((to, cast(EmailMessage, message)))

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    mail.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield mail
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


_SMTP = {
    "EHLO": "250-hello\n250 AUTH PLAIN", "AUTH": "235 welcome", "DATA": "354 go on",
    "QUIT": "221 bye",
}  # fmt: skip
