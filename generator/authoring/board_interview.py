"""The answers about a new board: from options, and on a terminal from questions.

A wrong answer is asked again, with the reason. Without a terminal nothing is asked, and one error
names every option that is missing or wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import click

from generator.authoring import prompts, typed_board
from generator.authoring.board_answers import HOSTS, BoardAnswers, host_of, pages_address
from generator.authoring.new_file import AuthoringError
from generator.authoring.typed_board import WrongAnswer
from generator.model.settings import ANYWHERE_ON_EARTH

Typed = str | tuple[str, ...]
# What is asked, in this order: the field's name, the option, the question and what it means.
_QUESTIONS: Mapping[str, tuple[str, str, str]] = {
    "name": ("--name", "Name", "It is in the header, in page titles and in feeds."),
    "place": (
        "--url or --repository",
        "Address",
        "OWNER/REPO, to publish it with that repository's pages; or the whole address, https://…",
    ),
    "repository": (
        "--repository",
        "Repository",
        "OWNER/REPO, or its https address. Employers send their projects there.",
    ),
    "host": ("--host", "Host", "Which kind of host is that? Its address does not show it."),
    "contact": (
        "--contact",
        "Contact",
        "Where people report a listing: an email address or an https address. Everyone can see it.",
    ),
    "time_zone": ("--time-zone", "Time zone", "A deadline ends when its day ends there."),
    "floors": (
        "--currency",
        "Currencies",
        "The currencies that employers may pay in: three letters each, with commas between.",
    ),
    "maintainers": (
        "--maintainer",
        "Maintainers",
        "The login names of the people who run the board, with commas between.",
    ),
}


@dataclass(frozen=True, slots=True)
class Proposals:
    """What can be known without asking: from the clone, the machine and the program."""

    repository: str = ""
    time_zone: str = ""
    currency: str = ""
    floors: Mapping[str, str] = field(default_factory=dict)  # a usual one for each currency


class BoardInterview:
    """The questions about one new board.

    `options` has what was typed for each field of `_QUESTIONS`, and for `url`; empty or left out
    for what was not. `can_ask` is whether there is a terminal.
    """

    def __init__(self, options: Mapping[str, Typed], proposals: Proposals, can_ask: bool) -> None:
        self._options = options
        self._proposals = proposals
        self._can_ask = can_ask
        self._found: dict[str, Any] = {"host": options.get("host") or ""}
        self._refused: set[str] = set()  # what the options say, and say wrong

    def complete(self) -> BoardAnswers:
        """The answers. Raises AuthoringError for wrong options, and for what can't be asked."""
        faults = [*self._take_options()]
        self._take_the_clones_repository()
        if not self._can_ask and (missing := self._missing_options()):
            names = ", ".join(missing)
            faults.append(f"still needed: {names}. Or run the command on a terminal to be asked.")
        if faults:
            raise AuthoringError(" ".join(faults))
        for name in [*_QUESTIONS] if self._can_ask else ():
            if name in self._missing():
                self._ask(name)
        self._found.setdefault("time_zone", ANYWHERE_ON_EARTH)
        repository = self._found.setdefault("repository", "")
        self._found["host"] = self._found["host"] or host_of(repository) or "github"
        if self._found.get("url") == pages_address(repository):
            del self._found["url"]
        return BoardAnswers(**self._found)

    def _readers(self) -> Mapping[str, Callable[[Any], Any]]:
        return {
            "name": typed_board.board_name,
            "url": typed_board.site_address,
            "repository": lambda text: typed_board.repository(text, self._found["host"]),
            "contact": typed_board.contact,
            "time_zone": typed_board.time_zone,
            "floors": lambda texts: typed_board.currencies(texts, self._proposals.floors),
            "maintainers": typed_board.logins,
        }

    def _take_options(self) -> list[str]:
        """Keep what the options say; what is wrong with them."""
        faults: list[str] = []
        for name, read in self._readers().items():
            if typed := self._options.get(name):
                option = _QUESTIONS[name][0] if name in _QUESTIONS else f"--{name}"
                try:
                    self._found[name] = read(typed)
                except WrongAnswer as error:
                    self._refused.add(name)
                    faults.append(f"{option}: {error}")
        without = [code for code, amount in self._found.get("floors", {}).items() if not amount]
        if without and not self._can_ask:
            code = without[0]
            self._refused.add("floors")
            faults.append(f"--currency {code}: add the minimum hourly pay, --currency {code}=20.")
        return faults

    def _take_the_clones_repository(self) -> None:
        """Of a folder that is a clone already, unless an option names another."""
        origin = self._proposals.repository
        if origin and "repository" not in self._found and not self._asks_for_place():
            self._found["repository"] = origin

    def _asks_for_place(self) -> bool:
        return self._can_ask and "url" not in self._found

    def _missing(self) -> list[str]:
        """The questions without an answer."""
        found = self._found
        address = found.get("url") or pages_address(found.get("repository", ""))
        missing = {
            "name": "name" not in found,
            "place": not address,
            "repository": self._can_ask and "repository" not in found,
            "host": bool(found.get("repository"))
            and not (found["host"] or host_of(found["repository"])),
            "contact": "contact" not in found,
            "time_zone": self._can_ask and "time_zone" not in found,
            "floors": not found.get("floors") or not all(found["floors"].values()),
            "maintainers": not found.get("maintainers"),
        }
        return [name for name, is_missing in missing.items() if is_missing]

    def _missing_options(self) -> list[str]:
        """The options for `_missing`, but those that are there and wrong."""
        names = [name for name in self._missing() if name not in self._refused]
        if self._refused & {"url", "repository"}:
            names = [name for name in names if name != "place"]
        options = [_QUESTIONS[name][0] for name in names]
        place = _QUESTIONS["place"][0]
        known = "repository" in self._found
        return ["--url" if known and option == place else option for option in options]

    def _ask(self, name: str) -> None:
        """Ask one question until its answer is right."""
        _, label, explained = _QUESTIONS[name]
        click.secho(f"\n{label}", bold=True)
        click.echo(explained)
        asked = getattr(self, f"_ask_{name}", None)
        if asked:
            asked(label)
            return
        default = self._proposals.time_zone if name == "time_zone" else None
        if name == "time_zone":
            default = default or ANYWHERE_ON_EARTH
        read = self._readers()[name]
        self._found[name] = _answer(
            label, default, lambda text: read((text,) if name == "maintainers" else text)
        )

    def _ask_place(self, label: str) -> None:
        origin = self._proposals.repository or None
        url, repository = _answer(
            label, origin, lambda text: typed_board.place(text, self._found["host"])
        )
        self._found |= {"url": url} if url else {"repository": repository}
        if repository and not pages_address(repository):
            click.echo("At which address will it publish the site?")
            self._found["url"] = _answer(label, None, typed_board.site_address)

    def _ask_repository(self, label: str) -> None:
        click.echo("Type a hyphen if there is none yet.")
        read = self._readers()["repository"]
        self._found["repository"] = _answer(
            label, "-", lambda text: "" if text == "-" else read(text)
        )

    def _ask_host(self, label: str) -> None:
        self._found["host"] = _answer(label, None, _one_of_the_hosts)

    def _ask_floors(self, label: str) -> None:
        usual = self._proposals
        floors = self._found.get("floors") or _answer(label, usual.currency or None, _currencies)
        if not all(floors.values()):
            click.echo("What is the minimum hourly pay? Press Enter for the usual amount.")
        self._found["floors"] = {
            code: amount or _answer(code, usual.floors.get(code), typed_board.floor)
            for code, amount in floors.items()
        }


def _currencies(text: str) -> Mapping[str, str]:
    found = typed_board.currencies((text,), {})
    if not found:
        raise WrongAnswer("write at least one, such as `EUR`.")
    return found


def _one_of_the_hosts(text: str) -> str:
    found = prompts.chosen(text.lower(), HOSTS)
    if found not in HOSTS:
        raise WrongAnswer(f"write one of {', '.join(HOSTS)}.")
    return found


def _answer(label: str, default: str | None, read: Callable[[str], Any]) -> Any:
    """Ask until `read` understands what was typed."""
    while True:
        typed = prompts.line(label, default)
        try:
            return read(typed)
        except WrongAnswer as error:
            prompts.show_errors([str(error)])
