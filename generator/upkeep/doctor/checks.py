"""All checks, in the order of the page. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.upkeep.announce.addresses import VARIABLE
from generator.upkeep.doctor.facts import Facts, HostFacts
from generator.upkeep.doctor.files import file_findings
from generator.upkeep.doctor.finding import Finding, fix, look, ok, unknown
from generator.upkeep.doctor.git import git_findings
from generator.upkeep.doctor.github import github_findings
from generator.upkeep.doctor.other_hosts import forgejo_findings, gitlab_findings
from generator.upkeep.doctor.programs import program_findings
from generator.upkeep.doctor.settings import settings_findings
from generator.upkeep.doctor.workflow_needs import needs_of

_NAMES = {"github": "GitHub", "gitlab": "GitLab", "forgejo": "Forgejo"}


def findings(facts: Facts) -> tuple[Finding, ...]:
    """Everything that there is to say about a board."""
    given = facts.settings.given
    return (
        *settings_findings(facts.settings),
        *file_findings(facts.files, given),
        *program_findings(facts.programs, facts.host.gh, given.host),
        *git_findings(facts.git, given),
        *_host(facts),
    )


def host_title(facts: Facts) -> str:
    """The title of the group about the host, such as `GitHub: example/board`."""
    given = facts.settings.given
    name = _NAMES.get(given.host, "Host")
    if given.repo_url.lower().startswith("https://codeberg.org/"):
        name = "Codeberg"
    path = urlsplit(given.repo_url).path.strip("/")
    return f"{name}: {path}" if path else name


def _host(facts: Facts) -> Iterator[Finding]:
    given, files = facts.settings.given, facts.files
    needs = needs_of(files.workflows)
    if not given.announces:
        needs = needs.without_secret(VARIABLE)
    if given.host == "github":
        yield from github_findings(facts.host, given, files, needs)
    elif given.host == "gitlab":
        yield from gitlab_findings(given, files)
    elif given.host == "forgejo":
        yield from forgejo_findings(given, files, needs)
    else:
        message = "The host can't be checked until mkdocs.yml has a `repo_url`."
        yield unknown("host/repository", message)
    yield from _site(facts.host)


def _site(host: HostFacts) -> Iterator[Finding]:
    check = "host/site"
    if host.site_error:
        message = f"The site could not be reached: {host.site_error}"
        yield look(check, message, "Open `site_url` in a browser.")
    elif host.site_status is None:
        return
    elif host.site_status >= 400:
        message = f"At `site_url` there is no site: it answers with {host.site_status}."
        yield fix(check, message, "Publish it, or write the right address in mkdocs.yml.")
    elif host.site_status >= 300:
        message = f"`site_url` leads to another address (status {host.site_status})."
        yield look(check, message, "Write the address that it leads to in mkdocs.yml.")
    else:
        yield ok(check, "The site answers at `site_url`.")
