"""What no page can use leaves a stylesheet, and nothing else does."""

from __future__ import annotations

import pytest

from generator.rendering.pages.css_pruning import compact, pruned, variables_in

NAMES = {"p", "a", "details", "card", "wide", "main", "data-scheme", "dark", "ltr"}

KEPT = [
    "p{a:1}",
    "p,.card{a:1}",
    ".card>p:first-child::before{a:1}",
    "#main .card.wide{a:1}",
    "P{a:1}",
    ".card:not(.gone){a:1}",  # without `gone` it always matches
    ".card:is(.gone,.also-gone){a:1}",  # not judged
    '[data-scheme="dark"] p{a:1}',
    "[dir=ltr] p{a:1}",
    "details[open]{a:1}",  # what browsers set themselves
    "a[href^='https:']{a:1}",
    "*,::before,:root{a:1}",
    "@media print{p{a:1}}",
    "@media screen{@supports (a:b){p{a:1}}}",
    "@font-face{font-family:x}",
    "@page{margin:1cm}",
    '@import "x.css";',
    "p{a:url(data:x;y,{z})}",
    'p{content:"};.gone{"}',
    "p{a:1;&:hover{b:2;c:3}}",
]
LEFT_OUT = [
    ".gone{a:1}",
    "mark{a:1}",
    "p .gone{a:1}",
    ".card.gone:hover{a:1}",
    "#gone{a:1}",
    "[data-gone]{a:1}",
    "[data-scheme=light] p{a:1}",
    "[dir=rtl] p{a:1}",
    r".md\:gone{a:1}",
    "@media print{.gone{a:1}}",
    "@keyframes gone{from{a:1}to{a:2}}",
    ":root{--gone:1}",
    ":root{--one:var(--two)}",  # nothing refers to the first, so nothing to the second
    '@charset "utf-8";',
    "p{}",
]


@pytest.mark.parametrize("css", KEPT)
def test_what_can_be_used_stays(css: str) -> None:
    assert pruned(css, NAMES, ()) == f"{css}\n"


@pytest.mark.parametrize("css", LEFT_OUT)
def test_what_no_page_can_use_is_left_out(css: str) -> None:
    assert pruned(css, NAMES, ()) == ""
    assert pruned(f"a{{b:c}}{css}p{{d:e}}", NAMES, ()) == "a{b:c}\np{d:e}\n"


def test_only_the_selectors_that_can_match_stay() -> None:
    css = "p,.gone,a:not(.x,.y),[dir=rtl] p{a:1}"
    assert pruned(css, NAMES, ()) == "p,a:not(.x,.y){a:1}\n"


def test_variables_and_animations_that_something_refers_to_stay() -> None:
    css = (
        ":root{--used:1;--gone:2;--by-others:3;--outer:var(--inner);--inner:4}"
        "p{a:var(--used);b:var( --outer );animation:turn 1s}"
        "@keyframes turn{from{a:1}}@keyframes gone{from{a:1}}"
    )
    assert pruned(css, NAMES, {"--by-others"}) == (
        ":root{--used:1;--by-others:3;--outer:var(--inner);--inner:4}\n"
        "p{a:var(--used);b:var( --outer );animation:turn 1s}\n"
        "@keyframes turn{from{a:1}}\n"
    )


def test_comments_go_but_texts_that_look_like_them_stay() -> None:
    css = '/* { */p{a:"/* stays */";/* gone */b:url(/*x)}'
    assert pruned(css, NAMES, ()) == 'p{a:"/* stays */";b:url(/*x)}\n'
    assert compact("/* gone */\n\n.b {\n  a: 1;\n  /* gone */\n}\n") == ".b {\na: 1;\n}\n"


def test_a_stylesheet_that_ends_too_soon_is_read_to_its_end() -> None:
    assert pruned("p{a:1;b:2", NAMES, ()) == "p{a:1;b:2}\n"
    assert pruned("@media print{p{a:1}", NAMES, ()) == "@media print{p{a:1}}\n"


def test_a_second_run_changes_nothing() -> None:
    once = pruned("".join(KEPT + LEFT_OUT), NAMES, ())
    assert pruned(once, NAMES, ()) == once


def test_variables_are_found_where_they_are_used() -> None:
    assert variables_in("a{--x:1;b:var(--y, var(--z))}") == {"--y", "--z"}
