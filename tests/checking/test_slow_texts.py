"""Texts that made a regular expression backtrack for hours. Each test would not end.

`make lint` looks for such expressions: tests/js/regular_expressions.test.js.
"""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from generator.checking.rule_kit.html_tokens import find_html_in_linear_time
from generator.model.web_address import AddressError, is_ip_address, parse_address

SPACES = ["\u00a0", "\u1680", "\u2003", "\u202f", "\u205f", "\u3000"]


def html_in(text: str) -> list[str]:
    parser = find_html_in_linear_time(MarkdownIt("commonmark", {"html": True}))
    every = [part for token in parser.parse(text) for part in (token, *(token.children or ()))]
    return [part.content for part in every if part.type in {"html_inline", "html_block"}]


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("before", ["", "So: "], ids=["a block", "in a line"])
def test_a_tag_that_never_ends_is_read_in_linear_time(space: str, before: str) -> None:
    tag = f"<a{space}b=!" + f"{space}{space}c=[" * 1000
    assert html_in(before + tag) == []
    assert html_in(f"{before}{tag.replace('!', 'x').replace('[', 'x')}>") != []


@pytest.mark.parametrize("space", ["\t", " ", *SPACES])
def test_any_space_is_between_attributes_and_is_kept(space: str) -> None:
    tag = f'<a{space}href="/x"{space}title=y>'
    assert html_in(f"So: {tag}here</a{space}>") == [tag, f"</a{space}>"]


@pytest.mark.parametrize("end", ["", "z", ".", "x"])
def test_a_host_in_numbers_is_read_in_linear_time(end: str) -> None:
    host = "1" + "0x0." * 120 + end
    with pytest.raises(AddressError):
        parse_address(f"https://{host}/")
    assert not is_ip_address(host)
