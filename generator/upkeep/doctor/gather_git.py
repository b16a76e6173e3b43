"""Asks Git about the repository around a board. Nothing is changed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from generator.reading import git
from generator.reading.git import GitError
from generator.upkeep.doctor.facts import GitFacts

# git@github.com:owner/name.git
_SCP = re.compile(r"(?:[^/@\s]+@)?(?P<host>[\w.-]+):(?P<path>[^/].*)")


def git_facts(root: Path, branch: str) -> GitFacts:
    """Facts about the repository. `branch` is the one that the settings name."""
    try:
        return _facts(root, branch)
    except (GitError, OSError) as error:
        return GitFacts(error=str(error))


def _facts(root: Path, branch: str) -> GitFacts:
    if _said(root, "rev-parse", "--is-inside-work-tree") != "true":
        answer = git.run(root, "rev-parse", "--is-inside-work-tree", check=False).stderr
        if b"dubious ownership" in answer:
            return GitFacts(
                error="the folder belongs to another user, whom Git does not trust "
                "(`git help config`, safe.directory)."
            )
        return GitFacts()
    remote_head = _said(root, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
    upstream = f"refs/remotes/origin/{branch}"
    ahead = _said(root, "rev-list", "--count", f"{upstream}..HEAD", "--")
    changed = git.run(root, "status", "--porcelain", "--no-renames", "-z").stdout
    return GitFacts(
        is_repository=True,
        subfolder=_said(root, "rev-parse", "--show-prefix").rstrip("/"),
        remote=web_address(_said(root, "remote", "get-url", "origin")),
        default_branch=remote_head.removeprefix("origin/"),
        branch=_said(root, "symbolic-ref", "--quiet", "--short", "HEAD"),
        has_commits=bool(_said(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")),
        uncommitted=sum(len(field) > 3 for field in changed.split(b"\0")),
        unpushed=int(ahead) if ahead.isdigit() else None,
        is_shallow=git.is_shallow(root),
    )


def _said(root: Path, *arguments: str) -> str:
    """What a git command prints, in one line; empty if it fails."""
    done = git.run(root, *arguments, check=False)
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""


def web_address(remote: str) -> str:
    """The https address of a remote, without any name or password in it; empty if it has none.

    A folder on this machine is returned as it is.
    """
    try:
        parts = urlsplit(remote)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if "://" in remote and host:
        path = parts.path
    elif match := _SCP.fullmatch(remote):
        host, path = match["host"].lower(), f"/{match['path']}"
    else:
        return remote
    return f"https://{host}{path.rstrip('/').removesuffix('.git')}"
