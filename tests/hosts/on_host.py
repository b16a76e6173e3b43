"""A board on GitLab or Forgejo, whose stand-in is on this machine."""

from __future__ import annotations

from pathlib import Path

from tests.support.command import Done, board
from tests.support.host_api import TOKEN, HostApi
from tests.support.repositories import BASE, TODAY, Changes, Repository
from tests.support.trees import GOOD

SERVERS = {"gitlab": "https://gitlab.com/", "forgejo": "https://codeberg.org/"}
BETTER: Changes = {"listings/acme/survey.yml": GOOD.replace("amount: 400", "amount: 450")}
WORSE: Changes = {"listings/acme/survey.yml": GOOD.replace("beginner", "begginer")}
MARKER = "<!-- microinternships:review"


class OnHost:
    """A board on a host: its clone, the bare repository there, and the host's API."""

    def __init__(self, folder: Path, api: HostApi) -> None:
        settings = BASE["mkdocs.yml"].replace("https://github.com/", SERVERS[api.kind])
        self.repository = Repository(folder / "board", {**BASE, "mkdocs.yml": settings})
        self.api = api
        remote = str(folder / "remote.git")
        self.repository.git("init", "--quiet", "--bare", remote)
        self.repository.git("remote", "add", "origin", remote)
        self.repository.git("push", "--quiet", "origin", "main")

    def open(self, number: int, changes: Changes, author: str = "acme-owner") -> str:
        """A pull request whose commits are on the host only."""
        head = self.repository.head(changes)
        to = f"{head}:{self.api.ref(number)}"
        self.repository.git("push", "--quiet", "--force", "origin", to)
        self.api.opened(number, head, author)
        return head

    def review_all(self, *options: str, **environment: str) -> Done:
        """The command, as the host's runner runs it."""
        unset = {"GITHUB_TOKEN": "", "GITHUB_REPOSITORY": "", "GITHUB_SERVER_URL": ""}
        done = board(
            "review-all", *options, "--today", TODAY, cwd=self.repository.root,
            **{**unset, **self.api.environment, **environment},
        )  # fmt: skip
        assert TOKEN not in done.stdout + done.stderr
        return done
