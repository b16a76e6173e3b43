"""`/follow/`: every feed and calendar, for people.

Skills and employers are many. `/follow/` has those of them with the most open listings, and leads
to `/follow/skills/` and `/follow/employers/`, which have all by name, in pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.board.board import Board
from generator.board.feed_names import FEEDS, formats_of
from generator.board.slices import FOLDERS, Slice, SliceKind
from generator.rendering.pages.jinja import render
from generator.rendering.pages.page_template import HtmlPage, base_of
from generator.rendering.pages.pager import Pager, letters, paged
from generator.rendering.pagination import LIST_SIZE

_KINDS = (
    SliceKind.COLLECTION,
    SliceKind.CATEGORY,
    SliceKind.SKILL,
    SliceKind.INDUSTRY,
    SliceKind.EMPLOYER,
)
_WITH_PAGES = {SliceKind.SKILL, SliceKind.EMPLOYER}
_BUSIEST = 24  # of a kind with pages of its own, on `/follow/`


@dataclass(frozen=True, slots=True)
class _Group:
    """The slices of one kind on `/follow/`: `parts` are all, or those with most open listings."""

    title: str
    total: int
    parts: tuple[Slice, ...]
    pages: tuple[str, ...]  # the paths of the pages that have all; empty if `parts` are all


def follow_pages(board: Board) -> Iterator[HtmlPage]:
    """`/follow/`, and the pages with all skills and all employers."""
    kinds = [kind for kind in _KINDS if formats_of(board.settings, kind)]
    lists = {kind: [*_lists(board, kind)] for kind in kinds if kind in _WITH_PAGES}
    content = render(
        "follow.html",
        base="..",
        board=board,
        feeds=FEEDS,
        groups=[_group(board, kind, lists.get(kind, [])) for kind in kinds],
        webcal=_webcal(board),
    )
    yield HtmlPage(
        path="follow/",
        title="Follow",
        description=f"Feeds, calendars and data of {board.settings.name}, whole or in part.",
        content=content,
        head=_script(".."),
        kind="follow",
    )
    for kind, found in lists.items():
        for pager, parts in found:
            yield _list_page(board, kind, pager, parts)


def _lists(board: Board, kind: SliceKind) -> Iterator[tuple[Pager, tuple[Slice, ...]]]:
    return paged(f"follow/{FOLDERS[kind]}/", _by_name(board, kind))


def _by_name(board: Board, kind: SliceKind) -> list[Slice]:
    return sorted(board.slices_of(kind), key=lambda part: (part.label.casefold(), part.id))


def _group(board: Board, kind: SliceKind, lists: list[tuple[Pager, tuple[Slice, ...]]]) -> _Group:
    parts = board.slices_of(kind)
    title = FOLDERS[kind].capitalize()
    if not lists:
        shown = sorted(parts, key=lambda part: not part.open)
        return _Group(title, len(parts), tuple(shown), ())
    shown = sorted(parts, key=lambda part: -len(part.open))[:_BUSIEST]
    return _Group(title, len(parts), tuple(shown), tuple(pager.here for pager, _ in lists))


def _list_page(board: Board, kind: SliceKind, pager: Pager, parts: tuple[Slice, ...]) -> HtmlPage:
    base, title = base_of(pager.here), f"Follow {FOLDERS[kind]}"
    everything = _by_name(board, kind)
    labels = [part.label for part in everything]
    found = letters(labels, pager, LIST_SIZE) if pager.last > 1 else []
    content = render(
        "follow_list.html",
        base=base,
        board=board,
        title=title,
        total=len(everything),
        noun=kind.value,
        parts=parts,
        pager=pager,
        letters=found,
        anchors={everything[letter.index].id: letter.anchor for letter in found},
        webcal=_webcal(board),
    )
    return HtmlPage(
        path=pager.here,
        title=title + pager.suffix,
        description=f"Feeds and calendars of all {FOLDERS[kind]} on {board.settings.name}.",
        content=content,
        head=_script(base),
        kind="follow",
        parent=("Follow", "follow/"),
    )


def _webcal(board: Board) -> str:
    """The address of the site for calendar programs, which then subscribe."""
    return board.settings.url.replace("https:", "webcal:", 1).replace("http:", "webcal:", 1)


def _script(base: str) -> str:
    source = f"{base}/assets/board/follow.js"
    return f'<script type="module" src="{source}" fetchpriority="low"></script>\n'
