"""What is looked at from time to time: an employer's domain, links, listings that close.

Every server is on this machine.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingUDPServer
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest
from click.testing import CliRunner

from generator.board.board import board_of
from generator.checking.run import check_all
from generator.checking.workspace import open_workspace
from generator.cli.upkeep import links
from generator.hosts.actions import CloseIssue, Issue, Post
from generator.model.listing import Outcome
from generator.model.settings import Settings
from generator.reading.web import Answer, Web, WebError
from generator.upkeep import dead_links, link_checker
from generator.upkeep.link_checker import check_links
from generator.upkeep.reminders import due_reminders, reminder_actions
from tests.reviewing.plays import with_employer
from tests.support import boards
from tests.support.command import board
from tests.support.repositories import Repository
from tests.support.trees import EMPLOYER, GOOD, MKDOCS, OTHER, write_tree

DAY = date(2026, 11, 23)
TOKEN = "microinternships board=board.example employer=acme"
PROOF = "/.well-known/microinternships.txt"
NAME = "_microinternships.acme.example"
PLAIN = MKDOCS.replace('    demo_day: "2026-11-23"\n', "")


@contextmanager
def serving(pages: dict[str, tuple[int, str, str]]) -> Iterator[str]:
    """A server that plays every host: path -> status, body, location. Yields HOST:PORT."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body, location = pages.get(self.path, (404, "", ""))
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body.encode())

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def naming(records: dict[str, list[str]] | None) -> Iterator[str]:
    """A name server: name -> TXT records; None fails at every question. Yields HOST:PORT."""

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            data, socket = self.request
            answer = dns.message.make_response(dns.message.from_wire(data))
            answer.flags |= dns.flags.RA
            name = answer.question[0].name
            found = (records or {}).get(name.to_text(omit_final_dot=True), [])
            if records is None:
                answer.set_rcode(dns.rcode.SERVFAIL)
            elif found:
                answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *found))
            else:
                answer.set_rcode(dns.rcode.NXDOMAIN)
            socket.sendto(answer.to_wire(), self.client_address)

    with ThreadingUDPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def web(address: str) -> Web:
    host, _, port = address.partition(":")
    return Web(testing=(host, int(port)))


class TestProve:
    def prove(
        self,
        root: Path,
        pages: dict[str, tuple[int, str, str]],
        records: dict[str, list[str]] | None,
    ) -> tuple[int, str]:
        with serving(pages) as address, naming(records) as names:
            done = board(
                *("prove", "acme", "--testing-server", address, "--testing-dns", names), cwd=root
            )
        return done.returncode, done.stdout

    def test_a_file_on_the_website_proves_it(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        code, said = self.prove(root, {PROOF: (200, f"# ours\n  {TOKEN}  \n", "")}, {})
        assert code == 0
        assert said == f"acme: proven by https://acme.example{PROOF}\n"

    @pytest.mark.parametrize(
        "text", [f'"{TOKEN}"', f'"{TOKEN[:20]}" "{TOKEN[20:]}"'], ids=["whole", "in two strings"]
    )
    def test_a_record_of_its_name_proves_it(self, tmp_path: Path, text: str) -> None:
        """RFC 1035: a TXT record is one text, in strings of at most 255 octets."""
        records = {NAME: ['"v=spf1 -all"', text]}
        code, said = self.prove(write_tree(tmp_path), {}, records)
        assert code == 0
        assert said == f"acme: proven by the DNS TXT records of {NAME}\n"

    @pytest.mark.parametrize(
        ("records", "why"),
        [
            ({}, "the line is not there."),
            ({"acme.example": [f'"{TOKEN}"']}, "the line is not there."),
            ({NAME: [f'"{TOKEN}-too"']}, "the line is not there."),
            ({NAME: [r'"\255\254"']}, "the line is not there."),
            (None, "no name server answered."),
        ],
        ids=["none", "another name's", "another employer's", "not text", "no answer"],
    )
    def test_any_other_record_does_not(
        self, tmp_path: Path, records: dict[str, list[str]] | None, why: str
    ) -> None:
        code, said = self.prove(write_tree(tmp_path), {}, records)
        assert code == 1
        assert f"the DNS TXT records of {NAME}: {why}\n" in said

    @pytest.mark.parametrize(
        "pages",
        [
            {},
            {PROOF: (200, "<html>We are acme</html>", "")},
            {PROOF: (302, "", f"https://evil.example{PROOF}")},
            {PROOF: (302, "", f"https://acme.example{PROOF}")},
            {PROOF: (200, " " * 20_000 + "\n" + TOKEN, "")},
        ],
        ids=["missing", "no token", "elsewhere", "in circles", "large"],
    )
    def test_anything_else_does_not(
        self, tmp_path: Path, pages: dict[str, tuple[int, str, str]]
    ) -> None:
        code, said = self.prove(write_tree(tmp_path), pages, {})
        assert code == 1
        assert "not proven" in said and TOKEN in said, "and says what to put where"

    def test_an_employer_in_a_listing_proves_it_too(self, tmp_path: Path) -> None:
        files = {"mkdocs.yml": MKDOCS, "listings/acme/survey.yml": with_employer(GOOD, EMPLOYER)}
        repository = Repository(tmp_path / "board", files)
        with serving({PROOF: (200, TOKEN, "")}) as address:
            command = ("prove", "acme", "--testing-server", address)
            assert board(*command, cwd=repository.root).returncode == 0
            (repository.root / "listings/acme/survey.yml").unlink()
            assert board(*command, cwd=repository.root).returncode == 2
            at_main = board(*command, "--at", "main", cwd=repository.root)
        assert at_main.stdout == f"acme: proven by https://acme.example{PROOF}\n"

    def test_a_link_is_no_employer(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path / "board")
        own = root / "listings/acme/employer.yml"
        own.rename(tmp_path / "outside.yml")
        own.symlink_to(tmp_path / "outside.yml")
        assert board("prove", "acme", cwd=root).returncode == 2

    def test_an_unknown_employer_can_not_be_proven(self, tmp_path: Path) -> None:
        done = board("prove", "nobody", cwd=write_tree(tmp_path))
        assert done.returncode == 2 and done.stderr.count("\n") == 1

    def test_the_testing_server_is_on_this_machine_only(self, tmp_path: Path) -> None:
        done = board("prove", "acme", "--testing-server", "10.0.0.1:80", cwd=write_tree(tmp_path))
        assert done.returncode == 2


class TestWeb:
    @pytest.mark.parametrize(
        "url",
        ["http://harbour.com/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/",
         "https://10.0.0.1/", "https://169.254.169.254/latest", "ftp://harbour.com/"],
    )  # fmt: skip
    def test_private_machines_are_never_asked(self, url: str) -> None:
        with pytest.raises(WebError):
            Web().ask(url, 100)


class TestLinks:
    def test_what_counts_as_there(self) -> None:
        pages = {
            "/fine": (200, "x", ""),
            "/login": (403, "", ""),
            "/busy": (429, "", ""),
            "/moved": (301, "", "https://harbour.com/fine"),
            "/gone": (410, "", ""),
            "/round": (302, "", "https://harbour.com/round"),
        }
        with serving(pages) as address:
            urls = [f"https://harbour.com{path}" for path in (*pages, "/nothing")]
            found = check_links(urls, web(address), pause=0)
        failed = {url.rpartition("/")[2] for url, why in found.items() if why}
        assert failed == {"gone", "round", "nothing"}

    def test_a_silent_host_uses_up_its_own_time_only(self) -> None:
        class Slow(Web):
            """Each request to silent.com takes ten seconds, by a clock of each thread."""

            def ask(self, url: str, *_: Any, **__: Any) -> Answer:
                if "silent" not in url:
                    return Answer(200, b"")
                now.seconds = getattr(now, "seconds", 0) + 10
                raise WebError("it did not answer in time.")

        now = threading.local()
        silent = [f"https://silent.com/{number}" for number in range(160)]
        others = [f"https://harbour{number}.com/" for number in range(20)]
        client = Slow(clock=lambda: getattr(now, "seconds", 0.0))
        results = check_links([*silent, *others], client, pause=0)
        assert [url for url in silent if url in results] == silent[:12], "120 seconds"
        assert all(results[url] == "" for url in others)

    def test_a_run_ends_in_time(self) -> None:
        """Pauses count: a host with many links can't hold the job for longer either."""
        now = [0.0]

        class Fast(Web):
            def ask(self, url: str, *_: Any, **__: Any) -> Answer:
                return Answer(200, b"")

        def sleep(seconds: float) -> None:
            now[0] += seconds

        urls = [f"https://harbour.com/{number}" for number in range(3000)]
        results = check_links(urls, Fast(clock=lambda: now[0]), sleep=sleep)
        assert list(results) == urls[:1201] and now[0] == 1200

    def test_redirects_share_the_time_of_a_link(self) -> None:
        limits = []

        class Moving(Web):
            def ask(self, url: str, most: int, method: str = "GET", until: Any = None) -> Answer:
                limits.append(until.left())
                return Answer(301, b"", f"{url}x")

        client = Moving(clock=lambda: 4.0 * len(limits))
        assert check_links(["https://harbour.com/"], client) == {
            "https://harbour.com/": "it redirects visitors in circles."
        }
        assert limits == [30, 26, 22, 18, 14, 10]

    @pytest.mark.parametrize(
        "url", ["https://[", "https://harbour.com:port/", "https://a\x00b.com"]
    )
    def test_an_address_that_is_none_is_an_error_of_its_own(self, url: str) -> None:
        with serving({"/": (200, "", "")}) as address:
            found = check_links([url, "https://harbour.com/"], web(address), pause=0)
        assert found[url] and found["https://harbour.com/"] == ""

    def test_what_was_not_asked_comes_first_next_time(self, tmp_path: Path) -> None:
        now = date(2026, 11, 23)
        earlier = {
            url: dead_links.Failure("why", (now,)) for url in ("https://b.com/", "https://z/")
        }
        results = {"https://a.com/": "it answers with status 404."}
        not_asked = {"https://b.com/", "https://c.com/"}
        failures = dead_links.update_failures(earlier, results, DAY, not_asked)
        assert list(failures) == ["https://a.com/", "https://b.com/"], "and https://z/ is gone"
        text = dead_links.to_json(failures, not_asked)
        assert dead_links.from_json(text) == failures
        assert dead_links.not_asked_in(text) == not_asked
        urls = ["https://a.com/", "https://b.com/", "https://c.com/", "https://d.com/"]
        turn = dead_links.in_turn(urls, dead_links.not_asked_in(text))
        assert turn == [*urls[1:3], urls[0], urls[3]]
        assert dead_links.summary(results, failures, not_asked) == (
            "1 addresses checked: 1 failed, 0 of them dead.\n"
            "2 not checked, for lack of time: they come first next time."
        )

    @pytest.mark.parametrize("text", ["", "[]", "5", '{"not_asked": 5}', "[" * 100_000, "\x00"])
    def test_a_damaged_state_is_none(self, text: str) -> None:
        assert dead_links.not_asked_in(text) == frozenset()
        assert dead_links.from_json(text) == {}

    def test_the_state_is_kept_when_the_time_is_over(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(link_checker, "check_links", lambda *_, **__: {})
        employer = EMPLOYER.replace("https://acme.example", "https://acme-works.com")
        text = GOOD.replace("https://acme.example", "https://acme-works.com")
        files: dict[str, str | bytes] = {"acme/survey.yml": text, "acme/employer.yml": employer}
        root = write_tree(tmp_path, files, PLAIN)
        state = tmp_path / "links.json"
        state.write_bytes(b"\xff damaged")
        options = ["--state", str(state), "--root", str(root), "--today", str(DAY)]
        said = CliRunner().invoke(links, options)
        assert said.exit_code == 0, said.output
        assert "not checked, for lack of time" in said.output
        assert dead_links.not_asked_in(state.read_text()) == {
            "https://acme-works.com",
            "https://acme-works.com/apply",
        }

    def test_an_address_is_dead_after_two_days(self) -> None:
        asked = {"https://a.com/": "it answers with status 404.", "https://b.com/": ""}
        first = dead_links.update_failures({}, asked, DAY)
        again = dead_links.update_failures(first, asked, DAY)
        assert not any(failure.is_dead for failure in again.values()), "the same day counts once"
        later = dead_links.update_failures(again, asked, DAY + timedelta(days=1))
        assert [url for url, failure in later.items() if failure.is_dead] == ["https://a.com/"]
        assert dead_links.from_json(dead_links.to_json(later)) == later
        assert "//a.com/</code>" in dead_links.issue_body(
            later, {"https://a.com/": ("listings/x/y.yml",)}
        )
        fixed = dead_links.update_failures(later, {"https://a.com/": ""}, DAY + timedelta(days=2))
        assert fixed == {} and dead_links.issue_body(fixed, {}) == ""

    @pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 9}', '{"version": 1}'])
    def test_a_damaged_record_begins_anew(self, text: str) -> None:
        assert dead_links.from_json(text) == {}

    def test_the_command_keeps_the_record(self, tmp_path: Path) -> None:
        text = GOOD.replace("https://acme.example/apply", "https://acme-works.com/gone")
        employer = EMPLOYER.replace("https://acme.example", "https://acme-works.com")
        files: dict[str, str | bytes] = {"acme/survey.yml": text, "acme/employer.yml": employer}
        root = write_tree(tmp_path, files, PLAIN)
        state = tmp_path / "not-there/yet/links.json"
        with serving({"/": (200, "", "")}) as address:
            for day, said in (("2026-11-23", "0 of them dead"), ("2026-11-24", "1 of them dead")):
                done = board(
                    *("links", "--state", state, "--today", day, "--testing-server", address),
                    cwd=root,
                )
                assert done.returncode == 0, done.stderr
                assert said in done.stdout
        assert list(json.loads(state.read_text())["failures"]) == ["https://acme-works.com/gone"]

    def test_the_website_of_an_employer_in_a_listing_is_asked(self, tmp_path: Path) -> None:
        inline = with_employer(
            OTHER.replace("acme.example", "zed-works.com"),
            EMPLOYER.replace("Acme", "Zed").replace("acme.example", "zed-works.com"),
        )
        work = open_workspace(write_tree(tmp_path, {"zed/survey.yml": inline}))
        found = dead_links.external_links(board_of(check_all(work, DAY).checked, work.context(DAY)))
        assert set(found["https://zed-works.com"]) == {"listings/zed/survey.yml"}


class TestReminders:
    def found(self, today: date = DAY) -> dict[str, tuple[str, ...]]:
        items = (
            boards.listing("harbour/soon", deadline=DAY + timedelta(days=3)),
            boards.listing("harbour/later", deadline=DAY + timedelta(days=4)),
            boards.listing("harbour/over", deadline=DAY - timedelta(days=1)),
            boards.listing("harbour/forgotten", deadline=DAY - timedelta(days=40)),
            boards.listing("harbour/filled", deadline=DAY, status="filled"),
        )
        return {
            item.employer.id: item.keys for item in due_reminders(boards.EMPLOYERS, items, today)
        }

    def test_closing_and_unfilled_ones_are_named(self) -> None:
        assert self.found()["harbour"] == (
            "harbour/soon:closing:2026-11-26",
            "harbour/over:unfilled:2026-11-22",
        )
        assert self.found()["acme"] == ()

    @pytest.mark.parametrize(
        ("fields", "days", "asked"),
        [
            ({}, 21, False),
            ({}, 22, True),  # the work took three weeks
            ({}, 51, True),
            ({}, 52, False),
            ({"start": DAY + timedelta(days=10)}, 31, False),
            ({"start": DAY + timedelta(days=10)}, 32, True),
            ({"outcome": Outcome("Forty shops told us what they need.")}, 22, False),
            ({"status": "withdrawn"}, 22, False),
        ],
    )
    def test_what_became_of_it_is_asked_once_the_work_is_over(
        self, fields: dict[str, Any], days: int, asked: bool
    ) -> None:
        item = boards.listing("harbour/x", **{"deadline": DAY, "status": "filled", **fields})
        today = DAY + timedelta(days=days)
        found = due_reminders(boards.EMPLOYERS, [item], today)
        assert [reminder.keys for reminder in found] == [
            (), ("harbour/x:done:2026-11-23",) * asked,
        ]  # fmt: skip
        settings = Settings("Board", "https://b.example/", repo_url="https://github.com/x/y")
        actions = reminder_actions(found, [], settings, today)
        assert len(actions) == asked
        for action in actions:
            assert isinstance(action, Issue)
            assert "(https://b.example/post/#outcome=harbour/x)" in action.body
            assert reminder_actions(found, [Post(7, action.body)], settings, today) == ()

    def test_one_issue_an_employer_and_nobody_is_called_twice(self) -> None:
        items = [boards.listing("harbour/soon", deadline=DAY + timedelta(days=2))]
        found = due_reminders(boards.EMPLOYERS, items, DAY)
        settings = Settings("Board", "https://b.example/", repo_url="https://github.com/x/y")
        (first,) = reminder_actions(found, [], settings, DAY)
        assert isinstance(first, Issue) and first.number is None
        assert "closes in 2 days" in first.body
        assert "/x/y/edit/main/listings/harbour/soon.yml" in first.body
        existing = [Post(7, first.body)]
        assert reminder_actions(found, existing, settings, DAY) == ()
        none = due_reminders(boards.EMPLOYERS, [], DAY)
        assert reminder_actions(none, existing, settings, DAY) == (CloseIssue(7),)

    def test_a_board_of_samples_reminds_nobody(self, tmp_path: Path) -> None:
        done = board("reminders", cwd=write_tree(tmp_path))
        assert "no reminders are sent" in done.stdout

    def test_the_command_says_whom_it_would_remind(self, tmp_path: Path) -> None:
        files = {
            "acme/employer.yml": EMPLOYER.replace("acme.example", "acme-works.com"),
            "acme/survey.yml": GOOD.replace("acme.example", "acme-works.com"),
        }
        root = write_tree(tmp_path, {**files}, PLAIN)
        done = board("reminders", "--today", "2026-12-03", cwd=root)
        assert done.stdout == "acme/survey closing 2026-12-04\n"
        (root / "listings/acme/employer.yml").unlink()
        inline = with_employer(files["acme/survey.yml"], files["acme/employer.yml"])
        (root / "listings/acme/survey.yml").write_text(inline)
        again = board("reminders", "--today", "2026-12-03", cwd=root)
        assert (again.returncode, again.stdout) == (0, done.stdout)
