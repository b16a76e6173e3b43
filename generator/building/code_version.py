"""What every file of a site depends on, beside the listings and the day."""

from __future__ import annotations

import hashlib

from generator.checking.incremental import version_of
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


def code_version(work: Workspace) -> str:
    """A digest of code, templates, libraries, settings and vocabularies."""
    digest = hashlib.blake2b(version_of(work, _LIBRARIES).encode(), digest_size=16)
    for name, content in work.overrides.items():
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()
