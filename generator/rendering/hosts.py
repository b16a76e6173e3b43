"""The host of a board's repository: where its pages for new and changed files are.

- GitHub fills in a new file from `filename` and `value` (its web page, tried by many tools).
- Gitea documents the same at `/_new/`; Forgejo and Codeberg come from it. Read, not tried.
- GitLab fills in `file_name` only: its issue 594214. Read, not tried.
"""

from __future__ import annotations

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
