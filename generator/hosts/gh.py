"""GitHub's REST API through its command line `gh`, which keeps the token to itself.

Unlike a workflow, a maintainer may have no `gh` or no account, and that is worth knowing: so there
is an error for each.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from typing import Any

from generator.hosts.rest import HostError
from generator.model.json_text import load_json
from generator.model.safe_text import first_line

_NAME = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")
_STATUS = re.compile(r"\(HTTP ([0-9]{3})\)")  # at the end of what `gh` says of a refusal


class GhError(HostError):
    """A request failed; the message says why, in one line.

    `status` is the HTTP status of GitHub's answer, 0 if there was none.
    """

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class GhMissingError(GhError):
    """The program `gh` is not installed."""


class GhSignedOutError(GhError):
    """`gh` has no account to ask with."""


def ask(server: str, name: str, path: str, seconds: float) -> Any:
    """What GitHub says about `path` below the repository `name` (`owner/name`).

    An empty path is the repository itself. `server` is `github.com` or the host of a GitHub
    Enterprise. Raises GhError.
    """
    return answer(gh_api(seconds, *_on(server), _below(name, path)))


def create(server: str, name: str, path: str, body: Mapping[str, Any], seconds: float) -> None:
    """Make something below the repository, such as a label. Raises GhError."""
    gh_api(seconds, "--silent", "--method", "POST", *_on(server), _below(name, path), body=body)


def _below(name: str, path: str) -> str:
    if not _NAME.fullmatch(name):
        raise GhError("the repository's address does not end with owner/name.")
    return f"repos/{name}/{path}".rstrip("/")


def _on(server: str) -> tuple[str, ...]:
    return () if server == "github.com" else ("--hostname", server)


def gh_api(seconds: float, *arguments: str, body: Mapping[str, Any] | None = None) -> bytes:
    """What `gh api` prints. `body` is sent as JSON. Raises GhError."""
    stdin, has_input = (json.dumps(body).encode(), ("--input", "-")) if body else (b"", ())
    try:
        result = subprocess.run(
            ["gh", "api", *arguments, *has_input],
            input=stdin, capture_output=True, timeout=seconds, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise GhMissingError("the program `gh` is not installed.") from None
    except OSError as error:
        raise GhError(f"the program `gh` can't be run ({error.strerror}).") from None
    except subprocess.TimeoutExpired:
        raise GhError(f"GitHub did not answer within {seconds:g} seconds.") from None
    if result.returncode == 0:
        return result.stdout
    said = first_line(result.stderr)
    status = int(found[1]) if (found := _STATUS.search(said)) else 0
    if status == 401 or b"gh auth login" in result.stderr:
        raise GhSignedOutError(said, status)
    raise GhError(said or f"gh ended with {result.returncode}.", status)


def answer(text: bytes) -> Any:
    """The JSON that GitHub sent; None for an empty answer. Raises GhError."""
    try:
        return load_json(text or b"null")
    except ValueError:
        raise GhError("GitHub's answer is no JSON.") from None
