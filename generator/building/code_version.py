"""What every file of a site depends on, beside the listings and the day."""

from __future__ import annotations

import hashlib
import sys
from importlib.metadata import version

from generator.checking.workspace import Workspace
from generator.reading import bundled

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


def code_version(work: Workspace) -> str:
    """A digest of code, templates, libraries, settings and vocabularies."""
    libraries = (f"{name} {version(name)}" for name in _LIBRARIES)
    text = "\0".join((sys.version, work.settings.url, bundled.digest(), *libraries))
    digest = hashlib.blake2b(text.encode(), digest_size=16)
    for path in (work.root / "mkdocs.yml", *work.word_files):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for name, content in work.overrides.items():
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()
