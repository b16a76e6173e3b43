"""Asks Git which files changed. It never changes a file of ours, and never uses a shell.

Names are read as bytes between NULs (`-z`), so that no name can be mistaken for two. With
`--no-renames`, a rename is one file deleted and one added.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from generator.model.errors import BoardError
from generator.model.safe_text import first_line, visible

_SECONDS = 120
_CHUNK = 1024 * 1024  # bytes
# Switches off settings of a repository that run programs or change what Git prints.
_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "diff.external=")


class GitError(BoardError):
    """Git failed or is missing; the message says why, in one line."""


def commit(root: Path, ref: str) -> str:
    """The hash of the commit that `ref` names. Raises GitError if there is none."""
    if not ref or "\0" in ref:
        raise GitError("the name of the base is empty or not a name.")
    name = f"{ref}^{{commit}}"
    result = run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name, check=False)
    if result.returncode == 0:
        return result.stdout.decode().strip()
    _require_repository(root)
    advice = " (this clone is shallow: fetch its whole history)" if is_shallow(root) else ""
    shown = visible(ref)
    raise GitError(f"there is no branch or commit `{shown}` here{advice}.")


def merge_base(root: Path, base: str, head: str = "HEAD") -> str:
    """The common ancestor of `base` and `head`, each a hash or HEAD. Raises GitError if none."""
    return merge_bases(root, base, head)[0]


def merge_bases(root: Path, base: str, head: str = "HEAD") -> tuple[str, ...]:
    """The nearest common ancestors of `base` and `head`, the best first. Raises GitError if none.

    There are several if both sides have merged each other.
    """
    result = run(root, "merge-base", "--all", base, head, check=False)
    if result.returncode == 0:
        return tuple(result.stdout.decode().split())
    if is_shallow(root):
        raise GitError(
            "this clone is shallow, so it can't be seen what changed: fetch its whole history "
            "(`git fetch --unshallow`; `fetch-depth: 0` of actions/checkout)."
        )
    raise GitError("the two have no common commit, so it can't be seen what changed.")


def is_shallow(root: Path) -> bool:
    """Whether the repository is a shallow clone, without its whole history."""
    return run(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def changes(root: Path, base: str) -> dict[str, str]:
    """The files below `root` that differ between the commit `base` and the working tree.

    Maps each path, relative to `root`, to Git's letter: A added, M modified, D deleted, T another
    kind of file. Untracked files are not among them.
    """
    options = ("--name-status", "-z", "--no-renames", "--no-ext-diff", "--relative")
    fields = run(root, "diff", *options, base, "--").stdout.split(b"\0")[:-1]
    statuses, paths = fields[::2], fields[1::2]
    return {_name(path): status.decode() for status, path in zip(statuses, paths, strict=True)}


def untracked(root: Path, folder: str) -> tuple[str, ...]:
    """Untracked files in `folder` that are not ignored; paths are relative to `root`."""
    listed = run(root, "ls-files", "--others", "--exclude-standard", "-z", "--", folder).stdout
    return tuple(_name(name) for name in listed.split(b"\0")[:-1])


def uncommitted(root: Path) -> frozenset[str] | None:
    """The files below `root` that Git can't give back as they are: changed or new since HEAD.

    Paths are relative to `root`. None if it is in no repository.
    """
    inside = run(root, "rev-parse", "--is-inside-work-tree", check=False)
    if inside.returncode or inside.stdout.strip() != b"true":
        return None
    new = untracked(root, ".")
    if run(root, "rev-parse", "--verify", "--quiet", "HEAD", check=False).returncode:
        added = run(root, "ls-files", "-z").stdout.split(b"\0")[:-1]
        return frozenset((*new, *map(_name, added)))
    return frozenset((*new, *changes(root, "HEAD")))


def folder(root: Path, name: str) -> str:
    """The hash of the folder `name` below `root` in HEAD: the same hash, the same files.

    Empty if HEAD has none, or if the files on disk are others; ignored ones count too. Raises
    GitError.
    """
    options = ("--porcelain", "-z", "--untracked-files=all", "--ignored", "--no-renames")
    status = run(root, "status", *options, "--", name, check=False)
    found = run(root, "rev-parse", "--verify", "--quiet", f"HEAD:./{name}", check=False)
    if status.returncode or status.stdout or found.returncode:
        return ""
    return found.stdout.decode().strip()


def fetch(root: Path, ref: str) -> None:
    """Fetch the objects of `ref`, such as `refs/pull/7/head`, from `origin`. Raises GitError.

    No ref of the repository changes: where two processes fetch at once, one would find the ref that
    follows `origin` locked. Git's own message is not shown: the remote's address in it may hold a
    password.
    """
    options = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules",
               "--refmap=")  # fmt: skip
    result = run(root, "fetch", *options, "--no-auto-maintenance", "origin", ref, check=False)
    if result.returncode:
        raise GitError(f"git can't fetch {ref} from origin.")


@dataclass(frozen=True, slots=True)
class Since:
    """The paths that changed since a commit, and those of them that are new since then."""

    changed: frozenset[str]
    new: frozenset[str]


def changed_since(root: Path, ref: str) -> Since:
    """What changed below `root` since this branch left `ref`, untracked listings included."""
    base = merge_base(root, commit(root, ref))
    statuses = changes(root, base)
    statuses.update(dict.fromkeys(untracked(root, "listings"), "A"))
    added = (path for path, status in statuses.items() if status == "A")
    return Since(frozenset(statuses), frozenset(added))


def _name(name: bytes) -> str:
    """Bytes that are not UTF-8 become U+FFFD, as in `generator.reading.files`."""
    return name.decode("utf-8", "replace")


def _require_repository(root: Path) -> None:
    result = run(root, "rev-parse", "--is-inside-work-tree", check=False)
    if result.returncode:
        raise GitError(
            "this folder is not in a Git repository, so the command can't see what changed."
        )


def run(
    root: Path, *arguments: str, check: bool = True, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run one git command, without a shell, with `stdin` as its standard input.

    Raises GitError if git is missing or takes too long and, if `check`, if it fails.
    """
    try:
        result = subprocess.run(
            ["git", *_SAFE, *arguments],
            cwd=root,
            env=_environment(),
            input=stdin,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise GitError("the program `git` is not installed.") from None
    except subprocess.TimeoutExpired:
        raise GitError(f"git {arguments[0]} took more than {_SECONDS} seconds.") from None
    if check and result.returncode:
        raise GitError(f"git {arguments[0]} failed: {first_line(result.stderr)}")
    return result


def first_fields(root: Path, most: int, *arguments: str) -> list[bytes]:
    """The fields between NULs that one git command prints: the first `most` and one more.

    It is stopped then, so that neither time nor memory depends on what it would print. Raises
    GitError.
    """
    fields: list[bytes] = []
    rest = b""
    with subprocess.Popen(
        ["git", *_SAFE, *arguments], cwd=root, env=_environment(),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        output = cast(IO[bytes], process.stdout)
        while len(fields) <= most and (chunk := output.read(_CHUNK)):
            *whole, rest = (rest + chunk).split(b"\0")
            fields += whole
        if len(fields) > most:
            process.kill()
            return fields[: most + 1]
    if process.returncode:
        raise GitError(f"git {arguments[0]} failed.")
    return fields


def _environment() -> dict[str, str]:
    settings = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat"}
    return {**os.environ, **settings, "GIT_TERMINAL_PROMPT": "0"}
