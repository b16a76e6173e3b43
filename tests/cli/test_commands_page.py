"""The page of commands is made from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.support.commands_page import commands_page
from tests.support.paths import ROOT


def test_is_what_the_command_line_says(golden: Callable[[Path, bytes], None]) -> None:
    golden(ROOT / "docs/reference/commands.md", commands_page().encode())
