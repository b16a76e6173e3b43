"""Addresses are read as browsers read them; tests/browser/test_checks.py asks a browser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checking.field_texts import PARTS
from generator.model.web_address import AddressError, WebAddress, parse_address, public_address
from tests.support.addresses import ADDRESSES, judged

# What the table must not be without, whoever changes it.
KNOWN = {
    "https://harbour.example@login.evil.example/": "url-user",
    "https://0x7f.1/x": "private 127.0.0.1",
    "https://2130706433/x": "private 127.0.0.1",
    "https://169.254.169.254/x": "private 169.254.169.254",
    "https://harbour.example∕apply.evil.example/x": "url-letter",
    "https://harbour.example⁄apply.evil.example/x": "url-letter",
    "https://harbour..example/x": "url-dots",
    "https://-harbour.example/x": "url-hyphen",
    f"https://{'a' * 64}.example/x": "url-long",
    "https://аррӏе.com/x": "disguised аррӏе.com",
    "https://WWW.BIT.LY./x": "shortener www.bit.ly",
    "/no-such-page": "url-relative",
    "https://bücher.example/x": "bücher.example",
}
PIECES = st.sampled_from(
    ("https:", "http:", "/", "\\", "//", "@", ":", "[", "]", ".", "..", "-", "%", "%41", "xn--",
     "a", "é", "а", "ß", "。", "1", "0x", "example", "\t", " ", "\u200d", "\ud800", "😀", "?", "#",
     "م")
)  # fmt: skip


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_of_the_table(text: str) -> None:
    assert judged(text) == ADDRESSES[text]


def test_the_table_has_what_was_tried_before() -> None:
    assert {text: ADDRESSES.get(text) for text in KNOWN} == KNOWN
    assert len(ADDRESSES) > 400
    assert {reason for reason in ADDRESSES.values() if reason.startswith("url-")} <= PARTS.keys()


@given(st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=40)))
def test_any_text_is_an_address_or_is_refused_with_a_reason(text: str) -> None:
    for whole in (text, f"https://{text}"):
        address, said = read(whole)
        if address is None:
            assert said
        else:
            again = f"{address.scheme}://{address.host}"
            assert parse_address(again) == WebAddress(address.scheme, address.host), whole


def read(text: str) -> tuple[WebAddress | None, str]:
    try:
        return parse_address(text), ""
    except AddressError as error:
        return None, PARTS[error.reason].format_map(error.values)


def test_a_public_address_has_a_dot_in_its_name_and_no_port() -> None:
    assert public_address("https://harbour.example/x").host == "harbour.example"
    assert public_address("https://harbour.example:443/x").host == "harbour.example"
    for text, reason in (
        ("https://harbour/x", "url-host"),
        ("https://harbour.example:8443/x", "url-port"),
        ("https://[::1]:8443/x", "url-port"),
    ):
        with pytest.raises(AddressError) as caught:
            public_address(text)
        assert caught.value.reason == reason


def test_a_long_name_is_refused_before_it_is_read() -> None:
    """Mapping and punycode take time that grows with the square of the length."""
    for name in ("é" * 30_000, "xn--" + "a" * 30_000, "%41" * 10_000, "a." * 15_000):
        with pytest.raises(AddressError) as caught:
            parse_address(f"https://{name}/")
        assert caught.value.reason == "url-long"
