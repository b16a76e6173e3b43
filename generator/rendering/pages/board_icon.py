"""The browser's icon in the board's own colour."""

from __future__ import annotations

from collections.abc import Iterator

from generator import PACKAGE
from generator.model import colour
from generator.model.settings import Settings
from generator.rendering.artifact import Artifact

PATH = "assets/board/icon.svg"
_STANDARD = PACKAGE / "theme/assets/shell/icon.svg"


def board_icon(settings: Settings) -> Iterator[Artifact]:
    """The file; none if the board has no colour of its own. theme/main.html links to it."""
    if settings.accent:
        icon = _STANDARD.read_text(encoding="utf-8")
        yield Artifact(PATH, icon.replace(colour.STANDARD, settings.accent.lower()).encode())
