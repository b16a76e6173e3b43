"""A stand-in for GitHub's command line, as a program: `gh.py STATE ARGUMENTS`.

STATE is a JSON file with what GitHub knows, by path below the repository; it is what a test looks
at. The program understands what the workflows and `generator/hosts/github.py` send.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

BOT = {"login": "github-actions[bot]", "type": "Bot"}


def main(state_file: Path, arguments: list[str]) -> None:
    """Answer one call, and note it under `calls`."""
    state = json.loads(state_file.read_text()) if state_file.exists() else {}
    state.setdefault("calls", []).append(" ".join(arguments))
    if arguments[0] == "api":
        _api(state, arguments[1:])
    elif arguments[:2] != ["workflow", "run"]:
        sys.exit(f"gh: not played here: {arguments}")
    state_file.write_text(json.dumps(state))


def _api(state: dict[str, Any], arguments: list[str]) -> None:
    (path,) = (word for word in arguments if word.startswith("repos/"))
    name = path.removeprefix("repos/example/board/")
    method = arguments[arguments.index("--method") + 1] if "--method" in arguments else "GET"
    if method == "GET":
        found = state.get(name.partition("?")[0], [] if "--slurp" in arguments else None)
        if found is None:
            sys.exit(f"gh: {name}: Not Found (HTTP 404)")
        print(json.dumps([found] if "--slurp" in arguments else found))
        return
    body = json.load(sys.stdin) if "--input" in arguments else {}
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
        label = label.replace("%3A", ":").replace("%20", " ")
        if label not in state.get(folder, []):
            sys.exit("gh: Label does not exist (HTTP 404)")
        state[folder].remove(label)
    else:
        sys.exit(f"gh: not played here: {method} {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
