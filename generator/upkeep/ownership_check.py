"""Checks that an employer controls its website: looks for its token there, then in DNS.

Uses the network. Redirects are followed on the same host only. Otherwise a name that redirects
everything to another host, as parked domains do, would be proven by that host's owner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.reading.web import Web, WebError
from generator.reviewing.ownership_token import contains_token, token_url

_MAX_BYTES = 8 * 1024
_MAX_REDIRECTS = 3
_WEB_SECONDS = 20.0  # for all redirects
_DNS_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class OwnershipProof:
    """Where the token was found, empty if nowhere; and why it was not found in other places."""

    found_at: str
    failures: tuple[str, ...]


def check_ownership(
    website: str, token: str, web: Web, name_server: tuple[str, int] | None = None
) -> OwnershipProof:
    """Look for the token at the website's well-known address, then in its DNS TXT records.

    `name_server` is the host and port of a local name server, for tests.
    """
    host = urlsplit(website).hostname or ""
    failures = []
    places: tuple[tuple[str, Callable[[], Iterable[str]]], ...] = (
        (token_url(host), lambda: _fetch_lines(host, web)),
        (
            f"the DNS TXT records of {dns_name(host)}",
            lambda: _txt_records(dns_name(host), name_server),
        ),
    )
    for place, read_lines in places:
        try:
            lines = read_lines()
        except WebError as error:
            failures.append(f"{place}: {error}")
            continue
        if contains_token(token, lines):
            return OwnershipProof(place, tuple(failures))
        failures.append(f"{place}: the line is not there.")
    return OwnershipProof("", tuple(failures))


def dns_name(host: str) -> str:
    """The name whose TXT records may have the token; the underscore follows RFC 8552."""
    return f"_microinternships.{host}"


def _fetch_lines(host: str, web: Web) -> list[str]:
    url = token_url(host)
    end = web.deadline(_WEB_SECONDS)
    for _ in range(_MAX_REDIRECTS + 1):
        answer = web.ask(url, _MAX_BYTES, until=end)
        if not answer.location:
            break
        if urlsplit(answer.location).hostname != host:
            raise WebError("it sends visitors to another host.")
        url = answer.location
    if answer.status != 200:
        raise WebError(f"it answers with status {answer.status}.")
    if len(answer.body) > _MAX_BYTES:
        raise WebError(f"the file is larger than {_MAX_BYTES // 1024} KiB.")
    return answer.body.decode("utf-8", "replace").lstrip("\ufeff").splitlines()


def _txt_records(name: str, server: tuple[str, int] | None) -> list[str]:
    # Imported only here, because dnspython is slow to load.
    import dns.exception
    import dns.resolver

    resolver = dns.resolver.Resolver(configure=server is None)
    if server:
        resolver.nameservers, resolver.port = [server[0]], server[1]
    try:
        records = resolver.resolve(name, "TXT", lifetime=_DNS_SECONDS)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except (dns.exception.DNSException, OSError):
        raise WebError("no name server answered.") from None
    # A record is one text in strings of at most 255 bytes each (RFC 1035, 3.3.14).
    return [b"".join(record.strings).decode("utf-8", "replace") for record in records]
