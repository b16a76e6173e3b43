"""A board that has set everything about its look, and hides every section that can be hidden."""

from __future__ import annotations

from pathlib import Path

from tests.support.trees import write_site_tree

HIDDEN = ("archive", "deadlines", "follow", "insights", "match", "places", "portfolio", "shortlist")
FOOTER = "A service of Northgate College & <friends>."
MODERATION = "Ana or Ben reads every project within two working days."
SETTINGS = f"""\
  board:
    tagline: Paid projects for students of Northgate
    hero: Local companies offer real work, paid and open to every student of the college.
    accent: "#1A56DB"
    logo: pictures/logo.svg
    footer_text: {FOOTER}
    moderation: {MODERATION}
    hide: [{", ".join(HIDDEN)}]
    facets: [level, skill]
    required: [offers.mentor, terms.engagement]
"""
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 32">'
    '<rect width="60" height="32" rx="6" fill="#1a56db"/></svg>'
)


def write_branded_tree(root: Path) -> Path:
    """Such a board, with all hand-written pages."""
    write_site_tree(root, all_docs=True)
    (root / "docs/pictures").mkdir()
    (root / "docs/pictures/logo.svg").write_text(LOGO, encoding="utf-8")
    change_settings(root, "  board:\n", SETTINGS)
    return root


def change_settings(root: Path, before: str, after: str) -> None:
    """Replace `before`, which is there, in the board's mkdocs.yml."""
    path = root / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
