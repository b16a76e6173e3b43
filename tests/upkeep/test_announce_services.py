"""Sending: every kind of service has a stand-in on this machine, a mail server too."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from apprise.plugins.discord import NotifyDiscord
from apprise.plugins.matrix.base import NotifyMatrix
from apprise.plugins.slack import NotifySlack
from apprise.plugins.telegram import NotifyTelegram

from generator.upkeep.announce.addresses import parse_addresses
from generator.upkeep.announce.channel import AddressError, open_channel
from generator.upkeep.announce.delivery import Delivery, Texts, from_log
from generator.upkeep.announce.record import Status
from generator.upkeep.announce.texts import harmless
from tests.support.services import NEVER, MailServer, Service

# A title of somebody who wants more than to be read.
HOSTILE = (
    "@everyone <!channel> <@U1> @room **bold** [click](https://evil.example) <b>x</b> `code`"
    " ||hidden|| @you@social.example #tag :tada: \\ &lt; _so_\n# Heading\n/quit\x07"
)
URL = "https://board.example/listings/acme/a-b_c/"
TEXTS = Texts("A subject", f"New project: {harmless(HOSTILE)}\n{URL}", "", "key")
MAIL = Texts("A subject", "Text\n", "<p>Page", "key")
SECRET = "TIiajkdnlazkcOXrIdevi7FQ"


@pytest.fixture
def addresses(service: Service, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An address of each kind; those with a fixed host lead to the stand-in."""
    monkeypatch.setattr(NotifySlack, "webhook_url", f"{service.url}/services")
    monkeypatch.setattr(NotifyDiscord, "notify_url", f"{service.url}/discord")
    monkeypatch.setattr(NotifyTelegram, "notify_url", f"{service.url}/bot")
    monkeypatch.setattr(NotifyMatrix, "request_rate_per_sec", 0)
    monkeypatch.setattr(NotifyMatrix, "default_wait_ms", 0)
    here = f"127.0.0.1:{service.port}"
    return {
        "Slack": f"https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/{SECRET}?rto=0.3",
        "Discord": f"https://discord.com/api/webhooks/123456789012345678/{SECRET * 2}?rto=0.3",
        "Matrix": f"matrix://{SECRET}@{here}/!room:127.0.0.1?rto=0.3",
        "Mastodon": f"mastodon://{SECRET}@{here}?rto=0.3",
        "Telegram": f"tgram://123456789:{SECRET}_hijklmnop/12315544/?rto=0.3",
        "JSON": service.address,
    }


KINDS = ("Slack", "Discord", "Matrix", "Mastodon", "Telegram", "JSON")


def send(address: str, texts: Texts = TEXTS) -> Delivery:
    return open_channel(address, "My board", "https://board.example/").send(texts)


def texts_in(value: Any) -> Iterator[str]:
    """All texts in a body of JSON."""
    if isinstance(value, dict):
        value = [*value.values()]
    for item in value if isinstance(value, list) else ():
        yield from texts_in(item)
    if isinstance(value, str):
        yield value


class TestEachService:
    def test_shows_the_text_and_nothing_more(
        self, addresses: dict[str, str], service: Service
    ) -> None:
        """No service makes anything of a stranger's title, or says which library sent it."""
        for kind in KINDS:
            service.received.clear()
            assert open_channel(addresses[kind], "My board", "").name == kind
            assert send(addresses[kind]).status is Status.SENT, kind
            (shown,) = (text for text in texts_in(service.received[-1][1]) if URL in text)
            assert len(shown.splitlines()) == 2, kind
            for sign in (*"@<>[]*`|~\\", "#tag", ":tada:", "://", "&lt", "_so"):
                assert sign not in shown.replace(URL, ""), (kind, sign, shown)
            assert "pprise" not in str(service.received)

    @pytest.mark.parametrize("status", [429, 500])
    def test_that_answers_with_an_error_is_tried_again(
        self, addresses: dict[str, str], service: Service, status: int
    ) -> None:
        for kind in KINDS:
            service.statuses = [status] * 6
            found = send(addresses[kind])
            assert found.status is Status.FAILED, kind
            assert str(status) in found.why

    def test_that_never_answers_may_have_taken_it(
        self, addresses: dict[str, str], service: Service
    ) -> None:
        for kind in KINDS:
            service.statuses = [NEVER] * 6
            assert send(addresses[kind]) == Delivery(Status.UNKNOWN, "there was no answer in time")

    def test_that_is_not_there_is_tried_again(self, addresses: dict[str, str]) -> None:
        assert send("json://127.0.0.1:1/") == Delivery(Status.FAILED, "no connection could be made")

    def test_no_option_of_an_address_sends_twice_or_hides_a_failure(self, service: Service) -> None:
        service.statuses = [NEVER] * 6
        assert send(f"{service.address}&retry=3&wait=0").status is Status.UNKNOWN
        assert len(service.texts) == 1
        assert send("json://127.0.0.1:1/?optional=yes").status is Status.FAILED

    def test_no_secret_is_printed(
        self,
        addresses: dict[str, str],
        service: Service,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        for address in addresses.values():
            service.statuses = [500] * 6
            channel = open_channel(address, "My board", "")
            assert SECRET not in f"{channel!r} {channel.send(TEXTS)}"
        for address in (f"slack://{SECRET}", f"https://nobody.example/{SECRET}", SECRET):
            with pytest.raises(AddressError) as error:
                open_channel(address, "My board", "")
            assert SECRET not in str(error.value)
        said = capfd.readouterr()
        assert said.out + said.err == ""


class TestWhatBecameOfIt:
    def test_a_title_is_no_evidence(self) -> None:
        """What is logged of the message itself must not decide whether it is sent again."""
        log = [
            ("DEBUG", "JSON Payload: {'message': 'error=429 Exception: Connection refused'}"),
            ("WARNING", "A Connection error occurred sending JSON notification to a.example."),
            ("DEBUG", "Socket Exception: ('Connection aborted.', ConnectionResetError(104))"),
        ]
        assert from_log(log).status is Status.UNKNOWN

    def test_a_part_that_was_sent_is_not_sent_again(self) -> None:
        log = [("INFO", "Sent Discord notification."), ("WARNING", "Failed: error=500.")]
        assert from_log(log).status is Status.UNKNOWN

    @pytest.mark.parametrize("code", [502, 504])
    def test_a_server_in_between_knows_nothing(self, code: int) -> None:
        assert from_log([("WARNING", f"Failed: error={code}.")]).status is Status.UNKNOWN


class TestMail:
    def test_is_text_and_a_page(self, mail: MailServer) -> None:
        assert send(mail.address(), MAIL).status is Status.SENT
        (to, message), *_ = mail.received
        assert to == ["a@club.example", "b@club.example"]
        assert message["To"] == message["From"] == "My board <board@board.example>"
        assert message["Subject"] == "A subject"
        assert message["Auto-Submitted"] == "auto-generated"
        parts = [part for part in message.iter_parts() if isinstance(part, EmailMessage)]
        assert [(part.get_content_type(), part.get_content().strip()) for part in parts] == [
            ("text/plain", "Text"), ("text/html", "<p>Page"),
        ]  # fmt: skip
        assert len(mail.logins) == 1

    def test_the_same_message_has_the_same_id(self, mail: MailServer) -> None:
        for _ in range(2):
            send(mail.address())
        first, second = (message["Message-ID"] for _, message in mail.received)
        assert first == second

    @pytest.mark.parametrize(
        ("answers", "status"),
        [
            ({"CONNECT": "421 busy"}, Status.FAILED),
            ({"AUTH": "535 wrong password"}, Status.FAILED),
            ({"RCPT": "550 nobody here"}, Status.FAILED),
            ({"DATA": "451 try later"}, Status.FAILED),
            ({"END": "554 not wanted"}, Status.FAILED),
            ({"END": ""}, Status.UNKNOWN),
        ],
        ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
    )
    def test_that_fails(self, mail: MailServer, answers: dict[str, str], status: Status) -> None:
        mail.answers = answers
        found = send(mail.address())
        assert found.status is status
        assert "secret-word" not in found.why

    def test_without_a_server_is_tried_again(self) -> None:
        assert send(MailServer(port=1).address()).status is Status.FAILED

    @pytest.mark.parametrize(
        ("given", "instead"),
        [("secret-word", "secr%C3%A9t"), ("?from=", "?smtp=smtp..board.example&from=")],
    )
    def test_what_no_login_or_lookup_can_take(
        self, mail: MailServer, given: str, instead: str
    ) -> None:
        found = send(mail.address().replace(given, instead))
        assert found.status is Status.FAILED and found.why.endswith("a sign that can't be used")

    def test_a_server_that_never_comes_to_an_end(self, mail: MailServer) -> None:
        """It says line after line: very many, or slowly."""
        mail.answers = {"CONNECT": f"220-{'wait' * 1000}\n" * 400 + "220 ready"}
        assert send(mail.address()).status is Status.FAILED
        mail.answers, mail.pause = {"CONNECT": "220-wait\n" * 40 + "220 ready"}, 0.1
        assert send(mail.address("&rto=0.5")).status is Status.FAILED
        assert mail.received == []

    def test_recipients_that_can_not_be_used_are_counted(self, mail: MailServer) -> None:
        for more, lost in (
            (",jürgen@club.example,d@localhost", "2 recipients"), ("&cc=ö@club.example", "1 rec"),
        ):  # fmt: skip
            with pytest.raises(AddressError, match=lost) as error:
                send(mail.address(more))
            assert "club" not in str(error.value)
        for more in (",Ana Silva <C@club.example>", ",a@club.example&bcc=d@club.example"):
            assert send(mail.address(more)).status is Status.SENT


class TestAddresses:
    def test_a_line_for_each_place(self) -> None:
        given = "# mine\nslack: https://a.example/x?y=z\nclub = mailtos://u:p@h\nmore tgram://1\n"
        found = parse_addresses(given, ["slack", "club", "more"])
        assert found.mistakes == ()
        assert found.by_place == {
            "slack": "https://a.example/x?y=z", "club": "mailtos://u:p@h", "more": "tgram://1",
        }  # fmt: skip

    def test_one_place_needs_no_name(self) -> None:
        for address in ("https://a.example/x", "hooks.slack.com/services/x"):
            assert parse_addresses(f"\n{address}\n", ["slack"]).by_place == {"slack": address}

    def test_mistakes_name_the_line_and_no_address(self) -> None:
        given = "https://a.example/secret\nother: https://b.example/secret\na: x://1\na: x://2"
        found = parse_addresses(given, ["a", "b"])
        assert found.by_place == {"a": "x://1"}
        assert [line.partition(":")[0] for line in found.mistakes] == [
            f"BOARD_ANNOUNCE, line {number}" for number in (1, 2, 4)
        ]
        assert "secret" not in str(found.mistakes)

    @pytest.mark.parametrize(
        ("address", "says"),
        [
            ("hooks.slack.com/services/T1/A1/x", "no scheme"),
            ("//hooks.slack.com/services/T1/A1/x", "no scheme"),
            ("https://example.com/hook", "no service"),
            ("carrier-pigeon://coop", "no service"),
            ("slack://x", "no service"),
        ],
    )
    def test_that_can_not_be_used(self, address: str, says: str) -> None:
        with pytest.raises(AddressError, match=says):
            open_channel(address, "My board", "https://board.example/")
