"""What every file of a site depends on, beside the listings and the day."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from generator import PACKAGE
from generator.checking.workspace import Workspace

# Libraries that turn listings into files: another version may give other bytes.
_LIBRARIES = (
    "babel",
    "feedgen",
    "icalendar",
    "jinja2",
    "jsonschema-rs",
    "markdown-it-py",
    "markupsafe",
    "nh3",
    "pyyaml",
)
_UNUSED = ("scaffold",)  # what a new board starts with is in no site


_known: list[tuple[Workspace, str]] = []  # the last one: it is asked for twice in a build


def code_version(work: Workspace) -> str:
    """A digest of code, templates, libraries, settings and vocabularies."""
    if not _known or _known[0][0] is not work:
        _known[:] = [(work, _digest(work))]
    return _known[0][1]


def _digest(work: Workspace) -> str:
    libraries = (f"{name} {version(name)}" for name in _LIBRARIES)
    text = "\0".join((sys.version, work.settings.url, *libraries))
    digest = hashlib.blake2b(text.encode(), digest_size=16)
    for path in (*_program(), work.root / "mkdocs.yml", *work.word_files):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for name, content in work.overrides.items():
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()


def _program() -> Iterable[Path]:
    """The program's files. Its pages and schemas are links, which `rglob` does not follow."""
    found = (path for path in PACKAGE.rglob("*.*") if path.suffix != ".pyc" and path.is_file())
    return sorted(path for path in found if path.relative_to(PACKAGE).parts[0] not in _UNUSED)
