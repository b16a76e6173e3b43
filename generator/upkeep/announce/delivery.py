"""A message, and what became of it: sent, surely not sent, or nobody knows. Pure.

The difference decides whether it is sent again. A server that answers with an error has not taken
it; one that does not answer may have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.upkeep.announce.record import Status

_ANSWERED = re.compile(r"\berror=([0-9]{3})\b")
_MEANS = {
    400: "the service does not take this message",
    401: "the address is no longer valid",
    403: "the address is no longer valid",
    404: "the address is no longer valid",
    410: "the address is no longer valid",
    413: "the message is too long",
    429: "too many messages",
}
_FROM_BETWEEN = frozenset((502, 504, 520, 524))  # the service itself may have taken it
# How Python, urllib3 and requests say that no connection was made, so that nothing was sent.
_NOT_CONNECTED = (
    "Connection refused", "Failed to establish a new connection", "NameResolutionError",
    "getaddrinfo", "Name or service not known", "ConnectTimeout", "No route to host",
    "Network is unreachable", "CERTIFICATE_VERIFY_FAILED", "SSLCertVerificationError",
)  # fmt: skip
_SENT = re.compile(r"Sent ")
_ERROR = re.compile(r"[\w /]{0,40}Exception:")


@dataclass(frozen=True, slots=True)
class Texts:
    """A message as a channel wants it. `key` is the same whenever it is sent."""

    subject: str
    text: str
    html: str  # an email as a page; empty for a chat
    key: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """`why` says what went wrong, as the end of a sentence; it is empty for `SENT`."""

    status: Status
    why: str = ""


SENT = Delivery(Status.SENT)


def failed(why: str) -> Delivery:
    """It surely did not arrive, and is tried again."""
    return Delivery(Status.FAILED, why)


def unknown(why: str) -> Delivery:
    """It may have arrived, and is not tried again."""
    return Delivery(Status.UNKNOWN, why)


def from_log(entries: Iterable[tuple[str, str]]) -> Delivery:
    """What the log of an attempt that failed says about it. `entries` are levels and texts.

    Only lines that say what happened count, because others have the message in them, which is of
    strangers. A line may have secrets in it: no part of one is in the result but a number.
    """
    entries = [*entries]
    if any(level == "INFO" and _SENT.match(line) for level, line in entries):
        return unknown("a part of it was sent before something failed")
    warnings = [line for level, line in entries if level == "WARNING"]
    codes = [int(match[1]) for line in warnings if (match := _ANSWERED.search(line))]
    if codes:
        return answered(codes[-1])
    if any("throttle back" in line for line in warnings):  # Matrix says no code
        return answered(429)
    errors = [line for _, line in entries if _ERROR.match(line)]
    if errors and all(any(words in line for words in _NOT_CONNECTED) for line in errors):
        return failed("no connection could be made")
    if any("timed out" in line.lower() for line in errors):
        return unknown("there was no answer in time")
    return unknown("the connection broke, or the answer made no sense")


def answered(code: int) -> Delivery:
    """What an answer with an HTTP status other than success says."""
    if code in _FROM_BETWEEN:
        return unknown(f"the answer was {code}, from a server in between")
    means = _MEANS.get(code, "an error of the service" if code >= 500 else "")
    return failed(f"the answer was {code}{f' ({means})' if means else ''}")
