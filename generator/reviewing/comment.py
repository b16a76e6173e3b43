"""The comment on a pull request that shows its review, for authors who never used Git.

Suggestions are shown as diffs. The suggestion blocks of GitHub and GitLab work only in comments on
single lines, and each new version of a pull request would leave outdated ones behind. This one
comment is updated instead, and its links open the file in the host's editor.

GitHub accepts 65,536 characters. Bytes are counted here: there are never fewer of them, and escaped
text is mostly ASCII.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit

from generator.checking.check import CheckContext
from generator.hosts.links import FileLinks
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.numbers import count
from generator.model.problem import Problem, rule_url
from generator.model.problem_limit import total
from generator.reporting.github_markdown import (
    code_block,
    inline_code,
    message_text,
    plain_text,
)
from generator.reviewing.events import Event, EventKind
from generator.reviewing.listing_preview import preview
from generator.reviewing.ownership_token import ownership_token, token_url
from generator.reviewing.permissions import Reason
from generator.reviewing.routine import Routine
from generator.reviewing.suggestions import Suggestion
from generator.reviewing.verdict import MAX_FILES, Review, Verdict

T = TypeVar("T")
MARKER = "<!-- microinternships:review"  # The comment starts with it, so that it can be found.
MAX_COMMENT_BYTES = 65_000
FAILED = "The check itself failed"
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_MAX_FIELDS = 20
_MAX_PATHS = 3
_MAX_NAME = 200  # characters
_MAX_MESSAGE = 1_000
_OF_A_SECTION = 100  # bytes, for its heading and its last line
_PREVIEWED = (EventKind.NEW, EventKind.CHANGED, EventKind.REOPENED, EventKind.RENAMED)


@dataclass(frozen=True, slots=True)
class _Item:
    """A part of a section, written only if it is shown. `number` says how many it stands for."""

    write: Callable[[], str]
    number: int = 1


def comment(review: Review, context: CheckContext, links: FileLinks) -> str:
    """The whole comment in Markdown, at most MAX_COMMENT_BYTES long."""
    heading, next_step = verdict_line(review), _next_step(review, links)
    if review.verdict is Verdict.NEEDS_MAINTAINER and context.settings.moderation:
        next_step += f" {plain_text(context.settings.moderation)}"
    head = f"{MARKER} v1 {review.head} -->\n## {heading}\n\n{next_step}"
    if review.safe is not Routine.NO:
        head += f"\n\n{_safe(review, context.settings.auto_merge)}"
    footer = _footer(review)
    parts, left = [head], MAX_COMMENT_BYTES - len(f"{head}\n\n{footer}\n".encode())
    for title, items, most, noun in _sections(review, context, links):
        part = _section(title, items, min(most, left) - _OF_A_SECTION, noun)
        left -= len(f"{part}\n\n".encode())
        parts += [part] if part else []
    return "\n\n".join([*parts, footer]) + "\n"


def _sections(
    review: Review, context: CheckContext, links: FileLinks
) -> Iterator[tuple[str, Iterable[_Item], int, str]]:
    """The title of each section, its items, how many bytes it may have, and what an item is."""
    rules_url = context.settings.rules_url
    yield "To fix", _problems(review, review.errors, links, rules_url), 30_000, "problem"
    yield "What a maintainer has to check", _items(_reason, review.reasons), 6_000, "point"
    yield "Could be better", _problems(review, review.hints, links, rules_url), 8_000, "hint"
    ask = partial(_token_request, context)
    yield "How to prove who you are", _items(ask, _new_employers(review)), 4_000, "employer"
    by_hand = _items("- {}".format, map(message_text, _by_hand(review)))
    yield "For maintainers: questions that no rule can answer", by_hand, 4_000, "question"
    yield "What this changes", _items(_event, review.events), 6_000, "file"
    show = partial(_preview, review, context)
    yield "Preview", _items(show, _previewed(review)), 12_000, "listing"


def failure_comment(head: str) -> str:
    """The comment on a pull request whose newest commit could not be reviewed."""
    return (
        f"{MARKER} v1 {head} -->\n## {FAILED}\n\n"
        "We don't know yet what this changes, so please don't merge it. You don't have to do "
        "anything: the board tries again by itself. If this message stays, a maintainer of the "
        "board can find the reason in the log of the run.\n\n"
        f"<sub>About {head[:10]}. A program wrote this comment.</sub>\n"
    )


def is_about(text: str, head: str) -> bool:
    """Whether `text` is a comment about the commit `head`."""
    return text.startswith(f"{MARKER} v1 {head} -->")


def is_failure(text: str, head: str) -> bool:
    """Whether `text` says that the commit `head` could not be reviewed."""
    return is_about(text, head) and f"\n## {FAILED}\n" in text


def is_answer(text: str, base: str, head: str) -> bool:
    """Whether `text` is a comment about the commit `head`, made when the board was at `base`."""
    return is_about(text, head) and _checked(base, head) in text


def verdict_line(review: Review) -> str:
    """The verdict in one line, without any untrusted text."""
    if review.verdict is Verdict.NEEDS_FIXES:
        number = total(review.errors)
        if any(problem.rule == "change/too-many" for problem in review.errors):
            return "This is too much to review at once"
        return f"{_things(number)} to fix before we can publish this"
    if review.verdict is Verdict.NEEDS_MAINTAINER:
        return "Nothing for you to fix: a maintainer of the board checks it next"
    if not review.files:
        return "This changes nothing on the board"
    kinds = [event.kind for event in review.events if event.is_listing]
    if kinds and set(kinds) == {EventKind.CLOSED}:
        return (
            "All good: this can be closed" if len(kinds) == 1 else "All good: these can be closed"
        )
    return "All good: we can publish this"


def _next_step(review: Review, links: FileLinks) -> str:
    """What the author should do now."""
    if review.verdict is Verdict.NEEDS_FIXES:
        if review.files > MAX_FILES:
            return "Nobody could check so many files carefully, so we did not read any of them."
        how = "Press **Fix it**, change" if links.edit("x", 1) else "Change"
        return (
            f"{how} the line and press **Commit changes**. "
            "This comment updates itself in a few minutes. You don't have to start again."
        )
    if review.verdict is Verdict.NEEDS_MAINTAINER:
        return "You don't have to do anything. Below you can see what they check."
    if not review.files:
        return "The board has these changes already, so you can close this."
    return "You don't have to do anything else: it appears once a maintainer accepts it."


def _safe(review: Review, auto_merge: bool) -> str:
    listings = count(len(review.events), "listing")
    what = {
        Routine.CLOSE: f"closes {listings}",
        Routine.EXTEND: f"extends the deadline of {listings}",
        Routine.CLOSE_AND_EXTEND: f"closes or extends {listings}",
    }[review.safe]
    then = " The board now merges it by itself." if auto_merge else ""
    return (
        f"**For maintainers of the board:** this only {what}, and the author is one of the "
        f"employer's maintainers. It is safe to merge.{then}"
    )


def _items(write: Callable[[T], str], values: Iterable[T]) -> Iterator[_Item]:
    return (_Item(partial(write, value)) for value in values)


def _problems(
    review: Review, problems: Sequence[Problem], links: FileLinks, rules_url: str
) -> Iterator[_Item]:
    suggestions = {suggestion.problem: suggestion for suggestion in review.suggestions}
    for number, problem in enumerate(problems, 1):
        about = _link("About this rule", rule_url(rules_url, problem.rule)) if rules_url else ""
        suggestion = suggestions.get(problem)
        write = partial(_problem, number, problem, suggestion, review, links, about)
        yield _Item(write, problem.others or 1)


def _problem(
    number: int,
    problem: Problem,
    suggestion: Suggestion | None,
    review: Review,
    links: FileLinks,
    about: str,
) -> str:
    place = problem.place
    exists = any(
        place.file == event.path and event.kind is not EventKind.DELETED for event in review.events
    )
    view_url = links.view(review.head, place.file, place.line) if exists else ""
    edit_url = links.edit(place.file, place.line) if exists else ""
    line = f", line {place.line}" if place.line > 1 else ""
    message = problem.message[:1].upper() + problem.message[1:]
    words = message_text(_cut(message)), message_text(_cut(problem.fix))
    sentences = f"**{number}.** {' '.join(words)}".rstrip()
    where = _link(f"{_name(place.file)}{line}", view_url)
    edit = _link("**Fix it**", edit_url) if edit_url else ""
    text = f"{sentences}  \n{' · '.join(part for part in (where, edit, about) if part)}"
    if suggestion is None:
        return text
    diff = code_block([f"- {suggestion.before}", f"+ {suggestion.after}"], "diff")
    return f"{text}\n\n{diff}"


def _reason(reason: Reason) -> str:
    names = ", ".join(_name(path) for path in reason.paths[:_MAX_PATHS])
    hidden = len(reason.paths) - _MAX_PATHS
    more = f" and {hidden:,} more" if hidden > 0 else ""
    return f"- {message_text(_cut(reason.text))} ({names}{more})"


def _by_hand(review: Review) -> tuple[str, ...]:
    """What to check by hand: only once the author has nothing left to change."""
    return () if review.verdict is Verdict.NEEDS_FIXES else review.by_hand


def _new_employers(review: Review) -> list[Employer]:
    """Those who can prove now that their website is theirs."""
    is_new = any(reason.code == "new-employer" for reason in review.reasons)
    if review.verdict is Verdict.NEEDS_FIXES or not is_new:
        return []
    new = (event.after for event in review.events if event.kind is EventKind.NEW)
    return [employer for employer in new if isinstance(employer, Employer)]


def _token_request(context: CheckContext, employer: Employer) -> str:
    """How a new employer can prove that the website is theirs."""
    url = token_url(urlsplit(employer.website).hostname or "")
    token = ownership_token(context.settings.url, employer.id)
    return (
        f"If you can put a file on the website of {plain_text(employer.name)}, we know that you "
        f"work for them. To save time, create the file {inline_code(url)} with this one line:\n\n"
        f"{code_block([token])}"
    )


def _event(event: Event) -> str:
    return f"- {_what_happens(event)}"


def _what_happens(event: Event) -> str:
    name = _name(event.id)
    noun = "listing" if event.is_listing else "employer"
    if event.kind is EventKind.UNREADABLE:
        return f"We can't show the {noun} {name} until its file is fixed."
    if event.kind is EventKind.RENAMED:
        return f"The listing {_name(event.former_id)} gets the new address {name}."
    if event.kind is EventKind.CLOSED and isinstance(event.after, Listing):
        status = "" if event.after.status == "open" else f" ({event.after.status})"
        said = " and says what became of it" if event.after.outcome else ""
        return (
            f"The listing {name} is closed{status}{said}. Its page stays and is marked as closed."
        )
    fields = _field_names(event.changed_fields)
    sentences = {
        EventKind.NEW: f"New {noun}: {name}.",
        EventKind.CHANGED: f"The {noun} {name} changes: {fields}.",
        EventKind.REOPENED: f"The listing {name} is open again: {fields}.",
        EventKind.DELETED: f"The {noun} {name} is deleted.",
    }
    return sentences[event.kind]


def _field_names(names: Sequence[str]) -> str:
    if not names:
        return "only its layout"
    return ", ".join(_name(name) for name in names[:_MAX_FIELDS])


def _previewed(review: Review) -> list[Listing]:
    return [
        event.after
        for event in review.events
        if isinstance(event.after, Listing)
        and (event.kind in _PREVIEWED or (event.kind is EventKind.CLOSED and event.after.outcome))
    ]


def _preview(review: Review, context: CheckContext, listing: Listing) -> str:
    employer = review.employer_names.get(listing.employer_id, listing.employer_id)
    return preview(listing, employer, context.vocabularies, context.today)


def _section(title: str, items: Iterable[_Item], max_bytes: int, noun: str) -> str:
    """A heading and as many items as fit into `max_bytes`; empty without items.

    `noun` says what an item is: it is used to tell how many are left out.
    """
    items, texts = tuple(items), list[str]()
    bytes_left = max_bytes
    for item in items:
        text = item.write()
        bytes_left -= len(text.encode()) + 2
        if bytes_left < 0:
            break
        texts.append(text)
    if hidden := sum(item.number for item in items[len(texts) :]):
        texts.append(f"… and {count(hidden, f'more {noun}' if texts else noun)}.")
    separator = "\n" if all(text.startswith("- ") for text in texts) else "\n\n"
    return f"### {title}\n\n{separator.join(texts)}" if texts else ""


def _name(path: str) -> str:
    """The name of a file as code. Of a very long one only the start and the end."""
    half = _MAX_NAME // 2
    return inline_code(path if len(path) <= _MAX_NAME else f"{path[:half]}…{path[-half:]}")


def _cut(text: str) -> str:
    """A message, which may quote a very long name."""
    return text if len(text) <= _MAX_MESSAGE else f"{text[:_MAX_MESSAGE]}…"


def _footer(review: Review) -> str:
    return (
        f"<sub>{_checked(review.base, review.head)} "
        "A program wrote this comment. If you have a question, ask it below: people read it.</sub>"
    )


def _checked(base: str, head: str) -> str:
    return f"Checked {head[:10]} by the rules of the board at {base[:10]}."


def _link(text: str, url: str) -> str:
    return f"[{text}]({url})" if url else text


def _things(number: int) -> str:
    """`Three things`."""
    shown = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    return f"{shown} thing{'s' * (number != 1)}"
