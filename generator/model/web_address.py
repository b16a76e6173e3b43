"""Reads a web address as a browser does, and says why one can't be used.

The steps are those of the WHATWG URL Standard for http and https: tabs and line breaks go, a
backslash is a slash, hosts are percent-decoded and mapped (UTS 46), and IPv4 addresses may be
written in odd forms. assets/post/check/address.js does the same with the browser's own `URL`; both
are tested with tests/model/addresses.json.

On top come limits that browsers do not have: what the host's name may consist of (RFC 1035, 2.3.4;
RFC 5892, 2.1), no user name, no port, and a dot in the name.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_to_bytes

_TRIMMED = "".join(map(chr, range(0x21)))  # C0 controls and the space
_DROPPED = str.maketrans("", "", "\t\n\r")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,40}):")
# What is before the host's name, and the rest of the authority.
_AUTHORITY = re.compile(r"([Hh][Tt][Tt][Pp][Ss]?):[/\\]{2}(?![/\\])([^/\\?#]*)")
_IPV6 = re.compile(r"\[([0-9A-Fa-f:.]{2,45})\](?::([0-9]*))?")
_NAME_AND_PORT = re.compile(r"([^:]*)(?::([0-9]*))?")
_NUMBER = re.compile(r"[0-9]+|0[xX][0-9A-Fa-f]*")
_FORBIDDEN = re.compile(r"[\0-\x20#%/:<>?@\[\\\]^|\x7f]")
_PORTS = {"http": 80, "https": 443}
_MOST_PORT = 65535
_LONGEST_NAME, _LONGEST_LABEL = 253, 63  # characters, in ASCII
# What a name may have besides ASCII letters, digits, `-` and `_`: letters, marks and digits.
_OF_NAMES = frozenset(("Ll", "Lo", "Lm", "Mn", "Mc", "Nd"))
_ASCII_NAME = re.compile(r"[a-z0-9_-]*")
# For the form on the board's site; see `checking.exported_checks`.
DATA = {
    "authority": _AUTHORITY,
    "scheme": _SCHEME,
    "ports": _PORTS,
    "longest_name": _LONGEST_NAME,
    "longest_label": _LONGEST_LABEL,
}


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A web address that a browser can open.

    `scheme` is `https` or `http`. `host` is in lower case, in the letters of its own script, and
    without a final dot; an IPv4 address has four numbers in it, an IPv6 address is in brackets.
    `port` is None if it is the scheme's own.
    """

    scheme: str
    host: str
    port: int | None = None


class AddressError(ValueError):
    """Why an address can't be used.

    `reason` is a name in `checking.field_texts.PARTS`, and `values` are what that sentence needs.
    """

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


@lru_cache(maxsize=4096)
def parse_address(text: str) -> WebAddress:
    """The http or https address that `text` is for a browser.

    Raises AddressError if it is relative, of another scheme, can't be opened, has a user name in
    it, or has a host whose name nobody can have.
    """
    typed = text.strip(_TRIMMED).translate(_DROPPED)
    match = _AUTHORITY.match(typed)
    if match is None:
        scheme = _SCHEME.match(typed)
        if scheme is None:
            raise AddressError("url-relative")
        if scheme[1].lower() in _PORTS:
            raise AddressError("url-slashes", scheme=scheme[1].lower())
        raise AddressError("url-scheme", scheme=scheme[1].lower())
    scheme_name, authority = match[1].lower(), match[2]
    if "@" in authority:
        raise AddressError("url-user")
    if found := _IPV6.fullmatch(authority):
        host = _ipv6(found[1])
    elif found := _NAME_AND_PORT.fullmatch(authority):
        host = _named(found[1])
    else:
        raise AddressError("url-unclear")
    port = _port(found[2] or "")
    return WebAddress(scheme_name, host, port if port != _PORTS[scheme_name] else None)


def public_address(text: str) -> WebAddress:
    """The address that `text` is. Raises AddressError also if it has a port or no dot in its name.

    Whether its host is on the public internet is another question: `checking.rule_kit.hosts`.
    """
    address = parse_address(text)
    if address.host[0] != "[" and "." not in address.host:
        raise AddressError("url-host", host=address.host)
    if address.port is not None:
        raise AddressError("url-port", port=address.port)
    return address


def ascii_host(host: str) -> str:
    """The host of a `WebAddress` as it is looked up: `faß.example` -> `xn--fa-hia.example`."""
    return ".".join(map(_in_ascii, host.split(".")))


def is_ip_address(host: str) -> bool:
    """Whether the host of a `WebAddress` is a number, not a name."""
    return host.startswith("[") or host.rpartition(".")[2].isdecimal()


def _port(digits: str) -> int | None:
    digits = digits.lstrip("0") or digits[:1]
    if len(digits) > 5 or (digits and int(digits) > _MOST_PORT):
        raise AddressError("url-unclear")
    return int(digits) if digits else None


def _ipv6(text: str) -> str:
    try:
        return f"[{ipaddress.IPv6Address(text).compressed}]"
    except ValueError:
        raise AddressError("url-unclear") from None


def _named(typed: str) -> str:
    """The host for a name or an IPv4 address as it was typed."""
    if len(typed) > _LONGEST_NAME + 1:
        raise AddressError("url-long")
    if "%" in typed:
        typed = unquote_to_bytes(typed.encode("utf-8", "replace")).decode("utf-8", "replace")
    name = typed.lower()
    if not typed.isascii() or "xn--" in name:
        name = _mapped(typed)
    if not name or _FORBIDDEN.search(name):
        raise AddressError("url-unclear")
    labels = name.removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(labels)
    for label in labels:
        _check_label(label)
    if len(ascii_host(".".join(labels))) > _LONGEST_NAME:
        raise AddressError("url-long")
    return ".".join(labels)


def _ipv4(labels: list[str]) -> str:
    """Four numbers for `127.1`, `0x7f.1`, `0177.0.0.1` or `2130706433`."""
    if len(labels) > 4 or not all(map(_NUMBER.fullmatch, labels)):
        raise AddressError("url-unclear")
    try:
        numbers = [_number(label) for label in labels]
    except ValueError:  # an 8 in an octal number
        raise AddressError("url-unclear") from None
    if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(labels)):
        raise AddressError("url-unclear")
    whole = numbers[-1] + sum(number << (8 * (3 - at)) for at, number in enumerate(numbers[:-1]))
    return str(ipaddress.IPv4Address(whole))


def _number(text: str) -> int:
    if text[:2].lower() == "0x":
        return int(text[2:] or "0", 16)
    return int(text, 8) if text[0] == "0" else int(text)


def _check_label(label: str) -> None:
    if not label:
        raise AddressError("url-dots")
    if label.startswith("-") or label.endswith("-"):
        raise AddressError("url-hyphen")
    if not _ASCII_NAME.fullmatch(label):
        for character in label:
            is_ours = bool(_ASCII_NAME.fullmatch(character))
            if not is_ours and unicodedata.category(character) not in _OF_NAMES:
                raise AddressError("url-letter", character=character)
    if len(_in_ascii(label)) > _LONGEST_LABEL:
        raise AddressError("url-long")


def _in_ascii(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode()}"


def _mapped(name: str) -> str:
    """The name as UTS 46 maps it, its labels in their own script. Not transitional.

    Raises AddressError for what browsers refuse: characters that are not allowed, wrong joiners,
    a leading mark, mixed directions, and punycode that means something else.
    """
    import idna  # only few names need it

    try:
        mapped = idna.uts46_remap(name, std3_rules=False)
        labels = [_decoded(label) for label in mapped.split(".")]
        directions = {unicodedata.bidirectional(letter) for letter in "".join(labels)}
        for label in labels:
            if not label:
                continue
            idna.check_initial_combiner(label)
            joiners = (at for at, letter in enumerate(label) if letter in "\u200c\u200d")
            if not all(idna.valid_contextj(label, at) for at in joiners):
                raise AddressError("url-unclear")
            idna.check_bidi(label, check_ltr=not directions.isdisjoint(("R", "AL", "AN")))
    except (idna.IDNAError, UnicodeError):  # an IDNAError is a UnicodeError today
        raise AddressError("url-unclear") from None
    return ".".join(labels)


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    import idna

    shown = label[4:].encode("ascii").decode("punycode")
    is_same = not shown.isascii() and _in_ascii(shown) == label
    if not is_same or idna.uts46_remap(shown, std3_rules=False) != shown:
        raise AddressError("url-unclear")
    return shown
