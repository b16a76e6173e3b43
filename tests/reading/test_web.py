"""What servers of strangers do to a client, played on this machine. No test waits for long."""

from __future__ import annotations

import gzip
import ipaddress
import itertools
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

import pytest

from generator.reading.deadline import Deadline
from generator.reading.public_addresses import NOT_PUBLIC_4, NOT_PUBLIC_6, UPDATED, is_public
from generator.reading.web import Answer, Web, WebError

PUBLIC, PUBLIC_6 = "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
Play = Callable[[socket.socket], None]


@contextmanager
def server(play: Play) -> Iterator[tuple[str, int]]:
    """A server that plays once for each connection. Yields its host and port."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def answer() -> None:
            while True:
                try:
                    connected, _ = listening.accept()
                except OSError:
                    return
                with connected, suppress(OSError):
                    play(connected)

        threading.Thread(target=answer, daemon=True).start()
        yield listening.getsockname()
        listening.shutdown(socket.SHUT_RDWR)


def sends(*parts: bytes) -> Play:
    """Reads the request, then sends `parts`."""

    def play(connected: socket.socket) -> None:
        connected.recv(4096)
        for part in parts:
            connected.sendall(part)

    return play


def drips(first: bytes, drop: bytes) -> Play:
    """Sends `first`, and then `drop` for ever, slowly enough that each is read by itself."""

    def play(connected: socket.socket) -> None:
        connected.recv(4096)
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connected.sendall(first)
        while True:
            connected.sendall(drop)
            time.sleep(0.001)

    return play


def ask(play: Play, most: int = 1000, method: str = "GET") -> Answer:
    """The answer of `play`, where every look at the clock takes a second."""
    seconds = itertools.count()
    with server(play) as address:
        return Web(testing=address, clock=lambda: next(seconds)).ask(
            "https://harbour.com/x", most, method
        )


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    "play",
    [
        drips(b"", b"H"),
        drips(b"HTTP/1.1 ", b"2"),
        drips(OK, b"a"),
        drips(OK + b"Content-Length: 900\r\n\r\n", b"a"),
        drips(OK + b"\r\n", b"a"),
        drips(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        drips(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
        drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        drips(b"", b"HTTP/1.1 100 Continue\r\nA: b\r\n\r\n"),
    ],
    ids=["status", "code", "header", "body", "body without length", "chunks",
         "a chunk's length", "continue", "continue with headers"],
)  # fmt: skip
def test_one_deadline_ends_all_that_drips(play: Play) -> None:
    with pytest.raises(WebError, match="did not answer in time"):
        ask(play)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_endless_continues_in_one_go_end_too(method: str) -> None:
    def play(connected: socket.socket) -> None:
        connected.recv(4096)
        while True:
            connected.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 5000)

    with server(play) as address, pytest.raises(WebError, match="too long"):
        Web(testing=address).ask("https://harbour.com/", 1000, method)


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([OK + b"A: " + b"a" * 1_000_000 + b"\r\n\r\n"], "LineTooLong"),
        ([OK + b"A: b\r\n" * 1000 + b"\r\n"], "HTTPException"),
        ([b"HTTP/1.1 2000 OK\r\n\r\n"], "BadStatusLine"),
        ([b"\x16\x03\x01\x02\x00"], "BadStatusLine"),
        ([b""], "RemoteDisconnected"),
        ([b"\r\n" * 1000], "BadStatusLine"),
        ([OK + b"Transfer-Encoding: chunked\r\n\r\n", b"zz\r\n"], "IncompleteRead"),
        ([OK + b"Transfer-Encoding: chunked\r\n\r\n" + (b"1;" + b"x" * 60_000 + b"\r\na\r\n") * 20],
         "too long"),
    ],
    ids=["one header of 1 MB", "1,000 headers", "no status", "TLS", "nothing", "blank lines",
         "no chunk", "long extensions of chunks"],
)  # fmt: skip
def test_what_is_no_answer_is_one_line(parts: list[bytes], why: str) -> None:
    with server(sends(*parts)) as address, pytest.raises(WebError, match=why) as caught:
        Web(testing=address).ask("https://harbour.com/", 1000)
    assert "\n" not in str(caught.value) and caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (OK + b"Content-Length: 3\r\n\r\nabcdef", b"abc"),
        (OK + b"Content-Length: 30\r\n\r\nabc", b"abc"),
        (OK + b"Content-Length: -5\r\n\r\nabc", b"abc"),
        (OK + b"Content-Length: many\r\n\r\nabc", b"abc"),
        (OK + b"Content-Length: 99999999999999999999\r\n\r\nabc", b"abc"),
        (OK + b"\r\n" + b"a" * 5000, b"a" * 11),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 50, b"a" * 11),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n", b""),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + OK + b"\r\nabc", b"abc"),
    ],
    ids=["longer", "shorter", "negative", "no number", "huge", "no length", "chunks", "early",
         "after a continue"],
)  # fmt: skip
def test_no_more_is_read_than_was_asked_for(answer: bytes, body: bytes) -> None:
    with server(sends(answer)) as address:
        assert Web(testing=address).ask("https://harbour.com/", 10).body == body


def test_a_compressed_body_is_not_unpacked() -> None:
    packed = gzip.compress(b"0" * 10_000_000)
    head = OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed)
    with server(sends(head + packed)) as address:
        assert Web(testing=address).ask("https://harbour.com/", 1000).body == packed[:1001]


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        (b"/y?z", "https://harbour.com/y?z"),
        (b"//other.com", "https://other.com"),
        ("/caf\u00e9".encode(), "https://harbour.com/caf\u00e9"),
        (b"", ""),
        (b"/a\x00b", "https://harbour.com/a\x00b"),
        (b"javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_where_a_redirect_leads(location: bytes, leads_to: str) -> None:
    answer = ask(sends(b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\n\r\n"))
    assert (answer.status, answer.location) == (302, leads_to)


@pytest.mark.parametrize("location", [b"https://[", b"//[::1"])
def test_a_redirect_to_nowhere_is_one_line(location: bytes) -> None:
    with pytest.raises(WebError, match="an address that is none"):
        ask(sends(b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\n\r\n"))


@pytest.mark.parametrize(
    "url",
    ["https://[", "https://[x]/", "https://harbour.com:port/", "https://harbour.com:8443/",
     "https://harbour.com:99999/", "https://harbour.com/a\x00b", "https://harbour.com/a b",
     "https://harbour.com/\r\nX: y", "https://ana@harbour.com/", "https://ana:x@harbour.com/",
     "http://harbour.com/", "https:///x", "//harbour.com", "",
     "https://" + "\u00fc" * 80 + ".com/", "https://\u00fc..com/"],
)  # fmt: skip
def test_what_can_not_be_asked(url: str) -> None:
    def never(_: socket.socket) -> None:
        pytest.fail("asked")

    with server(never) as address, pytest.raises(WebError, match="asked"):
        Web(testing=address).ask(url, 100)


def test_other_scripts_are_sent_as_browsers_do() -> None:
    asked = []

    def play(connected: socket.socket) -> None:
        asked.append(connected.recv(4096).decode("ascii"))
        connected.sendall(OK + b"\r\n")

    with server(play) as address:
        client = Web(testing=address)
        client.ask("https://B\u00fccher.com/caf\u00e9?q=\u65e5%20#x", 10)
        client.ask("https://stra\u00dfe.com/", 10)
        client.ask("https://[2606:2800::1]/", 10)
    assert "GET /caf%C3%A9?q=%E6%97%A5%20 HTTP/1.1\r\nHost: xn--bcher-kva.com\r\n" in asked[0]
    assert "Host: xn--strae-oqa.com\r\n" in asked[1]
    assert "Host: [2606:2800::1]\r\n" in asked[2]


def named(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Let every name have these addresses. Returns the names that are looked up."""
    asked = []

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(0, 0, 0, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        [PUBLIC, "10.0.0.7"],
        [PUBLIC, PUBLIC, PUBLIC, PUBLIC, "10.0.0.7"],
        [PUBLIC, "fd00::1"],
        [PUBLIC_6, "64:ff9b::7f00:1"],
        ["::ffff:169.254.169.254"],
        [],
    ],
)
def test_a_host_with_one_private_address_is_not_asked(
    monkeypatch: pytest.MonkeyPatch, addresses: list[str]
) -> None:
    named(monkeypatch, *addresses)
    with pytest.raises(WebError, match="not on the public internet"):
        Web().ask("https://harbour.com/", 100)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "a.localhost"])
def test_localhost_is_not_looked_up(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    asked = named(monkeypatch, PUBLIC)
    with pytest.raises(WebError, match="not on the public internet"):
        Web().ask(f"https://{host}/", 100)
    assert asked == []


def test_a_name_server_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: never.wait() and [])
    with pytest.raises(WebError, match="no name server answered in time"):
        Web(seconds=0.1).ask("https://harbour.com/", 100)
    never.set()


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (socket.gaierror(-2, "unknown"), "there is no such host"),
        (OSError("odd"), "can't be looked up"),
        (UnicodeError("label too long"), "can't be looked up"),
    ],
)
def test_a_name_without_an_address(
    monkeypatch: pytest.MonkeyPatch, error: Exception, why: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(WebError, match=why):
        Web().ask("https://harbour.com/", 100)


def test_it_connects_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is one lookup, so that a second one can't lead elsewhere (DNS rebinding)."""
    asked = named(monkeypatch, PUBLIC, PUBLIC_6)
    connected_to = []

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        connected_to.append((*address, timeout))
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(WebError, match="refused"):
        Web(clock=lambda: 0.0).ask("https://harbour.com/", 100)
    assert connected_to == [(PUBLIC, 443, 5), (PUBLIC_6, 443, 10)]
    assert asked == ["harbour.com"]


def test_tls_that_never_answers_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = socket.socketpair()
    monkeypatch.setattr(socket, "create_connection", lambda *_: here)
    with closing(there), pytest.raises(WebError, match="did not answer in time"):
        Web(seconds=0.05).ask(f"https://{PUBLIC}/", 100)
    assert here.fileno() == -1, "it is closed"


def test_what_is_no_tls_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = socket.socketpair()
    there.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    monkeypatch.setattr(socket, "create_connection", lambda *_: here)
    with closing(there), pytest.raises(WebError, match="as a web server does"):
        Web().ask(f"https://{PUBLIC}/", 100)


def test_several_requests_share_a_deadline() -> None:
    seconds = itertools.count()
    with server(sends(OK + b"\r\n")) as address:
        client = Web(testing=address, clock=lambda: next(seconds) / 4)
        end = client.deadline(6)
        client.ask("https://harbour.com/", 10, until=end)
        while not end.is_over:
            pass
        with pytest.raises(WebError, match="in time"):
            client.ask("https://harbour.com/", 10, until=end)


def test_a_deadline() -> None:
    now = [100.0]
    end = Deadline(10, lambda: now[0])
    assert end.left() == 10 and end.within(3).left() == 3 and end.within(30).left() == 10
    now[0] = 110
    assert end.is_over
    for late in (end.left, lambda: end.within(1)):
        with pytest.raises(TimeoutError):
            late()


@pytest.mark.parametrize("block", [*NOT_PUBLIC_4, *NOT_PUBLIC_6])
def test_no_address_of_a_special_block_is_public(block: str) -> None:
    network = ipaddress.ip_network(block)
    for number in (0, 1, network.num_addresses // 2, -2, -1):
        assert not is_public(str(network[number]))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "127.0.0.1", "255.255.255.255", "100.127.255.255", "169.254.169.254",
        "::", "::1", "::7f00:1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:0:127.0.0.1",
        "::ffff:0:8.8.8.8", "64:ff9b::10.0.0.1", "64:ff9b:1::8.8.8.8", "2002:7f00:1::",
        "2002:a00:1::1", "2001:0:7f00:1::1", "2001:0:0808:0808::80ff:fffe", "2001::1",
        "fec0::1", "feff::1", "fe80::1", "fe80::1%eth0", "2606:2800::1%eth0", "fd00::1", "3fff::1",
        "5f00::1", "ff02::1", "100::1", "100:0:0:1::1", "2001:db8::1", "2001:2::1", "4000::1",
        "1::1", "", "localhost", "127.1", "0x7f000001", "8.8.8.8/32",
    ],
)  # fmt: skip
def test_what_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [PUBLIC, PUBLIC_6, "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1",
     "192.0.1.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "::ffff:8.8.8.8",
     "64:ff9b::8.8.8.8", "2002:808:808::1", "2001:0:808:808::f7f7:f7f7", "2001:200::1",
     "3ffe::1", "2620:4f:8000::1"],
)  # fmt: skip
def test_what_is_public(address: str) -> None:
    assert is_public(address)


def test_the_registries_have_a_date() -> None:
    assert UPDATED == "2025-10-09"


def test_the_certificate_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The context that is used asks for a valid certificate of the host's name."""
    context = ssl.create_default_context()
    monkeypatch.setattr(ssl, "create_default_context", lambda: context)
    here, there = socket.socketpair()
    there.close()
    monkeypatch.setattr(socket, "create_connection", lambda *_: here)
    with pytest.raises(WebError):
        Web().ask(f"https://{PUBLIC}/", 100)
    assert context.check_hostname and context.verify_mode == ssl.CERT_REQUIRED
