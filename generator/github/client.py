"""GitHub's REST API through its command line, `gh`, which keeps the token to itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from typing import Any

from generator.github.calls import Call
from generator.model.errors import BoardError

_REPOSITORY = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")
_STATUS = re.compile(r"\(HTTP ([0-9]{3})\)")  # at the end of what `gh` says of a refusal
_SECONDS = 60


class GhError(BoardError):
    """A request to GitHub failed; the message says why, in one line.

    `status` is the HTTP status of GitHub's answer, 0 if there was none.
    """

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class GhMissingError(GhError):
    """The program `gh` is not installed."""


class GhSignedOutError(GhError):
    """`gh` has no account to ask with."""


def repository() -> str:
    """The repository that the workflow runs in, as `owner/name`. Raises GhError if unknown."""
    name = os.environ.get("GITHUB_REPOSITORY", "")
    if not _REPOSITORY.fullmatch(name):
        raise GhError("GITHUB_REPOSITORY must name the repository, such as example/board.")
    return name


def listed(path: str) -> list[Any]:
    """Every item of a paginated list, such as `issues?state=open`. Raises GhError."""
    items: list[Any] = []
    result = _gh("--paginate", "--slurp", f"repos/{repository()}/{path}")
    for page in _data(result.stdout or b"[]"):
        items += page
    return items


def fetched(path: str) -> Any:
    """One thing of the repository, such as `pulls/1`. Raises GhError."""
    return _data(_gh(f"repos/{repository()}/{path}").stdout)


def ask(name: str, path: str, *, server: str = "", seconds: float = _SECONDS) -> Any:
    """What GitHub says about `path` of the repository `name` (`owner/name`); `""` is itself.

    `server` is the host of a GitHub Enterprise. Raises GhError.
    """
    return _data(_gh(*_on(server), _below(name, path), seconds=seconds).stdout)


def send(name: str, call: Call, *, server: str = "", seconds: float = _SECONDS) -> None:
    """Make one call on the repository `name`. Raises GhError."""
    arguments = ("--silent", "--method", call.method, *_on(server), _below(name, call.path))
    _gh(*arguments, *(["--input", "-"] if call.body else []), body=call.body, seconds=seconds)


def _below(name: str, path: str) -> str:
    if not _REPOSITORY.fullmatch(name):
        raise GhError("the repository's address does not end with owner/name.")
    return f"repos/{name}/{path}".rstrip("/")


def _on(server: str) -> list[str]:
    return ["--hostname", server] if server and server != "github.com" else []


def _data(answer: bytes) -> Any:
    try:
        return json.loads(answer or b"null")
    except (ValueError, RecursionError):
        raise GhError("GitHub's answer is no JSON.") from None


def carry_out(calls: Iterable[Call]) -> tuple[str, ...]:
    """Make the calls, in order. Returns a warning for each optional one that failed.

    Raises GhError at the first other one that fails.
    """
    warnings = []
    for call in calls:
        path = f"repos/{repository()}/{call.path}"
        arguments = ["--silent", "--method", call.method, path]
        try:
            _gh(*arguments, *(["--input", "-"] if call.body else []), body=call.body)
        except GhError as error:
            if not call.optional:
                raise
            if call.method != "DELETE":  # removing a label that is missing is no failure
                warnings.append(str(error))
    return tuple(warnings)


def _gh(
    *arguments: str, body: Mapping[str, Any] | None = None, seconds: float = _SECONDS
) -> subprocess.CompletedProcess[bytes]:
    stdin = json.dumps(body).encode() if body else b""
    try:
        result = subprocess.run(
            ["gh", "api", *arguments],
            input=stdin, capture_output=True, timeout=seconds, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise GhMissingError("the program `gh` is not installed.") from None
    except OSError as error:
        raise GhError(f"the program `gh` can't be run ({error.strerror}).") from None
    except subprocess.TimeoutExpired:
        raise GhError(f"GitHub did not answer within {seconds:g} seconds.") from None
    if result.returncode:
        first_line = result.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        shown = "".join(c if c.isprintable() else "\ufffd" for c in first_line)
        message = f"gh api {arguments[-1] if not body else ' '.join(arguments)}: {shown}"
        status = int(found[1]) if (found := _STATUS.search(shown)) else 0
        if status == 401 or b"gh auth login" in result.stderr:
            raise GhSignedOutError(message, status)
        raise GhError(message, status)
    return result
