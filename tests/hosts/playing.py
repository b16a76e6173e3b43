"""Plays what GitLab's and Forgejo's runners do with the files of a new board.

Each script is given to bash as it stands in the file, with the variables of its host, on a clone of
a bare repository. `make` is a stand-in, because tests are offline: it puts the program there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from tests.support.host_api import HostApi
from tests.support.paths import ROOT
from tests.support.playing import installed_board
from tests.test_workflow_plays import small_board

SCAFFOLD = ROOT / "generator/scaffold"
GITLAB = SCAFFOLD / "gitlab/dot-gitlab-ci.yml"
FORGEJO = SCAFFOLD / "forgejo/dot-forgejo/workflows"
_KEYWORDS = {"image", "variables", "workflow", "before_script"}
_MAKE = """\
#!/bin/sh
test "$*" = .venv/.site-ready || exit 1
mkdir -p .venv/bin
cat > .venv/bin/board << 'END'
{board}END
chmod +x .venv/bin/board
"""


@dataclass
class Play:
    """What a job said, where it ran, and whether all went well."""

    ok: bool
    log: str
    folder: Path
    artifacts: list[str] = field(default_factory=list)


@dataclass
class Runner:
    """A board in a bare repository, the host's API, and the machines on which jobs run."""

    folder: Path
    api: HostApi
    site_url: str
    server: str
    samples: bool = False
    runs: int = 0
    variables: dict[str, str] = field(default_factory=dict)  # of the project: they count most

    def __post_init__(self) -> None:
        self.work = small_board(self.folder, self.site_url, self.samples)
        mkdocs = self.work / "mkdocs.yml"
        text = mkdocs.read_text().replace("https://github.com/", self.server)
        mkdocs.write_text(text)
        self.remote = self.folder / "remote.git"
        programs = self.folder / "programs"
        programs.mkdir()
        (programs / "make").write_text(_MAKE.format(board=installed_board()))
        (programs / "make").chmod(0o755)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit()
        subprocess.run(["git", "clone", "--quiet", "--bare", self.work, self.remote], check=True)

    def git(self, *arguments: str) -> str:
        """One git command in the maintainer's clone."""
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        for who in ("AUTHOR", "COMMITTER"):
            environment |= {f"GIT_{who}_NAME": "A", f"GIT_{who}_EMAIL": "a@example.org"}
        done = subprocess.run(
            ["git", *arguments], cwd=self.work, env=environment, check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout.strip()

    def commit(self) -> str:
        """Commit everything; the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=A change")
        return self.git("rev-parse", "HEAD")

    def change(self, path: str, text: str) -> None:
        """Change a file of the board's own branch."""
        (self.work / path).write_text(text, encoding="utf-8")
        self.commit()
        self.git("push", "--quiet", str(self.remote), "main")

    def open(self, number: int, path: str, text: str, author: str = "acme-owner") -> str:
        """A pull request that changes one file; its newest commit."""
        self.git("checkout", "--quiet", "-B", "theirs", "main")
        (self.work / path).write_text(text, encoding="utf-8")
        head = self.commit()
        self.git("push", "--quiet", "--force", str(self.remote), f"HEAD:{self.api.ref(number)}")
        self.git("checkout", "--quiet", "main")
        self.api.opened(number, head, author)
        return head

    def machine(self) -> Path:
        """The folder of a new machine."""
        self.runs += 1
        path = self.folder / f"run-{self.runs}"
        path.mkdir()
        return path

    def bash(self, folder: Path, script: str, variables: Mapping[str, str]) -> Play:
        """Run a script as both runners do: it ends at the first command that fails."""
        environment = {
            "PATH": f"{self.folder / 'programs'}:{os.environ['PATH']}", "CI": "true",
            "HOME": str(folder.parent), "LANG": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
            **variables,
        }  # fmt: skip
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
            cwd=folder, env=environment, check=False, timeout=120,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        return Play(done.returncode == 0, done.stdout, folder)


class GitLabRunner(Runner):
    """Runs the jobs whose rules hold."""

    def pipeline(self, head: str = "main", **variables: str) -> dict[str, Play]:
        """A pipeline on the commit `head`; what became of each of its jobs."""
        data = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))
        known = {
            "CI_DEFAULT_BRANCH": "main", "CI_PAGES_URL": self.site_url.rstrip("/"),
            "CI_PIPELINE_CREATED_AT": datetime.now(UTC).isoformat(timespec="seconds"),
            **self.api.environment, **variables,
        }  # fmt: skip
        known |= {name: self._filled(text, known) for name, text in data["variables"].items()}
        if not self._starts(data["workflow"], known):
            return {}
        plays: dict[str, Play] = {}
        for name, job in data.items():
            if name in _KEYWORDS or name.startswith(".") or not self._starts(job, known):
                continue
            total = job.get("parallel", 1)
            for number in range(1, total + 1):
                node = {"CI_NODE_INDEX": str(number), "CI_NODE_TOTAL": str(total)}
                needed = [plays[each] for each in plays if _needs(job, each)]
                play = self._job(job, head, {**known, **node}, data["before_script"], needed)
                plays[f"{name} {number}/{total}" if "parallel" in job else name] = play
        return plays

    def _job(
        self, job: Any, head: str, known: Mapping[str, str], before: list[str], needed: list[Play]
    ) -> Play:
        folder = self.machine()
        subprocess.run(["git", "clone", "--quiet", self.remote, folder], check=True)
        fetch = ["git", "-C", str(folder), "fetch", "--quiet", "origin", head]
        subprocess.run(fetch, check=True)
        checkout = ["git", "-C", str(folder), "checkout", "--quiet", "--detach", "FETCH_HEAD"]
        subprocess.run(checkout, check=True)
        for play in needed:
            for path in play.artifacts:
                _copy(play.folder / path, folder / path)
        caches = job.get("cache", [])
        caches = [caches] if isinstance(caches, dict) else caches
        kept = [
            (path, self.folder / "caches" / self._filled(cache["key"], known) / path, cache)
            for cache in caches
            for path in cache["paths"]
        ]
        for path, there, _ in kept:
            _copy(there, folder / path)
        variables = {**known, **job.get("variables", {}), **self.variables}
        play = self.bash(folder, "\n".join([*before, *lines(job["script"])]), variables)
        paths = job.get("artifacts", {}).get("paths", [])
        play.artifacts = [self._filled(path, known) for path in paths]
        for path, there, cache in kept:
            if play.ok and cache.get("policy") != "pull":
                shutil.rmtree(there, ignore_errors=True)
                _copy(folder / path, there)
                _forget_fractions(there)
        return play

    def _starts(self, job: Any, known: Mapping[str, str]) -> bool:
        return any(self._holds(rule["if"], known) for rule in job["rules"])

    def _holds(self, condition: str, known: Mapping[str, str]) -> bool:
        for term in condition.split(" && "):
            left, operator, right = (*term.split(" "), "", "")[:3]
            value = known.get(left.removeprefix("$"), "")
            other = known.get(right[1:], "") if right.startswith("$") else right.strip('"')
            if not {"": bool(value), "==": value == other, "!=": value != other}[operator]:
                return False
        return True

    @staticmethod
    def _filled(text: str, known: Mapping[str, str]) -> str:
        return re.sub(r"\$(\w+)", lambda found: known[found[1]], text)


class ForgejoRunner(Runner):
    """Runs a workflow's steps."""

    def play(self, name: str, event: Mapping[str, Any] | None = None) -> Play:
        """Run the workflow `name` to its end, or to the step that fails."""
        data = yaml.safe_load((FORGEJO / f"{name}.yml").read_text(encoding="utf-8"))
        (job,) = data["jobs"].values()
        assert job["container"]["image"], "an image with Python, Git and make"
        folder = self.machine() / "board"
        folder.mkdir()
        described = folder.parent / "event.json"
        described.write_text(json.dumps(event or {}))
        here = self.api.environment["GITHUB_SERVER_URL"]
        context = {"server_url": here, "repository": "example/board", "token": "s3cret-token",
                   "event": event or {}}  # fmt: skip
        variables = {
            "GITHUB_EVENT_PATH": str(described), "GITHUB_SERVER_URL": here,
            "GITHUB_REPOSITORY": "example/board", "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{self.remote}.insteadOf",
            "GIT_CONFIG_VALUE_0": f"{here}/example/board.git",
        }  # fmt: skip
        log = ""
        for step in job["steps"]:
            assert set(step) <= {"name", "env", "run"}, "an action may need what the image has not"
            own = {**job.get("env", {}), **step.get("env", {})}
            known = {"github": context, "secrets": {"BOARD_ANNOUNCE": ""}}
            filled = {key: _fill(value, known) for key, value in own.items()}
            done = self.bash(folder, step["run"], {**variables, **filled})
            log += f"--- {step['name']}\n{done.log}"
            if not done.ok:
                return Play(False, log, folder)
        return Play(True, log, folder)


def lines(script: list[Any]) -> list[str]:
    """The commands of a script on GitLab, which may hold those of another as a list."""
    return [line for item in script for line in ([item] if isinstance(item, str) else item)]


def _needs(job: Any, name: str) -> bool:
    """Whether `job` has the artifacts of the job `name`, or of `name 2/5`."""
    return any(name.partition(" ")[0] == needed["job"] for needed in job.get("needs", []))


def _fill(text: str, known: Any) -> str:
    def value(found: re.Match[str]) -> str:
        item = known
        for name in found[1].split("."):
            item = item[name]
        return str(item)

    return re.sub(r"\$\{\{ *(.*?) *\}\}", value, text)


def _forget_fractions(folder: Path) -> None:
    """GitLab's caches are ZIP archives, which know the time of a file in whole seconds."""
    for path in folder.rglob("*"):
        seconds = int(path.stat().st_mtime)
        os.utime(path, (seconds, seconds))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    elif source.exists():
        shutil.copy2(source, target)
