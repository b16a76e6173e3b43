"""`board new --from FILE`: a listing from YAML or JSON, with or without its employer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.authoring.given_file import read_given
from generator.reading.source import parse
from tests.support.command import board
from tests.support.paths import ROOT
from tests.support.trees import EMPLOYER, GOOD, contents, write_tree

DAY = ("--today", "2026-11-23")
NEW = "listings/acme/fresh.yml"
HARBOUR = EMPLOYER.replace("Acme", "Harbour").replace("acme", "harbour")
DATA: dict[str, Any] = yaml.load(GOOD, yaml.BaseLoader) | {"hours": 20, "duration_weeks": 3}
DATA["pay"]["amount"] = 400
DATA |= {"offers": {"mentor": True}, "terms": {"engagement": "contractor"}}


def group(text: str) -> str:
    """An employer's file as the group `employer` of a listing."""
    return "employer:\n" + "".join(f"  {line}\n" for line in text.splitlines())


class TestYaml:
    def test_a_listing(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        (root / "draft.yml").write_text(f"# {NEW}\n{GOOD}")
        done = board("new", "--from", "draft.yml", *DAY, cwd=root)
        assert (done.returncode, done.stdout) == (
            0, f"wrote {NEW}\nNext: commit {NEW}, and send it as a pull request.\n"
        )  # fmt: skip
        source, _ = parse((root / NEW).read_bytes(), NEW)
        good, _ = parse(GOOD.encode(), NEW)
        assert source and good and source.data == good.data
        assert board("fmt", "--check", NEW, cwd=root).returncode == 0

    def test_the_name_on_the_command_line_wins(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        (root / "draft.yml").write_text(f"# listings/acme/other.yml\n{GOOD}")
        assert board("new", "acme/fresh", "--from", "draft.yml", *DAY, cwd=root).returncode == 0
        assert (root / NEW).exists() and not (root / "listings/acme/other.yml").exists()

    def test_terms_dates_and_missing_dates_are_filled_in(self, tmp_path: Path) -> None:
        text = GOOD.replace("[market-research, excel]", "[Market research, MS Excel, excel]")
        text = text.replace("2026-12-18", "18 December 2026").replace("posted: 2026-11-20\n", "")
        root = write_tree(tmp_path)
        (root / "draft.yml").write_text(text.replace("deadline: 2026-12-04\n", ""))
        done = board("new", "acme/fresh", "--from", "draft.yml", *DAY, cwd=root)
        assert done.returncode == 0
        assert "so it is `posted: 2026-11-23` and `deadline: 2026-12-14`." in done.stdout
        new = (root / NEW).read_text()
        assert "skills: [market-research, excel]" in new and "due: 2026-12-18" in new

    def test_with_its_employer(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        (root / "draft.yml").write_text(f"# listings/harbour/fresh.yml\n{group(HARBOUR)}{GOOD}")
        done = board("new", "--from", "draft.yml", *DAY, cwd=root)
        assert done.returncode == 0, done.stdout
        employer, _ = parse((root / "listings/harbour/employer.yml").read_bytes(), "x")
        expected, _ = parse(HARBOUR.encode(), "x")
        assert employer and expected
        about = expected.data["about"] + "\n"  # a block of text
        assert employer.data == {**expected.data, "about": about}
        assert "employer" not in (root / "listings/harbour/fresh.yml").read_text()
        assert "commit listings/harbour/employer.yml and listings/harbour/fresh" in done.stdout

    def test_the_same_employer_is_left_out(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        some = "".join(f"{line}\n" for line in EMPLOYER.splitlines()[:4])
        (root / "draft.yml").write_text(group(some) + GOOD)
        done = board("new", "acme/fresh", "--from", "draft.yml", *DAY, cwd=root)
        assert done.returncode == 0 and "is the same as employer.yml" in done.stdout
        assert (root / "listings/acme/employer.yml").read_text() == EMPLOYER

    def test_another_employer_is_refused(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        (root / "draft.yml").write_text(group(HARBOUR) + GOOD)
        done = board("new", "acme/fresh", "--from", "draft.yml", *DAY, cwd=root)
        assert done.returncode == 2 and "differ from it: `name`, `website`" in done.stderr
        assert not (root / NEW).exists()

    def test_an_employer_is_needed(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        (root / "draft.yml").write_text(GOOD)
        done = board("new", "bolt/fresh", "--from", "draft.yml", *DAY, cwd=root)
        assert done.returncode == 2 and "Add `employer`" in done.stderr
        assert not (root / "listings/bolt").exists()

    def test_a_listing_may_say_who_the_employer_is(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path, {"harbour/old.yml": group(HARBOUR) + GOOD})
        (root / "draft.yml").write_text(GOOD)
        done = board("new", "harbour/fresh", "--from", "draft.yml", *DAY, cwd=root)
        assert done.returncode == 0 and not (root / "listings/harbour/employer.yml").exists()

    def test_nobody_verifies_themselves(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        (root / "draft.yml").write_text(group(HARBOUR + "verified: true\n") + GOOD)
        done = board("new", "harbour/fresh", "--from", "draft.yml", *DAY, cwd=root)
        assert done.returncode == 2 and "`verified` is set by" in done.stderr
        assert not (root / "listings/harbour").exists()

    def test_errors_are_shown_with_their_place_in_the_given_file(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        text = group(HARBOUR.replace("country: US", "country: us")) + GOOD
        text = text.replace("level: beginner", "level: begginer")
        (root / "draft.yml").write_text(text)
        before = contents(root)
        done = board("new", "harbour/fresh", "--from", "draft.yml", *DAY, cwd=root)
        assert done.returncode == 1 and contents(root) == before
        assert "draft.yml:6:12: error: `country` can't be `us`." in done.stdout
        assert "  23 | level: begginer\n" in done.stdout
        assert "Did you mean `beginner`?" in done.stdout and "Nothing was written." in done.stdout

    def test_rules_are_checked_before_anything_is_written(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        (root / "draft.yml").write_text(GOOD.replace("amount: 400", "amount: 40"))
        done = board("new", "acme/fresh", "--from", "draft.yml", *DAY, cwd=root)
        assert done.returncode == 1 and "draft.yml:20:" in done.stdout
        assert "[pay/below-floor]" in done.stdout and not (root / NEW).exists()


class TestJson:
    @pytest.mark.parametrize("indent", [None, 2, "\t"])
    @pytest.mark.parametrize("ascii_only", [True, False])
    def test_a_listing(self, tmp_path: Path, indent: int | str | None, ascii_only: bool) -> None:
        root = write_tree(tmp_path)
        data = DATA | {"summary": 'Ask forty shops\twhat they need, \\ "in short" and/or long. 📚'}
        text = json.dumps(data, indent=indent, ensure_ascii=ascii_only).replace(
            "and/or", "and\\/or"
        )
        (root / "draft.json").write_text(text, encoding="utf-8")
        done = board("new", "acme/fresh", "--from", "draft.json", *DAY, cwd=root)
        assert done.returncode == 0, done.stdout + done.stderr
        source, _ = parse((root / NEW).read_bytes(), NEW)
        assert source and source.data["description"] == DATA["description"]
        assert source.data["summary"] == data["summary"].replace("\t", " ")

    def test_an_error_has_its_line(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        (root / "draft.json").write_text(json.dumps(DATA | {"level": "x"}, indent=1))
        done = board("new", "acme/fresh", "--from", "draft.json", *DAY, cwd=root)
        assert done.returncode == 1 and ' "level": "x",\n' in done.stdout

    def test_standard_input(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        command = [sys.executable, "-m", "generator", "new", "acme/fresh", "--from", "-", *DAY]
        environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
        for text, code, said in ((json.dumps(DATA), 0, b"wrote"), ("x: [", 2, b"standard input:1")):
            done = subprocess.run(
                command, cwd=root, env=environment, input=text.encode(),
                capture_output=True, check=False,
            )  # fmt: skip
            assert done.returncode == code and said in done.stdout


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", 2),
        (b"\xff\xfe\x00x", 2),
        (bytes(range(256)) * 10, 2),
        (b"x: [" + b"[" * 9000, 2),
        (b'{"a":' * 4000, 2),
        (b"a: &x [1]\nb: *x\n", 2),
        (b"title: x\n" * 2, 2),
        (b"x" * 40_000, 2),
        (b"[1, 2]", 2),
        (b'{"hours": 1e400}', 2),
        (b"{}", 1),
        (b"employer: 1\n", 1),
        (b"employer: {}\nx: 1\n", 1),
        (b"title: 1\nskills: {a: [b]}\npay: [x]\n", 1),
        (b"posted: 9999-12-31\ndeadline: []\n", 1),
    ],
)
def test_what_can_not_be_read_or_is_wrong(tmp_path: Path, content: bytes, code: int) -> None:
    root = write_tree(tmp_path)
    (root / "draft").write_bytes(content)
    before = contents(root)
    done = board("new", "bolt/fresh" if code == 1 and b"employer: {" in content else "acme/fresh",
                 "--from", "draft", *DAY, cwd=root)  # fmt: skip
    assert done.returncode == code and "draft:" in done.stdout
    assert done.stdout.endswith("Nothing was written.\n") and contents(root) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["acme/fresh", "--from", "nowhere.yml"], "No such file"),
        (["acme/fresh", "--from", "listings"], "directory"),
        (["acme/survey", "--from", "draft.yml"], "exists already"),
        (["acme/../x", "--from", "draft.yml"], "board: "),
        (["--from", "draft.yml"], "name the new listing"),
        (["acme/fresh", "--from", "draft.yml", "--set", "title=x"], "not both"),
        ([], "name the new listing"),
    ],
)
def test_a_command_that_can_not_run(tmp_path: Path, options: list[str], said: str) -> None:
    root = write_tree(tmp_path)
    (root / "draft.yml").write_text(GOOD)
    before = contents(root)
    done = board("new", *options, *DAY, cwd=root)
    assert done.returncode == 2 and said in done.stderr and contents(root) == before


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=60)
    | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.tuples(st.sampled_from([*DATA, "employer", "x"]), _VALUES, st.booleans()).map(
        lambda field: json.dumps(DATA | {field[0]: field[1]}, ensure_ascii=field[2]).encode(
            "utf-8", "surrogatepass"
        )
    )
)
def test_no_file_raises(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    root = write_tree(tmp_path_factory.mktemp("board"))
    (root / "draft").write_bytes(content)
    done = board("new", "acme/fresh", "--from", "draft", *DAY, cwd=root)
    assert (root / NEW).exists() == (done.returncode == 0)
    if done.returncode == 0:
        assert board("check", NEW, *DAY, cwd=root).returncode == 0
        assert board("fmt", "--check", NEW, cwd=root).returncode == 0


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.text(max_size=12), min_size=1))
def test_json_is_read_as_json_says(data: dict[str, str]) -> None:
    given_file, _ = read_given(json.dumps(data).encode(), "x.json")
    if given_file is not None:
        assert given_file.listing == data
