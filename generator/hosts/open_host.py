"""Finds out which host a board is on, and how to reach it: from settings and environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from generator.hosts.forgejo import Forgejo
from generator.hosts.github import GitHub
from generator.hosts.gitlab import GitLab
from generator.hosts.host import Host
from generator.hosts.links import host_of
from generator.hosts.pull_request import is_repository
from generator.hosts.rest import HostError, Rest
from generator.model.settings import Settings

_PROJECT = re.compile(r"[A-Za-z0-9._-]+(%2F[A-Za-z0-9._-]+)*")
_GITLAB_TOKEN = ("GITLAB_TOKEN",)
_FORGEJO_TOKENS = ("FORGEJO_TOKEN", "GITHUB_TOKEN")


def open_host(settings: Settings, environment: Mapping[str, str], *, writes: bool = True) -> Host:
    """The host of the board's repository. Raises HostError if it can't be known or, if it `writes`,
    if there is no token.

    A board that names no repository is taken to be on GitHub, as its workflows say where they run.
    """
    kind = host_of(settings)
    if kind == "gitlab":
        return _gitlab(settings, environment, writes)
    if kind == "forgejo":
        return _forgejo(settings, environment, writes)
    return GitHub()


def _gitlab(settings: Settings, environment: Mapping[str, str], writes: bool) -> GitLab:
    """GitLab's own variables count most: in a subfolder of a server, the API's address is one."""
    why = "CI_JOB_TOKEN may not write comments: make a token, as the docs say."
    token = _token(_GITLAB_TOKEN, environment, writes, why)
    server, path = _server_and_path(settings.repo_url)
    base = environment.get("CI_API_V4_URL") or f"{server}/api/v4"
    project = environment.get("CI_PROJECT_ID") or quote(path, safe="")
    if not _PROJECT.fullmatch(project):
        raise HostError("CI_PROJECT_ID is not the number of a project.")
    return GitLab(Rest("GitLab", base, {"PRIVATE-TOKEN": token} if token else {}), project)


def _forgejo(settings: Settings, environment: Mapping[str, str], writes: bool) -> Forgejo:
    why = "In a workflow, set it to the token of the run."
    token = _token(_FORGEJO_TOKENS, environment, writes, why)
    server, path = _server_and_path(settings.repo_url)
    base = environment.get("GITHUB_SERVER_URL") or server
    repository = environment.get("GITHUB_REPOSITORY") or path
    if not is_repository(repository):
        raise HostError("GITHUB_REPOSITORY must name the repository, such as example/board.")
    headers = {"Authorization": f"token {token}"} if token else {}
    return Forgejo(Rest("Forgejo", f"{base.rstrip('/')}/api/v1", headers), repository)


def _token(
    names: tuple[str, ...], environment: Mapping[str, str], writes: bool, advice: str
) -> str:
    """The first of the variables that is set; empty if none is, and none is needed."""
    for name in names:
        token = environment.get(name, "").strip()
        if token and not (token.isascii() and token.isprintable() and " " not in token):
            raise HostError(f"{name} has characters that no token has.")
        if token:
            return token
    if writes:
        raise HostError(f"{names[0]} is not set. {advice}")
    return ""


def _server_and_path(repo_url: str) -> tuple[str, str]:
    """`https://codeberg.org` and `owner/board`."""
    parts = urlsplit(repo_url)
    return f"{parts.scheme}://{parts.netloc}", parts.path.strip("/").removesuffix(".git")
