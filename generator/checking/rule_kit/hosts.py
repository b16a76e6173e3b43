"""What rules know of domains."""

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
# Under these each name is somebody else's.
_SHARED = {
    "blogspot.com", "carrd.co", "github.io", "gitlab.io", "godaddysites.com", "medium.com",
    "neocities.org", "netlify.app", "notion.site", "pages.dev", "substack.com", "vercel.app",
    "web.app", "webflow.io", "weebly.com", "wixsite.com", "wordpress.com", "workers.dev",
}  # fmt: skip
# Letters of other scripts that look like Latin ones in common typefaces (Unicode TR 39, a part).
_LATIN_TWINS = frozenset("аеорсухіјѕԁһӏԛԝьүαορτυνικγω")
# Public suffixes of two labels that employers really stand under (publicsuffix.org).
_SECOND = {"co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "go"}


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """The host of an address, in lower case and without `www.`; empty if there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def registered(host: str) -> str:
    """What somebody registered: `acme.co.uk` of `jobs.acme.co.uk`."""
    labels = host.split(".")
    parent = ".".join(labels[-2:])
    if parent in _SHARED or (labels[-2:-1] and labels[-2] in _SECOND and len(labels[-1]) == 2):
        return ".".join(labels[-3:])
    return parent


def is_application_service(host: str) -> bool:
    """Whether employers rent their application forms there."""
    return any(host == service or host.endswith(f".{service}") for service in _SERVICES)


def is_free_mail(host: str) -> bool:
    """Whether anybody can have an address there."""
    return host in _FREE_MAIL


@lru_cache(maxsize=4096)
def disguise(host: str) -> str:
    """The part of `host` that passes itself off as another name; empty if none does.

    A name in one script is somebody's language, and Japanese uses three. One that mixes Latin
    with Greek or Cyrillic letters, or has only letters that look Latin, is a disguise.
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
