"""Checks of what only GitHub knows, or of what only its web pages can set. Pure.

Whatever GitHub did not say becomes something to look at, with the address of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from generator.hosts.actions import STATUS
from generator.model.numbers import count
from generator.upkeep.doctor.facts import Files, Gh, Given, HostFacts
from generator.upkeep.doctor.finding import Finding, fix, look, ok, unknown
from generator.upkeep.doctor.github_runs import FOLDER, PUBLISH, run_findings, run_questions
from generator.upkeep.doctor.labels import labels_needed, missing_labels
from generator.upkeep.doctor.needs_findings import (
    broken_workflows,
    secret_findings,
    unknown_needs,
)
from generator.upkeep.doctor.workflow_needs import Needs

_REPOSITORY, _PAGES = "", "pages"
LABELS = "labels?per_page=100"
_ACTIONS, _TOKEN = "actions/permissions", "actions/permissions/workflow"
_APPROVAL = "actions/permissions/fork-pr-contributor-approval"
_WORKFLOWS = "actions/workflows?per_page=100"
_QUIET_DAYS = 60
_STRICT = ("first_time_contributors", "all_external_contributors")


def questions(given: Given) -> tuple[str, ...]:
    """The paths below the repository that `HostFacts.answers` should have, the repository first."""
    return (
        _REPOSITORY, _PAGES, _ACTIONS, _TOKEN, _APPROVAL, _WORKFLOWS, LABELS,
        _rules(given), _protection(given), *run_questions(given),
    )  # fmt: skip


def github_findings(host: HostFacts, given: Given, files: Files, needs: Needs) -> Iterator[Finding]:
    """All findings about GitHub, in the page's order."""
    page = _Page(host, given, files, needs)
    yield from page.repository()
    if "host/pages" in needs.checks:
        yield page.pages()
    if page.paths:
        yield page.actions()
        yield from page.workflows()
        yield page.approval()
    if "host/pull-requests" in needs.checks:
        yield page.pull_requests()
    if f"{FOLDER}comment.yml" in page.paths:
        yield page.required_check()
    if given.auto_merge:
        yield from page.approvals_of_merges()
    yield page.squash()
    yield page.issues()
    yield from page.labels()
    yield from run_findings(host, given, page.paths, needs)
    yield from broken_workflows(needs)
    yield from unknown_needs(needs)
    address = f"{given.repo_url}/settings/secrets/actions"
    yield from secret_findings(needs.secrets, address)


def _rules(given: Given) -> str:
    return f"rules/branches/{quote(given.branch, safe='')}"


def _protection(given: Given) -> str:
    return f"branches/{quote(given.branch, safe='')}"


class _Page:
    def __init__(self, host: HostFacts, given: Given, files: Files, needs: Needs) -> None:
        self._host, self._given, self._files, self._needs = host, given, files, needs
        self._repo = given.repo_url
        self.paths = [path for path in files.workflows if path.startswith(FOLDER)]

    def repository(self) -> Iterator[Finding]:
        """Whether it is there, public, and may be written to."""
        check, host = "host/repository", self._host
        if host.gh is Gh.FAILED:
            if host.refusals.get(_REPOSITORY) == 404:
                message = "GitHub has no such repository, or you may not see it."
                action = "Make it, or write the right address in mkdocs.yml (`repo_url`)."
                yield fix(check, message, action, f"{self._repo}")
            else:
                yield unknown(check, f"GitHub could not be asked: {host.gh_error}")
            return
        if host.gh is not Gh.WORKS:
            yield look(
                check,
                "The repository must be public, so that anyone can send a listing.",
                "The page shows it next to the name.",
                self._repo,
            )
            return
        if host.value(_REPOSITORY, "archived") is True:
            action = "Unarchive it at the end of this page."
            yield fix(check, "The repository is archived.", action, f"{self._repo}/settings")
        elif host.value(_REPOSITORY, "private") is True:
            action = "Change its visibility at the end of this page."
            message = "The repository is private, so nobody else can send a listing."
            yield fix(check, message, action, f"{self._repo}/settings")
        else:
            yield ok(check, "The repository is public.")
        yield from self._rights()
        yield from self._default_branch()

    def _rights(self) -> Iterator[Finding]:
        check = "host/rights"
        if self._host.value(_REPOSITORY, "permissions", "admin") is True:
            yield ok(check, "You may change its settings.")
        elif self._host.value(_REPOSITORY, "permissions", "push") is True:
            yield look(check, "You may write, but not see or change its settings.")
        else:
            yield look(
                check,
                "You may not write to the repository, nor see its settings.",
                "Sign in with another account (`gh auth switch`), or ask its owner for the role "
                "Maintain or Admin.",
            )

    def _default_branch(self) -> Iterator[Finding]:
        found, wanted = self._host.value(_REPOSITORY, "default_branch"), self._given.branch
        if isinstance(found, str) and found != wanted:
            yield fix(
                "host/branch",
                f"The default branch is `{found}`, but the board's is `{wanted}`: "
                "the workflows start when that one changes.",
                f"Rename it to `{wanted}`.",
                f"{self._repo}/settings",
            )

    def pages(self) -> Finding:
        """Whether the site is published by a workflow."""
        check, address = "host/pages", f"{self._repo}/settings/pages"
        action = "Below *Source*, choose GitHub Actions."
        kind = self._host.value(_PAGES, "build_type")
        if kind == "workflow":
            return ok(check, "Pages: the source is GitHub Actions.")
        if kind == "legacy":
            return fix(check, "Pages: the source is a branch.", action, address)
        if self._host.value(_REPOSITORY, "has_pages") is False:
            message = "Pages is off, so publish.yml fails in its step `configure-pages`."
            return fix(check, message, action, address)
        return look(check, "Pages: the source must be GitHub Actions.", action, address)

    def actions(self) -> Finding:
        """Whether workflows run at all."""
        check, address = "host/actions", f"{self._repo}/settings/actions"
        enabled = self._host.value(_ACTIONS, "enabled")
        allowed = self._host.value(_ACTIONS, "allowed_actions")
        action = "Choose *Allow all actions and reusable workflows*."
        if enabled is False:
            return fix(check, "Actions are off: no workflow runs.", action, address)
        if enabled is True and allowed == "local_only":
            message = "Actions by GitHub, which the workflows use, are not allowed."
            return fix(check, message, action, address)
        if enabled is True:
            return ok(check, "Actions are on. Each workflow asks for the permissions it needs.")
        message = "Actions must be on. In a fork, they are off at first."
        return look(check, message, "Press the button there, if there is one.", self._actions())

    def _actions(self, workflow: str = "") -> str:
        return f"{self._repo}/actions" + (f"/workflows/{workflow}" if workflow else "")

    def workflows(self) -> Iterator[Finding]:
        """Whether GitHub switched a workflow off, as it does after quiet days and in forks."""
        check, listed = "host/workflows", self._host.value(_WORKFLOWS, "workflows")
        known = f"GitHub stops schedules after {_QUIET_DAYS} days without a commit."
        if not isinstance(listed, list):
            scheduled = self._needs.scheduled or self.paths
            publish = FOLDER + PUBLISH
            name = PurePosixPath(publish if publish in scheduled else scheduled[0]).name
            action = "If there is a button *Enable workflow*, press it. In a fork there is one."
            yield look(check, known, action, self._actions(name))
            return
        states = {
            str(item.get("path")): str(item.get("state"))
            for item in listed
            if isinstance(item, Mapping)
        }
        off = [path for path in self.paths if states.get(path, "").startswith("disabled")]
        for path in off:
            name, why = PurePosixPath(path).name, states[path].removeprefix("disabled_")
            reason = {
                "inactivity": f" after {_QUIET_DAYS} days without a commit",
                "fork": ", because the repository is a fork",
                "manually": " by hand",
            }.get(why, "")
            action = f"Press *Enable workflow*, or run `gh workflow enable {name}`."
            yield fix(check, f"{name} was switched off{reason}.", action, self._actions(name))
        if absent := [PurePosixPath(path).name for path in self.paths if path not in states]:
            message = f"GitHub does not know {', '.join(absent)} yet."
            yield look(check, message, "Push the default branch.", self._actions())
        elif not off:
            yield ok(check, f"{count(len(self.paths), 'workflow')} on. {known}")

    def approval(self) -> Finding:
        """Whether pull requests of strangers start workflows by themselves."""
        check, address = "host/approval", f"{self._repo}/settings/actions"
        policy = self._host.value(_APPROVAL, "approval_policy")
        action = "Choose *Require approval for first-time contributors*, or a stricter line."
        if policy in _STRICT:
            return ok(check, "A stranger's first pull request waits for your approval to run.")
        if isinstance(policy, str):
            message = "Pull requests of most strangers run workflows without your approval."
            return look(check, message, action, address)
        message = "Pull requests of first-time contributors should wait for your approval."
        return look(check, message, action, address)

    def pull_requests(self) -> Finding:
        """Whether a workflow may open a pull request, as from-issue.yml does."""
        check, address = "host/pull-requests", f"{self._repo}/settings/actions"
        allowed = self._host.value(_TOKEN, "can_approve_pull_request_reviews")
        action = "Tick *Allow GitHub Actions to create and approve pull requests*."
        if allowed is True:
            return ok(check, "Workflows may open pull requests.")
        if allowed is False:
            message = "Workflows may not open pull requests, so from-issue.yml fails."
            return fix(check, message, action, address)
        return look(check, "Workflows must be allowed to open pull requests.", action, address)

    def required_check(self) -> Finding:
        """Whether a pull request can be merged only with a good answer, or by a decision.

        The job *Check the listings* is not enough: a pull request can change its workflow.
        """
        check, address = "host/checks", f"{self._repo}/settings/rules/new?target=branch"
        action = (
            f"Require the status check `{STATUS}` for `{self._given.branch}`, and let yourself "
            "bypass it for pull requests."
        )
        rules = self._host.value(_rules(self._given))
        if STATUS in self._required(rules):
            return ok(check, f"A merge needs the status `{STATUS}`.")
        if isinstance(rules, list):
            return fix(check, "A listing can be merged before it is checked.", action, address)
        message = (
            f"A merge should need the status `{STATUS}`, which shows the result of the review."
        )
        return look(check, message, action, address)

    def _required(self, rules: Any) -> list[str]:
        """The names of the checks that a ruleset or the older branch protection requires."""
        found = []
        for rule in rules if isinstance(rules, list) else ():
            if isinstance(rule, Mapping) and rule.get("type") == "required_status_checks":
                checks = _part(rule, "parameters").get("required_status_checks")
                for item in checks if isinstance(checks, list) else ():
                    found.append(str(item.get("context")) if isinstance(item, Mapping) else "")
        contexts = self._host.value(
            _protection(self._given), "protection", "required_status_checks", "contexts"
        )
        return [*found, *(contexts if isinstance(contexts, list) else ())]

    def approvals_of_merges(self) -> Iterator[Finding]:
        """Whether a rule stops what `auto_merge` wants to merge."""
        rules = self._host.value(_rules(self._given))
        for rule in rules if isinstance(rules, list) else ():
            if isinstance(rule, Mapping) and rule.get("type") == "pull_request":
                needed = _part(rule, "parameters").get("required_approving_review_count")
                if isinstance(needed, int) and needed > 0:
                    yield fix(
                        "host/auto-merge",
                        "`auto_merge` is on, but a rule asks for an approval: nothing is merged.",
                        "Set *Required approvals* to 0, or turn `auto_merge` off in mkdocs.yml.",
                        f"{self._repo}/settings/rules",
                    )

    def squash(self) -> Finding:
        """Whether a pull request can become one commit."""
        check, address = "host/squash", f"{self._repo}/settings"
        allowed = self._host.value(_REPOSITORY, "allow_squash_merge")
        action = "Tick *Allow squash merging* below *Pull Requests*."
        if allowed is True:
            return ok(check, "Pull requests can be merged as one commit.")
        if allowed is False and self._given.auto_merge:
            message = "Squash merges are off, which `auto_merge` needs."
            return fix(check, message, action, address)
        message = "Squash merges make one commit of each pull request."
        return look(check, message, action, address)

    def issues(self) -> Finding:
        """Whether people can open issues: the forms, reminders and dead links need them."""
        check, address = "host/issues", f"{self._repo}/settings"
        enabled = self._host.value(_REPOSITORY, "has_issues")
        action = "Tick *Issues* below *Features*."
        if enabled is True:
            return ok(check, "Issues are on.")
        if enabled is False:
            message = (
                "Issues are off, so there are no forms, no reminders and no list of dead links."
            )
            return fix(check, message, action, address)
        return look(check, "Issues must be on. In a fork, they are off at first.", action, address)

    def labels(self) -> Iterator[Finding]:
        """Whether the labels that forms and workflows name exist."""
        check, needed = "host/labels", labels_needed(self._files.forms, self._needs)
        if not needed:
            return
        missing = missing_labels(needed, self._host.value(LABELS))
        names = ", ".join(label.name for label in (needed if missing is None else missing))
        action, address = "Run `board doctor --fix`, or make them here.", f"{self._repo}/labels"
        if missing is None:
            yield look(check, f"These labels must exist: {names}.", action, address)
        elif missing:
            yield fix(check, f"Labels are missing: {names}.", action, address)
        else:
            yield ok(check, f"All {len(needed)} labels of the forms are there.")


def _part(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = data.get(key)
    return found if isinstance(found, Mapping) else {}
