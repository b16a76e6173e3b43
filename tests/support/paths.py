"""Where things are, and the day on which the samples are true."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
GOLDEN = TESTS / "golden"
BROKEN = TESTS / "broken"
TODAY = "2026-11-23"  # the day the samples were written for
