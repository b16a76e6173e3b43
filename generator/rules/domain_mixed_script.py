"""An employer's domain must not look like another one.

Why: `аcme.example` with a Cyrillic `а` reads like `acme.example`. A domain in one script of your
own is fine.

Wrong::

    website: https://аcme.example

Right::

    website: https://acme.example
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from generator.employer import Employer
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.rules.hosts import host_of


def check(employer: Employer, context: Context) -> Iterator[Finding]:
    """Each label of the host, punycode decoded."""
    host = _decoded(host_of(employer.website))
    for label in host.split("."):
        scripts = {_script(letter) for letter in label if letter.isalpha()}
        if len(scripts) > 1:
            message = f"`{label}` mixes {' and '.join(sorted(scripts))} letters."
            yield Finding(
                ("website",), message, "Write the domain in the letters it is registered in."
            )


def _decoded(host: str) -> str:
    try:
        return host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        return host


def _script(letter: str) -> str:
    """The first word of a letter's name in Unicode: LATIN, CYRILLIC, GREEK."""
    return unicodedata.name(letter, "UNKNOWN").split(" ")[0].capitalize()


RULE = Rule("domain/mixed-script", Severity.ERROR, employer=check)
