"""Stand-ins for the REST APIs of GitLab and Forgejo, as far as the board uses them.

They answer as the hosts' documentation says. A test looks at what they hold afterwards, and can
make them answer badly.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.support.serving import running

TOKEN = "s3cret-token"
US, SOMEBODY = 42, 7  # accounts, by id


@dataclass
class Fault:
    """An answer that no host should give: its status, headers and body; `drips` never ends."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    drips: bool = False


@dataclass
class HostApi:
    """What a host knows of one repository. Comments and issues are `{id, by, text}`."""

    kind: str
    port: int = 0
    pulls: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    issues: dict[int, dict[str, Any]] = field(default_factory=dict)
    labels: dict[str, int] = field(default_factory=dict)
    labelled: dict[int, set[str]] = field(default_factory=dict)
    statuses: dict[str, list[dict[str, str]]] = field(default_factory=dict)  # by commit
    faults: dict[str, Fault] = field(default_factory=dict)  # by a part of `GET path`
    asked: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)

    @property
    def environment(self) -> dict[str, str]:
        """What the host's runner and the board's maintainer set."""
        here = f"http://127.0.0.1:{self.port}"
        if self.kind == "gitlab":
            return {"CI_API_V4_URL": f"{here}/api/v4", "CI_PROJECT_ID": "5", "GITLAB_TOKEN": TOKEN}
        return {
            "GITHUB_SERVER_URL": here, "GITHUB_REPOSITORY": "example/board", "FORGEJO_TOKEN": TOKEN
        }  # fmt: skip

    def ref(self, number: int) -> str:
        """Where the host keeps a pull request's newest commit."""
        return f"refs/{'merge-requests' if self.kind == 'gitlab' else 'pull'}/{number}/head"

    def opened(self, number: int, head: str, author: str, base: str = "main") -> None:
        """A pull request from a fork."""
        self.pulls[number] = {"head": head, "author": author, "base": base}

    def say(self, number: int, text: str, by: int = SOMEBODY) -> int:
        """Somebody comments on a pull request; the comment's id."""
        identifier = 100 + sum(map(len, self.comments.values()))
        found = self.comments.setdefault(number, [])
        found.append({"id": identifier, "by": by, "text": text})
        return identifier

    def texts(self, number: int, by: int = US) -> list[str]:
        """The comments on a pull request by one account."""
        return [item["text"] for item in self.comments.get(number, []) if item["by"] == by]

    def answer(self, method: str, path: str, query: dict[str, str], body: Any) -> Any:
        """The data that a request gets; None if there is no such thing."""
        if path == "user":
            return {"id": US, "username": "board-bot", "login": "board-bot"}
        answers = self._gitlab if self.kind == "gitlab" else self._forgejo
        found = answers(method, path.split("/"), body)
        if isinstance(found, list) and "page" in query and "comments" not in path:
            size = int(query.get("per_page") or query.get("limit") or 20)
            start = (int(query["page"]) - 1) * size
            found = found[start : start + size]
        return found

    def _gitlab(self, method: str, parts: list[str], body: Any) -> Any:
        match [method, *parts]:
            case ["GET", "projects", "9"]:
                return {"path_with_namespace": "acme-owner/fork"}
            case ["GET", "projects", "5", "merge_requests"]:
                return [self._merge_request(number) for number in self.pulls]
            case ["GET", "projects", "5", "merge_requests", number]:
                return self._merge_request(int(number))
            case ["PUT", "projects", "5", "merge_requests", number]:
                labels = self.labelled.setdefault(int(number), set())
                labels |= set(filter(None, body["add_labels"].split(",")))
                labels -= set(body["remove_labels"].split(","))
                return {}
            case [_, "projects", "5", "merge_requests", number, "notes", *rest]:
                return self._comments(method, int(number), rest, body, "author")
            case [_, "projects", "5", "issues", *rest]:
                return self._issues(method, rest, body, "iid", "description", "author")
        return None

    def _merge_request(self, number: int) -> dict[str, Any]:
        pull = self.pulls[number]
        return {
            "iid": number, "id": 1000 + number, "sha": pull["head"], "state": "opened",
            "author": {"id": SOMEBODY, "username": pull["author"]}, "target_branch": pull["base"],
            "source_branch": "my-branch", "source_project_id": 9, "target_project_id": 5,
        }  # fmt: skip

    def _forgejo(self, method: str, parts: list[str], body: Any) -> Any:
        match [method, *parts]:
            case ["GET", "repos", "example", "board", "pulls"]:
                return [self._pull_request(number) for number in self.pulls]
            case [_, "repos", "example", "board", "labels"]:
                if method == "POST":
                    self.labels[body["name"]] = len(self.labels) + 1
                    return self._label(body["name"])
                return [self._label(name) for name in self.labels]
            case [_, "repos", "example", "board", "issues", number, "labels", *rest]:
                return self._pull_labels(method, int(number), rest, body)
            case ["GET", "repos", "example", "board", "pulls", number]:
                return self._pull_request(int(number))
            case ["POST", "repos", "example", "board", "statuses", commit]:
                self.statuses.setdefault(commit, []).append(body)
                return body
            case [_, "repos", "example", "board", "issues", number, "comments"]:
                return self._comments(method, int(number), [], body, "user")
            case ["PATCH", "repos", "example", "board", "issues", "comments", identifier]:
                return self._comments("PATCH", 0, [identifier], body, "user")
            case [_, "repos", "example", "board", "issues", *rest]:
                return self._issues(method, rest, body, "number", "body", "user")
        return None

    def _pull_request(self, number: int) -> dict[str, Any]:
        pull = self.pulls[number]
        fork = {"full_name": "acme-owner/fork"}
        return {
            "number": number, "id": 1000 + number, "state": "open",
            "user": {"id": SOMEBODY, "login": pull["author"]}, "base": {"ref": pull["base"]},
            "head": {"sha": pull["head"], "ref": "my-branch", "repo": fork},
        }  # fmt: skip

    def _label(self, name: str) -> dict[str, Any]:
        return {"id": self.labels[name], "name": name}

    def _pull_labels(self, method: str, number: int, rest: list[str], body: Any) -> Any:
        found = self.labelled.setdefault(number, set())
        names = {identifier: name for name, identifier in self.labels.items()}
        if method == "DELETE":
            found.remove(names[int(rest[0])])
            return {}
        if method == "POST":
            found |= {names[identifier] for identifier in body["labels"]}
        return [self._label(name) for name in sorted(found)]

    def _comments(self, method: str, number: int, rest: list[str], body: Any, who: str) -> Any:
        if method == "POST":
            self.say(number, body["body"], US)
            return {}
        if method in {"PUT", "PATCH"}:
            every = (item for items in self.comments.values() for item in items)
            found = next(item for item in every if item["id"] == int(rest[0]))
            assert found["by"] == US, "nobody's comment but our own may be changed"
            found["text"] = body["body"]
            return {}
        items = self.comments.get(number, [])
        return [{"id": i["id"], "body": i["text"], who: {"id": i["by"]}} for i in items]

    def _issues(
        self, method: str, rest: list[str], body: Any, number: str, text: str, who: str
    ) -> Any:
        if method == "GET":
            return [
                {number: key, "title": item["title"], text: item["text"], who: {"id": item["by"]}}
                for key, item in self.issues.items()
                if item["open"]
            ]
        match [method, *rest]:
            case ["POST"]:
                key = len(self.issues) + 1
                new = {"title": body["title"], "text": body[text], "by": US, "open": True}
                self.issues[key] = new
            case ["POST", key, "comments" | "notes"]:
                self.say(int(key), body["body"], US)
            case [_, key]:
                item = self.issues[int(key)]
                item["title"] = body.get("title", item["title"])
                item["text"] = body.get(text, item["text"])
                item["open"] = "closed" not in str(body) and "close" not in str(body)
        return {}


@contextmanager
def serving_api(kind: str) -> Iterator[HostApi]:
    """Run the stand-in of `gitlab` or `forgejo`."""
    api = HostApi(kind)

    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            path = unquote(parts.path).partition("/api/v4/" if kind == "gitlab" else "/api/v1/")[2]
            size = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(size)) if size else None
            token = self.headers.get("PRIVATE-TOKEN") or self.headers.get("Authorization") or ""
            api.asked.append(f"{self.command} {path}")
            api.tokens.add(token)
            fault = next(
                (item for part, item in api.faults.items() if part in f"{self.command} {path}"),
                None,
            )
            if fault:
                self._fault(fault)
            elif self.command != "GET" and not token.endswith(TOKEN):
                self._send(401, b'{"message": "401 Unauthorized"}')
            else:
                data = api.answer(self.command, path, query, body)
                status = 404 if data is None else 200
                self._send(status, json.dumps(data).encode())

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do  # noqa: N815

        def _fault(self, fault: Fault) -> None:
            if not fault.drips:
                self._send(fault.status, fault.body, fault.headers)
                return
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                while True:
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    time.sleep(0.02)

        def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with running(Handler) as port:
        api.port = port
        yield api
