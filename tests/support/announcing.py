"""A small board that announces, with what a site has published of it. No site is built."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.board.board import board_of
from generator.board.history import NO_HISTORY, History, history_json, next_history
from generator.checking.run import check_all
from generator.checking.workspace import open_workspace
from tests.support.command import Done, board
from tests.support.paths import ROOT
from tests.support.trees import EMPLOYER, GOOD, MKDOCS, write_tree

_PLAIN = MKDOCS.replace('    demo_day: "2026-11-23"\n', "")
FIRST_DAY = date(2026, 11, 20)  # of the board's only listing


@dataclass
class AnnouncingBoard:
    """A board in `root`, with `site/api/v1/record.json` as it was published last."""

    root: Path
    history: History = NO_HISTORY
    day: date = FIRST_DAY
    addresses: str = ""

    @classmethod
    def make(cls, root: Path, places: str, addresses: str) -> AnnouncingBoard:
        """A board with one listing. `places` is YAML, in flow style."""
        write_tree(root, mkdocs=f"{_PLAIN}    announce: {places}\n")
        found = cls(root, addresses=addresses)
        found.add("acme/survey", title="Market survey of independent bookshops")
        found.publish(FIRST_DAY)
        return found

    def add(self, name: str, **fields: str) -> None:
        """A listing, or another state of one: of another employer for each `name`."""
        folder = name.partition("/")[0]
        text = GOOD.replace("acme.example", f"{folder}-works.org")
        values = {"title": f"A study of number {name.partition('/')[2]}", **fields}
        for field, value in values.items():
            lines = [line for line in text.splitlines() if not line.startswith(f"{field}:")]
            text = "\n".join([*lines, f"{field}: {value}", ""])
        employer = EMPLOYER.replace("Acme", folder.title())
        employer = employer.replace("acme.example", f"{folder}-works.org")
        write = self.root / "listings" / folder
        write.mkdir(exist_ok=True)
        (write / "employer.yml").write_text(employer, "utf-8")
        (self.root / "listings" / f"{name}.yml").write_text(text, "utf-8")

    def add_firms(self, *names: str, **fields: str) -> None:
        """A listing of each firm, whose title names it."""
        for name in names:
            self.add(f"{name}/one", title=f"Work that the firm {name} needs", **fields)

    def publish(self, day: date) -> None:
        """What publishing the site on `day` leaves of it."""
        self.day = day
        work = open_workspace(self.root)
        board_now = board_of(check_all(work, day).checked, work.context(day))
        self.history = next_history(self.history, board_now)
        if not self.history.listings:
            return
        path = self.root / "site/api/v1/record.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(history_json(self.history))

    def options(self, *more: str) -> list[str]:
        """The command on the day of the last publishing."""
        return ["announce", "--site-dir", "site", "--today", str(self.day), *more]

    def announce(self, *more: str, file: str = "said.json") -> Done:
        """Run it here. `file` keeps what was announced; empty: the branch does."""
        record = ("--record", file) if file else ()
        return board(*self.options(*record, *more), cwd=self.root, BOARD_ANNOUNCE=self.addresses)

    def process(self, environment: dict[str, str]) -> subprocess.Popen[str]:
        """Start it as a process of its own, with the record on the branch."""
        return subprocess.Popen(
            [sys.executable, "-m", "generator", *self.options()],
            cwd=self.root, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**environment, "PYTHONPATH": str(ROOT), "BOARD_ANNOUNCE": self.addresses},
        )  # fmt: skip

    def in_git(self, origin: Path) -> AnnouncingBoard:
        """Put the board under Git, with an empty `origin` to push to."""
        for words in (
            ("init", "--quiet", "--bare", str(origin)),
            ("init", "--quiet", "--initial-branch=main", "."),
            ("remote", "add", "origin", str(origin)),
        ):
            subprocess.run(["git", *words], cwd=self.root, check=True)
        return replace(self)
