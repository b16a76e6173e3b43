"""Scripts lose their comments on their way to the site, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.rendering.pages.static_files import without_comments
from tests.support.paths import ROOT

SCRIPTS = sorted((ROOT / "generator/assets").rglob("*.js"))


def test_comments_go_and_code_stays() -> None:
    script = (
        "// @ts-check\n/** Does it.\n * @param {string} a\n */\nexport function f(a) {\n"
        "  // why\n  /** @type {any} */ (a).b = 1; // beside code\n"
        '  /** @type {Set<string>} */ const c = new Set();\n  return "/* " + a; /* stays */\n}\n'
    )
    assert without_comments(script) == (
        "export function f(a) {\n  (a).b = 1; // beside code\n  const c = new Set();\n"
        '  return "/* " + a; /* stays */\n}\n'
    )


@pytest.mark.parametrize("path", SCRIPTS, ids=[path.name for path in SCRIPTS])
def test_no_text_of_a_script_looks_like_a_comment(path: Path) -> None:
    """Only a text of several lines can: a comment that goes is the first thing in its line."""
    code = without_comments(path.read_text("utf-8"))
    texts = re.findall(r"`[^`]*`", path.read_text("utf-8"))
    assert all(text in code for text in texts if "\n" in text and "${" in text)
    assert "@param" not in code
    assert "@typedef" not in code
