"""Requests to web servers of strangers, protected against server-side request forgery.

Only https to public addresses is allowed, with a limit on size and one deadline for everything: the
lookup, the connection, TLS, the headers and the body. A host is looked up once, and the connection
goes to the very address that was checked, so that a second lookup can't lead into our own network
(DNS rebinding). The certificate must be valid for the host's name. Redirects are not followed: the
caller decides. A compressed body is not unpacked.

The clients that are well kept (urllib3, httpx) can be pinned to an address too, but their limits of
time begin anew with every byte. Python's own client reads from whatever has the methods of a
socket, so that `_Channel` can hold it to a deadline.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from generator.model.web_address import AddressError, ascii_host, parse_address
from generator.reading.deadline import Clock, Deadline, TimedReader, TooLongError
from generator.reading.public_addresses import is_public

Address = tuple[str, int]  # an IP address or a name, and a port

_AGENT = "microinternships-board"
_SECONDS = 10.0
_MOST_ADDRESSES = 4  # of one host that are tried
_MOST_AROUND = 1024 * 1024  # bytes of headers and of what divides a body into chunks
_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_ETAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{0,200}"')  # in ASCII, and not too long
_LOCAL = ("localhost", ".localhost")  # never looked up (RFC 6761)


class WebError(Exception):
    """A request was refused or got no answer; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's response. `location` is absolute, and empty unless it redirects.

    `etag` is what the server calls this version (RFC 9110, section 8.8.3), to be sent back as
    `known`; empty if it does not, or in no form that can be sent.
    """

    status: int
    body: bytes
    location: str = ""
    etag: str = ""


@dataclass(frozen=True)
class Web:
    """A client. In tests, `testing` is a local server (host, port) that answers for every host.

    It may also be a mapping from hosts to such servers, where each host has its own.
    `seconds` is the limit of one request, by `clock`.
    """

    testing: Address | Mapping[str, Address] | None = None
    seconds: float = _SECONDS
    clock: Clock = time.monotonic

    def deadline(self, seconds: float) -> Deadline:
        """A deadline for several requests, by this client's clock."""
        return Deadline(seconds, self.clock)

    def ask(
        self,
        url: str,
        most: int,
        method: str = "GET",
        until: Deadline | None = None,
        known: str = "",
    ) -> Answer:
        """Send one request and read at most `most` + 1 bytes of the body. Raises WebError.

        It ends at `until`, if that comes before the limit of one request. `known` is the `etag` of
        the version that the caller has: if that is still the current one, the status is 304.
        """
        parts = _checked(url)
        try:
            deadline = (until or self.deadline(self.seconds)).within(self.seconds)
            with closing(self._connected(parts.hostname or "", deadline)) as connected:
                answer = _exchange(parts, method, _Channel(connected, deadline, most), most, known)
        except ssl.SSLCertVerificationError as error:
            raise WebError(f"its certificate is not valid ({error.verify_message}).") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise WebError(_why(error)) from None
        if not answer.location:
            return answer
        try:
            return replace(answer, location=urljoin(url, answer.location))
        except ValueError:
            raise WebError("it sends visitors to an address that is none.") from None

    def _connected(self, host: str, deadline: Deadline) -> socket.socket:
        if isinstance(self.testing, tuple):
            return socket.create_connection(self.testing, deadline.left())
        if self.testing is not None:
            if host not in self.testing:
                raise WebError("there is no such host.")
            return socket.create_connection(self.testing[host], deadline.left())
        plain = _connection(public_addresses(host, deadline), deadline)
        return _secured(plain, host, deadline)


def _connection(addresses: list[str], deadline: Deadline) -> socket.socket:
    """A connection to the first address that takes it. Each may use half of the time left."""
    for number, address in enumerate(addresses, 1):
        is_last = number == len(addresses)
        try:
            seconds = deadline.left() if is_last else deadline.left() / 2
            return socket.create_connection((address, 443), seconds)
        except OSError:
            if is_last:
                raise
    raise ConnectionError


def _secured(plain: socket.socket, host: str, deadline: Deadline) -> socket.socket:
    """TLS over a connection. Raises ssl.SSLError unless the certificate is valid for `host`."""
    try:
        plain.settimeout(deadline.left())  # for the whole handshake
        name = host.removesuffix(".")
        return ssl.create_default_context().wrap_socket(plain, server_hostname=name)
    except BaseException:
        plain.close()
        raise


def _exchange(parts: SplitResult, method: str, channel: _Channel, most: int, known: str) -> Answer:
    host = parts.hostname or ""
    connection = http.client.HTTPConnection(host)
    connection.sock = channel
    target = parts.path or "/"
    connection.putrequest(method, f"{target}?{parts.query}" if parts.query else target,
                          skip_host=True, skip_accept_encoding=True)  # fmt: skip
    sent = {"Host": f"[{host}]" if ":" in host else host, "User-Agent": _AGENT, "Accept": "*/*",
            "Connection": "close", **({"If-None-Match": known} if known else {})}  # fmt: skip
    for name, value in sent.items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    location = (response.getheader("Location") or "") if 300 <= response.status < 400 else ""
    body = b"" if method == "HEAD" else response.read(most + 1)
    etag = response.getheader("ETag") or ""
    # The client reads headers as Latin-1; browsers read addresses as UTF-8.
    location = location.encode("latin-1").decode("utf-8", "replace")
    return Answer(response.status, body, location, etag if _ETAG.fullmatch(etag) else "")


class _Channel:
    """What `http.client` uses of a socket, held to a deadline and to an amount."""

    def __init__(self, connected: socket.socket, deadline: Deadline, most: int) -> None:
        self._connected = connected
        self._deadline = deadline
        self._most = most + _MOST_AROUND

    def sendall(self, data: bytes) -> None:
        self._connected.settimeout(self._deadline.left())
        self._connected.sendall(data)

    def makefile(self, *_: Any) -> io.BufferedReader:
        return io.BufferedReader(TimedReader(self._connected, self._deadline, self._most))

    def close(self) -> None:
        """Nothing: the response is read after its connection was closed. `Web.ask` closes it."""


def public_addresses(host: str, deadline: Deadline) -> list[str]:
    """IP addresses of `host`, four at most. Raises WebError unless all of them are public."""
    if f".{host}".endswith(_LOCAL):
        raise WebError("the host is not on the public internet.")
    try:
        addresses = [str(ipaddress.ip_address(host))]
    except ValueError:
        addresses = _looked_up(host, deadline)
    if not addresses or not all(is_public(address) for address in addresses):
        raise WebError("the host is not on the public internet.")
    return addresses[:_MOST_ADDRESSES]


def _looked_up(host: str, deadline: Deadline) -> list[str]:
    """The addresses of a name. At most half of the time is for that, the rest for the connection.

    The system's lookup has no limit of time. So it runs beside, and may end after everything else.
    """
    results: SimpleQueue[list[str] | OSError | UnicodeError] = SimpleQueue()

    def look_up() -> None:
        try:
            entries = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
            results.put([str(entry[4][0]) for entry in entries])
        except (OSError, UnicodeError) as error:
            results.put(error)

    Thread(target=look_up, daemon=True).start()
    try:
        found = results.get(timeout=deadline.left() / 2)
    except Empty:
        raise WebError("no name server answered in time.") from None
    if isinstance(found, socket.gaierror):
        raise WebError("there is no such host.")
    if isinstance(found, Exception):
        raise WebError("the host's name can't be looked up.")
    return found


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise WebError("the address is not one that can be asked.") from None
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.password:
        raise WebError("only https addresses are asked.")
    if port not in (None, 443) or not url.isprintable() or " " in url:
        raise WebError("the address is not one that can be asked.")
    return parts if url.isascii() else _in_ascii(parts)


def _in_ascii(parts: SplitResult) -> SplitResult:
    """The address as a browser would send it: its host's name in ASCII, the rest quoted."""
    place = parts.netloc
    try:
        if not place.isascii():
            place = ascii_host(parse_address(parts.geturl()).host)
    except AddressError:
        raise WebError("the address is not one that can be asked.") from None
    path, query = quote(parts.path, safe=_ASCII), quote(parts.query, safe=_ASCII)
    return parts._replace(netloc=place, path=path, query=query)


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it did not answer in time."
    if isinstance(error, ConnectionRefusedError):
        return "it refused the connection."
    if isinstance(error, TooLongError):
        return "its answer is too long."
    return f"it did not answer as a web server does ({type(error).__name__})."
