"""`board issue-form` and `board from-issue`: GitHub's forms for employers, and what they become."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    board_root,
    display_path,
    exit_on_error,
    option_date,
    root_option,
    terminal_paint,
    today_option,
)

if TYPE_CHECKING:
    from generator.reviewing.approved_issue import ApprovedIssue
    from generator.reviewing.from_issue import FromIssue

_FORMS = Path(".github/ISSUE_TEMPLATE")
_MOST_BYTES = 4 * 1024 * 1024  # An event of GitHub's has much more in it than the issue's text.


@click.command("issue-form", epilog="Exit code 1: with --check, a form is out of date.")
@click.option(
    "--check", is_flag=True, help="Write nothing, and only list forms that are out of date."
)
@root_option
def issue_form(check: bool, root: Path | None) -> None:
    """Make the forms in .github/ISSUE_TEMPLATE from the schemas, for employers without Git."""
    from generator.authoring.issue_form import CHANGE_FORM, NEW_FORM, change_form, new_form
    from generator.checking.workspace import open_workspace
    from generator.reading.files import write_whole

    with exit_on_error():
        folder = board_root(root)
        work = open_workspace(folder)
        listing, employer = work.listing_schema.definition, work.employer_schema.definition
        texts = {
            NEW_FORM: new_form(listing, employer, work.vocabularies),
            CHANGE_FORM: change_form(listing, work.vocabularies),
        }
        stale = []
        for name, text in texts.items():
            path = folder / _FORMS / name
            if not path.is_file() or path.read_bytes() != text.encode():
                stale.append(path)
                if not check:
                    write_whole(path, text.encode())
    for path in stale:
        click.echo(f"{display_path(path)}: {'out of date' if check else 'written'}")
    sys.exit(bool(check and stale))


@click.command("from-issue", epilog="Exit code 1: the output says what to change in the issue.")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--author", default="", metavar="LOGIN", help="Who wrote the issue: a GitHub name.")
@click.option("--issue", "number", default=0, metavar="NUMBER", help="The issue's number.")
@click.option(
    "--event", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="GitHub's description of a label that was set on an issue, instead of FILE.",
)  # fmt: skip
@click.option(
    "--format", "output_format", type=click.Choice(["text", "markdown", "json"]), default="text",
    show_default=True, help="`markdown` for a comment on the issue, `json` for programs.",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path),
    help="Save the comment and the pull request's text in this folder instead, for a workflow.",
)  # fmt: skip
@today_option
@root_option
def from_issue(
    file: Path | None,
    author: str,
    number: int,
    event: Path | None,
    output_format: str,
    output: Path | None,
    today: datetime | None,
    root: Path | None,
) -> None:
    """Make a listing from an issue, or close or extend one. FILE has the issue's text.

    The issue was made with one of the forms. Nothing is written if something has to change.
    """
    from generator.checking.workspace import open_workspace
    from generator.model.problem import has_errors
    from generator.reviewing.from_issue import NEW
    from generator.reviewing.from_issue import from_issue as read_issue
    from generator.reviewing.issue_answer import answer, headline

    if (file is None) == (event is None):
        raise click.UsageError("give one of FILE and --event.")
    with exit_on_error():
        issue = _approved(event) if event else _from_file(file, author, number)
        work = open_workspace(board_root(root))
        result = read_issue(issue.body, work, issue.author, work.today(option_date(today)))
        is_fine = bool(result.files) and not has_errors(result.problems)
        if is_fine:
            files = {work.real(path): content for path, content in result.files.items()}
            _write(files, new=result.action == NEW)
        if output:
            _leave(output, result, issue, is_fine)
    if output:
        # Standard output is a workflow's log here, so nothing from the issue is printed.
        click.echo(headline(result))
    elif output_format == "text":
        _print(result, is_fine)
    else:
        text = answer(result) if output_format == "markdown" else _report(result, issue)
        click.echo(text, nl=False)
    sys.exit(not is_fine)


def _approved(event: Path) -> ApprovedIssue:
    from generator.reading.files import read
    from generator.reviewing.approved_issue import parse_approved_issue

    return parse_approved_issue(read(event, _MOST_BYTES, of_any_kind=True))


def _from_file(file: Path | None, author: str, number: int) -> ApprovedIssue:
    from generator.reading.files import read
    from generator.reviewing.approved_issue import issue_from_text

    content = read(file, _MOST_BYTES, of_any_kind=True) if file else b""
    return issue_from_text(content, author, number)


def _write(files: Mapping[Path, bytes], *, new: bool) -> None:
    """Write the files. Raises BoardError if one is `new` but there, or in a linked folder."""
    from generator.model.errors import BoardError
    from generator.reading.files import write_whole

    for path in files if new else ():
        if path.exists() or path.is_symlink() or path.parent.is_symlink():
            raise BoardError(f"{path.parent.name}/{path.name} can't be written: it is there.")
    for path, content in files.items():
        write_whole(path, content)


def _report(result: FromIssue, issue: ApprovedIssue) -> str:
    from generator.reviewing.issue_answer import report

    return report(result, issue.author, issue.number)


def _leave(folder: Path, result: FromIssue, issue: ApprovedIssue, is_fine: bool) -> None:
    from generator.reviewing.issue_answer import answer, pull_request

    folder.mkdir(parents=True, exist_ok=True)
    texts = {"answer.md": answer(result), "report.json": _report(result, issue)}
    if is_fine:
        texts["pull-request.md"] = pull_request(result, issue.author, issue.number)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _print(result: FromIssue, is_fine: bool) -> None:
    from generator.reporting import text

    def lines(file: str) -> list[str]:
        return result.files.get(file, b"").decode("utf-8", "replace").split("\n")

    if result.problems:
        count, url = len(result.files), result.rules_url
        for line in text.report(result.problems, lines, count, terminal_paint(), rules_url=url):
            click.echo(line)
    for path in result.files if is_fine else ():
        click.echo(f"wrote {path}")
    if not is_fine:
        click.echo("Nothing was written.")
