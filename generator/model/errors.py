"""The one base class of what a command reports on one line."""

from __future__ import annotations


class BoardError(Exception):
    """A command can't go on. The message says why, in one line, for the person who ran it."""
