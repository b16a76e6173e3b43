"""The folder in which one process hands its review to another, which reads it with limits.

It must come from the board's own program. What a workflow of a pull request leaves may be forged:
a fork can change that workflow. So the review that is published is always made again.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.hosts.pull_request import UntrustedInputError, parse_commit, parse_number
from generator.model.json_text import load_json
from generator.reviewing.comment import MARKER, MAX_COMMENT_BYTES
from generator.reviewing.review_json import MAX_REPORT_BYTES

# The files of the folder, and how large each may be.
_MAX_BYTES = {
    "number": 20,
    "head": 80,
    "comment.md": MAX_COMMENT_BYTES,
    "review.json": MAX_REPORT_BYTES,
}


def write_handoff(folder: Path, number: int, head: str, comment: str, report: str) -> None:
    """Write the review of a pull request: its comment in Markdown and its report in JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "number": f"{number}\n",
        "head": f"{head}\n",
        "comment.md": comment,
        "review.json": report,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def pull_request_number(folder: Path, head: str) -> int:
    """The number of the pull request whose newest commit is `head`.

    Raises UntrustedInputError unless the folder has the form that `write_handoff` gives it.
    """
    texts = _read_files(folder)
    if parse_commit(texts["head"].strip()) != parse_commit(head):
        raise UntrustedInputError(
            "the answer is about another commit than the one that was checked."
        )
    return parse_number(texts["number"].strip())


def comment_and_labels(folder: Path, head: str) -> tuple[str, tuple[str, ...]]:
    """The comment in Markdown, and the pull request's labels. Raises UntrustedInputError."""
    pull_request_number(folder, head)
    texts = _read_files(folder)
    try:
        labels = tuple(str(label) for label in load_json(texts["review.json"])["labels"])
    except (ValueError, KeyError, TypeError):
        raise UntrustedInputError("review.json is not a review.") from None
    return texts["comment.md"], labels


def handed_review(folder: Path, head: str) -> Mapping[str, Any]:
    """The review of the commit `head` as JSON data. Raises UntrustedInputError."""
    pull_request_number(folder, head)
    try:
        data = load_json(_read_files(folder)["review.json"])
    except ValueError:
        data = None
    if not isinstance(data, dict) or data.get("head") != head:
        raise UntrustedInputError("review.json is not a review of that commit.")
    return data


def _read_files(folder: Path) -> dict[str, str]:
    files = {path.name: path for path in folder.iterdir()} if folder.is_dir() else {}
    if set(files) != set(_MAX_BYTES):
        names = ", ".join(sorted(_MAX_BYTES))
        raise UntrustedInputError(f"the folder must have {names}, and nothing else.")
    texts = {name: _read_text(path, _MAX_BYTES[name]) for name, path in files.items()}
    if not texts["comment.md"].startswith(MARKER):
        raise UntrustedInputError("comment.md is not one of ours.")
    return texts


def _read_text(path: Path, max_bytes: int) -> str:
    if path.is_symlink() or not path.is_file():
        raise UntrustedInputError(f"{path.name} is not an ordinary file.")
    with open(path, "rb") as file:
        content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise UntrustedInputError(f"{path.name} is larger than {max_bytes:,} bytes.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise UntrustedInputError(f"{path.name} is not UTF-8.") from None
