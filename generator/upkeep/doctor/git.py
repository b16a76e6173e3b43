"""Checks of the Git repository. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.numbers import count
from generator.upkeep.doctor.facts import GitFacts, Given
from generator.upkeep.doctor.finding import Finding, fix, look, ok, unknown


def git_findings(git: GitFacts, given: Given) -> Iterator[Finding]:
    """All findings about the repository, in the page's order."""
    if git.error:
        yield unknown("git/repository", f"Git could not be asked: {git.error}")
        return
    if not git.is_repository:
        yield fix(
            "git/repository",
            "This folder is not in a Git repository.",
            f"Run `git init --initial-branch={given.branch}`, then `git add --all` and "
            "`git commit`.",
        )
        return
    if git.subfolder:
        yield fix(
            "git/repository",
            f"The board is in the folder {git.subfolder} of a larger repository: "
            "its workflows never run.",
            "Move the board to a repository of its own.",
        )
    else:
        yield ok("git/repository", "This is a Git repository.")
    yield _remote(git, given)
    yield _branch(git, given)
    if git.uncommitted:
        yield look(
            "git/uncommitted",
            f"{count(git.uncommitted, 'changed file')} "
            f"{'is' if git.uncommitted == 1 else 'are'} not committed.",
            "See them with `git status`.",
        )
    else:
        yield ok("git/uncommitted", "Every change is committed.")
    if git.remote or not git.has_commits:
        yield _unpushed(git, given)
    if git.is_shallow:
        yield look(
            "git/shallow",
            "This clone is shallow: `board review` can't see what changed.",
            "Run `git fetch --unshallow`.",
        )


def _remote(git: GitFacts, given: Given) -> Finding:
    check = "git/remote"
    if not git.remote:
        target = f"{given.repo_url}.git" if given.repo_url else "ADDRESS"
        return fix(
            check,
            "There is no remote `origin`, so nothing can be published.",
            f"Make an empty repository at the host, then run `git remote add origin {target}`.",
        )
    if not given.repo_url:
        action = f"Write `repo_url: {git.remote}` in mkdocs.yml."
        return fix(check, f"The remote is {git.remote}, but mkdocs.yml does not name it.", action)
    if git.remote.lower() != given.repo_url.lower():
        return fix(
            check,
            f"The remote is {git.remote}, but `repo_url` is {given.repo_url}",
            f"Write `repo_url: {git.remote}` into mkdocs.yml, or run "
            f"`git remote set-url origin {given.repo_url}.git`.",
        )
    return ok(check, "The remote `origin` is the repository in mkdocs.yml.")


def _branch(git: GitFacts, given: Given) -> Finding:
    check, wanted = "git/branch", given.branch
    found = git.default_branch or git.branch
    if not found:
        return look(check, "No branch is checked out.", f"Run `git switch {wanted}`.")
    if found == wanted:
        return ok(check, f"The branch is `{wanted}`, as in the settings.")
    if git.default_branch:
        return fix(
            check,
            f"The remote's default branch is `{found}`, but the board's is `{wanted}`.",
            f"Rename it to `{wanted}` at the host. The workflows start when `{wanted}` changes.",
        )
    return look(
        check,
        f"The branch `{found}` is checked out; the board's own is `{wanted}`.",
        f"Run `git switch {wanted}`, or `git branch --move {wanted}` if it has another name.",
    )


def _unpushed(git: GitFacts, given: Given) -> Finding:
    check = "git/unpushed"
    if not git.has_commits:
        return fix(check, "Nothing is committed yet.", "Run `git add --all` and `git commit`.")
    if git.unpushed is None:
        return fix(
            check,
            f"The branch `{given.branch}` was never pushed.",
            f"Run `git push --set-upstream origin {given.branch}`.",
        )
    if git.unpushed:
        message = f"{count(git.unpushed, 'commit')} {'is' if git.unpushed == 1 else 'are'}"
        return look(check, f"{message} not pushed, so not published.", "Run `git push`.")
    return ok(check, "Every commit is pushed.")
