"""What is judged is what a merge would make of the board, whatever the history looks like."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import board
from tests.support.paths import ROOT
from tests.support.repositories import ACME, BASE, HARBOUR, TODAY, Repository
from tests.support.trees import GOOD

SURVEY = "listings/acme/survey.yml"
THEIRS = "listings/harbour/employer.yml"
RAISED = GOOD.replace("amount: 400", "amount: 450")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "board")


def reviewed(repository: Repository, head: str, author: str = "acme-owner") -> Any:
    done = board(
        *("review", "--base", "main", "--head", head, "--author", author),
        *("--format", "json", "--today", TODAY),
        cwd=repository.root,
    )
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def codes(review: Any) -> list[str]:
    return [reason["code"] for reason in review["reasons"]]


def commit(repository: Repository, tree: str, *parents: str) -> str:
    given = [option for parent in parents for option in ("-p", parent)]
    return repository.git("commit-tree", tree, *given, "-m", "A commit")


def tree_object(repository: Repository, *lines: tuple[str, bytes, str]) -> str:
    """A tree of these entries (mode, name, hash), in this order, as Git itself would not make."""
    content = b"".join(
        mode.encode() + b" " + name + b"\0" + bytes.fromhex(blob) for mode, name, blob in lines
    )
    options = ("-t", "tree", "-w", "--stdin", "--literally")
    return repository.git("hash-object", *options, given=content)


def replaced(repository: Repository, path: str, tree: str) -> str:
    """A head: the board with the folder `path`, or at the top if empty, replaced by `tree`."""
    if not path:
        return commit(repository, tree, "main")
    folder, _, name = path.rpartition("/")
    listed = repository.git("ls-tree", f"main:{folder}" if folder else "main").splitlines()
    entries = []
    for line in listed:
        mode, _, rest = line.split(" ", 2)
        blob, found = rest.split("\t")
        entries.append((mode, found.encode(), tree if found == name else blob))
    return replaced(repository, folder, tree_object(repository, *entries))


class TestHistories:
    def test_criss_cross(self, repository: Repository) -> None:
        """Both have merged each other, and the head's merge keeps old versions of others' files."""
        old = repository.git("rev-parse", "main")
        first = repository.head({SURVEY: RAISED})
        repository.onto_main({THEIRS: HARBOUR.replace("a stock", "the best stock"), "x.md": "x"})
        middle = repository.git("rev-parse", "main")
        tree = repository.git("rev-parse", f"{first}^{{tree}}")
        # The head merges main, but keeps its own tree: main's changes are undone.
        head = commit(repository, tree, first, middle)
        # Main merges the head's first commit, with all of its own.
        merged = repository.git("merge-tree", "--write-tree", middle, first)
        both = commit(repository, merged, middle, first)
        repository.git("reset", "--quiet", "--hard", both)
        assert len(repository.git("merge-base", "--all", "main", head).split()) == 2
        review = reviewed(repository, head)
        assert review["verdict"] == "needs-maintainer"
        assert "several-merge-bases" in codes(review)
        real = repository.git("merge-tree", "--write-tree", "main", head)
        brought_back = repository.git("diff", "--name-only", "main", real).split()
        assert {path for reason in review["reasons"] for path in reason["files"]} >= {
            path for path in brought_back if not path.startswith("listings/acme/")
        }
        assert old != middle

    def test_an_old_state_after_an_honest_first_request(self, repository: Repository) -> None:
        """The first was merged as one commit. The second brings back what was there before it."""
        honest = repository.head({SURVEY: RAISED})
        repository.onto_main({SURVEY: RAISED})  # squashed: the head is no ancestor
        repository.onto_main({THEIRS: HARBOUR.replace("a stock", "the best stock")})
        old = repository.head({**BASE}, honest)
        review = reviewed(repository, old)
        merged = repository.git("merge-tree", "--write-tree", "main", old).split()[0]
        changed = repository.git("diff", "--name-only", "main", merged).split()
        assert changed == [event["file"] for event in review["changes"]]
        assert THEIRS not in changed

    def test_the_three_buttons_make_the_tree_that_was_judged(
        self, repository: Repository, tmp_path: Path
    ) -> None:
        head = repository.head({SURVEY: RAISED})
        head = repository.head({SURVEY: RAISED, "listings/acme/second.yml": GOOD}, head)
        changed_above = GOOD.replace("title: ", "# Reviewed in spring.\ntitle: ")
        repository.onto_main({SURVEY: changed_above, THEIRS: HARBOUR + "size: 11-50\n"})
        judged = repository.git("merge-tree", "--write-tree", "main", head)
        clone = tmp_path / "clone"
        subprocess.run(["git", "clone", "--quiet", repository.root, clone], check=True)

        def button(*commands: list[str]) -> str:
            settings = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
            for command in (["fetch", "-q", "origin", head], *commands):
                subprocess.run(["git", *settings, *command], cwd=clone, check=True)
            found = ["git", "rev-parse", "HEAD^{tree}"]
            done = subprocess.run(found, cwd=clone, check=True, capture_output=True, text=True)
            return done.stdout.strip()

        start = ["checkout", "-q", "--detach", "origin/main"]
        assert button(start, ["merge", "-q", "--no-ff", "-m", "x", head]) == judged
        assert button(start, ["merge", "-q", "--squash", head], ["commit", "-qm", "x"]) == judged
        assert button(["checkout", "-q", head], ["rebase", "-q", "origin/main"]) == judged
        assert [event["file"] for event in reviewed(repository, head)["changes"]]

    def test_a_conflict(self, repository: Repository) -> None:
        head = repository.head({SURVEY: RAISED})
        repository.onto_main({SURVEY: GOOD.replace("amount: 400", "amount: 500")})
        review = reviewed(repository, head)
        assert codes(review) == ["conflict"]
        assert [item["rule"] for item in review["problems"]] == ["change/out-of-date"]
        assert review["verdict"] == "mend"
        assert repository.git("status", "--porcelain") == ""

    def test_a_file_in_place_of_a_folder(self, repository: Repository) -> None:
        names = ("survey", "employer", "old-survey")
        gone = dict.fromkeys(f"listings/acme/{name}.yml" for name in names)
        head = repository.head({**gone, "listings/acme": ACME})
        repository.onto_main({SURVEY: RAISED})
        assert reviewed(repository, head)["verdict"] == "mend"


class TestTrees:
    """Trees that Git would not make are not read: a maintainer looks at them."""

    @pytest.mark.parametrize(
        ("first", "second", "said"),
        [
            (b"survey.yml", b"survey.yml", "twice"),
            (b"survey.yml", b".", "does not allow"),
            (b"survey.yml", b"..", "does not allow"),
            (b"survey.yml", b".git", "does not allow"),
            (b"survey.yml", b".GIT", "does not allow"),
            (b"survey.yml", b"employer.yml", "order"),
            (b"\xfe.yml", b"\xff.yml", "told apart"),
        ],
    )
    def test_names(self, repository: Repository, first: bytes, second: bytes, said: str) -> None:
        blobs = [repository.git("hash-object", "-w", "--stdin", given=text.encode())
                 for text in (GOOD, RAISED)]  # fmt: skip
        names = [first, second] if said in ("order", "told apart") else sorted([first, second])
        lines = [("100644", name, blob) for name, blob in zip(names, blobs, strict=True)]
        tree = tree_object(repository, *lines)
        for path in ("listings/acme", "listings/harbour"):
            review = reviewed(repository, replaced(repository, path, tree))
            assert (review["verdict"], codes(review)) == ("needs-maintainer", ["unsound-tree"])
            assert said in review["reasons"][0]["text"]

    def test_a_folder_twice(self, repository: Repository) -> None:
        """What is read of the one is not what a checkout has of the other."""
        main = repository.git("rev-parse", "main:listings/acme")
        other = repository.git("rev-parse", "main:listings/harbour")
        lines = [("40000", b"acme", main), ("40000", b"acme", other), ("40000", b"harbour", other)]
        head = replaced(repository, "listings", tree_object(repository, *lines))
        assert codes(reviewed(repository, head)) == ["unsound-tree"]

    @pytest.mark.parametrize(("mode", "verdict"), [("160000", "mend"), ("100666", "mend")])
    def test_modes(self, repository: Repository, mode: str, verdict: str) -> None:
        blob = repository.git("hash-object", "-w", "--stdin", given=GOOD.encode())
        if mode == "160000":
            blob = repository.git("rev-parse", "main")
        tree = tree_object(repository, (mode, b"survey.yml", blob))
        review = reviewed(repository, replaced(repository, "listings/acme", tree))
        assert review["verdict"] == verdict

    def test_millions_of_files_out_of_a_few_objects(self, repository: Repository) -> None:
        blob = repository.git("hash-object", "-w", "--stdin", given=GOOD.encode())
        tree = tree_object(repository, *(("100644", b"%02d.yml" % n, blob) for n in range(10)))
        for _ in range(6):
            tree = tree_object(repository, *(("40000", b"%02d" % n, tree) for n in range(10)))
        head = replaced(repository, "listings/acme", tree)
        program = _LIMITED.format(root=str(repository.root), head=head)
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "there are more than 500,000 files" in done.stdout


# The memory is limited, not measured: what Linux tells of a process begins with its parent's.
_LIMITED = """
import resource
from datetime import date
from pathlib import Path
from generator.reviewing.review import review_pull_request
resource.setrlimit(resource.RLIMIT_DATA, (256 * 1024 * 1024,) * 2)
found = review_pull_request(Path({root!r}), "main", {head!r}, "acme-owner", date(2026, 11, 23))
(reason,) = found.review.reasons
print(f"{{reason.code}}: {{reason.text}}")
"""
