"""Sends messages through apprise, which knows the services; emails through SMTP (`mail.py`).

An address is a secret: no part of it is ever printed, and what apprise logs stays here.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from generator.model.numbers import count
from generator.upkeep.announce import delivery
from generator.upkeep.announce.delivery import Delivery, Texts
from generator.upkeep.announce.mail import MailChannel, lost_recipients

if TYPE_CHECKING:
    from apprise import NotifyBase
    from apprise.result import AppriseResult

SECONDS = 30.0  # for one message, whatever the service does
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://")
# Services for emails that have an API, by their scheme. They get HTML, as an SMTP server does.
_MAIL = frozenset(
    ("brevo", "mailersend", "mailgun", "postmark", "resend", "sendgrid", "sendpulse", "ses",
     "smtp2go", "sparkpost", "azure", "o365", "office365")
)  # fmt: skip


class AddressError(Exception):
    """An address can't be used; the message says why, without the address."""


class Channel(Protocol):
    """Where messages go. `most` is how many characters a text may have; `is_mail` wants HTML."""

    @property
    def name(self) -> str:
        """What people call the service: `Slack`."""

    @property
    def most(self) -> int:
        """How many characters a text may have."""

    @property
    def is_mail(self) -> bool:
        """Whether it takes HTML with a subject."""

    def send(self, texts: Texts) -> Delivery:
        """Send a message. Never raises for what a service does."""


def open_channel(address: str, sender: str, link: str) -> Channel:
    """The channel at `address`. Raises AddressError.

    `sender` is the board's name, and `link` its address, which some services show with a message.
    """
    if not _SCHEME.match(address):
        raise AddressError(
            "the address has no scheme. It begins with `https://` for Slack and Discord, with "
            "`mailtos://` for email"
        )
    service = _service(address, sender, link)
    if service is None:
        raise AddressError(
            "no service has such an address. The page about announcements says how to write it"
        )
    scheme = address.partition(":")[0].lower()
    if scheme in {"mailto", "mailtos"}:
        if lost := lost_recipients(service, address):
            raise AddressError(
                f"{count(lost, 'recipient')} can't get this email. An address there is like "
                "`a.b-c@example.org`, without letters such as `ü`"
            )
        return MailChannel.of(service)
    return _AppriseChannel(service, is_mail=scheme in _MAIL)


def _service(address: str, sender: str, link: str) -> NotifyBase | None:
    """What apprise makes of an address. Its log goes nowhere: it can have parts of the address."""
    from apprise import Apprise, AppriseAsset

    logger = logging.getLogger("apprise")
    logger.propagate = False
    logger.setLevel(logging.DEBUG)  # for `from_log`, which alone reads it
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    asset = AppriseAsset(
        app_id=sender, app_desc=sender, app_url=link, async_mode=False, service_timeout=SECONDS,
        image_url_mask="", image_url_logo="", http_redirects=False,
    )  # fmt: skip
    service = Apprise.instantiate(address, asset=asset)
    if service is not None:
        service.retry = 0  # one that did not answer may have the message: see delivery.py
        service.optional = False  # else a message that failed would count as sent
    return service


@dataclass(frozen=True)
class _AppriseChannel:
    service: NotifyBase = field(repr=False)
    is_mail: bool

    @property
    def name(self) -> str:
        return str(self.service.service_name)

    @property
    def most(self) -> int:
        return int(self.service.body_maxlen)

    def send(self, texts: Texts) -> Delivery:
        """Send it and wait for the answer. A chat gets the text alone."""
        from apprise import Apprise, NotifyFormat

        to = Apprise(asset=self.service.asset)
        to.add(self.service)
        result = to.notify(
            body=texts.html or texts.text,
            title=texts.subject if self.is_mail else "",
            body_format=NotifyFormat.HTML if self.is_mail else NotifyFormat.TEXT,
            log_level=logging.DEBUG,
        )
        return _outcome(result)


def _outcome(result: AppriseResult) -> Delivery:
    from apprise.result import AppriseResultStatus

    if result.status is AppriseResultStatus.SUCCESS:
        return delivery.SENT
    if result.status is AppriseResultStatus.TIMEOUT:
        return delivery.unknown("there was no answer in time")
    return delivery.from_log((entry.level, entry.message) for entry in result.logs())


def still_sending() -> bool:
    """Whether a message that took too long is still being sent: the process can't end by itself."""
    import sys

    if "apprise" not in sys.modules:
        return False
    from apprise.apprise import any_abandoned_calls_still_running

    return bool(any_abandoned_calls_still_running())
