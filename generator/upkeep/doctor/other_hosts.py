"""What to look at on GitLab and on Forgejo (Gitea, Codeberg), which are not asked. Pure.

The addresses were read in the hosts' documents and source, not tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.upkeep.doctor.facts import Files, Given
from generator.upkeep.doctor.finding import Finding, look
from generator.upkeep.doctor.labels import labels_needed
from generator.upkeep.doctor.needs_findings import broken_workflows, secret_findings
from generator.upkeep.doctor.workflow_needs import GITLAB, Needs

# GitLab sets these by itself; another variable with such a name has to be set by hand.
_TOKEN = re.compile(r"\$\{?((?!CI_)[A-Z][A-Z0-9_]*(?:TOKEN|SECRET|PASSWORD))\b")
_GITLAB = (
    ("host/repository", "The project must be public, so that anyone can send a listing.",
     "Below *Visibility*, choose Public. Issues and merge requests must be on.", "/edit"),
    ("host/checks", "A merge should need the check of the listings.",
     "Tick *Pipelines must succeed*. Below *Squash commits*, choose Encourage.",
     "/-/settings/merge_requests"),
    ("host/branch", "Only maintainers should push to `{branch}`.",
     "Protect it below *Protected branches*.", "/-/settings/repository"),
    ("host/schedule", "Listings close by themselves only if the site is built every day.",
     "Make a schedule for `{branch}`, such as `23 12 * * *`.", "/-/pipeline_schedules"),
    ("host/pages", "The site must be open to everyone, at the address in `site_url`.",
     "The address is there. Set who may see it under Settings, General, Visibility.", "/pages"),
    ("host/workflows", "The last pipeline should have passed.",
     "A merge request from a fork runs in the fork, with the fork's minutes.", "/-/pipelines"),
)  # fmt: skip
_FORGEJO = (
    ("host/actions", "Actions and issues must be on. They are off at first on some servers.",
     "Tick both. On Codeberg, Actions run on runners that you ask for or bring.",
     "/settings/units"),
    ("host/runners", "Workflows wait until a runner takes them.",
     "Check that there is one, and which labels it has (`runs-on`).",
     "/settings/actions/runners"),
    ("host/checks", "A merge should need the check of the listings.",
     "Add a rule for `{branch}`: enable status checks, and require the check.",
     "/settings/branches"),
    ("host/squash", "Squash merges make one commit of each pull request.",
     "Tick *Enable squash commits* below *Pull requests*.", "/settings/units"),
    ("host/workflows", "The last run should have passed.",
     "Scheduled runs start from the default branch only.", "/actions"),
)  # fmt: skip
_CODEBERG_PAGES = (
    "host/pages", "Codeberg publishes the branch `pages` of this repository.",
    "After the first run, check that it is there and that the site opens.",
    "/src/branch/pages",
)  # fmt: skip
_OTHER_PAGES = (
    "host/pages", "This server may have no pages of its own for sites.",
    "Ask who runs it, or copy the folder `site/` to any web server.", "",
)  # fmt: skip


def gitlab_findings(given: Given, files: Files) -> Iterator[Finding]:
    """All findings about GitLab, in the page's order."""
    yield from _listed(_GITLAB, given)
    script = files.workflows.get(GITLAB, "")
    if "$TASK" in script:
        yield look(
            "host/reviews",
            "Merge requests are reviewed on a separate schedule.",
            "Make one with the variable TASK set to `review`, such as `13 * * * *`.",
            f"{given.repo_url}/-/pipeline_schedules",
        )
    names = dict.fromkeys(sorted(set(_TOKEN.findall(script))), (GITLAB,))
    address = f"{given.repo_url}/-/settings/ci_cd"
    yield from secret_findings(names, address, "protected variable")


def forgejo_findings(given: Given, files: Files, needs: Needs) -> Iterator[Finding]:
    """All findings about Forgejo, Gitea or Codeberg, in the page's order."""
    yield from _listed(_FORGEJO, given)
    is_codeberg = given.repo_url.lower().startswith("https://codeberg.org/")
    yield from _listed((_CODEBERG_PAGES if is_codeberg else _OTHER_PAGES,), given)
    if labels := labels_needed(files.forms, needs):
        names = ", ".join(label.name for label in labels)
        address = f"{given.repo_url}/labels"
        yield look("host/labels", f"These labels must exist: {names}.", "Make them.", address)
    yield from broken_workflows(needs)
    address = f"{given.repo_url}/settings/actions/secrets"
    yield from secret_findings(_not_own(needs.secrets), address)


def _listed(rows: tuple[tuple[str, str, str, str], ...], given: Given) -> Iterator[Finding]:
    for check, message, action, path in rows:
        said, to_do = (text.replace("{branch}", given.branch) for text in (message, action))
        yield look(check, said, to_do, given.repo_url + path if path else "")


def _not_own(secrets: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Without the token that the server gives each run by itself."""
    return {name: paths for name, paths in secrets.items() if name != "FORGEJO_TOKEN"}
