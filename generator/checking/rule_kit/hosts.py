"""Judges hosts: private ones, services, free mail, link shorteners, shared domains and disguises.

`model.web_address` reads an address; here is what its host is.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from generator.model.web_address import AddressError, is_ip_address, parse_address

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
# Everyone's pages are on the same host here.
_PAGES_OF_MANY = (
    "facebook.com", "github.com", "gitlab.com", "instagram.com", "linkedin.com", "linktr.ee",
    "sites.google.com", "tiktok.com", "twitter.com", "x.com", "xing.com", "youtube.com",
)  # fmt: skip
# RFC 2606, RFC 6761, RFC 6762 and RFC 8375; `.example` is left to boards of samples.
_PRIVATE = (
    "localhost", "localdomain", "local", "internal", "intranet", "corp", "home", "lan", "home.arpa",
    "private", "test", "invalid", "alt", "onion",
)  # fmt: skip
# Services that make short links, which hide where they lead.
_SHORTENERS = (
    "bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "buff.ly", "rebrand.ly",
    "cutt.ly", "shorturl.at", "lnkd.in", "rb.gy", "tiny.cc", "t.ly", "s.id", "linktr.ee",
    "short.io", "bl.ink", "v.gd", "urlz.fr", "shorturl.gg", "adf.ly",
)  # fmt: skip
# Letters of other scripts that look like Latin ones in common typefaces (Unicode TR 39, a part).
_LATIN_TWINS = frozenset("аеорсухіјѕԁһӏԛԝьүαορτυνικγω")
# Latin letters of phonetic spelling that look like plain ones; no language's names need them.
_PHONETIC_TWINS = frozenset("ɑɡɩɪɴʀʏʟʙʜ")
# Scripts that names mix with Latin: Chinese, Japanese and Korean ones (Unicode TR 39, 5.2).
_BESIDE_LATIN = frozenset(
    ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO")
)
# Second labels of public suffixes such as co.uk that employers use (publicsuffix.org).
_SECOND = {"co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "go"}
# For the form on the board's site; see `checking.exported_checks`.
DATA = {
    "services": _SERVICES,
    "free_mail": _FREE_MAIL,
    "samples": _SAMPLES,
    "shared": _SHARED,
    "private": _PRIVATE,
    "shorteners": _SHORTENERS,
    "latin_twins": "".join(sorted(_LATIN_TWINS)),
    "phonetic_twins": "".join(sorted(_PHONETIC_TWINS)),
    "second": _SECOND,
}


def host_of(url: str) -> str:
    """The host of a URL, without `www.`; empty if a browser can't open it."""
    try:
        return parse_address(url).host.removeprefix("www.") if url else ""
    except AddressError:
        return ""


def email_host(email: str) -> str:
    """The host of an email address, in the letters of its own script; empty if it has none."""
    return host_of(f"https://{email.rpartition('@')[2]}") if email else ""


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
    return _is_under(host, _SERVICES)


def has_many_owners(host: str) -> bool:
    """Whether a page's owner can't be told by the host, because many have pages there."""
    return _is_under(host, _PAGES_OF_MANY) or registered(host) in _SHARED


def is_sample(host: str) -> bool:
    """Whether the host is under a name that is kept for examples (RFC 2606)."""
    return host.endswith(".example") or registered(host) in _SAMPLES


def is_free_mail(host: str) -> bool:
    """Whether the host is a free mail service, where anyone can have an address."""
    return host in _FREE_MAIL


@lru_cache(maxsize=4096)
def is_private(host: str) -> bool:
    """Whether a host is an IP address, or a name that is not on the public internet."""
    return is_ip_address(host) or _is_under(host, _PRIVATE)


@lru_cache(maxsize=4096)
def shortener(host: str) -> str:
    """The service that makes short links whose host this is, or ""."""
    return next((name for name in _SHORTENERS if _is_under(host, (name,))), "")


def _is_under(host: str, names: tuple[str, ...]) -> bool:
    return host in names or host.endswith(tuple(f".{name}" for name in names))


@lru_cache(maxsize=4096)
def disguise(host: str) -> str:
    """The label of `host` that imitates another name with letters that look alike, or "".

    A label counts if it mixes Latin letters with those of another script, but for Chinese, Japanese
    and Korean; if it mixes Greek and Cyrillic ones; and if its letters all look Latin (Unicode TR
    39). Other labels count as ordinary names in their language. `host` is one of `host_of`.
    """
    for label in host.split("."):
        if label.isascii():
            continue
        letters = {letter for letter in label if letter.isalpha()}
        scripts = {_script(letter) for letter in letters}
        others = scripts - {"LATIN"} - _BESIDE_LATIN
        is_mixed = ("LATIN" in scripts and others) or {"GREEK", "CYRILLIC"} <= scripts
        if is_mixed or (letters and letters <= _LATIN_TWINS):
            return label
    return ""


def _script(letter: str) -> str:
    """The first word of a letter's name in Unicode: LATIN, CYRILLIC, GREEK."""
    if letter in _PHONETIC_TWINS:
        return "PHONETIC"
    return unicodedata.name(letter, "").partition(" ")[0]
