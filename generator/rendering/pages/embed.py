"""`/embed/`, which other sites show in a frame, and `/follow/embed/`, which has the code for it.

What a frame shows is in its address, with the same words as on `/browse/`; assets/embed/ reads it.
"""

from __future__ import annotations

from generator.board.board import Board
from generator.rendering.pages.cards import card_template
from generator.rendering.pages.jinja import render
from generator.rendering.pages.page_template import NOINDEX, HtmlPage
from generator.rendering.pages.static_files import deferred_script

_STYLE = '<link rel="stylesheet" href="{}/assets/board/embed/embed.css">\n'
_MAIN = '<script type="module" src="../assets/board/embed/main.js"></script>\n'


def embed_page(board: Board, search: bool) -> HtmlPage:
    """The page for frames: a link to the board, and where scripts run a list of cards.

    `search`: whether the site has a search index. Without one there is only the link.
    """
    return HtmlPage(
        path="embed/",
        title="Open projects",
        description=f"Open paid projects on {board.settings.name}, for other sites to show.",
        content=render(
            "embed.html",
            base="..",
            board=board,
            card_template=card_template(board, "..") if search else "",
        ),
        head=NOINDEX + _STYLE.format("..") + (_MAIN if search else ""),
        kind="embed",
        is_bare=True,
    )


def embedding_page(board: Board) -> HtmlPage:
    """The page that says what to copy, with a preview."""
    return HtmlPage(
        path="follow/embed/",
        title="Embed projects",
        description=f"Show projects of {board.settings.name} on another site: the code to copy.",
        content=render("embedding.html", base="../..", board=board),
        head=_STYLE.format("../..") + deferred_script("embed/embedding.js"),
        kind="embedding",
        allows=("frame-src 'self'",),
        parent=("Follow", "follow/"),
    )
