"""Checks the names and contents of overrides/, where a board puts its own templates and styles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from generator.checking.settings_values import closest
from generator.model.problem import Place, Problem
from generator.reading.overrides import FOLDER, MAX_BYTES

RULE = "settings/override"
_FOLDERS = ("assets/", "templates/", "theme/")
_IN_BOTH_THEMES = {"base.html", "content.html"}  # in other folders
_TEXTS = (".css", ".html", ".js", ".json", ".svg", ".txt", ".xml", ".yml")


def override_problems(
    found: Mapping[str, bytes | None], known: Collection[str]
) -> Iterator[Problem]:
    """What is wrong with the files `found` in overrides/. `known` are those of the program.

    Below the program's theme is another one, whose files are not known here. So a name in theme/ is
    wrong only if it looks like one of the program's.
    """
    for path, content in found.items():
        meant = "" if path in known else _meant(path, known)
        if path in known or (path.startswith("theme/") and not meant):
            yield from _content(path, content)
        else:
            yield _unknown(path, meant)


def _unknown(path: str, meant: str) -> Problem:
    message = "this file replaces nothing: the program has no file with this name."
    if not path.startswith(_FOLDERS):
        message = "this file replaces nothing: it is not in assets/, templates/ or theme/."
    fix = f"Did you mean `{FOLDER}/{meant}`?" if meant else "A file of your own belongs in docs/."
    return Problem(Place(f"{FOLDER}/{path}"), RULE, message, fix)


def _meant(path: str, known: Collection[str]) -> str:
    """The file of the program that has nearly this path; empty if none has."""
    folder, _, name = path.rpartition("/")
    if name not in _IN_BOTH_THEMES:
        for other in known:
            if other.rpartition("/")[2] == name:
                return other
    stem, _, suffix = name.rpartition(".")
    beside = {
        other.rpartition("/")[2].rpartition(".")[0]: other
        for other in known
        if other.rpartition("/")[0] == folder and other.endswith(f".{suffix}")
    }
    close = closest(stem, beside)
    return beside[close] if close else ""


def _content(path: str, content: bytes | None) -> Iterator[Problem]:
    file = f"{FOLDER}/{path}"
    if content is None:
        message, fix = (
            "this is not an ordinary file.",
            "Put the file itself here, not a link to it.",
        )
        yield Problem(Place(file), RULE, message, fix)
    elif len(content) > MAX_BYTES:
        message = "the file is larger than 1 MiB."
        yield Problem(Place(file), RULE, message, "Make it smaller: every visitor loads it.")
    elif path.endswith(_TEXTS):
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            message = "the text is not UTF-8."
            yield Problem(Place(file, line), RULE, message, "Save it as UTF-8.")
            return
        if path.endswith(".html"):
            yield from _syntax(file, text)


def _syntax(file: str, template: str) -> Iterator[Problem]:
    from jinja2 import Environment, TemplateSyntaxError  # slow to load

    try:
        Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(template)
    except TemplateSyntaxError as error:
        message = f"the template can't be read: {(error.message or '').rstrip('.')}."
        fix = "Compare it with the program's: `board override` copies that."
        yield Problem(Place(file, error.lineno), RULE, message, fix)
