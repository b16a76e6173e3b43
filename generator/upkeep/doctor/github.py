"""Checks of what only GitHub knows, or of what only its web pages can set. Pure.

Whatever GitHub did not say becomes something to look at, with the address of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from generator.model.numbers import count
from generator.upkeep.doctor.facts import Files, Gh, Given, HostFacts
from generator.upkeep.doctor.finding import Finding, fix, look, ok, unknown
from generator.upkeep.doctor.labels import labels_needed, missing_labels
from generator.upkeep.doctor.workflow_needs import Needs

FOLDER = ".github/workflows/"
CHECK = "Check the listings"  # the name of the job in check.yml that a ruleset requires
_PUBLISH, _LINKS = "publish.yml", "links.yml"
_REPOSITORY, _PAGES = "", "pages"
LABELS = "labels?per_page=100"
_ACTIONS, _TOKEN = "actions/permissions", "actions/permissions/workflow"
_APPROVAL = "actions/permissions/fork-pr-contributor-approval"
_WORKFLOWS = "actions/workflows?per_page=100"
_QUIET_DAYS = 60
_MOST_DAYS = 2  # between two publishes, which a schedule starts once a day
_STRICT = {"first_time_contributors", "all_external_contributors"}


def questions(given: Given) -> tuple[str, ...]:
    """The paths below the repository that `HostFacts.answers` should have, the repository first."""
    return (
        _REPOSITORY, _PAGES, _ACTIONS, _TOKEN, _APPROVAL, _WORKFLOWS, LABELS,
        _rules(given), _protection(given), _runs(_PUBLISH, given), _runs(_LINKS, given),
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
    if f"{FOLDER}check.yml" in page.paths:
        yield page.required_check()
    if given.auto_merge:
        yield from page.approvals_of_merges()
    yield page.squash()
    yield page.issues()
    yield from page.labels()
    yield from page.runs()
    yield from page.needs_of_workflows()


def _rules(given: Given) -> str:
    return f"rules/branches/{quote(given.branch, safe='')}"


def _protection(given: Given) -> str:
    return f"branches/{quote(given.branch, safe='')}"


def _runs(workflow: str, given: Given) -> str:
    branch = quote(given.branch, safe="")
    return f"actions/workflows/{workflow}/runs?branch={branch}&per_page=1"


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
                action = "Make it, or write the right address into mkdocs.yml (`repo_url`)."
                yield fix(check, message, action, f"{self._repo}")
            else:
                yield unknown(check, f"GitHub could not be asked: {host.gh_error}")
            return
        if host.gh is not Gh.WORKS:
            yield look(
                check,
                "The repository must be public, so that anybody can send a listing.",
                "It says so at its name.",
                self._repo,
            )
            return
        if host.value(_REPOSITORY, "archived") is True:
            action = "Take it out of the archive at the end of this page."
            yield fix(check, "The repository is archived.", action, f"{self._repo}/settings")
        elif host.value(_REPOSITORY, "private") is True:
            action = "Change its visibility at the end of this page."
            message = "The repository is private: nobody else can send a listing."
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
            name = PurePosixPath((*self._needs.scheduled, *self.paths)[0]).name
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
        """Whether a pull request can be merged only after the check."""
        check, address = "host/checks", f"{self._repo}/settings/rules/new?target=branch"
        action = f"Require the status check *{CHECK}* for `{self._given.branch}`."
        rules = self._host.value(_rules(self._given))
        if CHECK in self._required(rules):
            return ok(check, f"A merge needs the check {CHECK!r}.".replace("'", '"'))
        if isinstance(rules, list):
            return fix(check, "A listing can be merged before it is checked.", action, address)
        message = "A merge should need the check of the listings."
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
            message = "Issues are off: no forms, no reminders, no list of dead links."
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

    def runs(self) -> Iterator[Finding]:
        """How the last runs of the workflows that publish and that ask links ended."""
        if FOLDER + _PUBLISH in self.paths:
            yield self._publish(self._host.value(_runs(_PUBLISH, self._given), "workflow_runs"))
        if FOLDER + _LINKS in self.paths:
            yield self._links(self._host.value(_runs(_LINKS, self._given), "workflow_runs"))

    def _publish(self, runs: Any) -> Finding:
        check, address = "host/publish", self._actions(_PUBLISH)
        if not isinstance(runs, list):
            return unknown(check, "When the board was last published is not known.", "", address)
        again = f"Press *Run workflow*, or run `gh workflow run {_PUBLISH}`."
        if not runs:
            return fix(check, "The board was never published.", again, address)
        run = runs[0] if isinstance(runs[0], Mapping) else {}
        day = _day(run.get("created_at"))
        when = f" on {day.date().isoformat()}" if day else ""
        conclusion = run.get("conclusion")
        if conclusion is None:
            return look(check, "The board is being published now.", "", address)
        if conclusion != "success":
            action = "Read what it says there."
            return fix(check, f"The last publish{when} ended as: {conclusion}.", action, address)
        age = (self._host.today - day.date()).days if day else 0
        if age > _MOST_DAYS and FOLDER + _PUBLISH in self._needs.scheduled:
            message = f"The last publish was {age} days ago: listings do not close by themselves."
            return fix(check, message, again, address)
        return ok(check, f"Published{when}.")

    def _links(self, runs: Any) -> Finding:
        check, address = "host/links", self._actions(_LINKS)
        dead = self._host.dead_links
        if dead:
            message = f"{count(dead, 'address', 'addresses')} in open listings failed on two days."
            return look(check, message, "Run `board links --state .cache/links.json` again.")
        if not isinstance(runs, list):
            return unknown(check, "What the link checker last said is not known.", "", address)
        run = runs[0] if runs and isinstance(runs[0], Mapping) else {}
        if not runs:
            return look(check, "The link checker never ran.", "Press *Run workflow*.", address)
        if run.get("conclusion") not in {"success", None}:
            message = f"The link checker's last run ended as: {run.get('conclusion')}."
            return look(check, message, "Read what it says there.", address)
        return ok(check, "The link checker runs. It opens an issue about dead links.")

    def needs_of_workflows(self) -> Iterator[Finding]:
        """Secrets; what no check knows; and workflows that can't be read."""
        yield from broken_workflows(self._needs)
        for what, path in self._needs.unknown:
            yield look(
                "host/needs",
                f"{path} asks for {what}, about which this command knows nothing.",
                "Look whether GitHub allows it.",
            )
        address = f"{self._repo}/settings/secrets/actions"
        yield from secret_findings(self._needs.secrets, "GitHub", address)


def broken_workflows(needs: Needs) -> Iterator[Finding]:
    """A finding for each workflow that is no YAML."""
    for path, problem in needs.broken.items():
        yield fix(
            "host/needs",
            f"{path} can't be read. Line {problem.place.line}: {problem.message}",
            "Restore it from Git.",
        )


def secret_findings(
    secrets: Mapping[str, Sequence[str]], host: str, address: str
) -> Iterator[Finding]:
    """What to set for each secret, by name and files; or that there is none."""
    for name, paths in secrets.items():
        files = ", ".join(PurePosixPath(path).name for path in paths)
        message = f"The secret {name} must be set: {files} uses it."
        yield look("host/secrets", message, "Its value is never shown again.", address)
    if not secrets:
        yield ok("host/secrets", f"No secret is needed: {host} gives each run its own token.")


def _part(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = data.get(key)
    return found if isinstance(found, Mapping) else {}


def _day(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None
