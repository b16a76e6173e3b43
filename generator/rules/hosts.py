"""What rules know of domains."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

# Applicant-tracking systems and form services that employers use.
_SERVICES = (
    "greenhouse.io", "lever.co", "workable.com", "ashbyhq.com", "recruitee.com", "personio.com",
    "personio.de", "smartrecruiters.com", "bamboohr.com", "teamtailor.com", "breezy.hr",
    "jobvite.com", "icims.com", "myworkdayjobs.com", "workday.com", "join.com", "softgarden.io",
    "typeform.com", "airtable.com", "tally.so", "jotform.com", "forms.office.com",
    "docs.google.com", "forms.gle", "handshake.com", "joinhandshake.com",
)  # fmt: skip
_FREE_MAIL = {
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com",
    "yahoo.com", "icloud.com",
    "gmx.de", "gmx.net", "web.de", "proton.me", "protonmail.com", "mail.ru", "yandex.ru", "qq.com",
    "aol.com", "zoho.com",
}  # fmt: skip
# Public suffixes of two labels that employers really stand under (publicsuffix.org).
_SECOND = {"co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "go"}


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """The host of an address, in lower case and without `www.`; empty if there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def registered(host: str) -> str:
    """What somebody registered: `acme.co.uk` of `jobs.acme.co.uk`."""
    labels = host.split(".")
    if len(labels) > 2 and labels[-2] in _SECOND and len(labels[-1]) == 2:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def is_application_service(host: str) -> bool:
    """Whether employers rent their application forms there."""
    return any(host == service or host.endswith(f".{service}") for service in _SERVICES)


def is_free_mail(host: str) -> bool:
    """Whether anybody can have an address there."""
    return host in _FREE_MAIL
