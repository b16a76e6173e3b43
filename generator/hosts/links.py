"""The addresses of a repository's host: its pages for files, issues and their changes. Pure.

How they were verified: docs/run/other-hosts.md. assets/post/ways_out.js has those for new and
changed files once more, because the form needs them in the browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from generator.model.settings import Settings

NAMES = {"github": "GitHub", "gitlab": "GitLab", "forgejo": "Forgejo"}


def host_of(settings: Settings) -> str:
    """`github`, `gitlab` or `forgejo`; empty if the board names no repository.

    A board's own setting `host` counts most, then the name of the repository's server.
    """
    if not settings.repo_url:
        return ""
    server = urlsplit(settings.repo_url).hostname or ""
    if settings.host:
        return settings.host
    if "gitlab" in server:
        return "gitlab"
    return (
        "forgejo" if any(name in server for name in ("codeberg", "forgejo", "gitea")) else "github"
    )


def host_name(settings: Settings) -> str:
    """The host as people call it; empty if there is none."""
    if (urlsplit(settings.repo_url).hostname or "") == "codeberg.org":
        return "Codeberg"
    return NAMES.get(host_of(settings), "")


def new_file_url(settings: Settings, path: str) -> str:
    """The host's page for a new file at `path`; empty if there is none."""
    repo, branch, name = settings.repo_url, settings.branch, quote(path, safe="")
    return {
        "github": f"{repo}/new/{branch}?filename={name}",
        "gitlab": f"{repo}/-/new/{branch}?file_name={name}",
        "forgejo": f"{repo}/_new/{branch}/?filename={name}",
    }.get(host_of(settings), "")


def edit_file_url(settings: Settings, path: str) -> str:
    """The host's page that changes a file of the board's branch; empty if there is none."""
    return _edit(host_of(settings), settings.repo_url, settings.branch, path)


def new_issue_url(
    settings: Settings, template: str, title: str, fields: Mapping[str, str] | None = None
) -> str:
    """The host's page for a new issue with a `title`; empty if there is none.

    `template` is the name of one of the board's issue templates, without its ending. `fields` are
    answers in its form, by the ids of its fields. GitLab has no forms: there the title must do.
    """
    page, name = f"{settings.repo_url}/issues/new", quote(title, safe="")
    given = [(quote(key), quote(text, safe="")) for key, text in (fields or {}).items()]
    return {
        "github": f"{page}?template={template}.yml&title={name}"
        + "".join(f"&{key}={text}" for key, text in given),
        "gitlab": f"{settings.repo_url}/-/issues/new?issuable_template={template}"
        f"&issue%5Btitle%5D={name}",
        "forgejo": f"{page}?template=.forgejo%2Fissue_template%2F{template}.yml&title={name}"
        + "".join(f"&field%3A{key}={text}" for key, text in given),
    }.get(host_of(settings), "")


@dataclass(frozen=True, slots=True)
class FileLinks:
    """Links to the files of a pull request; empty where a part of the address is not known."""

    host: str = "github"
    repository: str = ""  # The URL of the board's repository.
    fork: str = ""  # `owner/name` of the author's fork.
    branch: str = ""  # The pull request's branch in the fork.

    def view(self, commit: str, path: str, line: int) -> str:
        """The URL of the file in a commit of the pull request."""
        if not self.repository:
            return ""
        folder = {"gitlab": "-/blob", "forgejo": "src/commit"}.get(self.host, "blob")
        return f"{self.repository}/{folder}/{commit}/{quote(path)}#L{line}"

    def edit(self, path: str, line: int) -> str:
        """The URL where the author can edit the file in their fork."""
        if not (self.fork and self.branch):
            return ""
        server = urlsplit(self.repository or "https://github.com/")
        fork = f"{server.scheme}://{server.netloc}/{quote(self.fork)}"
        url = _edit(self.host, fork, self.branch, path)
        return f"{url}#L{line}" if self.host == "github" else url


def file_links(settings: Settings, fork: str = "", branch: str = "") -> FileLinks:
    """The links of a board that is on no host are those of GitHub, as far as they are known."""
    return FileLinks(host_of(settings) or "github", settings.repo_url, fork, branch)


def _edit(host: str, repository: str, branch: str, path: str) -> str:
    folder = {"github": "edit", "gitlab": "-/edit", "forgejo": "_edit"}.get(host, "")
    return f"{repository}/{folder}/{quote(branch)}/{quote(path)}" if folder else ""
