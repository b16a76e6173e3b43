"""The answer to a pull request as a comment, for somebody who never used Git.

Corrected lines are shown as a coloured before and after, not as GitHub's suggestions: those work
only in a review of single lines, which would leave a trail of outdated remarks with every new
version, while this one comment is renewed. A link opens the file at the line instead.

GitHub takes 65,536 characters. Escaped text is plain ASCII for the most part, so bytes are
counted, which are never fewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from generator.checking.check import CheckContext
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.problem import Problem
from generator.reporting.github_markdown import code, fenced, sentence, words
from generator.reviewing.events import Event, What
from generator.reviewing.listing_preview import card
from generator.reviewing.ownership_token import address, token
from generator.reviewing.suggestions import Correction
from generator.reviewing.verdict import MOST_FILES, Review, Verdict

MARKER = "<!-- microinternships:review"
MOST_BYTES = 65_000
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_MOST_NAMES = 20
_SHOWN = (What.NEW, What.CHANGED, What.REOPENED, What.RENAMED)


@dataclass(frozen=True, slots=True)
class Links:
    """Where files can be seen (`repository`, a web address) and mended (`fork`, `branch`).

    Empty where it is not known; then there are names without links.
    """

    repository: str = ""
    fork: str = ""
    branch: str = ""

    def see(self, commit: str, path: str, line: int) -> str:
        """The file's address in the pull request's newest state."""
        if not self.repository:
            return ""
        return f"{self.repository}/blob/{commit}/{quote(path)}#L{line}"

    def mend(self, path: str, line: int) -> str:
        """The editor's address for the file in the author's own copy."""
        if not (self.fork and self.branch):
            return ""
        return f"https://github.com/{self.fork}/edit/{quote(self.branch)}/{quote(path)}#L{line}"


def comment(review: Review, context: CheckContext, links: Links) -> str:
    """Markdown, with the marker by which it is found again."""
    head = f"{MARKER} v1 {review.head} -->\n## {verdict_line(review)}\n\n{_next(review, links)}"
    foot = _foot(review)
    sections = [
        _section("To mend", _problems(review, review.errors, links), 30_000, "thing"),
        _section("A maintainer of the board looks at this", _reasons(review), 6_000, "point"),
        _section("Worth a look", _problems(review, review.hints, links), 8_000, "hint"),
        _section("To show that it is you", _proofs(review, context), 4_000, "employer"),
        _section("What happens", _events(review), 6_000, "file"),
        _section("As it will look", _cards(review, context), 12_000, "listing"),
    ]  # fmt: skip
    text = "\n\n".join([head, *filter(None, sections), foot]) + "\n"
    return text if len(text.encode()) <= MOST_BYTES else "\n\n".join([head, foot]) + "\n"


def verdict_line(review: Review) -> str:
    """The answer in one line."""
    if review.verdict is Verdict.MEND:
        number = len(review.errors)
        if any(problem.rule == "change/too-many" for problem in review.errors):
            return "This is too much to look at in one go"
        return f"{_count(number)} to mend before this can go on the board"
    if review.verdict is Verdict.NEEDS_MAINTAINER:
        return "Nothing to mend: a maintainer of the board looks at it next"
    if not review.files:
        return "This changes nothing on the board"
    listings = [event.what for event in review.events if event.is_listing]
    if listings and set(listings) == {What.CLOSED}:
        return (
            "All good: this can be closed"
            if len(listings) == 1
            else "All good: these can be closed"
        )
    return "All good: this can go on the board"


def _next(review: Review, links: Links) -> str:
    if review.verdict is Verdict.MEND:
        if review.files > MOST_FILES:
            return "Nobody could check it with care. Nothing in the files was read."
        how = "Press **Mend it**, change" if links.mend("x", 1) else "Change"
        return (
            f"{how} the line and press **Commit changes**. "
            "This answer renews itself in a few minutes; there is no need to start again."
        )
    if review.verdict is Verdict.NEEDS_MAINTAINER:
        return "You need not do anything. Below is what they look at."
    if not review.files:
        return "What it wants to change is there already. It can be closed."
    return "You need not do anything more: it appears once a maintainer has accepted it."


def _problems(review: Review, problems: Sequence[Problem], links: Links) -> Iterator[str]:
    offers = {offer.problem: offer for offer in review.corrections}
    for number, problem in enumerate(problems, 1):
        yield _problem(f"**{number}.**", problem, offers.get(problem), review, links)


def _problem(
    number: str, problem: Problem, offer: Correction | None, review: Review, links: Links
) -> str:
    place = problem.place
    is_there = any(
        place.file == event.path and event.what is not What.DELETED for event in review.events
    )
    see = links.see(review.head, place.file, place.line) if is_there else ""
    mend = links.mend(place.file, place.line) if is_there else ""
    line = f", line {place.line}" if place.line > 1 else ""
    message = problem.message[:1].upper() + problem.message[1:]
    first = f"{number} {sentence(message)} {sentence(problem.fix)}".rstrip()
    where = _linked(f"{code(place.file)}{line}", see)
    text = f"{first}  \n{where}{' · ' + _linked('**Mend it**', mend) if mend else ''}"
    if offer is None:
        return text
    return f"{text}\n\n{fenced([f'- {offer.before}', f'+ {offer.after}'], 'diff')}"


def _reasons(review: Review) -> Iterator[str]:
    for reason in review.reasons:
        names = ", ".join(code(path) for path in reason.paths[:3])
        more = f" and {len(reason.paths) - 3:,} more" if len(reason.paths) > 3 else ""
        yield f"- {sentence(reason.text)} ({names}{more})"


def _proofs(review: Review, context: CheckContext) -> Iterator[str]:
    if review.verdict is Verdict.MEND or not any(r.code == "new-employer" for r in review.reasons):
        return
    for event in review.events:
        if event.what is What.NEW and isinstance(event.after, Employer):
            host = urlsplit(event.after.website).hostname or ""
            yield (
                f"Whoever can write to the website speaks for {words(event.after.name)}. "
                f"It saves time to put a file there, {code(address(host))}, with this one line:\n\n"
                + fenced([token(context.settings.url, event.id)])
            )


def _events(review: Review) -> Iterator[str]:
    for event in review.events:
        yield f"- {_event(event)}"


def _event(event: Event) -> str:
    name = code(event.id)
    kind = "listing" if event.is_listing else "employer"
    if event.what is What.UNREADABLE:
        return f"The {kind} {name} can't be shown until its file is mended."
    if event.what is What.RENAMED:
        return f"The listing {code(event.former)} becomes {name}."
    if event.what is What.CLOSED and isinstance(event.after, Listing):
        status = "" if event.after.status == "open" else f" ({event.after.status})"
        return f"The listing {name} is closed{status}. Its page stays, marked as closed."
    said = {
        What.NEW: f"New {kind}: {name}.",
        What.CHANGED: f"The {kind} {name} changes: {_fields(event.fields)}.",
        What.REOPENED: f"The listing {name} opens again: {_fields(event.fields)}.",
        What.DELETED: f"The {kind} {name} is deleted.",
    }
    return said[event.what]


def _fields(names: Sequence[str]) -> str:
    if not names:
        return "nothing but its layout"
    return ", ".join(code(name) for name in names[:_MOST_NAMES])


def _cards(review: Review, context: CheckContext) -> Iterator[str]:
    for event in review.events:
        if event.what in _SHOWN and isinstance(event.after, Listing):
            listing = event.after
            employer = review.names.get(listing.employer_id, listing.employer_id)
            yield card(listing, employer, context.vocabularies, context.today)


def _section(title: str, items: Iterable[str], room: int, noun: str) -> str:
    """The items under a heading, as many as there is room for; empty if there are none."""
    items = tuple(items)
    shown: list[str] = []
    for item in items:
        room -= len(item.encode()) + 2
        if room < 0:
            break
        shown.append(item)
    left = len(items) - len(shown)
    if left:
        shown.append(f"… and {left:,} {'more ' if shown else ''}{noun}{'s' * (left > 1)}.")
    between = "\n" if all(item.startswith("- ") for item in shown) else "\n\n"
    return f"### {title}\n\n{between.join(shown)}" if shown else ""


def _foot(review: Review) -> str:
    return (
        f"<sub>Checked {review.head[:10]} by the rules of the board at {review.base[:10]}. "
        "This comment is written by a program; a question asked below is read by people.</sub>"
    )


def _linked(text: str, address: str) -> str:
    return f"[{text}]({address})" if address else text


def _count(number: int) -> str:
    shown = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    return f"{shown} thing{'s' * (number != 1)}"
