"""Texts made of pieces of Markdown, sensible and hostile, to compare two readers of Markdown."""

from __future__ import annotations

import random
from collections.abc import Iterator

_INLINE = (
    "a", "b", "word", "two words", "1", "é", "ß", "İ", "日本", "😀", "e\u0301", " ", "  ", "\n",
    "  \n",
    "\\\n", "\t", "\u00a0", "\u3000", "\u2003", "\u2028", "\u200b", "\ufeff", "\x0b", "\x1c",
    "*", "**",
    "***", "_", "__", "___", "~", "~~", "~~~", "**b**", "*e*", "~~s~~", "`", "``", "`c`",
    "\\", "\\*",
    "\\[", "\\&", "\\`", "[", "]", "(", ")", "![", "[a](b)", "[a](https://x.example)", "[x][ref]",
    "[ref]", "[REF][]", "](u)", "](<u v>)", "](u 't')", '(https://a.example "t")',
    "](javascript:x)",
    "<https://a.example>", "<a@b.example>", "<mailto:x>", "<http://a:9999999>", "<foo:bar>",
    "<https://a@b:80/%20%zz%C3%A4>", "https://ü.example/ä", "<b>", "</b>", "<br/>", '<a href="x">',
    "<!-- c -->", "<!--", "<?", "&", "&amp;", "&copy;", "&nbsp;", "&ouml;", "&semi;", "&NewLine;",
    "&notit;", "&bogus;", "&ThickSpace;", "&#35;", "&#x41;", "&#0;", "&#13;", "&#32;", "&#128512;",
    "|", '"', "'", "“", "”", "—", "€", "$", "!", "#", "=", "-", "{{ x }}",
)  # fmt: skip
_BLOCKS = (
    "", "- ", "* ", "+ ", "1. ", "2) ", "10. ", "  - ", "- - ", "1. - ", "    ", "   ", "\t",
    "\t\t",
    "> ", ">", ">> ", "> - ", "- > ", "> ```", "# ", "## ", "###### ", "### x ###", "# # #", "#",
    "---", "***", "- ---", "===", "=", "-", "1.", "```", "~~~", "``` js", "    code", "      deep",
    "| a | b |", "|---|---|", "|:-|-:|", "| c |", "a | b", "-|-", "[ref]: https://x.example/",
    '[ref]: <u> "t"', "[ref]:\n", "[b]: /u 'x", "[ref]: x\\", '""x', "<div>", "</div>", "<pre>",
    "<script>", "<!--", "-->", "<?", "<![CDATA[", "]]>", "text", "more text", "  text",
)  # fmt: skip
_HOSTILE = (
    "*_ a", "*a", "[]()!a<>", "`a \n", "~*a_", "-> \n#a1.", "|-:a\n", "<>!-a/?= \"'\n",
    "\t ->1.\na",
    "[]:\"'()a\n <>", "*_~[]()a `\\", "&#x;ampn1 ",
)  # fmt: skip


def texts(seed: int, count: int) -> Iterator[str]:
    """`count` texts, the same for the same `seed`."""
    rng = random.Random(seed)
    for _ in range(count):
        kind = rng.random()
        if kind < 0.25:
            yield "".join(rng.choices(_INLINE, k=rng.randint(1, 30)))
        elif kind < 0.4:
            yield "".join(rng.choices(rng.choice(_HOSTILE), k=rng.randint(1, 60)))
        else:
            lines = (_line(rng) for _ in range(rng.randint(1, 9)))
            yield "\n".join(lines) + rng.choice(("", "\n", "\n\n", "  "))


def _line(rng: random.Random) -> str:
    line = rng.choice(("", "", "", "", "  ", "    ", "> ", "- "))
    line += rng.choice(_BLOCKS) if rng.random() < 0.7 else ""
    line += rng.choice(_BLOCKS) if rng.random() < 0.2 else ""
    words = rng.choices(_INLINE, k=rng.randint(1, 8)) if rng.random() < 0.6 else ()
    return line + "".join(words)
