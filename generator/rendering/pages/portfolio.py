"""`/portfolio/`: students make a case study of a finished project, in the browser.

The page offers projects and asks for notes; assets/portfolio/ does the rest and sends nothing.
"""

from __future__ import annotations

from generator.board.board import Board
from generator.rendering.pages.jinja import render
from generator.rendering.pages.page_template import HtmlPage
from generator.rendering.pages.static_files import deferred_script

_MOST_CLOSED = 60  # projects in the list; all others are found by their address


def portfolio_page(board: Board) -> HtmlPage:
    """The form, with the projects that closed last."""
    style = '<link rel="stylesheet" href="../assets/board/portfolio/portfolio.css">\n'
    return HtmlPage(
        path="portfolio/",
        title="Make a case study",
        description="Turn a finished project into a page to print and a file, in your browser.",
        content=render(
            "portfolio.html", base="..", board=board, closed=board.closed[:_MOST_CLOSED]
        ),
        head=style + deferred_script("portfolio/main.js"),
        kind="portfolio",
    )
