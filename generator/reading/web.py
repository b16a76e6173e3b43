"""Requests to web servers of strangers, protected against server-side request forgery.

Only https to public addresses is allowed, with a limit on time and size. A host is looked up
once, and the connection goes to the very address that was checked, so that a second lookup can't
lead into our own network (DNS rebinding). The certificate must be valid for the host's name.
Redirects are not followed: the caller decides.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

_AGENT = "microinternships-board"
_SECONDS = 10.0


class WebError(Exception):
    """A request was refused or got no answer; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's response. `location` is absolute, and empty unless it redirects."""

    status: int
    body: bytes
    location: str = ""


@dataclass(frozen=True)
class Web:
    """A client. In tests, `testing` is a local server (host, port) that answers for every host."""

    testing: tuple[str, int] | None = None

    def ask(self, url: str, most: int, method: str = "GET") -> Answer:
        """Send one request and read at most `most` + 1 bytes of the body. Raises WebError."""
        parts = _checked(url)
        connection = self._connection(parts)
        target = parts.path or "/"
        try:
            connection.putrequest(method, f"{target}?{parts.query}" if parts.query else target,
                                  skip_host=True, skip_accept_encoding=True)  # fmt: skip
            sent = {"Host": parts.hostname or "", "User-Agent": _AGENT, "Accept": "*/*",
                    "Connection": "close"}  # fmt: skip
            for name, value in sent.items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            location = response.getheader("Location", "") if 300 <= response.status < 400 else ""
            body = b"" if method == "HEAD" else response.read(most + 1)
        except ssl.SSLCertVerificationError as error:
            raise WebError(f"its certificate is not valid ({error.verify_message}).") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise WebError(_why(error)) from None
        finally:
            connection.close()
        return Answer(response.status, body, _target(url, location))

    def _connection(self, parts: SplitResult) -> http.client.HTTPConnection:
        host = parts.hostname or ""
        if self.testing:
            return http.client.HTTPConnection(*self.testing, timeout=_SECONDS)
        return _Pinned(host, public_address(host))


class _Pinned(http.client.HTTPSConnection):
    """Connects to an address that was checked before; the certificate must be the host's."""

    def __init__(self, host: str, address: str) -> None:
        self._context_of_ours = ssl.create_default_context()
        super().__init__(host, 443, timeout=_SECONDS, context=self._context_of_ours)
        self._address = address

    def connect(self) -> None:
        plain = socket.create_connection((self._address, 443), self.timeout)
        self.sock = self._context_of_ours.wrap_socket(plain, server_hostname=self.host)


def public_address(host: str) -> str:
    """The first IP address of `host`. Raises WebError unless all of them are public."""
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except socket.gaierror:
        raise WebError("there is no such host.") from None
    except (OSError, UnicodeError):
        raise WebError("the host's name can't be looked up.") from None
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(is_public(address) for address in addresses):
        raise WebError("the host is not on the public internet.")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is neither private nor reserved (IANA special-purpose registries).

    An IPv4 address inside an IPv6 one counts: mapped, 6to4, Teredo and NAT64 (RFC 6052).
    """
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo or (None,))[0]
        if inner is not None:
            return inner.is_global
        if parsed in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)))
    return parsed.is_global and not parsed.is_multicast


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise WebError("the address is not one that can be asked.") from None
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.password:
        raise WebError("only https addresses are asked.")
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port not in (None, 443) or not url.isascii() or not url.isprintable() or " " in url:
        raise WebError("the address is not one that can be asked.")
    return parts


def _target(url: str, location: str) -> str:
    """Where a redirect of `url` leads; empty without one. Raises WebError if it is no address."""
    try:
        target = urljoin(url, location) if location else ""
        urlsplit(target)
    except ValueError:
        raise WebError("it sends visitors to an address that is none.") from None
    return target


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it did not answer in time."
    if isinstance(error, ConnectionRefusedError):
        return "it refused the connection."
    return f"it did not answer as a web server does ({type(error).__name__})."
