"""A board of its own in a bare repository, with GitHub around it, and listings that are real."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.support.playing import GitHub, Run
from tests.support.trees import BOLT, EMPLOYER, GOOD

SURVEY = "listings/acme/survey.yml"
_DAYS = {"2026-11-20": -3, "2026-12-04": 2, "2026-12-18": 30}  # from today


def real(text: str) -> str:
    """A sample as a listing or an employer that a real board takes.

    Its dates are around today, because the workflows know no other day. A real board refuses
    addresses below `.example`.
    """
    today = datetime.now(UTC).date()
    for day, distance in _DAYS.items():
        text = text.replace(day, (today + timedelta(distance)).isoformat())
    return text.replace(".example", "-supplies.org")


FILES = {"acme/employer.yml": EMPLOYER, "acme/survey.yml": GOOD, **BOLT}
REAL = {name: real(str(text)) for name, text in FILES.items()}


class Board:
    """A board of its own in a bare repository, and GitHub around it."""

    def __init__(
        self, folder: Path, work: Path, site_url: str, program: Path | None = None
    ) -> None:
        """`work` is a clone of the board's maintainers, in which Git does not run yet.

        `program` is the command that the workflows' installing gives, if not this repository's.
        """
        self.folder, self.work = folder, work
        remote = folder / "remote.git"
        if not remote.exists():  # else it is a copy
            self.git("init", "--quiet", "--initial-branch=main")
            self.commit("The board")
            subprocess.run(["git", "clone", "--quiet", "--bare", self.work, remote], check=True)
        self.github = GitHub(folder / "github", remote, site_url, program)

    def copied(self, folder: Path) -> Board:
        """The same board in another folder, with all that GitHub knows: from now on they differ."""
        old_machines = shutil.ignore_patterns("run-*")
        shutil.copytree(self.folder, folder, ignore=old_machines, symlinks=True, dirs_exist_ok=True)
        work = folder / self.work.relative_to(self.folder)
        copy = Board(folder, work, self.github.site_url, self.github.program)
        copy.github.runs = self.github.runs
        return copy

    def git(self, *arguments: str) -> str:
        """One git command in the maintainer's clone."""
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        for who in ("AUTHOR", "COMMITTER"):
            environment |= {f"GIT_{who}_NAME": "A", f"GIT_{who}_EMAIL": "a@example.org"}
        return subprocess.run(
            ["git", *arguments], cwd=self.work, env=environment, check=True,
            capture_output=True, text=True,
        ).stdout.strip()  # fmt: skip

    def commit(self, message: str) -> str:
        """Commit everything; the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", f"--message={message}")
        return self.git("rev-parse", "HEAD")

    def change(self, path: str, text: str) -> None:
        """Change a file of the board's own branch."""
        (self.work / path).write_text(text, encoding="utf-8")
        self.commit("A change")
        self.git("push", "--quiet", str(self.github.remote), "main")

    def pull_request(self, path: str, text: str, author: str = "acme-owner") -> dict[str, Any]:
        """A pull request, number 7, that changes one file; what GitHub says of it."""
        base = self.git("rev-parse", "main")
        self.git("checkout", "--quiet", "-B", "my-branch", "main")
        (self.work / path).parent.mkdir(exist_ok=True)
        (self.work / path).write_text(text, encoding="utf-8")
        head = self.commit("A change")
        self.git("push", "--quiet", "--force", str(self.github.remote), "HEAD:refs/pull/7/head")
        self.git("checkout", "--quiet", "main")
        return self.described(head, base, author)

    def pull_request_of(self, branch: str) -> dict[str, Any]:
        """A pull request, number 7, of a branch that a workflow pushed."""
        remote = str(self.github.remote)
        self.git("fetch", "--quiet", remote, branch)
        head = self.git("rev-parse", "FETCH_HEAD")
        self.git("push", "--quiet", remote, f"{head}:refs/pull/7/head")
        return self.described(head, self.git("rev-parse", "main"), "github-actions[bot]")

    def described(self, head: str, base: str, author: str) -> dict[str, Any]:
        """What GitHub says of pull request 7."""
        fork = {"full_name": f"{author}/board"}
        pull = {
            "number": 7, "state": "open", "draft": False, "user": {"login": author},
            "head": {"sha": head, "ref": "my-branch", "repo": fork},
            "base": {"sha": base, "ref": "main"},
        }  # fmt: skip
        self.tell({"pulls": [pull], "pulls/7": pull, "commits/main": {"sha": base}})
        return pull

    def tell(self, facts: dict[str, Any]) -> None:
        """What GitHub knows from now on."""
        self.github.state.write_text(json.dumps({**self.state, **facts}))

    @property
    def state(self) -> dict[str, Any]:
        """What GitHub knows: see tests/support/gh.py."""
        path = self.github.state
        found: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
        return found

    def status(self, head: str) -> tuple[str, str]:
        """What the newest status of a commit says: its state and its text."""
        found = self.state[f"statuses/{head}"][-1]
        assert found["context"] == "board/review"
        return found["state"], found["description"]

    def hold(self, pull: dict[str, Any]) -> Run:
        """Play *Hold*, which runs at once when a pull request has a new commit."""
        return self.github.play("hold", {"number": 7, "pull_request": pull})

    def answer(self, pull: dict[str, Any]) -> tuple[Run, Run]:
        """Play *Check* on a pull request, and *Comment* after it."""
        checked = self.github.play("check", {"number": 7, "pull_request": pull})
        return checked, self.comment(pull["head"]["sha"], checked.conclusion)

    def comment(self, head: str, conclusion: str = "success") -> Run:
        """Play *Comment* after a run of *Check* that ended so, and left nothing."""
        run = {
            "id": self.github.runs, "event": "pull_request", "conclusion": conclusion,
            "head_sha": head,
        }  # fmt: skip
        event = {"workflow_run": run, "repository": {"default_branch": "main"}}
        return self.github.play("comment", event)
