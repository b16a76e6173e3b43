"""Looks for an employer's token on its website, then in its DNS. Uses the network.

A redirect is followed on the same host only: a page that sends every visitor elsewhere, such as
a shared host's, must not prove anything about who owns the name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.reading.web import Web, WebError
from generator.reviewing.ownership_token import address, is_in

_MOST_BYTES = 8 * 1024
_MOST_REDIRECTS = 3
_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Proof:
    """Where the token was found; empty if nowhere, and then `tried` says what was there."""

    where: str
    tried: tuple[str, ...]


def prove(website: str, token: str, web: Web, name_server: tuple[str, int] | None = None) -> Proof:
    """Ask the website, then its DNS. `name_server` is a local one, for tests."""
    host = urlsplit(website).hostname or ""
    tried = []
    looks: tuple[tuple[str, Callable[[], Iterable[str]]], ...] = (
        (address(host), lambda: _on_the_web(host, web)),
        (f"the DNS TXT records of {record(host)}", lambda: _in_dns(record(host), name_server)),
    )
    for where, look in looks:
        try:
            lines = look()
        except WebError as error:
            tried.append(f"{where}: {error}")
            continue
        if is_in(token, lines):
            return Proof(where, tuple(tried))
        tried.append(f"{where}: the line is not there.")
    return Proof("", tuple(tried))


def record(host: str) -> str:
    """Whose TXT records are looked at."""
    return f"_microinternships.{host}"


def _on_the_web(host: str, web: Web) -> list[str]:
    url = address(host)
    for _ in range(_MOST_REDIRECTS + 1):
        answer = web.ask(url, _MOST_BYTES)
        if not answer.location:
            break
        if urlsplit(answer.location).hostname != host:
            raise WebError("it sends visitors to another host.")
        url = answer.location
    if answer.status != 200:
        raise WebError(f"it answers with status {answer.status}.")
    if len(answer.body) > _MOST_BYTES:
        raise WebError(f"the file is larger than {_MOST_BYTES // 1024} KiB.")
    return answer.body.decode("utf-8", "replace").lstrip("\ufeff").splitlines()


def _in_dns(name: str, server: tuple[str, int] | None) -> list[str]:
    # Only this needs the library, and the rest of the command line should not wait for it.
    import dns.exception
    import dns.resolver

    resolver = dns.resolver.Resolver(configure=server is None)
    if server:
        resolver.nameservers, resolver.port = [server[0]], server[1]
    try:
        found = resolver.resolve(name, "TXT", lifetime=_SECONDS)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except (dns.exception.DNSException, OSError):
        raise WebError("no name server answered.") from None
    return [b"".join(item.strings).decode("utf-8", "replace") for item in found]
