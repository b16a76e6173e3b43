"""`board announce`: what people hear, when, and that nobody hears it twice."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.board.history import history_json
from generator.upkeep.announce.delivery import SENT, Delivery
from generator.upkeep.announce.keepers import BranchKeeper, FileKeeper
from generator.upkeep.announce.record import Record
from tests.support.announcing import FIRST_DAY, AnnouncingBoard
from tests.support.command import Done, board
from tests.support.services import NEVER, MailServer, Service
from tests.support.trees import override

DAY = timedelta(days=1)
NEXT = FIRST_DAY + DAY


@pytest.fixture
def play(tmp_path: Path, service: Service) -> AnnouncingBoard:
    """A board whose chat has begun to listen: the one listing was there before."""
    found = AnnouncingBoard.make(tmp_path / "board", "{chat: {}}", f"chat: {service.address}")
    done = found.announce()
    assert done.returncode == 0 and service.texts == []
    return found


def first_lines(service: Service) -> list[str]:
    return [text.splitlines()[0] for text in service.texts]


class TestEach:
    def test_first_run_only_says_what_it_would_announce(
        self, tmp_path: Path, service: Service
    ) -> None:
        play = AnnouncingBoard.make(tmp_path / "b", "{chat: {}}", service.address)
        done = play.announce()
        assert done.stdout == (
            "chat is new here: it hears what happens from now on.\n"
            "chat: 1 announcement would be due, and won't be sent:\n"
            "  New project: Market survey of independent bookshops\n"
            "Nothing was sent.\n"
        )
        assert (done.returncode, service.texts) == (0, [])
        assert play.announce().stdout == "Nothing was sent.\n"

    def test_opened_closing_filled(self, play: AnnouncingBoard, service: Service) -> None:
        play.add("bolt/one", deadline="2026-12-10")
        play.publish(NEXT)
        done = play.announce()
        assert service.texts == [
            "New project: A study of number one\n"
            "• Bolt · US$400 · 15–20 hours in 3 weeks · Remote · apply by 10 December 2026\n"
            "https://board.example/listings/bolt/one/"
        ]
        assert done.stdout == "chat: New project: A study of number one. Sent.\n1 message sent.\n"
        play.publish(date(2026, 12, 3))
        play.announce()
        assert first_lines(service)[1:] == [
            "Closes in 1 day: Market survey of independent bookshops",
            "Closes in 7 days: A study of number one",
        ]
        play.add("bolt/one", deadline="2026-12-10", status="filled")
        play.publish(date(2026, 12, 4))
        play.announce()
        assert service.texts[3:] == [
            "Filled: A study of number one\n• Bolt\nhttps://board.example/listings/bolt/one/"
        ]

    def test_a_name_that_is_a_sign_of_a_chat_begins_no_line(
        self, play: AnnouncingBoard, service: Service
    ) -> None:
        play.add("bolt/one")
        path = play.root / "listings/bolt/employer.yml"
        for name in ("# Big news", "-# small", "- item", "> said", "1. first"):
            path.write_text(path.read_text("utf-8").replace("name: Bolt", f'name: "{name}"'))
            play.publish(NEXT)
        play.announce()
        assert [line[:2] for line in service.texts[0].splitlines()] == ["Ne", "• ", "ht"]

    def test_says_a_new_deadline_once_more(self, play: AnnouncingBoard, service: Service) -> None:
        play.publish(date(2026, 12, 3))
        play.announce()
        play.add("acme/survey", deadline="2026-12-20")
        play.publish(date(2026, 12, 14))
        play.announce()
        play.announce()
        assert [line.partition(":")[0] for line in first_lines(service)] == [
            "Closes in 1 day", "Closes in 6 days",
        ]  # fmt: skip

    def test_a_new_listing_that_closes_soon_is_said_once(
        self, play: AnnouncingBoard, service: Service
    ) -> None:
        play.add("bolt/one", deadline="2026-11-25")
        for day in range(3):
            play.publish(NEXT + day * DAY)
            play.announce()
        assert first_lines(service) == ["New project: A study of number one"]

    def test_at_most_so_many_a_run_and_the_rest_in_the_next(
        self, tmp_path: Path, service: Service
    ) -> None:
        play = AnnouncingBoard.make(tmp_path / "b", "{chat: {most: 2}}", service.address)
        play.announce()
        for number in range(3):
            play.add(f"firm{number}/study", title=f"Work that firm number {number} needs")
        play.publish(NEXT)
        assert "chat: 1 more announcement for the next run." in play.announce().stdout
        assert len(service.texts) == 2
        play.announce()
        play.announce()
        assert len(set(service.texts)) == len(service.texts) == 3

    def test_only_what_a_place_asked_for(self, tmp_path: Path, service: Service) -> None:
        places = (
            "{bolt: {only: [employers/bolt], what: [opened]}, excel: {only: [skills/excel]},"
            " art: {only: [skills/illustration, categories/design]}, none: {what: [filled]}}"
        )
        lines = "\n".join(
            f"{name}: json://127.0.0.1:{service.port}/{name}"
            for name in ("bolt", "excel", "art", "none")
        )
        play = AnnouncingBoard.make(tmp_path / "b", places, lines)
        play.announce()
        play.add("bolt/one")
        play.add("acme/two", skills="[illustration]", title="Draw forty birds for a field guide")
        play.publish(NEXT)
        play.announce()
        assert sorted((path, body["message"].splitlines()[0]) for path, body in service.received) \
            == [
            ("/art", "New project: Draw forty birds for a field guide"),
            ("/bolt", "New project: A study of number one"),
            ("/excel", "New project: A study of number one"),
        ]  # fmt: skip

    def test_a_listing_that_was_renamed_is_not_new(
        self, play: AnnouncingBoard, service: Service
    ) -> None:
        (play.root / "listings/acme/survey.yml").unlink()
        play.add("acme/renamed", aliases="[acme/survey]")
        play.publish(NEXT)
        play.announce()
        assert service.texts == []

    def test_what_is_not_published_yet_or_no_longer_there_is_not_said(
        self, play: AnnouncingBoard, service: Service
    ) -> None:
        play.add("bolt/one")  # not published
        play.announce()
        play.publish(NEXT)
        (play.root / "listings/bolt/one.yml").unlink()  # published, and taken off since
        play.announce()
        assert service.texts == []


class TestNeverTwice:
    @pytest.mark.parametrize("status", [429, 500])
    def test_a_service_that_answers_with_an_error_is_tried_again(
        self, play: AnnouncingBoard, service: Service, status: int
    ) -> None:
        play.add("bolt/one")
        play.publish(NEXT)
        service.statuses = [status]
        done = play.announce()
        assert done.returncode == 1
        assert f"Not sent: the answer was {status}" in done.stdout
        assert play.announce().returncode == 0
        assert [len(service.texts), len(set(service.texts))] == [2, 1]
        play.announce()
        assert len(service.texts) == 2

    def test_for_two_days(self, play: AnnouncingBoard, service: Service) -> None:
        play.add("bolt/one")
        play.publish(NEXT)
        service.statuses = [500] * 9
        for _ in range(7):
            done = play.announce()
            assert "(an error of the service). Each run tries again, for two days." in done.stdout
        said = play.root / "said.json"
        content = re.sub(r'Z","[-0-9]{10}', 'Z","2026-01-01', said.read_text("utf-8"))
        said.write_text(content, "utf-8")
        done = play.announce()
        assert done.returncode == 1
        assert (
            "(an error of the service). This was tried for two days and is given up: opened "
            "bolt/one. To have it tried once more, write `failed` for `given-up` in the record"
        ) in done.stdout
        assert play.announce().stdout == "Nothing was sent.\n"
        assert len(service.texts) == 8
        service.statuses = []
        said.write_text(said.read_text("utf-8").replace("given-up", "failed"), "utf-8")
        assert "1 message sent." in play.announce().stdout

    def test_one_that_is_not_taken_keeps_no_other_waiting(
        self, play: AnnouncingBoard, service: Service
    ) -> None:
        play.add_firms("bolt", "clay")
        play.publish(NEXT)
        service.statuses = [400, 200, 400]
        for _ in range(2):
            play.announce()
        assert [line.split()[-2] for line in first_lines(service)] == ["bolt", "clay", "bolt"]

    def test_the_others_wait_for_a_service_that_has_trouble(
        self, play: AnnouncingBoard, service: Service
    ) -> None:
        play.add_firms("bolt", "clay")
        play.publish(NEXT)
        service.statuses = [429]
        assert "1 more announcement for the next run" in play.announce().stdout
        assert len(service.texts) == 1

    def test_a_service_that_never_answers_is_not_asked_again(
        self, play: AnnouncingBoard, service: Service
    ) -> None:
        play.add("bolt/one")
        play.publish(NEXT)
        service.statuses = [NEVER]
        done = play.announce()
        assert done.returncode == 1
        assert "It may not have arrived: there was no answer in time. It won't be sent again." in (
            done.stdout
        )
        play.announce()
        assert len(service.texts) == 1

    def test_two_runs_at_once_and_one_that_is_killed(
        self, play: AnnouncingBoard, service: Service, tmp_path: Path
    ) -> None:
        """With the record on a branch: each run is a process of its own, in the same repository."""
        play.in_git(tmp_path / "origin.git")
        assert play.announce(file="").returncode == 0
        play.add_firms("bolt", "clay", "dune")
        play.publish(NEXT)
        runs = [play.process(dict(os.environ)) for _ in range(2)]
        said = [run.communicate(timeout=60) for run in runs]
        assert [run.returncode for run in runs] == [0, 0], said
        assert len(service.texts) == len(set(service.texts)) == 3, said
        play.add("ewe/one", title="Work that nobody will hear of")
        play.publish(NEXT)
        service.asked.clear()
        service.statuses = [NEVER]
        run = play.process(dict(os.environ))
        assert service.asked.wait(60)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        assert play.announce(file="").stdout == "Nothing was sent.\n"
        later = play.announce("--record", "none.json", file="")
        assert later.returncode == 0
        self.hours_later(play, tmp_path / "origin.git")
        done = play.announce(file="")
        assert done.returncode == 1
        assert done.stdout.startswith(
            "chat: an earlier run ended in the middle. 1 announcement may not have arrived, and "
            "won't be sent again.\n"
        )
        assert play.announce(file="").returncode == 0
        assert len(service.texts) == 4

    def hours_later(self, play: AnnouncingBoard, origin: Path) -> None:
        """As if the claim on the branch were older."""
        keeper = BranchKeeper(play.root)
        kept = keeper.read()
        assert kept.record is not None
        place = kept.record.places["chat"]
        said = {
            key: type(entry)(entry.status, entry.at - timedelta(hours=3))
            for key, entry in place.said.items()
        }
        older = kept.record.with_place("chat", type(place)(place.digest, said))
        assert keeper.write(older, kept.version, "Three hours earlier")
        assert not keeper.write(Record(), kept.version, "Too late")
        branches = subprocess.run(
            ["git", "branch", "--list"], cwd=origin, check=True, capture_output=True, text=True
        )
        assert branches.stdout.split() == ["board-announced"]

    def test_the_same_claim_in_the_same_second_is_a_conflict(
        self, play: AnnouncingBoard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for who in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{who}_DATE", "2026-11-23T12:00:00+00:00")
        keeper = BranchKeeper(play.in_git(tmp_path / "origin.git").root)
        assert keeper.write(Record(), "", "Claim")
        assert not keeper.write(Record(), "", "Claim")

    def test_a_file_is_replaced_only_as_it_was_read(self, tmp_path: Path) -> None:
        one, other = FileKeeper(tmp_path / "said.json"), FileKeeper(tmp_path / "said.json")
        assert one.read().record is None
        assert one.write(Record(), "", "First")
        assert not other.write(Record(), "", "At once")

    def test_a_lost_cache_changes_nothing(self, play: AnnouncingBoard, service: Service) -> None:
        play.add("bolt/one")
        play.publish(NEXT)
        play.announce()
        subprocess.run(["rm", "-rf", str(play.root / ".cache")], check=True)
        play.announce()
        assert len(service.texts) == 1

    @pytest.mark.parametrize(
        "content",
        [b"", b"{}", b"[]", b'{"version":9,"places":{}}', b"\xff\x00", b'{"version":1,"places":7}'],
    )
    def test_a_damaged_record_stops_everything(
        self, play: AnnouncingBoard, service: Service, content: bytes
    ) -> None:
        play.add("bolt/one")
        play.publish(NEXT)
        (play.root / "said.json").write_bytes(content)
        done = play.announce()
        assert done.returncode == 2 and done.stdout == ""
        assert done.stderr.count("\n") == 1
        assert "all of it might be announced again. Restore an earlier version" in done.stderr
        assert service.texts == []
        assert (play.root / "said.json").read_bytes() == content

    def test_without_origin_it_can_not_run(self, play: AnnouncingBoard) -> None:
        subprocess.run(["git", "init", "--quiet", "."], cwd=play.root, check=True)
        done = play.announce(file="")
        assert done.returncode == 2
        assert "a branch of `origin`, which can't be reached now" in done.stderr

    def test_a_branch_without_the_right_to_push(
        self, play: AnnouncingBoard, service: Service, tmp_path: Path
    ) -> None:
        play.in_git(tmp_path / "origin.git")
        hook = tmp_path / "origin.git/hooks/pre-receive"
        hook.write_text("#!/bin/sh\nexit 1\n")
        hook.chmod(0o755)
        done = play.announce(file="")
        assert done.returncode == 2
        assert "can't be written to, so nothing is announced" in done.stderr
        assert service.texts == []


class TestOtherSettings:
    def settings(self, play: AnnouncingBoard, old: str, new: str) -> None:
        path = play.root / "mkdocs.yml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def test_what_they_add_counts_from_now_on(self, tmp_path: Path, service: Service) -> None:
        """No backlog of a month; but what opened since the last run is said."""
        places = "{chat: {what: [opened], only: [employers/acme]}}"
        play = AnnouncingBoard.make(tmp_path / "b", places, service.address)
        play.announce()
        play.add("bolt/one")
        play.publish(NEXT)
        play.announce()
        play.add("acme/two", skills="[illustration]", title="Draw forty birds for a field guide")
        play.publish(NEXT + DAY)
        self.settings(play, places, "{chat: {what: [opened, filled]}}")
        assert "| New project: Draw forty" in play.announce("--dry-run").stdout
        done = play.announce()
        assert done.stdout.startswith(
            "chat has other settings: it hears what they add from now on.\n"
            "chat: 1 announcement would be due, and won't be sent:\n"
            "  New project: A study of number one\n"
        )
        play.add("bolt/one", status="filled")
        play.publish(NEXT + 2 * DAY)
        play.announce()
        assert first_lines(service) == [
            "New project: Draw forty birds for a field guide", "Filled: A study of number one",
        ]  # fmt: skip

    def test_a_run_of_an_older_version_forgets_no_place(
        self, play: AnnouncingBoard, service: Service
    ) -> None:
        """It may be of another branch. A place that is gone for good is new if it comes back."""
        both = "{chat: {}, other: {}}"
        for name, days, heard in (("bolt", 1, 1), ("clay", 20, 0)):
            self.settings(play, "{chat: {}}", both)
            play.addresses = f"other: {service.address}\nchat: {service.address}"
            play.announce()
            self.settings(play, both, "{other: {}}")
            play.announce()
            play.add_firms(name, deadline="2026-12-30")
            play.publish(play.day + days * DAY)
            play.announce()  # only to the other
            play.announce()
            service.received.clear()
            self.settings(play, "{other: {}}", "{chat: {}}")
            play.announce()
            assert len(service.texts) == heard, name

    def test_a_record_that_is_deleted_during_a_run(
        self, play: AnnouncingBoard, service: Service, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        play.add("bolt/one")
        play.publish(NEXT)

        def send(channel: object, texts: object) -> Delivery:
            (play.root / "said.json").unlink()
            return SENT

        monkeypatch.setattr("generator.upkeep.announce.channel._AppriseChannel.send", send)
        done = play.announce()
        assert done.returncode == 2
        assert "chat is no longer in the record of what was announced: that was deleted" in (
            done.stderr
        )

    def test_a_record_that_no_run_could_read_is_not_written(
        self, play: AnnouncingBoard, service: Service, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        play.add("bolt/one")
        play.publish(NEXT)
        before = (play.root / "said.json").read_bytes()
        monkeypatch.setattr("generator.upkeep.announce.record.MAX_BYTES", len(before) + 9)
        done = play.announce()
        assert done.returncode == 2 and "Use fewer places" in done.stderr
        assert (play.root / "said.json").read_bytes() == before and service.texts == []


class TestOneAlone:
    """What is wrong with one place does not keep others from hearing their news."""

    @pytest.fixture
    def play(self, tmp_path: Path, service: Service, mail: MailServer) -> AnnouncingBoard:
        lines = f"club: {mail.address()}\nchat: {service.address}"
        found = AnnouncingBoard.make(tmp_path / "board", "{club: {}, chat: {}}", lines)
        found.announce()
        found.add("bolt/one")
        found.publish(NEXT)
        return found

    def test_a_password_that_can_not_be_used(self, play: AnnouncingBoard, service: Service) -> None:
        play.addresses = play.addresses.replace("secret-word", "%C3%A4bc")
        done = play.announce()
        assert done.returncode == 1
        assert done.stdout == (
            "club: New project: A study of number one. Not sent: the server's address, the name or "
            "the password has a sign that can't be used. Each run tries again, for two days.\n"
            "chat: New project: A study of number one. Sent.\n1 message sent.\n"
        )

    def test_a_mistake_of_the_program(
        self, play: AnnouncingBoard, service: Service, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def send(channel: object, texts: object) -> Delivery:
            raise RuntimeError("secret-word")

        monkeypatch.setattr("generator.upkeep.announce.mail.MailChannel.send", send)
        done = play.announce()
        assert done.returncode == 1 and "secret" not in done.stdout + done.stderr
        assert "the program made a mistake (RuntimeError). It won't be sent again" in done.stdout
        assert len(service.texts) == 1

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [("{{ nothing }}", "'nothing' is undefined."), ("{{ why + 1 }}", "can only concat")],
    )
    def test_a_template_that_does_not_fit(
        self, play: AnnouncingBoard, service: Service, mail: MailServer, wrong: str, says: str
    ) -> None:
        own = override(play.root, "templates/mail/digest.html", "{{ why }}", wrong)
        done = play.announce()
        assert done.returncode == 1
        assert re.match(r"club: overrides/templates/mail/digest\.html:\d+: ", done.stdout)
        assert says in done.stdout
        assert (len(service.texts), mail.received) == (1, [])
        own.unlink()
        play.announce()
        assert (len(service.texts), len(mail.received)) == (1, 1)


class TestDigests:
    def test_weekly_by_mail(
        self, tmp_path: Path, mail: MailServer, golden: Callable[[str, bytes], None]
    ) -> None:
        play = AnnouncingBoard.make(
            tmp_path / "b", "{club: {when: weekly, weekday: tuesday}}", f"club: {mail.address()}"
        )
        play.announce()
        play.add("bolt/one", title='A title <b>with</b> "signs" & @everyone', deadline="2026-12-24")
        play.add("clay/two", title="Sort the letters of a potter")
        play.publish(date(2026, 11, 23))
        play.announce()
        assert mail.received == []  # a Monday
        play.add("clay/two", title="Sort the letters of a potter", status="filled")
        play.add("clay/three", deadline="2026-11-30")
        play.publish(date(2026, 11, 25))
        play.announce()
        play.announce()
        (_, message), *others = mail.received
        assert others == []  # on Wednesday, because nothing ran on Tuesday
        assert message["Subject"] == "Test board: 2 new projects, 1 filled"
        text, page = (part.get_content() for part in message.iter_parts())
        golden("announce/digest.txt", text.replace("\r\n", "\n").encode())
        golden("announce/digest.html", page.replace("\r\n", "\n").encode())
        play.publish(date(2026, 12, 1))
        play.announce()
        assert [item["Subject"] for _, item in mail.received[1:]] == ["Test board: 1 closing soon"]

    def test_daily_in_a_chat_as_much_as_fits(self, tmp_path: Path, service: Service) -> None:
        address = f"mastodon://token@127.0.0.1:{service.port}"
        play = AnnouncingBoard.make(tmp_path / "b", "{chat: {when: daily}}", address)
        play.announce()
        for number in range(5):
            play.add(f"firm{number}/study", title=f"Work that firm number {number} needs")
        play.publish(NEXT)
        play.announce()
        play.announce()
        ((_, body),) = service.received
        assert len(body["status"]) <= 500
        assert body["status"].startswith("Test board: 5 new projects\n\nNew projects\n• Work that")
        assert body["status"].endswith("\n\nAnd 3 more: https://board.example/browse/")

    def test_one_that_failed_is_due_again(self, tmp_path: Path, service: Service) -> None:
        play = AnnouncingBoard.make(tmp_path / "b", "{chat: {when: weekly}}", service.address)
        play.announce()
        play.add("bolt/one")
        play.publish(date(2026, 11, 23))
        service.statuses = [500]
        play.announce()
        play.announce()
        assert len(service.texts) == 2

    def test_an_empty_week_is_over(self, tmp_path: Path, service: Service) -> None:
        play = AnnouncingBoard.make(tmp_path / "b", "{chat: {when: weekly}}", service.address)
        play.announce()
        play.publish(date(2026, 11, 23))
        play.announce()
        play.add("bolt/one")
        play.publish(date(2026, 11, 24))
        play.announce()
        assert service.texts == []


class TestDryRun:
    def test_shows_each_message_and_sends_none(
        self, tmp_path: Path, service: Service, golden: Callable[[str, bytes], None]
    ) -> None:
        places = "{chat: {}, club: {when: daily}, later: {only: [employers/acme]}}"
        addresses = f"chat: {service.address}\nclub: mailtos://u:p@mail.example?to=a@b.example"
        play = AnnouncingBoard.make(tmp_path / "b", places, addresses)
        play.announce()
        play.add("bolt/one", title="::error::Not a command of GitHub")
        play.publish(NEXT)
        before = (play.root / "said.json").read_bytes()
        done = play.announce("--dry-run")
        golden("announce/dry-run.txt", done.stdout.encode())
        assert (done.returncode, service.texts) == (0, [])
        assert done.stderr == (
            "board: later has no address. Add the line `later: ADDRESS` to the secret "
            "BOARD_ANNOUNCE.\n"
        )
        assert (play.root / "said.json").read_bytes() == before

    def test_without_a_repository(self, play: AnnouncingBoard) -> None:
        done = play.announce("--dry-run", file="")
        assert done.returncode == 0
        assert done.stdout.startswith("Shown as if nothing was announced before:")


class TestBadInput:
    def test_an_address_without_a_scheme(self, play: AnnouncingBoard) -> None:
        play.addresses = "hooks.slack.com/services/T1/A1/secret"
        done = play.announce()
        assert done.returncode == 1
        assert done.stderr == (
            "board: chat: the address has no scheme. It begins with `https://` for Slack and "
            "Discord, with `mailtos://` for email.\n"
        )

    def test_a_place_without_an_address_begins_when_it_has_one(
        self, tmp_path: Path, service: Service
    ) -> None:
        play = AnnouncingBoard.make(tmp_path / "b", "{chat: {}}", "")
        assert play.announce().returncode == 1
        play.add("bolt/one")
        play.publish(NEXT)
        play.addresses = service.address
        assert "chat is new here" in play.announce().stdout
        assert service.texts == []

    @pytest.mark.parametrize("content", [None, b"", b"<html>", b'{"version":2,"listings":{}}'])
    def test_a_site_without_a_history(self, play: AnnouncingBoard, content: bytes | None) -> None:
        path = play.root / "site/api/v1/record.json"
        path.unlink()
        if content is not None:
            path.write_bytes(content)
        done = play.announce()
        assert done.returncode == (0 if content and b"listings" in content else 2)
        assert done.returncode == 0 or "no history that can be read" in done.stderr

    def from_the_web(self, play: AnnouncingBoard, port: int) -> Done:
        return board(
            *("announce", "--today", str(play.day), "--record", "said.json"),
            *("--testing-server", f"127.0.0.1:{port}"), cwd=play.root,
            BOARD_ANNOUNCE=play.addresses,
        )  # fmt: skip

    def test_the_site_is_asked_if_there_is_no_folder(
        self, play: AnnouncingBoard, service: Service
    ) -> None:
        """Its address has something new at its end, so that no cache in between answers."""
        play.add("bolt/one")
        play.publish(NEXT)
        service.files["/api/v1/record.json"] = history_json(play.history)
        assert "1 message sent." in self.from_the_web(play, service.port).stdout
        assert service.received[0][0].startswith("/api/v1/record.json?at=")

    @pytest.mark.parametrize(
        ("status", "says"),
        [
            (301, "it leads to https://elsewhere.example/: is `site_url` right? Nothing is ann"),
            (500, "the answer was 500. Nothing is announced."),
            (404, "Nothing is announced before the site is published."),
            (None, "it refused the connection. Nothing is announced."),
        ],
    )
    def test_a_site_that_does_not_answer(
        self,
        play: AnnouncingBoard,
        service: Service,
        status: int | None,
        says: str,
    ) -> None:
        service.statuses = [status or 200]
        done = self.from_the_web(play, service.port if status else 1)
        assert done.returncode == 2 and says in done.stderr

    def test_samples_are_announced_to_nobody(self, play: AnnouncingBoard) -> None:
        settings = play.root / "mkdocs.yml"
        text = settings.read_text("utf-8")
        settings.write_text(text.replace("  board:\n", '  board:\n    demo_day: "2026-11-23"\n'))
        assert "board of samples" in play.announce().stdout

    def test_a_board_that_announces_nothing(self, play: AnnouncingBoard) -> None:
        settings = play.root / "mkdocs.yml"
        settings.write_text(settings.read_text("utf-8").replace("announce: {chat: {}}", ""))
        done = play.announce()
        assert done.returncode == 0 and "announces nothing" in done.stdout


def test_the_record_is_small_and_readable(play: AnnouncingBoard) -> None:
    """It is a file in a repository: people look at it, and its history has each change of it."""
    content = (play.root / "said.json").read_text("utf-8")
    data = json.loads(content)
    assert list(data["places"]["chat"]["said"]) == ["opened acme/survey"]
    assert content.count("\n") == len(data["places"]["chat"]["said"]) + 4
