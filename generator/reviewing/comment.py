"""The comment on a pull request that shows its review, for authors who never used Git.

Suggestions are shown as diffs. The suggestion blocks of GitHub and GitLab work only in comments on
single lines, and each new version of a pull request would leave outdated ones behind. This one
comment is updated instead, and its links open the file in the host's editor.

GitHub accepts 65,536 characters. Bytes are counted here: there are never fewer of them, and escaped
text is mostly ASCII.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from generator.checking.check import CheckContext
from generator.hosts.links import FileLinks
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.numbers import count
from generator.model.problem import Problem
from generator.reporting.github_markdown import (
    code_block,
    inline_code,
    message_text,
    plain_text,
)
from generator.reviewing.events import Event, EventKind
from generator.reviewing.listing_preview import preview
from generator.reviewing.ownership_token import ownership_token, token_url
from generator.reviewing.routine import Routine
from generator.reviewing.suggestions import Suggestion
from generator.reviewing.verdict import MAX_FILES, Review, Verdict

MARKER = "<!-- microinternships:review"  # The comment starts with it, so that it can be found.
MAX_COMMENT_BYTES = 65_000
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_MAX_FIELDS = 20
_MAX_PATHS = 3
_PREVIEWED = (EventKind.NEW, EventKind.CHANGED, EventKind.REOPENED, EventKind.RENAMED)


def comment(review: Review, context: CheckContext, links: FileLinks) -> str:
    """The whole comment in Markdown, at most MAX_COMMENT_BYTES long."""
    heading, next_step = verdict_line(review), _next_step(review, links)
    if review.verdict is Verdict.NEEDS_MAINTAINER and context.settings.moderation:
        next_step += f" {plain_text(context.settings.moderation)}"
    head = f"{MARKER} v1 {review.head} -->\n## {heading}\n\n{next_step}"
    if review.safe is not Routine.NO:
        head += f"\n\n{_safe(review, context.settings.auto_merge)}"
    footer = _footer(review)
    sections = [
        _section("To mend", _problems(review, review.errors, links), 30_000, "thing"),
        _section("A maintainer of the board looks at this", _reasons(review), 6_000, "point"),
        _section("Worth a look", _problems(review, review.hints, links), 8_000, "hint"),
        _section("To show that it is you", _token_requests(review, context), 4_000, "employer"),
        _section("For maintainers: what no rule can see", _by_hand(review), 4_000, "point"),
        _section("What happens", _events(review), 6_000, "file"),
        _section("As it will look", _previews(review, context), 12_000, "listing"),
    ]  # fmt: skip
    text = "\n\n".join([head, *filter(None, sections), footer]) + "\n"
    if len(text.encode()) <= MAX_COMMENT_BYTES:
        return text
    return "\n\n".join([head, footer]) + "\n"


def is_answer(text: str, base: str, head: str) -> bool:
    """Whether `text` is a comment about the commit `head`, made when the board was at `base`."""
    return text.startswith(f"{MARKER} v1 {head} -->") and _checked(base, head) in text


def verdict_line(review: Review) -> str:
    """The verdict in one line, without any untrusted text."""
    if review.verdict is Verdict.NEEDS_FIXES:
        number = len(review.errors)
        if any(problem.rule == "change/too-many" for problem in review.errors):
            return "This is too much to look at in one go"
        return f"{_things(number)} to mend before this can go on the board"
    if review.verdict is Verdict.NEEDS_MAINTAINER:
        return "Nothing to mend: a maintainer of the board looks at it next"
    if not review.files:
        return "This changes nothing on the board"
    kinds = [event.kind for event in review.events if event.is_listing]
    if kinds and set(kinds) == {EventKind.CLOSED}:
        return (
            "All good: this can be closed" if len(kinds) == 1 else "All good: these can be closed"
        )
    return "All good: this can go on the board"


def _next_step(review: Review, links: FileLinks) -> str:
    """What the author should do now."""
    if review.verdict is Verdict.NEEDS_FIXES:
        if review.files > MAX_FILES:
            return "Nobody could check it with care. Nothing in the files was read."
        how = "Press **Mend it**, change" if links.edit("x", 1) else "Change"
        return (
            f"{how} the line and press **Commit changes**. "
            "This answer renews itself in a few minutes; there is no need to start again."
        )
    if review.verdict is Verdict.NEEDS_MAINTAINER:
        return "You need not do anything. Below is what they look at."
    if not review.files:
        return "What it wants to change is there already. It can be closed."
    return "You need not do anything more: it appears once a maintainer has accepted it."


def _safe(review: Review, auto_merge: bool) -> str:
    listings = count(len(review.events), "listing")
    what = {
        Routine.CLOSE: f"closes {listings}",
        Routine.EXTEND: f"extends the deadline of {listings}",
        Routine.CLOSE_AND_EXTEND: f"closes or extends {listings}",
    }[review.safe]
    then = " The board does that by itself now." if auto_merge else ""
    return (
        f"**For maintainers of the board:** this only {what}, and its author is one of the "
        f"employer's maintainers. It is safe to merge.{then}"
    )


def _problems(review: Review, problems: Sequence[Problem], links: FileLinks) -> Iterator[str]:
    suggestions = {suggestion.problem: suggestion for suggestion in review.suggestions}
    for number, problem in enumerate(problems, 1):
        yield _problem(number, problem, suggestions.get(problem), review, links)


def _problem(
    number: int, problem: Problem, suggestion: Suggestion | None, review: Review, links: FileLinks
) -> str:
    place = problem.place
    exists = any(
        place.file == event.path and event.kind is not EventKind.DELETED for event in review.events
    )
    view_url = links.view(review.head, place.file, place.line) if exists else ""
    edit_url = links.edit(place.file, place.line) if exists else ""
    line = f", line {place.line}" if place.line > 1 else ""
    message = problem.message[:1].upper() + problem.message[1:]
    sentences = f"**{number}.** {message_text(message)} {message_text(problem.fix)}".rstrip()
    where = _link(f"{inline_code(place.file)}{line}", view_url)
    edit = f" · {_link('**Mend it**', edit_url)}" if edit_url else ""
    text = f"{sentences}  \n{where}{edit}"
    if suggestion is None:
        return text
    diff = code_block([f"- {suggestion.before}", f"+ {suggestion.after}"], "diff")
    return f"{text}\n\n{diff}"


def _reasons(review: Review) -> Iterator[str]:
    for reason in review.reasons:
        names = ", ".join(inline_code(path) for path in reason.paths[:_MAX_PATHS])
        hidden = len(reason.paths) - _MAX_PATHS
        more = f" and {hidden:,} more" if hidden > 0 else ""
        yield f"- {message_text(reason.text)} ({names}{more})"


def _by_hand(review: Review) -> Iterator[str]:
    """Only once the author has nothing left to change."""
    if review.verdict is not Verdict.NEEDS_FIXES:
        yield from (f"- {message_text(sentence)}" for sentence in review.by_hand)


def _token_requests(review: Review, context: CheckContext) -> Iterator[str]:
    """How each new employer can prove that the website is theirs."""
    is_new = any(reason.code == "new-employer" for reason in review.reasons)
    if review.verdict is Verdict.NEEDS_FIXES or not is_new:
        return
    for event in review.events:
        if event.kind is EventKind.NEW and isinstance(event.after, Employer):
            url = token_url(urlsplit(event.after.website).hostname or "")
            token = ownership_token(context.settings.url, event.id)
            yield (
                f"Whoever can write to the website speaks for {plain_text(event.after.name)}. "
                f"It saves time to put a file there, {inline_code(url)}, with this one line:\n\n"
                f"{code_block([token])}"
            )


def _events(review: Review) -> Iterator[str]:
    for event in review.events:
        yield f"- {_event(event)}"


def _event(event: Event) -> str:
    name = inline_code(event.id)
    noun = "listing" if event.is_listing else "employer"
    if event.kind is EventKind.UNREADABLE:
        return f"The {noun} {name} can't be shown until its file is mended."
    if event.kind is EventKind.RENAMED:
        return f"The listing {inline_code(event.former_id)} becomes {name}."
    if event.kind is EventKind.CLOSED and isinstance(event.after, Listing):
        status = "" if event.after.status == "open" else f" ({event.after.status})"
        return f"The listing {name} is closed{status}. Its page stays, marked as closed."
    fields = _field_names(event.changed_fields)
    sentences = {
        EventKind.NEW: f"New {noun}: {name}.",
        EventKind.CHANGED: f"The {noun} {name} changes: {fields}.",
        EventKind.REOPENED: f"The listing {name} opens again: {fields}.",
        EventKind.DELETED: f"The {noun} {name} is deleted.",
    }
    return sentences[event.kind]


def _field_names(names: Sequence[str]) -> str:
    if not names:
        return "nothing but its layout"
    return ", ".join(inline_code(name) for name in names[:_MAX_FIELDS])


def _previews(review: Review, context: CheckContext) -> Iterator[str]:
    for event in review.events:
        if event.kind in _PREVIEWED and isinstance(event.after, Listing):
            listing = event.after
            employer = review.employer_names.get(listing.employer_id, listing.employer_id)
            yield preview(listing, employer, context.vocabularies, context.today)


def _section(title: str, items: Iterable[str], max_bytes: int, noun: str) -> str:
    """A heading and as many items as fit into `max_bytes`; empty without items.

    `noun` says what an item is: it is used to tell how many are left out.
    """
    items = tuple(items)
    shown: list[str] = []
    bytes_left = max_bytes
    for item in items:
        bytes_left -= len(item.encode()) + 2
        if bytes_left < 0:
            break
        shown.append(item)
    hidden = len(items) - len(shown)
    if hidden:
        shown.append(f"… and {count(hidden, f'more {noun}' if shown else noun)}.")
    separator = "\n" if all(item.startswith("- ") for item in shown) else "\n\n"
    return f"### {title}\n\n{separator.join(shown)}" if shown else ""


def _footer(review: Review) -> str:
    return (
        f"<sub>{_checked(review.base, review.head)} "
        "This comment is written by a program; a question asked below is read by people.</sub>"
    )


def _checked(base: str, head: str) -> str:
    return f"Checked {head[:10]} by the rules of the board at {base[:10]}."


def _link(text: str, url: str) -> str:
    return f"[{text}]({url})" if url else text


def _things(number: int) -> str:
    """`Three things`."""
    shown = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    return f"{shown} thing{'s' * (number != 1)}"
