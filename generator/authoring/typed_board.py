"""The answers about a new board as people type them: understood, or refused with the reason. Pure.

What a right value is, is decided where settings are checked: `checking.settings_values`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from generator.authoring.new_file import AuthoringError
from generator.checking import settings_values, typed_words
from generator.checking.settings_values import Mistake

_SHORT_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9_.][\w.-]*)+")
_SSH = re.compile(r"(?:ssh://)?git@(?P<server>[\w.-]+)[:/](?P<path>[\w./~-]+)")
_SERVERS = {"github": "github.com", "gitlab": "gitlab.com", "forgejo": "codeberg.org"}
_LOGIN = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}")
_AMOUNT = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]+)?")  # as every reader of YAML takes it
_CODE = re.compile(r"[A-Za-z]{3}")
_MOST_NAME = 80  # characters


class WrongAnswer(AuthoringError):
    """An answer can't be used; the message says why, and what to write instead."""


def board_name(text: str) -> str:
    """The board's name: one line."""
    name = text.strip()
    if not name:
        raise WrongAnswer("the board's name is empty. Write one, such as `Projects at Northgate`.")
    if not name.isprintable() or len(name) > _MOST_NAME:
        raise WrongAnswer(f"a board's name is one line of at most {_MOST_NAME} characters.")
    return name


def site_address(text: str) -> str:
    """The site's whole address, with a slash at its end."""
    address = _good(text, "the address", settings_values.site_address)
    return address.rstrip("/") + "/"


def repository(text: str, host: str = "") -> str:
    """The https address of a repository, from that, from Git's own form, or from `OWNER/REPO`.

    `OWNER/REPO` is on github.com, unless `host` says another kind.
    """
    text = text.strip()
    if match := _SSH.fullmatch(text):
        text = f"https://{match['server']}/{match['path']}"
    elif _SHORT_NAME.fullmatch(text):
        text = f"https://{_SERVERS[host or 'github']}/{text}"
    address = _good(text, "the repository", settings_values.repository_address)
    address = address.rstrip("/").removesuffix(".git")
    if address.count("/") < 4:
        raise WrongAnswer(f"the repository `{text}` has no owner and name. Write OWNER/REPO.")
    return address


def place(text: str, host: str = "") -> tuple[str, str]:
    """The address and the repository, one of them empty: what people answer to "where is it?"."""
    text = text.strip()
    is_short = _SHORT_NAME.fullmatch(text) and "." not in text.partition("/")[0]
    on_a_host = text.startswith(tuple(f"https://{server}/" for server in _SERVERS.values()))
    if is_short or on_a_host or _SSH.fullmatch(text):
        return "", repository(text, host)
    return site_address(text), ""


def contact(text: str) -> str:
    """An email address or an https address."""
    return _good(text, "the contact", settings_values.contact)


def time_zone(text: str) -> str:
    """A name of the tz database."""
    return _good(text, "the time zone", settings_values.time_zone)


def currencies(texts: tuple[str, ...], floors: Mapping[str, str]) -> dict[str, str]:
    """Floors by currency, from `EUR=14` or `EUR`; more than one in a text has commas between.

    `floors` are those to take for a currency without an amount. An amount is empty if there is
    none for it.
    """
    parts = [part for text in texts for part in re.split(r"[,;\s]+", text) if part]
    found: dict[str, str] = {}
    for part in parts:
        code, equals, amount = part.partition("=")
        code = currency(code)
        found[code] = floor(amount) if equals else floors.get(code, "")
    return found


def currency(text: str) -> str:
    """The three letters of a currency."""
    code = text.strip().upper()
    if not _CODE.fullmatch(code):
        raise WrongAnswer(f"`{text[:40]}` is no currency. Write its three letters, such as `EUR`.")
    return _good(code, "the currency", settings_values.currency)


def floor(text: str) -> str:
    """An amount above 0, as it was typed."""
    typed = text.strip()
    try:
        amount = Decimal(typed)
    except InvalidOperation:
        amount = Decimal(0)
    if not _AMOUNT.fullmatch(typed) or amount <= 0:
        raise WrongAnswer(f"`{text[:40]}` is no amount above 0. Write one, such as `EUR=14`.")
    return typed


def logins(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Names on the repository's host, without @; more than one in a text has commas between."""
    found = []
    for typed in (part for text in texts for part in re.split(r"[,;\s]+", text) if part):
        login = typed_words.login(typed) or typed
        if not _LOGIN.fullmatch(login):
            raise WrongAnswer(f"`{typed[:60]}` is no login name. Write one, such as `careers-ana`.")
        found.append(login)
    return tuple(dict.fromkeys(found))


def _good(text: str, what: str, mistake_of: Callable[[str], Mistake]) -> str:
    value = text.strip()
    if not value:
        raise WrongAnswer(f"{what} is empty.")
    if mistake := mistake_of(value):
        raise WrongAnswer(f"{what} `{value[:80]}` {mistake[0]} {mistake[1]}")
    return value
