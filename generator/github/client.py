"""GitHub's command line, `gh`, for the workflows: it knows the token, we never see it."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from typing import Any

from generator.github.calls import Call

_REPOSITORY = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")
_SECONDS = 60


class GhError(Exception):
    """GitHub did not do what was asked; the message says what, in one line."""


def repository() -> str:
    """The repository the workflow runs in."""
    found = os.environ.get("GITHUB_REPOSITORY", "")
    if not _REPOSITORY.fullmatch(found):
        raise GhError("GITHUB_REPOSITORY must name the repository, such as example/board.")
    return found


def listed(path: str) -> list[Any]:
    """Everything that a list of the API holds, page by page."""
    found: list[Any] = []
    done = _gh("--paginate", "--slurp", f"repos/{repository()}/{path}")
    for page in json.loads(done.stdout or b"[]"):
        found += page
    return found


def carry_out(calls: Iterable[Call]) -> tuple[str, ...]:
    """Make the calls one after the other; returns warnings about the optional ones that failed."""
    warnings = []
    for call in calls:
        path = f"repos/{repository()}/{call.path}"
        arguments = ["--silent", "--method", call.method, path]
        try:
            _gh(*arguments, *(["--input", "-"] if call.body else []), body=call.body)
        except GhError as error:
            if not call.optional:
                raise
            if call.method != "DELETE":  # a label that is not there can't be taken away
                warnings.append(str(error))
    return tuple(warnings)


def _gh(
    *arguments: str, body: Mapping[str, Any] | None = None
) -> subprocess.CompletedProcess[bytes]:
    given = json.dumps(body).encode() if body else b""
    try:
        done = subprocess.run(
            ["gh", "api", *arguments],
            input=given, capture_output=True, timeout=_SECONDS, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise GhError("the program `gh` is not installed.") from None
    except subprocess.TimeoutExpired:
        raise GhError(f"GitHub did not answer within {_SECONDS} seconds.") from None
    if done.returncode:
        first_line = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        shown = "".join(c if c.isprintable() else "\ufffd" for c in first_line)
        raise GhError(f"gh api {arguments[-1] if not body else ' '.join(arguments)}: {shown}")
    return done
