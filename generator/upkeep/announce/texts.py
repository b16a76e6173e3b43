"""The texts of messages: short ones for chats, and the lines of a digest as plain text. Pure.

Titles and names are of strangers. In a chat some characters do things: `@everyone` and `<!channel>`
call everybody, brackets make links, stars and backticks change how text looks. Each service has its
own, and none offers a way to switch off all of them. So those characters are replaced by others
that look alike, in every text that goes to a chat (`harmless`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from generator.board import wording
from generator.board.board import Board
from generator.model.announce_place import KINDS
from generator.model.numbers import count
from generator.model.safe_text import one_line
from generator.upkeep.announce.due import Message
from generator.upkeep.announce.news import News

HEADINGS = {"opened": "New projects", "closing": "Closing soon", "filled": "Filled"}
_LOOK_ALIKES = str.maketrans(
    {
        "@": "\N{FULLWIDTH COMMERCIAL AT}",
        "<": "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
        ">": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
        "[": "\N{FULLWIDTH LEFT SQUARE BRACKET}",
        "]": "\N{FULLWIDTH RIGHT SQUARE BRACKET}",
        "*": "\N{ASTERISK OPERATOR}",
        "`": "\N{MODIFIER LETTER GRAVE ACCENT}",
        "~": "\N{TILDE OPERATOR}",
        "|": "\N{FULLWIDTH VERTICAL LINE}",
        "\\": "\N{FULLWIDTH REVERSE SOLIDUS}",
    }
)
# A hashtag, an emoji code or a scheme, a mark around words, and a character reference.
_SIGNS = re.compile(r"#(?=\w)|:(?=\w|//)|(?<!\w)_+|(?<!_)_+(?!\w)|&(?=#?\w+;)")
_SIGN_ALIKES = {
    "#": "\N{FULLWIDTH NUMBER SIGN}",
    ":": "\N{FULLWIDTH COLON}",
    "_": "\N{FULLWIDTH LOW LINE}",
    "&": "\N{FULLWIDTH AMPERSAND}",
}
_MOST_SHOWN = 30  # listings of a digest; the others are counted
_LEAST = 300  # characters of a message; hardly any service takes less


def harmless(text: str) -> str:
    """`text` of a stranger on one line, with nothing that a chat takes for more than text."""
    plain = one_line(text).translate(_LOOK_ALIKES)
    return _SIGNS.sub(lambda match: _SIGN_ALIKES[match[0][0]] * len(match[0]), plain)


def subject(message: Message, board: Board) -> str:
    """What the message is about, for the subject of an email and for the log. Not `harmless`."""
    if message.day is None:
        return one_line(_headline(message.news[0], board))
    return one_line(f"{board.settings.name}: {summary(message.news)}")


def summary(news: Iterable[News]) -> str:
    """`3 new projects, 1 closing soon, 2 filled`."""
    kinds = [item.kind for item in news]
    words = {
        "opened": count(kinds.count("opened"), "new project"),
        "closing": f"{kinds.count('closing')} closing soon",
        "filled": f"{kinds.count('filled')} filled",
    }
    return ", ".join(words[kind] for kind in KINDS if kind in kinds)


def chat_text(message: Message, board: Board, most: int) -> str:
    """The message for a chat, of at most `most` characters."""
    if message.day is None:
        return _one(message.news[0], board, most)
    head = harmless(subject(message, board))
    shown: list[str] = []
    left = len(message.news)
    heading = ""
    for item in message.news[:_MOST_SHOWN]:
        lines = [] if item.kind == heading else ["", HEADINGS[item.kind]]
        line = harmless(f"{_title(item)}, {details(item, board)}")
        lines += [f"• {line}", f"  {listing_url(item, board)}"]
        rest = _rest(left - 1, board)
        if len("\n".join([head, *shown, *lines, *rest])) > most:
            break
        shown += lines
        heading = item.kind
        left -= 1
    return "\n".join([head, *shown, *_rest(left, board)])


def mail_text(message: Message, board: Board, why: str) -> str:
    """The email as plain text. `why` says why people get it and how that ends."""
    blocks = [subject(message, board)]
    for kind, items in shown_by_kind(message):
        blocks.append(f"{HEADINGS[kind]}\n{'-' * len(HEADINGS[kind])}")
        blocks += [
            f"{one_line(_title(item))}\n{one_line(details(item, board))}\n"
            f"{listing_url(item, board)}"
            for item in items
        ]
    if more := hidden(message):
        blocks.append(f"And {more} more on the board.")
    blocks.append(f"All open projects: {board.settings.url}browse/")
    return "\n\n".join([*blocks, f"-- \n{one_line(board.settings.name)}\n{why}"]) + "\n"


def shown_by_kind(message: Message) -> list[tuple[str, list[News]]]:
    """The news that a digest shows, by kind, in the order of `KINDS`."""
    shown = message.news[:_MOST_SHOWN]
    found = [(kind, [item for item in shown if item.kind == kind]) for kind in KINDS]
    return [(kind, items) for kind, items in found if items]


def hidden(message: Message) -> int:
    """How many news a digest only counts."""
    return len(message.news[_MOST_SHOWN:])


def details(item: News, board: Board) -> str:
    """What decides whether to look: `Acme · US$400 · 20 hours in 2 weeks · Remote · apply by …`."""
    listing, employer = item.listing, board.employer_of(item.listing).name
    if item.kind == "filled":
        return employer
    pay = wording.money(listing.pay.amount, listing.pay.currency)
    pay = pay if listing.pay.per == "project" else f"{pay} an hour"
    time = f"{wording.hours(listing)} in {wording.weeks(listing)}"
    until = f"apply by {wording.day(listing.deadline)}"
    return " · ".join((employer, pay, time, wording.where(listing), until))


def closes(item: News, today: date) -> str:
    """`closes today`, `closes in 3 days`."""
    days = (item.listing.deadline - today).days
    return f"closes in {count(days, 'day')}" if days > 0 else "closes today"


def listing_url(item: News, board: Board) -> str:
    """The address of the listing's page."""
    return board.settings.url + item.listing.url


def _title(item: News) -> str:
    return one_line(item.listing.title)


def _headline(item: News, board: Board) -> str:
    """`New project: Market survey`, `Closes in 3 days: Market survey`."""
    words = {
        "opened": "New project",
        "closing": closes(item, board.today).capitalize(),
        "filled": "Filled",
    }
    return f"{words[item.kind]}: {_title(item)}"


def _one(item: News, board: Board, most: int) -> str:
    """Three lines: what, the facts, the address. The address is never cut."""
    url = listing_url(item, board)
    head = harmless(_headline(item, board))
    facts = f"• {harmless(details(item, board))}"  # no line begins with what a stranger wrote
    if len(head) + len(facts) + len(url) + 2 > most:
        return f"{_cut(head, max(most, _LEAST) - len(url) - 1)}\n{url}"
    return f"{head}\n{facts}\n{url}"


def _rest(number: int, board: Board) -> list[str]:
    more = f"And {number} more: " if number else "All open projects: "
    return ["", f"{more}{board.settings.url}browse/"]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
