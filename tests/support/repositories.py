"""Real Git repositories in a temporary folder, with heads made of bare objects.

A head is built in an index of its own and never checked out, so that it can hold what no file
system here would take: names that differ in capitals only, line breaks, links, submodules.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support import trees
from tests.support.trees import EMPLOYER, GOOD, OTHER, ROOT

ACME = EMPLOYER
HARBOUR = ACME.replace("Acme", "Harbour Books").replace("acme", "harbour") + "verified: true\n"
MKDOCS = trees.MKDOCS.replace("extra:", "repo_url: https://github.com/example/board\nextra:")
MKDOCS += "    maintainers: [board-ana]\n"
CLOSED = GOOD.replace("Market survey", "Old survey") + "status: filled\n"
BASE: Mapping[str, str] = {
    "mkdocs.yml": MKDOCS,
    "listings/acme/employer.yml": ACME,
    "listings/acme/survey.yml": GOOD,
    "listings/acme/old-survey.yml": CLOSED,
    "listings/harbour/employer.yml": HARBOUR,
    "listings/harbour/web-shop.yml": OTHER.replace("acme.example", "harbour.example").replace(
        "Market survey of independent bookshops", "Compare the web shops of forty bookshops"
    ),
}
VOCABULARIES = {
    "skills.yml": "terms:\n- {id: excel, label: Excel, aliases: [MS Excel]}\n"
    "- {id: market-research, label: Market research}\n- {id: interviewing, label: Interviewing}\n"
    "- {id: copywriting, label: Copywriting}\n",
    "categories.yml": (
        "terms:\n- {id: research, label: Research}\n- {id: writing, label: Writing}\n"
    ),
    "industries.yml": "terms:\n- {id: retail, label: Retail}\n- {id: energy, label: Energy}\n",
}
TODAY = "2026-11-23"


@dataclass(frozen=True)
class Raw:
    """A file of an unusual mode; the content of a submodule is its commit's hash."""

    mode: str
    content: str


Change = str | bytes | Raw | None  # None: deleted
Changes = Mapping[str | bytes, Change]


class Repository:
    """A board whose branch `main` is checked out, as `check.yml` has it."""

    def __init__(self, root: Path, files: Mapping[str, str] = BASE) -> None:
        self.root = root
        self._index = 0
        self._blobs: dict[bytes, str] = {}
        (root / "schema").mkdir(parents=True)
        for name in ("listing", "employer", "board"):
            shutil.copy(ROOT / "schema" / f"{name}.schema.json", root / "schema")
        for name, text in VOCABULARIES.items():
            (root / "schema" / name).write_text(text, encoding="utf-8")
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8", newline="\n")
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=The board")

    def git(self, *arguments: str, given: bytes = b"", index: str = "") -> str:
        """One git command, as somebody whose name and clock never change."""
        environment = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **{
                f"GIT_{who}_{what}": value
                for who in ("AUTHOR", "COMMITTER")
                for what, value in _WHO
            },
        }
        if index:
            environment["GIT_INDEX_FILE"] = str(self.root / ".git" / index)
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=environment, input=given,
            capture_output=True, check=True,
        )  # fmt: skip
        return done.stdout.decode().strip()

    def head(self, changes: Changes, onto: str = "main") -> str:
        """A commit on top of `onto` with `changes`; its hash."""
        self._index += 1
        index = f"index-{self._index}"
        self.git("read-tree", onto, index=index)
        lines = b"".join(self._line(path, change) for path, change in changes.items())
        self.git("update-index", "-z", "--index-info", given=lines, index=index)
        tree = self.git("write-tree", index=index)
        return self.git("commit-tree", tree, "-p", onto, "-m", "A change")

    def onto_main(self, changes: Changes) -> None:
        """Move `main` on, and its files with it."""
        self.git("merge", "--quiet", "--ff-only", self.head(changes))

    def _line(self, path: str | bytes, change: Change) -> bytes:
        name = path.encode() if isinstance(path, str) else path
        if change is None:
            return b"0 " + b"0" * 40 + b"\t" + name + b"\0"
        raw = change if isinstance(change, Raw) else Raw("100644", "")
        content = raw.content if isinstance(change, Raw) else change
        assert isinstance(content, (str, bytes))
        data = content.encode() if isinstance(content, str) else content
        blob = data.decode() if raw.mode == "160000" else self._blob(data)
        return f"{raw.mode} {blob}\t".encode() + name + b"\0"

    def _blob(self, data: bytes) -> str:
        if data not in self._blobs:
            self._blobs[data] = self.git("hash-object", "-w", "--stdin", given=data)
        return self._blobs[data]


_WHO = (("NAME", "A"), ("EMAIL", "a@example.org"), ("DATE", "2026-11-23T12:00:00+00:00"))


def described(number: int, head: str, author: str) -> str:
    """What a workflow's event says of a pull request from a fork."""
    head_data = {"sha": head, "ref": "my-branch", "repo": {"full_name": f"{author}/board"}}
    pull = {
        "number": number,
        "state": "open",
        "user": {"login": author},
        "head": head_data,
        "base": {"ref": "main"},
    }
    return json.dumps({"pull_request": pull})
