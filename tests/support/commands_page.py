"""Makes docs/reference/commands.md from the command line itself."""

from __future__ import annotations

from collections.abc import Iterator

import click

from generator.cli import main

# By what people come for. A name that the program does not have yet is passed over.
GROUPS: dict[str, tuple[str, ...]] = {
    "Set up a board": ("init", "doctor", "upgrade", "override"),
    "Check and tidy": ("check", "fmt"),
    "Write and change listings": (
        "new",
        "import",
        "extend",
        "close",
        "repost",
        "hide",
        "unhide",
    ),
    "Build and preview": ("build", "join", "serve"),
    "Keep a board up to date": ("links", "reminders", "announce", "prove", "pull"),
    "Pull requests and issues": (
        "review",
        "review-all",
        "comment",
        "issue-form",
        "from-issue",
        "moderate",
    ),
}
_SHARED = ("--today", "--root")  # explained once, at the top
_INTRODUCTION = """\
---
title: Commands
description: Every command of the program, with its options and exit codes.
---
# Commands

`make site` sets up the command `board` in `.venv`. Run it in the board's folder or below:
`.venv/bin/board check`. `board --help` lists all commands, `board check --help` shows one, and
`board --version` prints its version.

Exit code 0 means that all is well. 2 means that the command could not run; one line gives the
reason. Where a command can end with 1, its section below explains what that means.

Many commands have these options:

"""


def commands_page() -> str:
    """The page as Markdown. Raises `LookupError` for a command that is in no group."""
    if unknown := set(main.commands).difference(*GROUPS.values()):
        raise LookupError(f"add to GROUPS in {__name__}: {', '.join(sorted(unknown))}")
    shared = (option for option in _options(main.commands["check"]) if _name(option) in _SHARED)
    parts = [_INTRODUCTION, *(f"{_option(option)}\n" for option in shared)]
    for title, names in GROUPS.items():
        parts.append(f"\n## {title}\n")
        for name in names:
            if command := main.commands.get(name):
                parts += (f"\n{line}\n" for line in _section(f"board {name}", command))
    return "".join(parts)


def _section(name: str, command: click.Command) -> Iterator[str]:
    """The paragraphs about a command, and those about its own commands."""
    yield f"### {name}"
    for paragraph in (command.help or "").split("\n\n"):
        yield " ".join(paragraph.split())
    if isinstance(command, click.Group):
        for part, inner in command.commands.items():
            yield from (
                line.replace("### ", "#### ", 1) for line in _section(f"{name} {part}", inner)
            )
        return
    usage = command.get_usage(click.Context(command, info_name=name))
    yield f"```text\n{' '.join(usage.removeprefix('Usage: ').split())}\n```"
    options = [*_options(command)]
    if own := [option for option in options if _name(option) not in _SHARED]:
        yield "\n".join(map(_option, own))
    if also := [f"`{_name(option)}`" for option in options if _name(option) in _SHARED]:
        yield f"Also: {' and '.join(also)}."
    if command.epilog:
        yield command.epilog


def _options(command: click.Command) -> Iterator[click.Option]:
    """Those that are for people; each has a help text."""
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            yield parameter


def _name(option: click.Option) -> str:
    return max(option.opts, key=len)


def _option(option: click.Option) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    value = "" if option.is_flag else f" {option.make_metavar(click.Context(click.Command('')))}"
    assert option.help, f"{names} has no help text"
    text = [f"- `{names}{value}`: {option.help}"]
    if option.required:
        text.append("It must be given.")
    if option.show_default:
        text.append(f"Default: `{option.default}`.")
    return " ".join(text)
