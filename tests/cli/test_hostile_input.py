"""Every command, given files, options and answers that nobody would write.

A command ends with 0, 1 or 2. It shows no traceback, and where it can't run it says so in one line,
or lists the problems of the settings. In tests an exception that the program does not expect ends a
command (`BOARD_DEBUG`, set in conftest.py), so these find each of them.

`HOSTILE_EXAMPLES=5000 make test ARGS=tests/cli/test_hostile_input.py` looks longer.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socketserver
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import __version__
from generator.authoring.program_wheel import NAME
from generator.cli import COMMANDS, main
from generator.reading.store import write_sealed
from generator.reviewing.reported_issue import FIELDS
from generator.reviewing.workflow_handoff import write_handoff
from tests.support.command import board
from tests.support.hostile import hostile, token, word
from tests.support.issues import FIRM, PROJECT, event, issue
from tests.support.job_pages import DATA as JOB_PAGES
from tests.support.repositories import Repository, described
from tests.support.trees import GOOD, ROOT

EXAMPLES = int(os.environ.get("HOSTILE_EXAMPLES", "0"))
HEAD = "a" * 40
Draw = Callable[[st.SearchStrategy[Any]], Any]
Words = list[str]
BOARD_FILES = (
    "mkdocs.yml", "listings/acme/survey.yml", "listings/acme/employer.yml", "schema/skills.yml",
    "schema/listing.schema.json", "schema/board.schema.json", ".board.json",
    "overrides/templates/listing.html",
)  # fmt: skip


class Board:
    """A copy of a small board in Git, which an example may break."""

    def __init__(self, draw: Draw, root: Path) -> None:
        self.draw = draw
        self.root = root
        self.stdin = b""
        self.environment: dict[str, str] = {}

    def break_files(self, *names: str) -> None:
        """Change one or two of the board's files, or of those that are named."""
        chosen = st.lists(st.sampled_from(names or BOARD_FILES), min_size=1, max_size=2)
        for name in self.draw(chosen):
            self.write(name, (self.root / name).read_bytes())

    def write(self, name: str, good: bytes) -> str:
        """A file that is like `good`, if at all; its name."""
        (self.root / name).write_bytes(self.draw(hostile(good)))
        return name

    def word(self) -> str:
        """An argument."""
        return str(self.draw(word))

    def options(self, *names: str) -> Words:
        """Some of these options, each with an argument."""
        chosen = self.draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
        return [part for name in chosen for part in (name, self.word())]

    def flags(self, *names: str) -> Words:
        """Some of these options, as they are."""
        return list(self.draw(st.lists(st.sampled_from(names), max_size=2, unique=True)))


def check(play: Board) -> Words:
    play.break_files()
    formats = play.draw(st.sampled_from(("text", "github", "gitlab", "json", "sarif")))
    some = play.flags("--fix", "--no-cache", "--verbose", "listings/acme", "--changed-since=HEAD")
    return ["check", "--format", formats, *some, *play.options("--today", "--changed-since")]


def fmt(play: Board) -> Words:
    play.break_files()
    return ["fmt", *play.flags("--check", "listings/acme")]


def new(play: Board) -> Words:
    if play.draw(st.booleans()):
        play.break_files()
    given = play.draw(hostile(f"# listings/acme/new.yml\n{GOOD}".encode()))
    if play.draw(st.booleans()):
        play.stdin = given
        return ["new", "--from", "-", *play.options("--today")]
    if play.draw(st.booleans()):
        (play.root / "given").write_bytes(given)
        return ["new", "--from", "given", "acme/new"]
    fields = ("title", "pay", "deadline", "skills", "hours", "start", "apply", "employer.website")
    names = play.draw(st.lists(st.sampled_from(fields), max_size=4))
    values = [f"--set={name}={play.word()}" for name in names]
    return ["new", play.draw(word | st.just("acme/new")), *values]


def import_page(play: Board) -> Words:
    page = (JOB_PAGES / play.draw(st.sampled_from(("json_ld.html", "microdata.html")))).read_bytes()
    server = _hostile_server(play)
    if play.draw(st.integers(0, 3)):
        ANSWER["bytes"] = b"HTTP/1.1 200 OK\r\n\r\n" + play.draw(hostile(page))
    url = play.draw(st.just("https://kilnlane.example/jobs/17") | word)
    return ["import", *server, *play.options("--pick", "--employer", "--name"), "--", url]


def extend(play: Board) -> Words:
    play.break_files("mkdocs.yml", "listings/acme/survey.yml", "schema/skills.yml")
    name = play.draw(st.just("acme/survey") | word)
    return ["extend", "--deadline", play.word(), *play.options("--today"), "--", name]


def close(play: Board) -> Words:
    play.break_files("mkdocs.yml", "listings/acme/survey.yml")
    name = play.draw(st.just("acme/survey") | word)
    return ["close", "--status", "filled", *play.options("--today"), "--", name]


def repost(play: Board) -> Words:
    play.break_files("mkdocs.yml", "listings/acme/survey.yml")
    name = play.draw(st.just("acme/survey") | word)
    return ["repost", *play.options("--deadline", "--name", "--today"), "--", name]


def hide(play: Board) -> Words:
    play.write("listings/hidden.yml", HIDDEN)
    name = play.draw(st.just("acme/survey") | word)
    reason = play.draw(st.just("Someone told us that it does not exist.") | word)
    return ["hide", "--reason", reason, *play.options("--issue", "--today"), "--", name]


def unhide(play: Board) -> Words:
    play.write("listings/hidden.yml", HIDDEN)
    return ["unhide", "--", play.draw(st.just("acme/old") | word)]


def moderate(play: Board) -> Words:
    play.write("listings/hidden.yml", HIDDEN)
    body = issue({"address": "acme/survey", "what": "It discriminates"}, FIELDS)
    told = event(body, label="hide", labels=[{"name": "hide"}]).encode()
    return ["moderate", "--event", play.write("event", told), "--output=out"]


def from_issue(play: Board) -> Words:
    body = issue({**PROJECT, **FIRM})
    out = play.flags("--output=out", "--format=json", "--format=markdown")
    if play.draw(st.booleans()):
        return ["from-issue", "--event", play.write("event", event(body).encode()), *out]
    return ["from-issue", play.write("body", body.encode()), *play.options("--author", "--issue")]


def review(play: Board) -> Words:
    heads = {name: HEADS[name] for name in ("survey", "settings", "odd")}
    head = heads[play.draw(st.sampled_from([*heads]))]
    who = ["--author", play.word()]
    if play.draw(st.booleans()):
        good = described(7, head, "acme-owner").encode()
        who = ["--pull-request", play.write("pull", good)]
    if play.draw(st.integers(0, 3)) == 0:
        play.break_files("mkdocs.yml", "schema/skills.yml", "schema/listing.schema.json")
    formats = play.flags("--annotate", "--format=json", "--format=log")
    base = play.draw(st.sampled_from(("main", "main", "HEAD~9", "--all")))
    return ["review", "--base", base, "--head", head, *who, *formats, *play.options("--today")]


def review_all(play: Board) -> Words:
    pulls = [json.loads(described(7, HEADS["survey"], "acme-owner"))["pull_request"]]
    _answer_for_github(play, json.dumps([pulls]).encode())
    return ["review-all", *play.flags("--post", "--dry-run"), *play.options("--today")]


def comment(play: Board) -> Words:
    write_handoff(play.root / "handoff", 7, HEAD, "<!-- microinternships:review", '{"labels": []}')
    names = st.sampled_from(("number", "head", "comment.md", "review.json"))
    for name in play.draw(st.lists(names, max_size=2)):
        play.write(f"handoff/{name}", (play.root / "handoff" / name).read_bytes())
    _answer_for_github(play, b"[[]]")
    what = play.draw(st.sampled_from(("validate", "post", "may-merge", "merge")))
    return ["comment", what, "handoff", "--head", play.draw(st.just(HEAD) | word)]


def prove(play: Board) -> Words:
    play.break_files("mkdocs.yml", "listings/acme/employer.yml", "listings/acme/survey.yml")
    at = play.draw(st.sampled_from(([], ["--at", "HEAD"])))
    name = play.draw(st.just("acme") | word)
    return ["prove", *_hostile_server(play), *at, "--", name]


def links(play: Board) -> Words:
    state = b'{"version": 1, "failures": {"https://a.b": {"why": "x", "days": ["2026-01-01"]}}}'
    play.write("state", state)
    text = GOOD.replace("acme.example/", play.draw(token).decode("utf-8", "replace"))
    (play.root / "listings/acme/survey.yml").write_bytes(text.encode())
    return ["links", "--state", "state", *_hostile_server(play), *play.options("--today")]


def reminders(play: Board) -> Words:
    play.break_files("listings/acme/survey.yml", "mkdocs.yml")
    return ["reminders", *play.options("--today")]


LISTINGS = (
    b'{"count":1,"listings":[{"id":"acme/survey","state":"open","title":"Survey of bookshops",'
    b'"summary":"Find out what 40 independent bookshops need, and tell us.","category":"research",'
    b'"industry":"retail","skills":["excel"],"level":"beginner","hours":20,"duration_weeks":3,'
    b'"pay":{"amount":400,"currency":"USD","per":"project"},"place":{"mode":"remote"},'
    b'"posted":"2026-11-20","deadline":"2026-12-14","closes":"2026-12-15T12:00:00+00:00"}]}'
)


def pull(play: Board) -> Words:
    network = "    network: {north: {name: North, url: 'https://north.example/', pull: true}}\n"
    path = play.root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("  board:\n", f"  board:\n{network}"), "utf-8")
    answer = play.draw(hostile(LISTINGS))
    ANSWER["bytes"] = b"HTTP/1.1 200 OK\r\n\r\n" + answer
    server = f"--testing-server=north.example={os.environ['HOSTILE_SERVER']}"
    return ["pull", server, *play.options("--today")]


def announce(play: Board) -> Words:
    play.write("record.json", SAID)
    site = "site/api/v1/record.json"
    (play.root / site).parent.mkdir(parents=True)
    history = b'{"version":2,"listings":{}}'
    play.write(site, history)
    play.environment["BOARD_ANNOUNCE"] = f"chat: {play.draw(token).hex()}"
    play.write("mkdocs.yml", (play.root / "mkdocs.yml").read_bytes() + PLACES)
    return ["announce", "--site-dir=site", "--record=record.json",
            *play.flags("--dry-run"), *play.options("--today")]  # fmt: skip


PLACES = b"    announce: {chat: {only: [employers/acme], when: weekly, weekday: friday}}\n"
SAID = (
    b'{"version":1,"places":{"chat":{"digest":"2026-11-20","said":{"opened acme/survey":'
    b'["failed","2026-11-20T10:00Z","2026-11-19T10:00Z"]}}}}'
)


def build(play: Board) -> Words:
    play.break_files()
    site = play.root / "site/api/v1/record.json"
    site.parent.mkdir(parents=True)
    if play.draw(st.booleans()):
        epoch = play.draw(word.filter(lambda text: text.isprintable()))
        play.environment["SOURCE_DATE_EPOCH"] = str(epoch)
    return ["build", "--no-search", *play.flags("--keep-going"), *play.options("--today")]


RECORD = (
    b'{"format":1,"number":1,"count":1,"day":"2026-11-23","engine":"mkdocs","search":true,'
    b'"keep_going":true,"code":"","names":"","batches":{"a":[["../a.html",3,0,true]]}}'
)


def join(play: Board) -> Words:
    play.break_files("mkdocs.yml", "listings/acme/survey.yml")
    (play.root / "part").mkdir()
    write_sealed(play.root / "part/part.json", play.draw(hostile(RECORD)))
    return ["join", play.draw(st.just("part") | word), *play.options("--site-dir")]


def serve(play: Board) -> Words:
    play.break_files()
    return ["serve", *play.options("--address", "--today")]


def init(play: Board) -> Words:
    shutil.rmtree(play.root)
    play.root.mkdir()
    names = ("--name", "--url", "--repository", "--contact", "--time-zone", "--currency",
             "--maintainer")  # fmt: skip
    wheel = f"--wheel={_wheel(play)}"
    return ["init", "new", *INIT, wheel, *play.options(*names)]


def upgrade(play: Board) -> Words:
    shutil.rmtree(play.root)
    shutil.copytree(NEW_BOARD["root"], play.root)
    play.break_files(".board.json", "mkdocs.yml", "Makefile", "requirements.txt")
    return [
        "upgrade",
        f"--wheel={_wheel(play)}",
        *play.flags("--dry-run", "--force", "--adopt=."),
    ]


def doctor(play: Board) -> Words:
    play.break_files()
    return ["doctor", "--offline", "--format=json", *play.options("--today")]


def override(play: Board) -> Words:
    return ["override", "--", play.word()]


def issue_form(play: Board) -> Words:
    play.break_files()
    return ["issue-form", *play.flags("--check")]


PLAYS: dict[str, Callable[[Board], Words]] = {
    "check": check, "fmt": fmt, "new": new, "import": import_page, "extend": extend,
    "close": close, "repost": repost, "hide": hide, "unhide": unhide, "moderate": moderate,
    "from-issue": from_issue, "review": review, "review-all": review_all, "comment": comment,
    "prove": prove, "links": links, "reminders": reminders, "announce": announce, "pull": pull,
    "build": build, "join": join,
    "serve": serve,
    "init": init, "upgrade": upgrade, "doctor": doctor, "override": override,
    "issue-form": issue_form,
}  # fmt: skip
SLOW = {"build": 4, "init": 10, "upgrade": 10, "review": 10, "review-all": 6}  # examples
HIDDEN = b"acme/old: {since: 2026-11-20, reason: It asked for money., issue: 3}\n"
HEADS: dict[str, str] = {}
ANSWER = {"bytes": b""}
NEW_BOARD: dict[str, Path] = {}
INIT = ("--name=A board", "--repository=a/b", "--url=https://a.example/", "--contact=a@b.example",
        "--currency=EUR=12", "--maintainer=ana", "--no-input")  # fmt: skip


def test_every_command_is_played() -> None:
    assert PLAYS.keys() == {command.name for command in COMMANDS}


@pytest.mark.parametrize("command", PLAYS)
def test_a_command_ends_well(command: str, template: Path, fakes: None) -> None:
    @settings(
        max_examples=EXAMPLES or SLOW.get(command, 15),
        database=None,
        derandomize=not EXAMPLES,
        suppress_health_check=[*HealthCheck],
    )
    @given(st.data())
    def example(data: st.DataObject) -> None:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "board"
            shutil.copytree(template, root, symlinks=True)
            play = Board(data.draw, root)
            words = PLAYS[command](play)
            require_good_end(run(words, play), words)

    example()


def run(words: Words, play: Board) -> Result:
    with chdir(play.root):
        return CliRunner().invoke(
            main, words, input=play.stdin, env=play.environment, catch_exceptions=False
        )


def require_good_end(done: Result, words: Words) -> None:
    """0, 1 or 2; if it is 2, one line, click's own lines, or the problems of the settings."""
    assert done.exit_code in {0, 1, 2}, (words, done.output)
    assert "Traceback" not in done.output
    if done.exit_code != 2 or done.stderr.startswith("Usage: "):
        return
    if re.search(r"^(board: )", done.stderr, re.MULTILINE):
        lines = [line for line in done.stderr.splitlines() if not _is_hint(line)]
        assert len(lines) == 1, (words, done.stderr)
    else:
        assert re.search(r":\d+:\d+: error: .+ \[[a-z-]+/[a-z0-9-]+\]", done.output), (words, done)


def _is_hint(line: str) -> bool:
    """Whether a line of standard error is beside the one that says why a command stops."""
    return not line.startswith("board: ")


def _wheel(play: Board) -> Path:
    """What looks like the program's wheel."""
    path = play.root.parent / f"{NAME}-{__version__}-py3-none-any.whl"
    path.write_bytes(b"PK" if play.draw(st.integers(0, 5)) else play.draw(token))
    return path


def _answer_for_github(play: Board, good: bytes) -> None:
    """Play GitHub's command line."""
    folder = play.root / "bin"
    folder.mkdir()
    (folder / "answer").write_bytes(play.draw(hostile(good)))
    (folder / "gh").write_text(f'#!/bin/sh\ncat "{folder}/answer"\n')
    (folder / "gh").chmod(0o755)
    play.environment["PATH"] = f"{folder}:{os.environ['PATH']}"
    play.environment["GITHUB_REPOSITORY"] = "example/board"


def _hostile_server(play: Board) -> Words:
    """The option for a website that gives hostile answers."""
    good = b"HTTP/1.1 302 Found\r\nLocation: https://b.example/\r\nContent-Length: 0\r\n\r\n"
    heads = (b"https://[", b"//[", b"https://a\x00.example/", b"\xff", b"https://a.example:x/")
    target = play.draw(st.sampled_from(heads))
    ANSWER["bytes"] = play.draw(
        st.one_of(st.just(good.replace(b"https://b.example/", target)), hostile(good))
    )
    return ["--testing-server", os.environ["HOSTILE_SERVER"]]


class _Answer(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        self.request.recv(65536)
        self.request.sendall(ANSWER["bytes"])


@pytest.fixture(scope="module")
def fakes() -> Iterator[None]:
    """A website on this machine, and no server that would serve for ever."""
    with (
        socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Answer) as server,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("HOSTILE_SERVER", f"127.0.0.1:{server.server_address[1]}")
        patch.setattr("generator.upkeep.ownership_check._DNS_SECONDS", 0.05)
        patch.setattr("generator.building.serve.watch", lambda *_: None)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small board in Git with every kind of file, and heads to review."""
    base = tmp_path_factory.mktemp("hostile")
    repository = Repository(base / "board")
    root = repository.root
    HEADS["survey"] = repository.head({"listings/acme/survey.yml": GOOD.replace("400", "450")})
    HEADS["settings"] = repository.head({"mkdocs.yml": b"site_name: [\xff"})
    HEADS["odd"] = repository.head({b"listings/acme/\xff\n.yml": b"\x00", "listings/a": None})
    made = base / f"{NAME}-{__version__}-py3-none-any.whl"
    made.write_bytes(b"PK")
    NEW_BOARD["root"] = base / "new"
    assert board("init", "new", *INIT, "--wheel", made, cwd=base).returncode == 0
    record = {"program": "0.1.0", "format": 1, "answers": {}, "written": {"mkdocs.yml": "x"}}
    (root / ".board.json").write_text(json.dumps(record))
    (root / "overrides/templates").mkdir(parents=True)
    shutil.copy(ROOT / "generator/templates/listing.html", root / "overrides/templates")
    (root / "docs").mkdir()
    return root
