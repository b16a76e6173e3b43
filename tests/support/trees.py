"""Small boards on disk, for tests that start from files."""

from __future__ import annotations

import re
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
plugins: [board]
extra:
  board:
    demo_day: "2026-11-23"
    floors: {USD: 15, EUR: 12}
"""


def write_tree(
    root: Path, files: dict[str, str | bytes] | None = None, mkdocs: str = MKDOCS
) -> Path:
    """A board in `root` with one good employer and listing, plus `files` below listings/."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text(mkdocs, encoding="utf-8")
    default: dict[str, str | bytes] = {"acme/employer.yml": EMPLOYER, "acme/survey.yml": GOOD}
    for name, content in {**default, **(files or {})}.items():
        path = root / "listings" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


# The skills of a board that is built: those that its listings name, and two that none does.
SKILLS = {"excel", "illustration", "interviewing", "market-research", "proofreading"}
# A second employer with a listing of its own.
BOLT: dict[str, str | bytes] = {
    "bolt/employer.yml": EMPLOYER.replace("name: Acme", "name: Bolt & Co").replace(
        "acme.", "bolt."
    ),
    "bolt/logos.yml": OTHER.replace("acme.example", "bolt.example"),
}


# The program's pages that most boards here leave out: a build takes three times as long with them.
FEW_PAGES = """\
exclude_docs: |
  /for-*.md
  /explanation/
  /for-students/
  /reference/
  /run/
"""


def write_site_tree(
    root: Path, files: dict[str, str | bytes] = BOLT, *, all_docs: bool = False
) -> Path:
    """A board that can be built: the real settings, and few of the program's pages.

    With `all_docs`, all of them. Of the program's skills it has a few, for each has a folder of
    pages and feeds.
    """
    mkdocs = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    mkdocs = re.sub(
        r"^exclude_docs:.*\n", "" if all_docs else FEW_PAGES, mkdocs, flags=re.MULTILINE
    )
    write_tree(root, files, mkdocs)
    (root / "docs").mkdir()
    if not all_docs:
        (root / "docs/help.md").write_text("# Help\n", encoding="utf-8")
    (root / "schema").mkdir()
    terms = "".join(f"  - id: {name}\n" for name in sorted(SKILLS))
    (root / "schema/skills.yml").write_text(f"only: true\nterms:\n{terms}", encoding="utf-8")
    return root


def override(root: Path, name: str, old: str, new: str) -> Path:
    """Give the board its own copy of a file of the program, with `new` instead of `old`.

    `name` is a path such as `templates/listing.html`.
    """
    text = (ROOT / "generator" / name).read_text(encoding="utf-8")
    assert old in text
    path = root / "overrides" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
