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
_SECONDS = 60


class GhError(BoardError):
    """A request to GitHub failed; the message says why, in one line."""


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
    for page in json.loads(result.stdout or b"[]"):
        items += page
    return items


def fetched(path: str) -> Any:
    """One thing of the repository, such as `pulls/1`. Raises GhError."""
    return json.loads(_gh(f"repos/{repository()}/{path}").stdout or b"null")


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
    *arguments: str, body: Mapping[str, Any] | None = None
) -> subprocess.CompletedProcess[bytes]:
    stdin = json.dumps(body).encode() if body else b""
    try:
        result = subprocess.run(
            ["gh", "api", *arguments],
            input=stdin, capture_output=True, timeout=_SECONDS, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise GhError("the program `gh` is not installed.") from None
    except subprocess.TimeoutExpired:
        raise GhError(f"GitHub did not answer within {_SECONDS} seconds.") from None
    if result.returncode:
        first_line = result.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        shown = "".join(c if c.isprintable() else "\ufffd" for c in first_line)
        raise GhError(f"gh api {arguments[-1] if not body else ' '.join(arguments)}: {shown}")
    return result
