"""Sends an email through an SMTP server: as a page and, beside it, as plain text.

Apprise reads the address, which knows the servers of many providers. It is not used for sending: it
would make the plain text from the HTML and lose all links.
"""

from __future__ import annotations

import io
import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formataddr, formatdate
from hashlib import blake2b
from typing import Any

from generator.reading.deadline import Deadline, TimedReader
from generator.upkeep.announce import delivery
from generator.upkeep.announce.delivery import Delivery, Texts

_SECONDS = 60.0  # for the whole conversation
_MOST = 1024 * 1024  # bytes of all answers
_BETWEEN_ADDRESSES = re.compile(r"[\s,;:<>\"]+")


@dataclass(frozen=True)
class MailChannel:
    """An SMTP server, how to talk to it, and who sends to whom."""

    host: str
    port: int
    security: str  # `ssl`, `starttls` or `insecure`
    login: tuple[str, str] | None = field(repr=False)
    sender: tuple[str, str]  # name and address
    to: tuple[tuple[str, str], ...]
    copies: tuple[str, ...]  # nobody sees them
    seconds: float = _SECONDS
    name: str = "Email"
    most: int = 1_000_000
    is_mail: bool = True

    @classmethod
    def of(cls, service: Any) -> MailChannel:
        """What apprise read in an address: `service` is its `NotifyEmail`."""
        user, password = service.user, service.password
        return cls(
            host=service.smtp_host,
            port=int(service.port),
            security=str(service.secure_mode),
            login=(user, password) if user and password else None,
            sender=(service.from_addr[0] or service.app_id, service.from_addr[1]),
            to=tuple((name or "", address) for name, address in service.targets),
            copies=tuple(sorted({*service.cc, *service.bcc})),
            seconds=_seconds(service),
        )

    def send(self, texts: Texts) -> Delivery:
        """Send one email to all recipients at once; they don't see each other."""
        message = self._message(texts)
        recipients = [address for _, address in self.to] + [*self.copies]
        try:
            server = self._connected()
        except smtplib.SMTPAuthenticationError:
            return delivery.failed("the server does not accept the name or the password")
        except UnicodeError:  # smtplib and the lookup of names take no others
            return delivery.failed(
                "the server's address, the name or the password has a sign that can't be used"
            )
        except (OSError, smtplib.SMTPException):
            return delivery.failed("no connection to the mail server could be made")
        try:
            refused = server.send_message(message, self.sender[1], recipients)
        except smtplib.SMTPRecipientsRefused:
            return delivery.failed("the server refused all recipients")
        except smtplib.SMTPResponseException as error:
            return delivery.failed(f"the server answered {error.smtp_code}")
        except TimeoutError:
            return delivery.unknown("the server did not answer in time")
        except (OSError, smtplib.SMTPException):
            return delivery.unknown("the connection broke")
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
        if refused:
            return delivery.unknown(f"the server refused {len(refused)} of the recipients")
        return delivery.SENT

    def _message(self, texts: Texts) -> EmailMessage:
        """RFC 5322 and 2046: of the alternatives, the last is the best.

        The same message has the same id, so that a mail program shows it once (RFC 5322, 3.6.4).
        """
        message = EmailMessage()
        message["From"] = formataddr(self.sender)
        shown = self.to if len(self.to) == 1 else [self.sender]
        message["To"] = ", ".join(formataddr(item) for item in shown)
        message["Subject"] = texts.subject
        message["Date"] = formatdate()
        digest = blake2b(texts.key.encode(), digest_size=12).hexdigest()
        message["Message-ID"] = f"<{digest}@{self.sender[1].rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence notes, please
        message.set_content(texts.text)
        message.add_alternative(texts.html, subtype="html")
        return message

    def _connected(self) -> smtplib.SMTP:
        """A connection, encrypted and logged in as the address says. Raises OSError or SMTP's."""
        context = ssl.create_default_context()
        deadline = Deadline(self.seconds)
        if self.security == "ssl":
            server: _Server = _SecureServer(deadline, self.host, self.port, context=context)
        else:
            server = _Server(deadline, self.host, self.port)
        try:
            if self.security == "starttls":
                server.starttls(context=context)
            if self.login:
                server.login(*self.login)
        except BaseException:
            server.close()
            raise
        return server


class _Server(smtplib.SMTP):
    """A conversation that ends at a deadline, however slowly and however much the server says."""

    def __init__(self, deadline: Deadline, host: str, port: int, **more: Any) -> None:
        self._deadline = deadline
        super().__init__(host, port, timeout=deadline.left(), **more)

    def getreply(self) -> tuple[int, bytes]:
        """The next answer. `file` is None for each new connection, and once it is encrypted."""
        if self.file is None and self.sock is not None:
            self.file = io.BufferedReader(TimedReader(self.sock, self._deadline, _MOST))
        return super().getreply()


class _SecureServer(_Server, smtplib.SMTP_SSL):
    """The same, encrypted from the beginning."""


def lost_recipients(service: Any, address: str) -> int:
    """How many recipients in `address` apprise left out of `service`, because it can't use them."""
    given = service.parse_url(address) or {}
    texts = [*given.get("targets", ()), given.get("cc", ""), given.get("bcc", "")]
    parts = _BETWEEN_ADDRESSES.split(" ".join(texts))
    wanted = {part.casefold() for part in parts if "@" in part}
    taken = [address for _, address in service.targets] + [*service.cc, *service.bcc]
    return len(wanted - {address.casefold() for address in taken}) or (0 if taken else 1)


def _seconds(service: Any) -> float:
    """What `?rto=` of an address says, or else ours: apprise's 4 seconds are few for a server."""
    given = float(service.socket_read_timeout)
    return _SECONDS if given == type(service).socket_read_timeout else min(given, _SECONDS)
