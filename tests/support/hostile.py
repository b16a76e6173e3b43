"""Bytes that break programs: made up, or made of a good file by a few changes."""

from __future__ import annotations

import re

from hypothesis import strategies as st

# What stands for a value, or is put anywhere into a file.
TOKENS = (
    b"9999-12-31", b"0001-01-01", b"2100-12-31", b"2000-01-01", b"2026-02-30", b"5", b"-1", b"0",
    b"1e999", b"9" * 5000, b"[]", b"{}", b"null", b"~", b"true", b"''", b"[5]", b"{a: 5}", b"[[]]",
    b"[null]", b"[{}]", b'""', b"&a x", b"*a", b"<<: *a", b"!!python/object:os.system x", b"!ENV X",
    b"\x00", b"\xff", b"\xed\xa0\x80", "\u202e".encode(), "\u200b".encode(), "\ufeff".encode(),
    b"\r", b"\t", b"---\n", b"...\n", b"%YAML 1.1\n", b"[" * 3000, b"{a: " * 60, b'{"a":' * 3000,
    b"https://[", b"https://[::1", b"https://a:b@c.example", b"https://a.example:99999999/",
    b"https://a..b/", b"javascript:alert(1)", b"../../../../etc/passwd", b"/dev/zero", b"con",
    b"{{ x }}", b"{% raw", b"<script>", b"](", b"`" * 400, b"x" * 9000, b"\\ud800", b"\\u0000",
    b'"\\ud800"', b"2026-11-23T25:61:61Z", b"Mars/Olympus", b"NaN", b".inf", b"0x", b"::error::x",
)  # fmt: skip
_VALUE = re.compile(rb"(?<=: )[^\n{}\[\],]+|(?<=\[)[^\n{}\[\],]+|(?<=\": )[^\n,]+")

token = st.sampled_from(TOKENS)


@st.composite
def _changed(draw: st.DrawFn, good: bytes) -> bytes:
    """`good` with one to three changes."""
    text = good
    for _ in range(draw(st.integers(1, 3))):
        values = [match.span() for match in _VALUE.finditer(text)]
        if values and draw(st.integers(0, 3)):
            start, end = draw(st.sampled_from(values))  # one value for another
        else:
            start = draw(st.integers(0, len(text)))
            end = min(len(text), start + draw(st.sampled_from((0, 0, 1, 7, 60, 2000))))
        text = text[:start] + draw(token | st.binary(max_size=8)) + text[end:]
    return text


def hostile(good: bytes) -> st.SearchStrategy[bytes]:
    """Random bytes, a token alone, or mostly `good` with a few changes."""
    changed = _changed(good)
    return st.one_of(changed, changed, changed, token, st.binary(max_size=200))


# A command's argument. No program can be given a NUL; what is no UTF-8 arrives as surrogates.
word = st.one_of(
    token.filter(lambda text: b"\0" not in text and len(text) < 1000).map(
        lambda text: text.decode("utf-8", "surrogateescape")
    ),
    st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=12),
    st.sampled_from(
        ("acme/survey", "acme", "HEAD", "main", "2026-12-01", "\udcff", "-", "--", ".")
    ),
)
