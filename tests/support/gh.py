"""A stand-in for GitHub's command line, as a program: `gh.py STATE ARGUMENTS`.

STATE is a JSON file with what GitHub knows, by path below the repository; it is what a test looks
at. The program understands what the workflows and `generator/hosts/github.py` send.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

_OWN_LABELS = '.[].name | select(startswith("board: ")) | @uri'
BOT = {"login": "github-actions[bot]", "type": "Bot"}


def main(state_file: Path, arguments: list[str]) -> None:
    """Answer one call, and note it under `calls`."""
    state = json.loads(state_file.read_text()) if state_file.exists() else {}
    state.setdefault("calls", []).append(" ".join(arguments))
    played = _PLAYED.get(" ".join(arguments[:2])) or _PLAYED.get(arguments[0])
    try:
        if played is None:
            sys.exit(f"gh: not played here: {arguments}")
        played(state, arguments)
    finally:
        state_file.write_text(json.dumps(state))


def _option(arguments: list[str], name: str) -> str:
    return arguments[arguments.index(name) + 1]


def _pull_request(state: dict[str, Any], arguments: list[str]) -> None:
    if "no pull requests" in state:
        sys.exit("GraphQL: GitHub Actions is not permitted to create or approve pull requests")
    pull = {name: _option(arguments, f"--{name}") for name in ("base", "head", "title")}
    pull["body"] = Path(_option(arguments, "--body-file")).read_text()
    state.setdefault("opened", []).append(pull)
    print(f"https://github.com/example/board/pull/{len(state['opened'])}")


def _pull_requests(state: dict[str, Any], arguments: list[str]) -> None:
    """Open pull requests from a branch of this name, those of `forks` too, the newest first."""
    assert _option(arguments, "--state") == "open"
    opened = enumerate(state.get("opened", []), start=1)
    pulls = [(number, pull) for number, pull in opened if number not in state.get("merged", [])]
    found = [
        {"url": f"https://github.com/example/board/pull/{number}", "isCrossRepository": is_fork}
        for is_fork, those in ((False, pulls), (True, enumerate(state.get("forks", []), start=900)))
        for number, pull in those
        if pull["head"] == _option(arguments, "--head")
    ][::-1]
    most = int(_option(arguments, "--limit")) if "--limit" in arguments else 30
    fields = _option(arguments, "--json").split(",")
    shown = [{field: pull[field] for field in fields} for pull in found[:most]]
    command = ["jq", "--raw-output", _option(arguments, "--jq")]
    subprocess.run(command, input=json.dumps(shown), text=True, check=True)


def _issue_comment(state: dict[str, Any], arguments: list[str]) -> None:
    body = Path(_option(arguments, "--body-file")).read_text()
    state.setdefault(f"issues/{arguments[2]}/comments", []).append({"user": BOT, "body": body})


def _issue_edit(state: dict[str, Any], arguments: list[str]) -> None:
    state.setdefault(f"issues/{arguments[2]}/labels", []).remove(
        _option(arguments, "--remove-label")
    )


def _label_list(state: dict[str, Any], arguments: list[str]) -> None:
    assert arguments[2:] == ["--limit", "1000", "--json", "name", "--jq", ".[].name"]
    print(*state.get("labels", []), sep="\n")


def _label_create(state: dict[str, Any], arguments: list[str]) -> None:
    (name,) = arguments[2:]
    if name.casefold() in {known.casefold() for known in state.setdefault("labels", [])}:
        sys.exit(f'label with name "{name}" already exists')
    state["labels"].append(name)


def _nothing(state: dict[str, Any], arguments: list[str]) -> None:
    """A call that changes nothing of what GitHub knows; it is under `calls`."""


def _found(state: dict[str, Any], name: str, arguments: list[str]) -> str:
    """What GitHub answers, as text."""
    asked = name.partition("?")[0]
    is_list = "--slurp" in arguments or asked.endswith("/labels")
    found = state.get(asked, [] if is_list else None)
    if found is None:
        sys.exit(f"gh: {name}: Not Found (HTTP 404)")
    if "--jq" in arguments:
        assert _option(arguments, "--jq") == _OWN_LABELS
        return "".join(f"{quote(label)}\n" for label in found if label.startswith("board: "))
    return json.dumps([found] if "--slurp" in arguments else found)


def _fields(arguments: list[str]) -> dict[str, str]:
    """What `-f name=value` gives."""
    pairs = pairwise(arguments)
    return dict(value.split("=", 1) for option, value in pairs if option == "-f")


def _api(state: dict[str, Any], arguments: list[str]) -> None:
    (path,) = (word for word in arguments if word.startswith("repos/"))
    name = unquote(path.removeprefix("repos/example/board/"))
    method = arguments[arguments.index("--method") + 1] if "--method" in arguments else "GET"
    if any(f"{method} {name}".startswith(part) for part in state.get("refused", ())):
        sys.exit(f"gh: {name}: Resource not accessible by integration (HTTP 403)")
    if method == "GET":
        print(_found(state, name, arguments), end="")
        return
    body = json.load(sys.stdin) if "--input" in arguments else _fields(arguments)
    if method == "POST" and name.endswith("/labels"):
        state[name] = sorted({*state.get(name, []), *body["labels"]})
    elif method == "POST":
        listed = state.setdefault(name, [])
        item = {"id": len(listed) + 1, "number": len(listed) + 1, "user": BOT, **body}
        listed.append(item)
    elif method == "PATCH":
        folder, _, number = name.rpartition("/")
        lists = [folder] if folder == "issues" else [key for key in state if "/comments" in key]
        next(i for key in lists for i in state[key] if str(i["id"]) == number).update(body)
    elif method == "PUT" and name.endswith("/merge"):
        state[name] = body
    elif method == "DELETE":
        folder, _, label = name.rpartition("/")
        if label not in state.get(folder, []):
            sys.exit("gh: Label does not exist (HTTP 404)")
        state[folder].remove(label)
    else:
        sys.exit(f"gh: not played here: {method} {name}")


_PLAYED: dict[str, Callable[[dict[str, Any], list[str]], None]] = {
    "api": _api,
    "auth setup-git": _nothing,
    "issue comment": _issue_comment,
    "issue edit": _issue_edit,
    "label create": _label_create,
    "label list": _label_list,
    "pr create": _pull_request,
    "pr list": _pull_requests,
    "workflow run": _nothing,
}

if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
