"""A stand-in for the hosts of repositories: their pages for new and changed files, on this machine.

It understands the addresses as each host does, takes what a person sends, and writes it into a
folder. What the pages look like is not the point; what arrives is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from tests.support.serving import running

MOST_BYTES = 8192  # of an address, on GitHub
_PAGE = """<!doctype html><html lang="en"><title>{title}</title><h1>{title}</h1>
<form method="post"><input name="path" aria-label="File name" value="{path}">
<textarea name="text" aria-label="File" rows="20" cols="80">{text}</textarea>
<button>Commit changes</button></form></html>"""


@contextmanager
def code_host(folder: Path) -> Iterator[str]:
    """Serve a repository whose files are in `folder`, and yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if len(self.path) > MOST_BYTES:
                self.send_error(414)
                return
            found = _form(self.path, folder)
            if found is None:
                self.send_error(404)
                return
            title, path, text = found
            page = _PAGE.format(title=title, path=escape(path), text="\n" + escape(text))
            self._send(page)

        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            sent = parse_qs(self.rfile.read(size).decode(), keep_blank_values=True)
            target = folder / sent["path"][0]
            target.parent.mkdir(parents=True, exist_ok=True)
            text = sent["text"][0].replace("\r\n", "\n")  # as browsers send them
            target.write_text(text, encoding="utf-8")
            self._send("<!doctype html><html lang=en><title>Sent</title><h1>Sent</h1></html>")

        def _send(self, page: str) -> None:
            body = page.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with running(Handler) as port:
        yield f"http://127.0.0.1:{port}/acme/board"


def _form(address: str, folder: Path) -> tuple[str, str, str] | None:
    """The title of the page, and what is filled in: the file's path and its text."""
    parts = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    path = unquote(parts.path).removeprefix("/acme/board/")
    if path == "new/main":  # GitHub
        return "New file", query.get("filename", ""), query.get("value", "")
    if path == "-/new/main":  # GitLab
        return "New file", query.get("file_name", ""), ""
    if path == "_new/main/":  # Gitea, Forgejo, Codeberg
        return "New file", query.get("filename", ""), query.get("value", "")
    for folder_name in ("edit/main/", "-/edit/main/", "_edit/main/"):
        file = folder / path.removeprefix(folder_name)
        if path.startswith(folder_name) and file.is_file():
            return "Edit file", path.removeprefix(folder_name), file.read_text(encoding="utf-8")
    return None
