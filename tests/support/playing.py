"""Plays a workflow on this machine: its steps in order, on a clone of a bare repository.

A step's `run` is given to bash as it stands in the file, with the environment that the workflow
gives it. A step that `uses` an action gets a stand-in (`_Actions`), and so does GitHub's command
line (`tests/support/gh.py`). A step without a stand-in is an error: nothing is passed over.
"""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from tests.support import forked_board
from tests.support.paths import ROOT

WORKFLOWS = ROOT / ".github" / "workflows"
REPOSITORY = "example/board"
_EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")
_SHELL = ("bash", "-e", "-c")  # what GitHub runs a step with that names no shell: no pipefail
_CONTAINS = re.compile(r"contains\(([\w.]+)\.\*\.(\w+), '([^']*)'\)")


@dataclass
class Run:
    """One run of a workflow: what its steps said, by their names, and what it left."""

    conclusion: str = "success"
    failed: str = ""  # the name of the step that failed
    logs: dict[str, str] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)  # `job/step`, in order
    summary: str = ""
    artifacts: dict[str, Path] = field(default_factory=dict)

    @property
    def log(self) -> str:
        """Everything that was printed."""
        return "".join(f"--- {name}\n{text}" for name, text in self.logs.items())


class GitHub:
    """What stays between runs: the repository, caches, artifacts, the published site, issues."""

    def __init__(
        self, folder: Path, remote: Path, site_url: str, program: Path | None = None
    ) -> None:
        """`program` is the command `board` that an installing gives."""
        self.folder = folder
        self.program = program
        self.remote = remote
        self.site_url = site_url
        self.published = folder / "published"
        self.state = folder / "github.json"  # comments, issues and labels: see tests/support/gh.py
        self.runs = 0
        self.environment: dict[str, str] = {}  # that every step has besides its own
        self.secrets = {"BOARD_ANNOUNCE": ""}
        self.programs = folder / "programs"
        for path in (self.published, folder / "caches", self.programs):
            path.mkdir(parents=True, exist_ok=True)
        gh = self.programs / "gh"
        script = Path(__file__).with_name("gh.py")
        gh.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I "{script}" "{self.state}" "$@"\n')
        gh.chmod(0o755)

    def play(
        self, name: str, event: Mapping[str, Any], artifacts: Mapping[str, Path] | None = None
    ) -> Run:
        """Run the workflow `name`. `artifacts` are those of the run that `event` names."""
        self.runs += 1
        text = self._workflow(name)
        run = Run(artifacts=dict(artifacts or {}))
        needs: dict[str, Any] = {}
        for job_name, job in yaml.safe_load(text)["jobs"].items():
            cells = _cells(job)
            for title, cell in cells.items():
                player = _Job(self, run, event, needs, job_name + title)
                if not player.holds(job.get("if", "success()")):
                    break
                player.known |= {"matrix": cell, "strategy": {"job-total": len(cells)}}
                player.play(job["steps"])
                # Of a job that failed, the outputs of steps it did not reach are empty.
                given = job.get("outputs", {}) if player.conclusion == "success" else {}
                outputs = {key: player.fill(text) for key, text in given.items()}
                needs[job_name] = {"outputs": outputs, "result": player.conclusion}
        return run

    def _workflow(self, name: str) -> str:
        """The board's own, as it was pushed; else that of this repository."""
        file = f"main:.github/workflows/{name}.yml"
        asked = subprocess.run(
            ["git", "-C", self.remote, "show", file], capture_output=True, text=True, check=False
        )
        if asked.returncode == 0:
            return asked.stdout
        return (WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8")


def _cells(job: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What a job's matrix is for each of its runs, by what GitHub adds to the job's name.

    Of a matrix that lists its runs itself, only the first is played.
    """
    matrix = job.get("strategy", {}).get("matrix", {})
    if "include" in matrix or not matrix:
        return {"": matrix.get("include", [{}])[0]}
    ((key, values),) = matrix.items()
    return {f" ({value})": {key: value} for value in values}


class _Job:
    """One job: a fresh machine, with a folder of its own."""

    def __init__(
        self, github: GitHub, run: Run, event: Mapping[str, Any], needs: dict[str, Any], name: str
    ) -> None:
        self.github, self.run, self.name = github, run, name
        self.machine = github.folder / f"run-{github.runs}-{name}"
        self.workspace = self.machine / "board"
        self.temporary = self.machine / "temp"
        self.steps: dict[str, Any] = {}
        self.conclusion = run.conclusion  # until it starts: that of the jobs before it
        self.known = {
            "github": {
                "event": event, "token": "no-token", "repository": REPOSITORY,
                "run_id": github.runs, "run_attempt": 1,
                "event_name": "workflow_run" if "workflow_run" in event else "workflow_dispatch",
            },
            "secrets": github.secrets,
            "needs": needs,
            "steps": self.steps,
        }  # fmt: skip
        self.workspace.mkdir(parents=True)
        self.temporary.mkdir()
        (self.machine / "event.json").write_text(json.dumps(event), encoding="utf-8")

    def play(self, steps: list[dict[str, Any]]) -> None:
        self.conclusion = "success"
        actions = _Actions(self)
        for step in steps:
            name = step.get("name") or step["uses"].partition("@")[0]
            if not self.holds(step.get("if", "success()")):
                continue
            self.run.steps.append(f"{self.name}/{name}")
            outputs, fails = {}, False
            if "uses" in step:
                given = {key: self.fill(value) for key, value in step.get("with", {}).items()}
                outputs = actions.run(step["uses"].partition("@")[0], given)
            else:
                outputs, fails = self._script(name, step)
            if "id" in step:
                self.steps[step["id"]] = {"outputs": outputs}
            if fails:
                self.conclusion = self.run.conclusion = "failure"
                self.run.failed = self.run.failed or name
        if self.conclusion == "success":
            actions.finish()

    def fill(self, text: Any) -> Any:
        """`text` with the value of each `${{ }}` in it."""
        if not isinstance(text, str):
            return text
        return _EXPRESSION.sub(lambda found: str(self._value(found[1])), text)

    def holds(self, condition: str) -> bool:
        """Whether an `if` is true: terms joined by `&&`: comparisons, statuses, `contains`.

        Or one of several of these, divided by `||`.
        """
        if " || " in condition:
            return any(map(self.holds, condition.split(" || ")))
        match = _EXPRESSION.fullmatch(condition.strip())
        terms = [term.strip() for term in (match[1] if match else condition).split("&&")]
        if not {"!cancelled()", "always()", "failure()"} & {*terms}:
            terms.insert(0, "success()")
        return all(self._term(term) for term in terms)

    def _term(self, term: str) -> bool:
        if term in {"!cancelled()", "always()"}:
            return True
        if term in {"success()", "failure()"}:
            return self.conclusion == term.removesuffix("()")
        if match := _CONTAINS.fullmatch(term):
            return match[3] in {item[match[2]] for item in self._value(match[1])}
        left, _, right = term.partition(" == ")
        assert re.fullmatch("'[^']*'", right), f"the player does not know `{term}`"
        return str(self._value(left)) == right[1:-1]

    def _value(self, path: str) -> Any:
        value: Any = self.known
        for name in path.split("."):
            # GitHub reads what is not there as an empty text: here it would hide a mistake
            assert name in value, f"there is no {path}"
            value = value[name]
        return value

    def _script(self, name: str, step: Mapping[str, Any]) -> tuple[dict[str, str], bool]:
        output, summary = self.machine / "output", self.machine / "summary"
        output.write_text("")
        summary.write_text("")
        environment = {
            "PATH": f"{self.github.programs}:{os.environ['PATH']}",
            "HOME": str(self.temporary), "LANG": "C.UTF-8", "CI": "true",
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
            "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_EVENT_PATH": str(self.machine / "event.json"),
            "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary),
            "RUNNER_TEMP": str(self.temporary),
            **self.github.environment,
            **{key: self.fill(value) for key, value in step.get("env", {}).items()},
        }  # fmt: skip
        done = subprocess.run(
            [*_SHELL, step["run"]], cwd=self.workspace, env=environment, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120,
        )  # fmt: skip
        self.run.logs[f"{self.name}/{name}"] = done.stdout
        self.run.summary += summary.read_text(encoding="utf-8")
        lines = output.read_text(encoding="utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines), done.returncode != 0


class _Actions:
    """What the actions do, as far as the workflows use them."""

    def __init__(self, job: _Job) -> None:
        self.job, self.github = job, job.github
        self.caches: list[dict[str, Any]] = []  # to be saved if the job succeeds

    def run(self, name: str, given: Mapping[str, Any]) -> dict[str, str]:
        """Run an action with its inputs, and return its outputs."""
        method = getattr(self, "_" + re.sub(r"\W", "_", name.removeprefix("actions/")), None)
        assert method, f"there is no stand-in for {name}"
        outputs: dict[str, str] = method(dict(given)) or {}
        return outputs

    def finish(self) -> None:
        """What actions do after the last step of a job that succeeded."""
        for given in self.caches:
            self._cache_save(given)

    def _checkout(self, given: dict[str, Any]) -> None:
        assert given.pop("persist-credentials") is False
        ref, _ = given.pop("ref", "main"), given.pop("fetch-depth", 1)
        assert not given
        git = ("git", "-C", str(self.job.workspace))
        clone = ["git", "clone", "--quiet", str(self.github.remote), str(self.job.workspace)]
        subprocess.run(clone, check=True)
        subprocess.run([*git, "checkout", "--quiet", ref], check=True)

    def _setup_python(self, given: dict[str, Any]) -> None:
        """Python, and what pip would install: tests are offline. `make` finds it done."""
        assert set(given) == {"python-version"}
        programs = self.job.workspace / ".venv" / "bin"
        programs.mkdir(parents=True)
        (programs / "python").symlink_to(sys.executable)
        board = programs / "board"
        own = self.job.workspace / "generator"
        board.write_text(installed_board(self.github.program, own if own.is_dir() else None))
        board.chmod(0o755)
        (programs.parent / ".site-ready").touch()

    def _cache(self, given: dict[str, Any]) -> None:
        assert not self._cache_folder(given).exists(), "a cache is never written twice"
        self._cache_restore(given)
        self.caches.append({name: given[name] for name in ("path", "key")})

    def _cache_restore(self, given: dict[str, Any]) -> None:
        assert set(given) == {"path", "key", "restore-keys"}
        caches = self.github.folder / "caches"
        found = [path for path in caches.iterdir() if path.name.startswith(given["restore-keys"])]
        if found:
            newest = max(found, key=lambda cache: cache.stat().st_mtime_ns)
            self._tar("--extract", newest / "cache.tar")

    def _cache_save(self, given: dict[str, Any]) -> None:
        assert set(given) == {"path", "key"}
        found = (self.job.workspace.glob(path) for path in given["path"].split())
        paths = [path.relative_to(self.job.workspace) for path in chain.from_iterable(found)]
        folder = self._cache_folder(given)
        folder.mkdir()
        self._tar("--create", folder / "cache.tar", *paths)

    def _cache_folder(self, given: dict[str, Any]) -> Path:
        path: Path = self.github.folder / "caches" / given["key"]
        return path

    def _tar(self, *arguments: str | Path) -> None:
        """The very format of the action: it keeps the time of each file in nanoseconds."""
        what, archive, *paths = arguments
        command = ["tar", "--posix", what, "--file", archive, "--absolute-names", *paths]
        subprocess.run(command, cwd=self.job.workspace, check=False, capture_output=True)

    def _upload_artifact(self, given: dict[str, Any]) -> None:
        assert given["name"] not in self.job.run.artifacts, "an artifact is never written twice"
        source = self.job.workspace / given["path"]
        if source.exists():
            self.job.run.artifacts[given["name"]] = source
        else:
            assert given.get("if-no-files-found") == "ignore", f"no {source}"

    def _download_artifact(self, given: dict[str, Any]) -> None:
        """One by its name, or all whose names match, each of which is one file."""
        assert set(given) == {"name"} or (set(given) == {"pattern", "merge-multiple"})
        names = fnmatch.filter(self.job.run.artifacts, given.get("pattern", given.get("name")))
        assert names, f"no artifact {given}"
        for name in names:
            shutil.copy2(self.job.run.artifacts[name], self.job.workspace)

    def _configure_pages(self, given: dict[str, Any]) -> dict[str, str]:
        assert not given
        return {"base_url": self.github.site_url.rstrip("/")}

    def _upload_pages_artifact(self, given: dict[str, Any]) -> None:
        self.job.run.artifacts["github-pages"] = self.job.workspace / given["path"]

    def _deploy_pages(self, given: dict[str, Any]) -> dict[str, str]:
        assert not given
        shutil.rmtree(self.github.published)
        shutil.copytree(self.job.run.artifacts["github-pages"], self.github.published)
        return {"page_url": self.github.site_url}


def installed_board(program: Path | None = None, own: Path | None = None) -> str:
    """The text of the command `board` on a machine.

    It runs `program`, if there is one; else the package `own` of a repository that holds the
    program too, if there is one; else this repository's, which needs no start of Python unless a
    test changes how it starts.
    """
    code = own.parent if own else ROOT
    start = f'exec env PYTHONPATH="${{PYTHONPATH:-{code}}}" "{sys.executable}" -P -m generator "$@"'
    if program:
        lines = [f'exec {program} "$@"']
    elif own or is_measured():
        lines = [start]
    else:
        lines = [f'test -n "$PYTHONPATH" || exec {forked_board.command()} "$@"', start]
    return "\n".join(["#!/bin/sh", *lines, ""])


def is_measured() -> bool:
    """Whether coverage counts what processes do: it loses those that fork."""
    return any(name.startswith("COV") for name in os.environ)


def _copy(source: Path, target: Path) -> None:
    """Copy a file or a folder, if it is there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    elif source.exists():
        shutil.copy2(source, target)


def every_step(name: str) -> Iterator[str]:
    """`job/step` of every step that a workflow has, in order."""
    text = (WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8")
    for job_name, job in yaml.safe_load(text)["jobs"].items():
        for step in job["steps"]:
            yield f"{job_name}/{step.get('name') or step['uses'].partition('@')[0]}"
