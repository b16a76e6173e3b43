"""What the workflows need of the host: permissions, secrets, labels, commands. Pure.

Each need leads to the checks that say whether it is met. A test reads all workflows, so that none
can ask for something that nobody looks at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from generator.model.problem import Problem
from generator.reading.source import parse

# A permission of a job -> the checks of the settings that it depends on. GitHub grants the rest
# to every workflow that asks.
PERMISSIONS: Mapping[str, tuple[str, ...]] = {
    "actions: read": (),
    "actions: write": ("host/actions",),
    "contents: read": (),
    "contents: write": ("host/actions",),
    "deployments: read": (),
    "id-token: write": ("host/pages",),
    "issues: write": ("host/issues",),
    "pages: read": ("host/pages",),
    "pages: write": ("host/pages",),
    "pull-requests: write": ("host/actions",),
    "statuses: write": ("host/actions",),
}
# A command of `gh` in a script -> the same.
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "api": (),
    "auth setup-git": (),
    "issue comment": ("host/issues",),
    "issue edit": ("host/labels",),
    "label create": (),
    "label list": (),
    "pr close": (),
    "pr comment": (),
    "pr create": ("host/pull-requests",),
    "pr edit": ("host/labels",),
    "pr list": (),
    "pr merge": ("host/squash",),
    "pr reopen": (),
    "workflow run": ("host/actions",),
}
GITLAB = ".gitlab-ci.yml"  # has another form
_OWN_TOKEN = "GITHUB_TOKEN"  # noqa: S105 - the name of what GitHub gives each run by itself
_SECRET = re.compile(r"\bsecrets\.([A-Za-z_][A-Za-z0-9_]*)")
_LABEL = re.compile(
    r"label\.name == '([^']+)'|labels\.\*\.name, '([^']+)'"
    r"|--(?:add-|remove-)?label[ =]['\"]?([\w:-]+)"
)
_GH = re.compile(r"(?<![\w/.-])gh ([a-z-]+)(?: ([a-z][a-z-]*))?")


@dataclass(frozen=True)
class Needs:
    """What the workflows ask for: each thing, and the files that do, by path.

    `broken` has the files that can't be read, and the first problem of each.
    """

    permissions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    secrets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    commands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scheduled: tuple[str, ...] = ()
    broken: Mapping[str, Problem] = field(default_factory=dict)

    @property
    def checks(self) -> frozenset[str]:
        """The checks that say whether all of it is met."""
        return frozenset(
            check
            for known, asked in ((PERMISSIONS, self.permissions), (COMMANDS, self.commands))
            for name in asked
            for check in known.get(name, ())
        )

    def without_secret(self, name: str) -> Needs:
        """The same without one of the secrets."""
        left = {key: paths for key, paths in self.secrets.items() if key != name}
        return replace(self, secrets=left)

    @property
    def unknown(self) -> tuple[tuple[str, str], ...]:
        """What no check knows: what it is, and the file that asks for it."""
        found = []
        for known, asked, words in (
            (PERMISSIONS, self.permissions, "the permission `{}`"),
            (COMMANDS, self.commands, "the command `gh {}`"),
        ):
            for name, paths in asked.items():
                if name not in known:
                    found.append((words.format(name), paths[0]))
        return tuple(found)


def needs_of(workflows: Mapping[str, str]) -> Needs:
    """The needs of workflows, given as text by path. Forgejo's have the form of GitHub's."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    broken, scheduled = {}, []
    for path, text in sorted(workflows.items()):
        if path == GITLAB:
            continue
        source, problems = parse(text.encode(), path, relaxed=True)
        if source is None:
            broken[path] = problems[0]
            continue
        if "schedule" in _keys(source.data.get("on")):
            scheduled.append(path)
        for kind, name in _in_one(source.data, text):
            if path not in found[kind][name]:
                found[kind][name].append(path)
    return Needs(
        **{
            kind: {name: tuple(paths) for name, paths in sorted(found[kind].items())}
            for kind in ("permissions", "secrets", "labels", "commands")
        },
        scheduled=tuple(scheduled),
        broken=broken,
    )


def _in_one(data: Mapping[str, Any], text: str) -> Iterator[tuple[str, str]]:
    """The kinds and names of what one workflow needs."""
    for name in _SECRET.findall(text):
        if name != _OWN_TOKEN:
            yield "secrets", name
    for match in _LABEL.finditer(text):
        yield "labels", next(filter(None, match.groups()))
    jobs = data.get("jobs")
    for job in (data, *(jobs.values() if isinstance(jobs, Mapping) else ())):
        if not isinstance(job, Mapping):
            continue
        yield from (("permissions", name) for name in _permissions(job.get("permissions")))
        steps = job.get("steps")
        for step in steps if isinstance(steps, list) else ():
            script = step.get("run") if isinstance(step, Mapping) else None
            if isinstance(script, str):
                yield from (("commands", name) for name in _commands(script))


def _permissions(given: Any) -> Iterator[str]:
    if isinstance(given, Mapping):
        yield from (f"{scope}: {level}" for scope, level in given.items() if level != "none")
    elif isinstance(given, str):
        yield given  # `write-all`, which no workflow of ours asks for


def _commands(script: str) -> Iterator[str]:
    for match in _GH.finditer(script):
        first, second = match.groups()
        yield first if first == "api" or not second else f"{first} {second}"


def _keys(value: Any) -> tuple[str, ...]:
    """The triggers of a workflow: `on` is a name, a list of names or a group."""
    if isinstance(value, str):
        return (value,)
    return tuple(str(item) for item in value) if isinstance(value, (list, Mapping)) else ()
