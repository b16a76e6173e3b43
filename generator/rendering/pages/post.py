"""`/post/`: the form for a new project or a change of one, and the page that says what comes next.

The form is made from the schemas (`form_fields`) and works in the browser (assets/post/). Without
JavaScript the page is a guide to writing the file by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache

from generator.board.board import Board
from generator.hosts import links
from generator.rendering.form_fields import form_steps
from generator.rendering.form_schema import employer_schema, listing_schema
from generator.rendering.pages.cards import card_template
from generator.rendering.pages.jinja import render
from generator.rendering.pages.page_template import NOINDEX, HtmlPage
from generator.rendering.pages.static_files import deferred_script

_SAMPLE_PATH = "listings/your-name/your-project.yml"
_TITLE = "Post a project"
_USUAL = timedelta(days=21)


def post_pages(board: Board, schemas: Mapping[str, bytes]) -> Iterator[HtmlPage]:
    """The form, and what happens after it. `schemas` are the files of schema/, by name."""
    settings = board.settings
    yield HtmlPage(
        path="post/",
        title=_TITLE,
        description="Put a paid project on the board in five minutes, without knowing Git.",
        content=render(
            "post.html",
            base="..",
            board=board,
            steps=form_steps(listing_schema(schemas), employer_schema(schemas)),
            card_template=card_template(board, ".."),
            repo_url=settings.repo_url,
            host_name=links.host_name(settings),
            new_file_url=links.new_file_url(settings, _SAMPLE_PATH),
            sample=_sample(board),
            deadline_max_days=settings.deadline_max_days,
        ),
        head=_head(),
        kind="post",
    )
    yield HtmlPage(
        path="post/sent/",
        title="What happens next",
        description="From your project's file to its page on the board.",
        content=render(
            "post_sent.html", base="../..", board=board, host_name=links.host_name(settings)
        ),
        head=NOINDEX,
        kind="sent",
        parent=(_TITLE, "post/"),
    )


@cache
def _head() -> str:
    style = '<link rel="stylesheet" href="../assets/board/post/post.css">\n'
    return style + deferred_script("post/main.js")


def _sample(board: Board) -> str:
    """A complete first listing with the dates of the build's day, to paste and to change."""
    today = board.today
    return render("post_sample.yml", today=today, deadline=today + _USUAL)
