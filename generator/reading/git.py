"""What Git knows: which files differ between two states. Reads only, and never through a shell.

Names come as bytes between NULs, so that no name can be mistaken for another. `--no-renames`
shows a rename as what it is for us: one file gone, another come.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 120
# Settings of a repository that could run programs, or change what is printed.
_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "diff.external=")


class GitError(Exception):
    """Git can't answer; the message says why, in one line."""


def commit(root: Path, ref: str) -> str:
    """The hash of the commit that `ref` names."""
    if not ref or "\0" in ref:
        raise GitError("the name of the base is empty or not a name.")
    name = f"{ref}^{{commit}}"
    found = run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name, check=False)
    if found.returncode == 0:
        return found.stdout.decode().strip()
    _inside(root)
    advice = " (this clone is shallow: fetch its whole history)" if is_shallow(root) else ""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in ref)
    raise GitError(f"there is no branch or commit `{shown}` here{advice}.")


def merge_base(root: Path, base: str, head: str = "HEAD") -> str:
    """Where `head` left `base`; both are hashes or HEAD."""
    found = run(root, "merge-base", base, head, check=False)
    if found.returncode == 0:
        return found.stdout.decode().split()[0]
    if is_shallow(root):
        raise GitError(
            "this clone is shallow, so it can't be seen what changed: fetch its whole history "
            "(`git fetch --unshallow`; `fetch-depth: 0` of actions/checkout)."
        )
    raise GitError("the two have no common commit, so it can't be seen what changed.")


def is_shallow(root: Path) -> bool:
    """Whether history was cut when the repository was cloned."""
    return run(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def changes(root: Path, base: str) -> dict[str, str]:
    """What differs below `root` between the commit `base` and the working tree.

    Maps each path, relative to `root`, to Git's letter: A added, M modified, D deleted, T another
    kind of file. Untracked files are not among them.
    """
    options = ("--name-status", "-z", "--no-renames", "--no-ext-diff", "--relative")
    fields = run(root, "diff", *options, base, "--").stdout.split(b"\0")[:-1]
    statuses, paths = fields[::2], fields[1::2]
    return {_name(path): status.decode() for status, path in zip(statuses, paths, strict=True)}


def untracked(root: Path, folder: str) -> tuple[str, ...]:
    """Files in `folder` that were never added and are not ignored, relative to `root`."""
    found = run(root, "ls-files", "--others", "--exclude-standard", "-z", "--", folder).stdout
    return tuple(_name(name) for name in found.split(b"\0")[:-1])


@dataclass(frozen=True, slots=True)
class Since:
    """Paths that differ from another state, and those among them that are not there."""

    changed: frozenset[str]
    new: frozenset[str]


def changed_since(root: Path, ref: str) -> Since:
    """What differs below `root` from where this branch left `ref`."""
    base = merge_base(root, commit(root, ref))
    differing = changes(root, base)
    differing.update(dict.fromkeys(untracked(root, "listings"), "A"))
    added = (path for path, status in differing.items() if status == "A")
    return Since(frozenset(differing), frozenset(added))


def _name(name: bytes) -> str:
    """As `generator.reading.files` shows a name that is not UTF-8."""
    return name.decode("utf-8", "replace")


def _inside(root: Path) -> None:
    found = run(root, "rev-parse", "--is-inside-work-tree", check=False)
    if found.returncode:
        raise GitError("this folder is in no Git repository, so it can't be seen what changed.")


def run(
    root: Path, *arguments: str, check: bool = True, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run one git command with `given` on its standard input. Arguments are never a shell's."""
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat"}
    try:
        done = subprocess.run(
            ["git", *_SAFE, *arguments],
            cwd=root,
            env=environment,
            input=given,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise GitError("the program `git` is not installed.") from None
    except subprocess.TimeoutExpired:
        raise GitError(f"git {arguments[0]} took more than {_SECONDS} seconds.") from None
    if check and done.returncode:
        first_line = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        shown = "".join(c if c.isprintable() else "\ufffd" for c in first_line)
        raise GitError(f"git {arguments[0]} failed: {shown}")
    return done
