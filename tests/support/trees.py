"""Small boards on disk, for tests that start from files."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.paths import BROKEN, ROOT

GOOD = (BROKEN / "good.yml").read_text(encoding="utf-8")
# The same listing about other work, so that nobody takes it for a copy.
OTHER = GOOD.replace(
    GOOD[GOOD.index("  We build") : GOOD.index("deliverables:")],
    """  Our archive holds nine hundred letters by a botanist, scanned and never read. You will read
  sixty of them, note who is named and which plants, and write a page about the finest one.

  Nobody needs to know botany: a glossary comes with the scans, and the archivist reads along
  and answers questions on two afternoons a week.
""",
)
EMPLOYER = """\
name: Acme
website: https://acme.example
about: We make everything a coyote could need, and more beside that.
industry: retail
country: US
maintainers: [acme-owner]
"""
MKDOCS = """\
site_name: Test board
site_url: https://board.example/
extra:
  board:
    demo_day: "2026-11-23"
    floors: {USD: 15, EUR: 12}
"""


def write_tree(
    root: Path, files: dict[str, str | bytes] | None = None, mkdocs: str = MKDOCS
) -> Path:
    """A board in `root` with one good employer and listing, plus `files` below listings/."""
    shutil.copytree(ROOT / "schema", root / "schema")
    (root / "mkdocs.yml").write_text(mkdocs, encoding="utf-8")
    default: dict[str, str | bytes] = {"acme/employer.yml": EMPLOYER, "acme/survey.yml": GOOD}
    for name, content in {**default, **(files or {})}.items():
        path = root / "listings" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root
