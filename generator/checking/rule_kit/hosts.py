"""Checks of host names: services, free mail, shared domains and disguises."""

from __future__ import annotations

import unicodedata
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
_SAMPLES = {"example.com", "example.net", "example.org"}
# Each name under these can belong to a different owner.
_SHARED = {
    "blogspot.com", "carrd.co", "github.io", "gitlab.io", "godaddysites.com", "medium.com",
    "neocities.org", "netlify.app", "notion.site", "pages.dev", "substack.com", "vercel.app",
    "web.app", "webflow.io", "weebly.com", "wixsite.com", "wordpress.com", "workers.dev",
}  # fmt: skip
# Letters of other scripts that look like Latin ones in common typefaces (Unicode TR 39, a part).
_LATIN_TWINS = frozenset("аеорсухіјѕԁһӏԛԝьүαορτυνικγω")
# Second labels of public suffixes such as co.uk that employers use (publicsuffix.org).
_SECOND = {"co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "go"}
# For the form on the board's site; see `checking.exported_checks`.
DATA = {
    "services": _SERVICES,
    "free_mail": _FREE_MAIL,
    "samples": _SAMPLES,
    "shared": _SHARED,
    "latin_twins": "".join(sorted(_LATIN_TWINS)),
    "second": _SECOND,
}


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """The host of a URL, in lower case and without `www.`; empty if it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def registered(host: str) -> str:
    """The registered domain of a host: `acme.co.uk` for `jobs.acme.co.uk`."""
    labels = host.split(".")
    parent = ".".join(labels[-2:])
    if parent in _SHARED or (labels[-2:-1] and labels[-2] in _SECOND and len(labels[-1]) == 2):
        return ".".join(labels[-3:])
    return parent


def is_application_service(host: str) -> bool:
    """Whether the host belongs to an application or form service that employers use."""
    return any(host == service or host.endswith(f".{service}") for service in _SERVICES)


def is_sample(host: str) -> bool:
    """Whether the host is under a name that is kept for examples (RFC 2606)."""
    return host.endswith(".example") or registered(host) in _SAMPLES


def is_free_mail(host: str) -> bool:
    """Whether the host is a free mail service, where anyone can have an address."""
    return host in _FREE_MAIL


@lru_cache(maxsize=4096)
def disguise(host: str) -> str:
    """The label of `host` that imitates another name with letters that look alike, or "".

    A label that mixes Latin with Greek or Cyrillic letters counts, and one whose letters all look
    Latin (Unicode TR 39). Other labels count as ordinary names in their language.
    """
    for label in host.split("."):
        shown = _decoded(label)
        if shown.isascii():
            continue
        scripts = {_script(letter) for letter in shown if letter.isalpha()}
        letters = {letter for letter in shown if letter.isalpha()}
        if len(scripts & {"LATIN", "GREEK", "CYRILLIC"}) > 1 or letters <= _LATIN_TWINS:
            return shown
    return ""


def _decoded(label: str) -> str:
    try:
        return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
    except UnicodeError:
        return label


def _script(letter: str) -> str:
    """The first word of a letter's name in Unicode: LATIN, CYRILLIC, GREEK."""
    return unicodedata.name(letter, "").partition(" ")[0]
