"""Boards for `board doctor`, with the programs and the GitHub that it finds.

Only `git`, `make` and, if a test wants it, a stand-in for `gh` are on the search path.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator import __version__
from tests.support.command import Done, board
from tests.support.paths import ROOT
from tests.support.trees import EMPLOYER, GOOD, write_tree

SETTINGS = """\
site_name: Projects at Northgate
site_url: https://projects.northgate.test/
repo_url: https://github.com/example/board
plugins: [board]
extra:
  board:
    contact: careers@northgate.test
    maintainers: [northgate-careers]
    floors: {USD: 15, EUR: 12}
"""
# Where nobody has written anything yet.
FRESH = """\
site_name: Projects at Northgate
site_url: https://board.example/
plugins: [board]
extra:
  board:
    floors: {EUR: 12}
"""
DAY = "2026-11-23"
_WEBSITE = EMPLOYER.replace("acme.example", "acme-supplies.com")
_LISTING = GOOD.replace("acme.example", "acme-supplies.com")
LOCK = f"microinternships=={__version__} \\\n    --hash=sha256:{'0' * 64}\n"
_WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org")

WORKFLOWS = [
    {"path": f".github/workflows/{path.name}", "name": path.stem, "state": "active"}
    for path in sorted((ROOT / ".github/workflows").glob("*.yml"))
]
LABELS = [
    {"name": name}
    for name in ("approved", "bug", "hide", "listing", "listing-report", "vocabulary")
]
_RUNS = "actions/workflows/{}.yml/runs"
# What GitHub says of a board that is set up as it should be.
HEALTHY: Mapping[str, Any] = {
    "repos/example/board": {
        "private": False, "archived": False, "default_branch": "main", "has_issues": True,
        "has_pages": True, "allow_squash_merge": True,
        "permissions": {"admin": True, "push": True},
    },
    "pages": {"build_type": "workflow"},
    "actions/permissions": {"enabled": True, "allowed_actions": "all"},
    "actions/permissions/workflow": {"can_approve_pull_request_reviews": True},
    "actions/permissions/fork-pr-contributor-approval": {
        "approval_policy": "first_time_contributors"
    },
    "actions/workflows": {"workflows": WORKFLOWS},
    "labels": LABELS,
    "rules/branches/main": [
        {"type": "pull_request", "parameters": {"required_approving_review_count": 0}},
        {
            "type": "required_status_checks",
            "parameters": {"required_status_checks": [{"context": "board/review"}]},
        },
    ],
    "branches/main": {"protected": True, "protection": {}},
    _RUNS.format("publish"): {
        "workflow_runs": [{"conclusion": "success", "created_at": "2026-11-23T12:24:00Z"}]
    },
    _RUNS.format("links"): {
        "workflow_runs": [{"conclusion": "success", "created_at": "2026-11-23T06:42:00Z"}]
    },
}  # fmt: skip
# The same after ten weeks in which nobody looked.
NEGLECTED: Mapping[str, Any] = {
    **HEALTHY,
    "repos/example/board": {
        **HEALTHY["repos/example/board"], "has_issues": False, "allow_squash_merge": False,
        "default_branch": "master",
    },
    "pages": {"build_type": "legacy"},
    "actions/permissions/workflow": {"can_approve_pull_request_reviews": False},
    "actions/permissions/fork-pr-contributor-approval": {
        "approval_policy": "first_time_contributors_new_to_github"
    },
    "actions/workflows": {"workflows": [
        {**item, "state": "disabled_inactivity" if item["name"] == "publish" else "active"}
        for item in WORKFLOWS
    ]},
    "labels": LABELS[:2],
    "rules/branches/main": [],
    _RUNS.format("publish"): {
        "workflow_runs": [{"conclusion": "success", "created_at": "2026-09-12T12:24:00Z"}]
    },
    _RUNS.format("links"): {"workflow_runs": [{"conclusion": "failure"}]},
}  # fmt: skip


class DoctorBoard:
    """A board in `folder`/board, and the programs that `board doctor` finds."""

    def __init__(self, folder: Path, settings: str = SETTINGS, host: str = "github") -> None:
        self.root = write_tree(
            folder / "board",
            {"acme/employer.yml": _WEBSITE, "acme/survey.yml": _LISTING},
            mkdocs=settings,
        )
        self.state = folder / "github.json"
        self._programs = folder / "programs"
        self._programs.mkdir(parents=True)
        for name in ("git", "make"):
            (self._programs / name).symlink_to(str(shutil.which(name)))
        self.write("requirements.txt", LOCK)
        self.write(".gitignore", "/.venv/\n/.cache/\n/site/\n")
        if host == "github":
            shutil.copytree(ROOT / ".github", self.root / ".github")
            self.write(".github/CODEOWNERS", "* @northgate-careers\n/listings/\n")

    def write(self, path: str, text: str) -> None:
        """Write one of the board's files."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def github(self, answers: Mapping[str, Any]) -> None:
        """A `gh` that gives these answers, by path (see tests/support/gh.py)."""
        self.state.write_text(json.dumps(answers), encoding="utf-8")
        script = Path(__file__).with_name("gh.py")
        self.gh(f'exec "{sys.executable}" -I "{script}" "{self.state}" "$@"')

    def gh(self, script: str) -> None:
        """A `gh` that runs this line of shell."""
        program = self._programs / "gh"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)

    def git(self, *arguments: str) -> None:
        """One git command in the board's folder."""
        subprocess.run(
            ["git", *_WHO, *arguments], cwd=self.root, check=True, capture_output=True,
            env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        )  # fmt: skip

    def push(self, remote: str, branch: str = "main") -> None:
        """Commit everything, as if it had been pushed to `remote`."""
        self.git("init", "--quiet", f"--initial-branch={branch}")
        self.git("remote", "add", "origin", remote)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=The board")
        self.git("update-ref", f"refs/remotes/origin/{branch}", "HEAD")

    def doctor(self, *options: str, today: str = DAY) -> Done:
        """Run the command."""
        environment = {
            "PATH": str(self._programs), "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }  # fmt: skip
        return board("doctor", "--today", today, *options, cwd=self.root, **environment)


def without_versions(page: str) -> bytes:
    """A page as it is compared: versions are those of this machine."""
    page = re.sub(r"(Python) [0-9][\w.]*", r"\1 1.2.3", page)
    return page.replace(__version__, "1.2.3").encode()
