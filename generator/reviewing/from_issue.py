"""What an issue that was made with one of the forms does to the board.

Everything in the issue is data. A file's path is made of letters, digits and hyphens only, it is
never a file that exists, and the data is parsed again before it counts. Only one of an employer's
maintainers, as the board knows them now, may change what the employer has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from generator.authoring.canonical import canonical_text, clean_data
from generator.authoring.change_listing import (
    read_deadline,
    refuse_deadline,
    with_deadline,
    with_outcome,
    with_status,
)
from generator.authoring.edit_fields import read_source
from generator.authoring.issue_answers import data_from
from generator.authoring.issue_body import ISSUE, answers, issue_problem, starts_with
from generator.authoring.issue_form import (
    ACTIONS,
    EMPLOYER,
    EMPLOYER_NAME,
    FormField,
    change_form_fields,
    new_form_fields,
)
from generator.authoring.listing_files import name_from
from generator.authoring.new_file import AuthoringError
from generator.checking.run import check_all
from generator.checking.workspace import Workspace
from generator.model.problem import Place, Problem, Severity, in_order
from generator.reading.source import parse
from generator.reading.tree import EMPLOYER_FILE, FOLDER, Tree, identifier
from generator.reviewing.owner import Owner, folder_owner, is_one_of

NEW = "new"
_ID = re.compile(r"(?:.*/)?([a-z0-9]+(?:-[a-z0-9]+)*)/([a-z0-9]+(?:-[a-z0-9]+)*)")
_FIX_MAINTAINER = "A maintainer of the board has to decide. Write below why it should change."


@dataclass(frozen=True)
class FromIssue:
    """What an issue asks for, the files that it makes or changes, and their problems.

    `action` is `new`, `filled`, `withdrawn`, `extend` or `outcome`, and `listing` an id; both are
    empty where that can't be told. `files` has the whole new content by path. With errors, none may
    be written. `rules_url` is the page that explains the rules; empty if it is unknown.
    """

    action: str = ""
    listing: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    fields: tuple[FormField, ...] = ()
    rules_url: str = ""


def from_issue(body: str, work: Workspace, author: str, today: date) -> FromIssue:
    """Read the text of an issue. `author` is an account, or empty if the board itself asks."""
    return replace(_read(body, work, author, today), rules_url=work.settings.rules_url)


def _read(body: str, work: Workspace, author: str, today: date) -> FromIssue:
    listing, employer = work.listing_schema.definition, work.employer_schema.definition
    to_change, to_post = change_form_fields(listing), new_form_fields(listing, employer)
    fields = to_change if starts_with(body, to_change) else to_post
    found = answers(body, fields)
    if found.problems:
        return FromIssue(problems=found.problems)
    board = _Board(work, author, today)
    if fields is to_change:
        return replace(_change(found.texts, fields, board), fields=fields)
    return _new(found.texts, fields, board)


@dataclass(frozen=True)
class _Board:
    """The board as it is, and who asks."""

    work: Workspace
    author: str
    today: date

    @cached_property
    def folders(self) -> Mapping[str, tuple[str, ...]]:
        """The files that say who owns a folder, by the folder's name: employer.yml or listings."""
        tree = self.work.tree
        own = {path.split("/")[1]: (path,) for path in tree.employers}
        others: dict[str, tuple[str, ...]] = {}
        for path in tree.listings:
            folder = path.split("/")[1]
            others[folder] = (*others.get(folder, ()), path)
        return others | own

    def owner(self, folder: str) -> Owner | None:
        """Who may change the folder, as its files on the board say."""
        contents = {path: self.work.read(path) for path in self.folders.get(folder, ())}
        return folder_owner(folder, contents).owner

    def refusal(self, folder: str) -> tuple[Problem, ...]:
        """Why the author may not change this folder; empty if that is fine."""
        owner = self.owner(folder)
        if not self.author or is_one_of(self.author, self.work.settings.maintainers):
            return ()
        if owner and is_one_of(self.author, owner.maintainers):
            return ()
        message = f"`{self.author}` is not one of the `maintainers` of `{folder}` on this board."
        return (issue_problem("issue/not-yours", message, _FIX_MAINTAINER),)

    def problems(self, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
        """The problems that the new files have, beside the others on the board."""
        tree = self.work.tree
        new = frozenset(files).difference(tree.employers, tree.listings)
        checked = check_all(self.work, self.today, _WithFiles(self.work, files), new).checked
        return tuple(problem for problem in checked.problems if problem.place.file in files)


@dataclass(frozen=True)
class _WithFiles:
    """The board's files with some new ones (`BoardFiles`)."""

    base: Workspace
    contents: Mapping[str, bytes]

    @cached_property
    def tree(self) -> Tree:
        base = self.base.tree
        employers = {path for path in self.contents if path.endswith(f"/{EMPLOYER_FILE}")}
        listings = self.contents.keys() - employers
        return Tree(
            employers=sorted({*base.employers, *employers}),
            listings=sorted({*base.listings, *listings}),
            logos=base.logos,
            problems=base.problems,
        )

    def read(self, path: str) -> bytes:
        content = self.contents.get(path)
        return self.base.read(path) if content is None else content

    def stat(self, path: str) -> str:
        return "" if path in self.contents else self.base.stat(path)


def _new(texts: Mapping[str, str], fields: tuple[FormField, ...], board: _Board) -> FromIssue:
    work = board.work
    if EMPLOYER_NAME not in texts:
        message, fix = "the employer's name is missing.", "Write who the employer is."
        return FromIssue(NEW, problems=(issue_problem("issue/form", message, fix),), fields=fields)
    data = data_from(texts, fields, work.vocabularies, work.settings.floors)
    about = data.pop(EMPLOYER)
    data["posted"] = board.today.isoformat()
    folder = _known_folder(texts[EMPLOYER_NAME], board)
    problems: tuple[Problem, ...] = ()
    files: dict[str, bytes] = {}
    if folder:
        problems = board.refusal(folder)
        if [*about] != ["name"]:
            problems += (_not_used(folder),)
    else:
        if [*about] == ["name"]:
            problems += (_NO_SUCH_EMPLOYER,)
        folder = _free_name(texts[EMPLOYER_NAME], "employer", board.folders)
        about |= {"maintainers": [board.author]} if board.author else {}
        path = f"{FOLDER}/{folder}/{EMPLOYER_FILE}"
        problems += _add(files, path, about, work, work.employer_schema.definition)
    ids = (identifier(path).split("/") for path in work.tree.listings)
    taken = [name for owner, name in ids if owner == folder]
    name = _free_name(texts.get("title", ""), "project", [*taken, "employer"])
    path = f"{FOLDER}/{folder}/{name}.yml"
    problems += _add(files, path, data, work, work.listing_schema.definition)
    problems = in_order([*problems, *board.problems(files)])
    return FromIssue(NEW, f"{folder}/{name}", files, problems, fields)


def _known_folder(name: str, board: _Board) -> str:
    """The folder of the employer with this name, or with this name as its id; empty if new."""
    wanted = " ".join(name.split()).casefold()
    for folder in board.folders:
        owner = board.owner(folder)
        if owner and " ".join(owner.name.split()).casefold() == wanted:
            return folder
    same = name_from(name)
    return same if same in board.folders else ""


_NO_SUCH_EMPLOYER = Problem(
    Place(ISSUE),
    "issue/employer-unknown",
    "no employer on this board has that name.",
    "If you are on the board, write the name as on your page there. If not, tell us who you are.",
    Severity.HINT,
)


def _not_used(folder: str) -> Problem:
    return Problem(
        Place(ISSUE),
        "issue/employer-known",
        f"`{folder}` is on the board already, so your text about the employer is not used.",
        "To change it, edit its employer.yml.",
        Severity.HINT,
    )


def _add(
    files: dict[str, bytes], path: str, data: dict[str, Any], work: Workspace, schema: Any
) -> tuple[Problem, ...]:
    """Add the file to `files`. A problem if its text does not have exactly this data."""
    data = clean_data(data, schema)
    content = canonical_text(data, schema).encode()
    source, _ = parse(content, path)
    files[path] = content
    if source and source.data != data:
        message = "the answers can't be written into a file without changing them."
        fix = "Remove unusual characters, above all at the start of a line."
        return (issue_problem("issue/form", message, fix),)
    return ()


def _free_name(text: str, otherwise: str, taken: Collection[str]) -> str:
    """A name that is not taken: `survey`, or `survey-2` if there is one already."""
    name = name_from(text) or otherwise
    names = (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
    return next(free for free in names if free not in taken)


def named_listing(text: str) -> str:
    """The id in what somebody typed: `acme/survey`, the address of its page, or its file's name.

    Empty if it is none of these.
    """
    which = text.strip().removesuffix("/").removesuffix(".yml")
    match = _ID.fullmatch(which) if len(which) <= 500 else None
    return f"{match[1]}/{match[2]}" if match else ""


def _change(texts: Mapping[str, str], fields: tuple[FormField, ...], board: _Board) -> FromIssue:
    name = named_listing(texts.get("listing", ""))
    path = f"{FOLDER}/{name}.yml"
    action = ACTIONS.get(texts.get("action", "").strip(), "")
    if path not in board.work.tree.listings:
        message = "there is no such listing on this board."
        fix = "Copy the address of its page, or its id, such as `harbour-books/bookshop-survey`."
        return FromIssue(action, problems=(issue_problem("issue/unknown-listing", message, fix),))
    if not action:
        message, fix = (
            "the issue does not choose what to do.",
            f"Choose one of: {', '.join(ACTIONS)}.",
        )
        return FromIssue(listing=name, problems=(issue_problem("issue/form", message, fix),))
    if problems := board.refusal(name.partition("/")[0]):
        return FromIssue(action, name, problems=problems)
    try:
        new = _edited(board.work.read(path), path, action, texts, fields, board)
    except AuthoringError as error:
        message = str(error)
        return FromIssue(action, name, problems=(issue_problem("issue/refused", message, ""),))
    files = {path: new}
    return FromIssue(action, name, files, board.problems(files))


def _edited(
    content: bytes,
    path: str,
    action: str,
    texts: Mapping[str, str],
    fields: tuple[FormField, ...],
    board: _Board,
) -> bytes:
    """The listing's new content. Raises AuthoringError."""
    typed, outcome = texts.get("deadline", ""), _outcome(texts, fields, board)
    if outcome and action not in ("filled", "outcome"):
        raise AuthoringError(
            "only a filled project has an outcome. Leave it out, or choose “Mark as filled”."
        )
    if action == "extend":
        if not typed:
            raise AuthoringError("the new deadline is missing. Write a day such as 2026-12-14.")
        deadline = read_deadline(typed.strip())
        refuse_deadline(content, path, deadline, board.today, board.work.settings.deadline_max_days)
        return with_deadline(content, path, deadline)
    if typed:
        raise AuthoringError(
            "there is a new deadline, but the listing is to be closed. Leave one of the two out."
        )
    if action == "outcome" and not outcome:
        raise AuthoringError("it does not say what became of the project. Write a sentence or two.")
    if action == "outcome" and read_source(content, path).data.get("status") != "filled":
        raise AuthoringError(
            "this listing is not filled. If someone did the work, choose “Mark as filled”: you can "
            "say what became of it there."
        )
    if outcome:
        return with_outcome(content, path, outcome, board.work.listing_schema.definition)
    new = with_status(content, path, action)
    if new == content:
        raise AuthoringError(f"this listing is {action} already. Nothing has to change.")
    return new


def _outcome(
    texts: Mapping[str, str], fields: tuple[FormField, ...], board: _Board
) -> dict[str, Any]:
    """What the issue says of the outcome; empty if nothing."""
    own = tuple(field for field in fields if field.name.startswith("outcome."))
    data: dict[str, Any] = data_from(texts, own, board.work.vocabularies).get("outcome", {})
    return data
