"""Where things are, and the day on which the samples are true."""

from __future__ import annotations

import os
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
GOLDEN = TESTS / "golden"
BROKEN = TESTS / "broken"
TODAY = "2026-11-23"  # the day the samples were written for
ENGINE = os.environ.get("BOARD_ENGINE", "mkdocs")  # builds the site that most tests look at
