"""Which files of a board a build reads, its engine included.

Some settings let an engine read what nobody can name: a hook is a program, and so is a plugin. A
board with such settings has no inputs that are known, and its engine always runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.building.inputs import UnknownInputs
from generator.reading.overrides import FOLDER as OVERRIDES
from generator.reading.pulled_files import PULLED
from generator.reading.source import MAX_RELAXED_DEPTH
from generator.reading.tree import FOLDER as LISTINGS

SETTINGS = "mkdocs.yml"
# Their values are read from elsewhere, or are programs and extensions that read elsewhere.
_UNKNOWABLE = ("INHERIT", "hooks", "markdown_extensions", "mdx_configs")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class BoardFolders:
    """The folders of a board, and where its site goes. Not all need exist."""

    root: Path
    docs: Path
    themes: tuple[Path, ...]  # each counts more than the one before
    site: Path

    @property
    def all_read(self) -> tuple[Path, ...]:
        """Every file and folder that a build reads."""
        own = (self.root / name for name in (SETTINGS, LISTINGS, "schema", OVERRIDES, PULLED))
        return (*own, self.docs, *self.themes[1:])


def board_folders(root: Path) -> BoardFolders:
    """The folders of the board in `root`.

    Raises `UnknownInputs` if its settings let the engine read others.
    """
    try:
        content = (root / SETTINGS).read_bytes()
        settings = yaml.load(content, _LOADER) if _is_plain(content) else None  # noqa: S506 - safe
    except (OSError, yaml.YAMLError, ValueError) as error:
        raise UnknownInputs(SETTINGS) from error
    if not isinstance(settings, Mapping) or not _are_knowable(settings):
        raise UnknownInputs(SETTINGS)
    theme = settings.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, Mapping) else None
    return BoardFolders(
        root,
        docs=root / str(settings.get("docs_dir") or "docs"),
        themes=(root / OVERRIDES / "theme", *([root / str(custom)] if custom else [])),
        site=root / str(settings.get("site_dir") or "site"),
    )


def _is_plain(content: bytes) -> bool:
    """Whether YAML has no tag, whose value may be read elsewhere, and nothing unsafe to load.

    Nobody may have checked the file yet: the C loader crashes on deep nesting, and aliases may
    stand for endless values.
    """
    depth = 0
    for event in yaml.parse(content, _LOADER):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None):
            return False
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_RELAXED_DEPTH:
            return False
    return True


def _are_knowable(settings: Mapping[str, Any]) -> bool:
    return settings.get("plugins") == ["board"] and not any(map(settings.get, _UNKNOWABLE))
