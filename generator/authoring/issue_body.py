"""Takes the text of an issue that was made with a form apart into answers. Pure.

GitHub writes a heading `### Label` for each field, and the answer below it. What somebody typed
can have such a line in it too. So every heading must be there once and in the form's order, or
the text is refused: an answer never ends up in another field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.authoring.issue_form import NO_ANSWER, FormField
from generator.model.problem import Place, Problem

ISSUE = "issue"  # Stands for a file's name in a problem's place.
MAX_ISSUE = 65_536  # GitHub's own limit, in characters.
_HEADING = "### "
_EMPTY = {"", NO_ANSWER, "None"}  # `None` is what a dropdown offers for no choice.
_MOST_SHOWN = 60


@dataclass(frozen=True)
class Answers:
    """What was answered, by a field's name, without empty answers; or why that can't be told."""

    texts: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def starts_with(body: str, fields: Sequence[FormField]) -> bool:
    """Whether the issue seems to be made with the form that has these fields."""
    first = next((line for line in _lines(body) if line.strip()), "")
    return _label(first) == fields[0].label


def answers(body: str, fields: Sequence[FormField]) -> Answers:
    """The answers to the `fields` of a form, in the text of an issue."""
    if len(body) > MAX_ISSUE:
        message = f"the issue has more than {MAX_ISSUE:,} characters."
        return Answers(problems=(issue_problem("issue/form", message, "Shorten it."),))
    lines = _lines(body)
    names = {item.label: item.name for item in fields}
    found = [(at, label) for at, line in enumerate(lines) if (label := _label(line)) in names]
    if problems := tuple(_heading_problems(lines, [*names], found)):
        return Answers(problems=problems)
    ends = [at for at, _ in found[1:]] + [len(lines)]
    texts = {}
    for (at, label), end in zip(found, ends, strict=True):
        text = "\n".join(lines[at + 1 : end]).strip("\n").rstrip()
        if text.strip() not in _EMPTY:
            texts[names[label]] = text
    return Answers(texts)


def _heading_problems(
    lines: Sequence[str], labels: Sequence[str], found: Sequence[tuple[int, str]]
) -> Iterator[Problem]:
    if found and any(line.strip() for line in lines[: found[0][0]]):
        yield issue_problem(
            "issue/form",
            "there is text above the form's first heading.",
            "Remove it, or write it into an answer.",
        )
    seen: dict[str, int] = {}
    for at, label in found:
        if label in seen:
            yield issue_problem(
                "issue/heading-twice",
                f"the line `### {_shown(label)}` is there twice, so it is not clear which text "
                "belongs to which field.",
                "Change or remove the one that you typed yourself.",
                at + 1,
            )
        seen.setdefault(label, at)
    missing = [label for label in labels if label not in seen]
    if missing:
        names = ", ".join(f"`### {_shown(label)}`" for label in missing[:3])
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        yield issue_problem(
            "issue/form",
            f"a heading of the form is missing: {names}{more}.",
            "Put it back, or fill in the form again: it may have changed since.",
        )
    if len(found) == len(labels) and not missing and [*seen] != [*labels]:
        yield issue_problem(
            "issue/form",
            "the headings are not in the form's order.",
            "Put them back in order, or fill in the form again.",
        )


def issue_problem(rule: str, message: str, fix: str, line: int = 1) -> Problem:
    """A problem of the issue itself and not of a file that is made from it."""
    return Problem(Place(ISSUE, line), rule, message, fix)


def _label(line: str) -> str:
    """The label in a line that is a heading of level three, otherwise an empty text."""
    return line.removeprefix(_HEADING).strip() if line.startswith(_HEADING) else ""


def _lines(body: str) -> list[str]:
    return body.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _shown(label: str) -> str:
    return label.replace("`", "'")[:_MOST_SHOWN]
