"""The folder in which one workflow leaves its answer for another, which does not trust it.

A pull request from a fork can change the workflow that writes this folder, so whatever is in it
may be a stranger's. It is read as a pointer only: the number of a pull request, which GitHub
itself then has to confirm. The answer that is published is always made anew.
"""

from __future__ import annotations

import json
from pathlib import Path

from generator.reviewing.comment import MARKER, MOST_BYTES
from generator.reviewing.pull_request import NotTrusted, as_commit, as_number

_MOST = {"number": 20, "head": 80, "comment.md": MOST_BYTES, "review.json": 2_000_000}


def write(folder: Path, number: int, head: str, comment: str, report: str) -> None:
    """Leave an answer."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "number": f"{number}\n",
        "head": f"{head}\n",
        "comment.md": comment,
        "review.json": report,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def pointed_to(folder: Path, head: str) -> int:
    """The number of the pull request, if the folder is what `write` leaves for `head`."""
    texts = _texts(folder)
    if as_commit(texts["head"].strip()) != as_commit(head):
        raise NotTrusted("the answer is about another commit than the one that was checked.")
    return int(as_number(texts["number"].strip()))


def answer_in(folder: Path, head: str) -> tuple[str, tuple[str, ...]]:
    """The comment and its labels."""
    pointed_to(folder, head)
    texts = _texts(folder)
    try:
        labels = json.loads(texts["review.json"])["labels"]
        found = tuple(str(label) for label in labels)
    except (ValueError, KeyError, TypeError):
        raise NotTrusted("review.json is not a review.") from None
    return texts["comment.md"], found


def _texts(folder: Path) -> dict[str, str]:
    found = {path.name: path for path in folder.iterdir()} if folder.is_dir() else {}
    if set(found) != set(_MOST):
        raise NotTrusted(f"the folder must hold {', '.join(sorted(_MOST))}, and nothing else.")
    texts = {name: _text(path, _MOST[name]) for name, path in found.items()}
    if not texts["comment.md"].startswith(MARKER):
        raise NotTrusted("comment.md is not one of ours.")
    return texts


def _text(path: Path, most: int) -> str:
    if path.is_symlink() or not path.is_file():
        raise NotTrusted(f"{path.name} is not an ordinary file.")
    with open(path, "rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise NotTrusted(f"{path.name} is larger than {most:,} bytes.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise NotTrusted(f"{path.name} is not UTF-8.") from None
