"""Asks for answers on a terminal: a line, a choice, or text over several lines."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import click

# As in Git: everything from this line on is not part of the text. A `#` alone can't mark a comment,
# because Markdown's headings begin with it.
_SCISSORS = "# ------------------------ >8 ------------------------"
_BELOW = "Do not change or delete the line above. Everything below it is left out."
_END = "."
_MANY = 9


def line(label: str, default: str | None = None) -> str:
    """One line. Enter alone gives the default; without one, the question is asked again."""
    return str(click.prompt(label, default=default, show_default=bool(default))).strip()


def list_choices(labels: Mapping[str, str]) -> None:
    """Print a numbered list of choices; `labels` has a label for each, or an empty one.

    Many choices without labels are on one line, without numbers.
    """
    if len(labels) > _MANY and not any(labels.values()):
        click.echo(f"One of {', '.join(labels)}.")
        return
    for number, (option, label) in enumerate(labels.items(), start=1):
        click.echo(f"{number:3}. {option}" + (f": {label}" if label else ""))
    click.echo("Type the number, or the first letters.")


def chosen(typed: str, options: Sequence[str]) -> str:
    """The option with the number that was typed, or `typed` itself."""
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 4
    return options[int(typed) - 1] if is_number and 1 <= int(typed) <= len(options) else typed


def show_errors(errors: Sequence[str]) -> None:
    """Print why an answer was refused."""
    for error in errors:
        click.secho(error[:1].upper() + error[1:], fg="yellow")


def text(label: str, help_text: str, before: str = "", errors: Sequence[str] = ()) -> str:
    """Text over several lines, from an editor if the person has set one.

    `before` is the text so far, which was refused because of `errors`.
    """
    if os.environ.get("VISUAL") or os.environ.get("EDITOR"):
        try:
            return _from_editor(label, help_text, before, errors)
        except click.ClickException as error:
            click.secho(f"{error.format_message()} Type the text here instead.", fg="yellow")
    return _typed(label, before)


def _from_editor(label: str, help_text: str, before: str, errors: Sequence[str]) -> str:
    click.prompt(f"Press Enter to write `{label}` in your editor", default="", show_default=False)
    notes = [_BELOW, "", *help_text.splitlines(), *([""] if errors else []), *errors]
    below = "\n".join(f"# {note}".rstrip() for note in notes)
    edited = click.edit(f"{before}\n\n{_SCISSORS}\n{below}\n", extension=".md")
    if edited is None:  # closed without saving
        return before
    edited = edited.replace("\r\n", "\n").replace(below, "")
    return edited.partition(_SCISSORS)[0].strip()


def _typed(label: str, before: str) -> str:
    if before:
        click.echo(f"Your text so far:\n\n{before}\n")
        answer = line("Add to it, or write it again? (add/again)", "add")
        before = "" if answer.lower() in {"again", "write it again"} else before
    click.echo("Type as many lines as you like. End with a line that has only a dot.")
    lines = before.split("\n") if before else []
    prompt = f"{label}: "
    while True:
        try:
            typed = input(prompt)
        except EOFError:
            break
        if typed.strip() == _END:
            break
        lines.append(typed)
        prompt = ""
    return "\n".join(lines).strip()
