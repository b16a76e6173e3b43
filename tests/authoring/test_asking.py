"""`board new` on a terminal: its questions, what it accepts, and that nothing typed is lost."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.authoring.interview import Interview
from generator.authoring.new_file import AuthoringError
from generator.checking.workspace import open_workspace
from generator.reading.source import parse
from tests.authoring.test_new_file import DAY, DESCRIPTION, FIRM, LISTING, options
from tests.support.command import board
from tests.support.paths import ROOT
from tests.support.trees import MKDOCS, write_tree

TEXT = DESCRIPTION.strip()


def on_a_terminal(
    root: Path, arguments: list[str], answers: list[str], editor: str = ""
) -> tuple[str, int]:
    """Type an answer each time the command waits for one."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", *arguments],
        cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", "VISUAL": editor,
             "EDITOR": ""},
        stdin=slave, stdout=slave, stderr=slave, close_fds=True,
    )  # fmt: skip
    os.close(slave)
    said, unread, waiting = b"", b"", [*answers]
    end = time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([master], [], [], 0.05)
        if ready:
            try:
                part = os.read(master, 65536)
            except OSError:
                break
            said, unread = said + part, unread + part
        elif process.poll() is not None:
            break
        elif unread.rstrip(b" ").endswith(b":") and waiting:
            unread = b""
            os.write(master, waiting.pop(0).encode() + b"\n")
    process.kill() if process.poll() is None else None
    os.close(master)
    return said.decode(), process.wait()


def ask(
    root: Path, answers: list[str], *fields: str, editor: str = "", **more: str
) -> tuple[dict[str, Any], str]:
    """Ask for `fields` only: all others are set. Returns the listing's data and the terminal."""
    others = {k: v for k, v in (LISTING | more).items() if k.partition(".")[0] not in fields}
    dates = {"posted": "2026-11-23", "deadline": "2026-12-14"}
    sets = options({k: v for k, v in (dates | others).items() if k not in fields})
    said, code = on_a_terminal(root, ["new", "acme/shops", *sets, *DAY], answers, editor)
    assert code == 0, said
    source, _ = parse((root / "listings/acme/shops.yml").read_bytes(), "x")
    assert source
    return source.data, said


def test_every_question(tmp_path: Path) -> None:
    """A wrong answer is explained and asked for again."""
    root = write_tree(tmp_path)
    answers = [
        "short", LISTING["title"], LISTING["summary"], TEXT + "\n.",
        "", "Interview notes", "", "reserch", "research", "MS Excel, market-research",
        "", "20", "3", "400", "USD", "", "onsite", "Oslo", "NO",
        "", "", "not an address", "https://acme.example/apply",
    ]  # fmt: skip
    said, code = on_a_terminal(root, ["new", "acme/shops", *DAY], answers)
    assert code == 0, said
    assert "`title` has 5 characters" in said and "Did you mean `research`" in said
    assert "title [short]:" in said and "category [reserch]:" in said
    assert "An empty line ends the list." in said and "At least one is needed." in said
    assert "  1. beginner" in said and "research: Research and interviews" in said
    source, _ = parse((root / "listings/acme/shops.yml").read_bytes(), "x")
    assert source
    assert source.data["skills"] == ["excel", "market-research"]
    assert source.data["place"] == {"mode": "onsite", "city": "Oslo", "country": "NO"}
    assert source.data["posted"] == "2026-11-23"
    assert source.data["deadline"] == "2026-12-14"


@pytest.mark.parametrize(
    ("field", "answers", "value"),
    [
        ("hours", ["15-20 hours"], {"min": 15, "max": 20}),
        ("hours", ["a week or so", "hours: 20"], 20),
        ("level", ["2"], "intermediate"),
        ("level", ["9", "adv"], "advanced"),
        ("category", ["3"], "writing"),
        ("category", ["Writing"], "writing"),
        ("pay", ["€400 an hour"], {"amount": 400, "currency": "EUR", "per": "hour"}),
        ("pay", ["18-22", "2", "hour"], {"min": 18, "max": 22, "currency": "EUR", "per": "hour"}),
        ("pay", ["unpaid", "$400", ""], {"amount": 400, "currency": "USD", "per": "project"}),
        ("pay", ["£20", "20", "XYZ", "€", "2"], {"amount": 20, "currency": "EUR", "per": "hour"}),
        ("place", ["3", "Oslo", "Norway"], {"mode": "onsite", "city": "Oslo", "country": "NO"}),
        ("deadline", ["5/12/2026", "5 December 2026"], "2026-12-05"),
        ("apply", ["acme.example/jobs", ""], {"url": "https://acme.example/jobs"}),
        ("apply", ["acme.example/jobs", "jobs@acme.example"], {"email": "jobs@acme.example"}),
        ("deliverables", ["x", "Notes", "Slides, due 15 January 2027", ""],
         ["Notes", {"what": "Slides", "due": "2027-01-15"}]),
    ],
)  # fmt: skip
def test_one_question(tmp_path: Path, field: str, answers: list[str], value: Any) -> None:
    data, said = ask(write_tree(tmp_path), answers, field)
    assert data[field] == value, said


def test_a_wrong_option_is_asked_for_again(tmp_path: Path) -> None:
    data, said = ask(
        write_tree(tmp_path), ["beginner", "EUR"], level="expert", **{"pay.currency": "$$"}
    )
    assert data["level"] == "beginner" and "level [expert]:" in said
    assert data["pay"] == {"amount": 400, "currency": "EUR", "per": "project"}


class TestLongText:
    def test_several_lines_end_with_a_dot(self, tmp_path: Path) -> None:
        typed = f"## What you do\n{TEXT}\n\n- one\n- two\n."
        data, said = ask(write_tree(tmp_path), [typed], "description")
        assert data["description"].strip() == typed.removesuffix("\n.")
        assert "End with a line that has only a dot." in said

    def test_a_text_that_is_too_short_is_kept(self, tmp_path: Path) -> None:
        data, said = ask(write_tree(tmp_path), ["Too short.\n.", "", TEXT + "\n."], "description")
        assert data["description"].split("\n")[0] == "Too short." and TEXT in data["description"]
        assert "needs at least 200" in said and "Your text so far:" in said

    def test_or_typed_again(self, tmp_path: Path) -> None:
        data, _ = ask(write_tree(tmp_path), ["Short.\n.", "again", TEXT + "\n."], "description")
        assert "Short." not in data["description"]

    def test_an_editor_gets_the_text_back_until_it_is_fine(self, tmp_path: Path) -> None:
        script = tmp_path / "editor.py"
        script.write_text(
            "import sys, pathlib\n"
            "path = pathlib.Path(sys.argv[1])\n"
            "text = path.read_text()\n"
            f"(pathlib.Path({str(tmp_path)!r}) / 'seen').open('a').write(text + '=====')\n"
            f"more = {TEXT!r} if '# Why' in text else ''\n"
            "path.write_text('## Why\\n' + more + text)\n"
        )
        root = write_tree(tmp_path / "board")
        editor = f"{sys.executable} {script}"
        data, _ = ask(root, ["", ""], "description", editor=editor)
        assert data["description"].startswith(f"## Why\n{TEXT}## Why")
        assert ">8" not in data["description"] and "Markdown is welcome" not in data["description"]
        first, second, _ = (tmp_path / "seen").read_text().split("=====")
        assert "# The project in full:" in first and first.startswith("\n\n# ---")
        assert second.startswith("## Why\n\n# ---") and "needs at least 200" in second

    def test_an_editor_that_fails(self, tmp_path: Path) -> None:
        data, said = ask(
            write_tree(tmp_path), ["", TEXT + "\n."], "description", editor="/nowhere/editor"
        )
        assert data["description"].split() == TEXT.split() and "Type the text here instead." in said


def test_a_new_employer(tmp_path: Path) -> None:
    root = write_tree(tmp_path)
    own = {k: v for k, v in FIRM.items() if k in {"employer.name", "employer.maintainers"}}
    sets = options(LISTING | own | {"posted": "2026-11-23", "deadline": "2026-12-14"})
    answers = ["harbour.example", FIRM["employer.about"] + "\n.", "Retail", "Norway"]
    said, code = on_a_terminal(root, ["new", "harbour/shops", *sets, *DAY], answers)
    assert code == 0, said
    employer, _ = parse((root / "listings/harbour/employer.yml").read_bytes(), "x")
    assert employer and employer.data["website"] == "https://harbour.example"
    assert (employer.data["industry"], employer.data["country"]) == ("retail", "NO")


_ANSWERS = st.lists(
    st.text(max_size=12)
    | st.sampled_from([
        LISTING["title"], LISTING["summary"], TEXT, "1", "2", "20", "€400", "remote", "onsite", ".",
        "excel", "research", "x@acme.example", "[", "{a: 1}", "{amount: 1}", "{min: 1}", "[1, {}]",
    ]),
    max_size=40,
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=_ANSWERS, preset=st.dictionaries(st.sampled_from([*LISTING]), st.text(max_size=9)))
def test_whatever_is_typed_nothing_raises(
    monkeypatch: pytest.MonkeyPatch, answers: list[str], preset: dict[str, str]
) -> None:
    """Ctrl-C after the last answer; or the data is complete, and valid."""
    work = open_workspace(ROOT)
    waiting = [*answers]

    def answer(*_: Any, default: str | None = None, **__: Any) -> str:
        if not waiting:
            raise click.Abort
        return waiting.pop(0) or default or ""

    monkeypatch.setattr("generator.authoring.prompts.line", answer)
    monkeypatch.setattr("generator.authoring.prompts.text", answer)
    interview = Interview(work.listing_schema.definition, work.context(date(2026, 11, 23)), True)
    try:
        data = interview.complete([*preset.items()], {"posted": "2026-11-23"})
    except (click.Abort, AuthoringError):
        return
    assert work.listing_schema.is_valid(data)


def test_a_whole_interview_with_answers_of_one_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """The property above is not empty: an interview can end."""
    work = open_workspace(ROOT)
    waiting = [
        LISTING["title"], LISTING["summary"], TEXT, "Notes", "", "1", "excel", "1", "20", "3",
        "€400", "project", "remote", "2026-11-23", "2026-12-04", "x@acme.example",
    ]  # fmt: skip
    monkeypatch.setattr("generator.authoring.prompts.line", lambda *_: waiting.pop(0))
    monkeypatch.setattr("generator.authoring.prompts.text", lambda *_: waiting.pop(0))
    context = work.context(date(2026, 11, 23))
    data = Interview(work.listing_schema.definition, context, True).complete([], {})
    assert work.listing_schema.is_valid(data) and not waiting


class TestFieldsThatThisBoardRequires:
    REQUIRED = MKDOCS + "    required: [offers.mentor, place.hours_overlap, accommodations]\n"

    def test_each_is_asked_for(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path, mkdocs=self.REQUIRED)
        answers = ["Mornings in Lisbon", "true", "Captions on every call."]
        data, said = ask(root, answers)
        assert data["offers"] == {"mentor": True}, said
        assert data["place"]["hours_overlap"] == "Mornings in Lisbon"
        assert data["accommodations"] == "Captions on every call."
        assert "A named person who answers questions." in said

    def test_without_a_terminal_they_are_named(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path, mkdocs=self.REQUIRED)
        done = board("new", "acme/shops", *options(LISTING), *DAY, cwd=root)
        assert done.returncode == 2
        assert "these fields are needed: offers.mentor, accommodations." in done.stderr
