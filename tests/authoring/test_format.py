"""`board fmt` and `board check --fix`: what is put right, and what is left alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from generator.authoring.already_formatted import is_formatted
from generator.authoring.format import formatted
from generator.authoring.ruamel_setup import dump, field_text, load
from generator.authoring.yaml_layout import comments
from generator.checking.workspace import open_workspace
from generator.model.problem import Severity
from generator.reading.source import is_text, parse
from tests.support.command import board
from tests.support.trees import EMPLOYER, GOOD, ROOT, write_tree

_WORK = open_workspace(ROOT)
_LISTING = _WORK.listing_schema.definition
UNTIDY = """\
# yaml-language-server: $schema=../../schema/listing.schema.json

# what it pays
pay:   {per: project, currency: "USD", amount: 400.50}   # before tax
# the title
title: 'Market survey of "independent" bookshops'


skills:
    - MS Excel   # the old name
    # this one matters
    - market-research
apply: {url: "https://acme.example/apply"}
posted: 20.11.2026
deadline: "2026-12-04"
start: 12/24/2026
description: |  # keep the line breaks
  A line with two spaces at its end:  
  that is a line break in Markdown.

  # not a comment
place:
  country: "NO"
  city: Oslo
  mode: hybrid
deliverables:
- {due: 2026/12/18, what: Ten slides}
- '12:30'
# the end
"""  # noqa: W291


def tidy(text: str | bytes) -> str:
    content = text.encode() if isinstance(text, str) else text
    return formatted(content, "x.yml", _LISTING, _WORK.vocabularies).decode()


def test_an_untidy_file(golden: Callable[[str, bytes], None]) -> None:
    golden("fmt/untidy.yml", tidy(UNTIDY).encode())


def test_a_good_file_stays() -> None:
    assert tidy(GOOD) == GOOD


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("posted: 5.1.2027", "posted: 2027-01-05"),
        ("posted: 2027/1/5", "posted: 2027-01-05"),
        ("posted: 2027-1-5", "posted: 2027-01-05"),
        ("posted: 1/15/2027", "posted: 2027-01-15"),
        ("posted: 15/1/2027", "posted: 2027-01-15"),
        ("posted: 3/3/2027", "posted: 2027-03-03"),
        ('posted: "2027-01-05"', "posted: 2027-01-05"),
        ("start: 5.1.2027", "start: 2027-01-05"),
        ("skills: [MS Excel]", "skills: [excel]"),
        ("skills: [MS Excel, excel]", "skills: [excel]"),
        ("title: 'Market survey'   ", "title: Market survey"),
        ('title: "Survey: shops"', 'title: "Survey: shops"'),
        ("title: 'Survey: it''s'", 'title: "Survey: it\'s"'),
        ('title: "C:\\\\temp: x"', "title: 'C:\\temp: x'"),
        ("level: beginner\r\nhours: 5\r\n", "level: beginner\nhours: 5"),
        ("\ufefflevel: beginner", "level: beginner"),
        ("hours: 5\nlevel: beginner", "level: beginner\nhours: 5"),
        ('pay: {note: "a:?"}  ', 'pay: {note: "a:?"}'),
        ("pay: {per: hour, amount: 20}", "pay: {amount: 20, per: hour}"),
        ("team: 1\nlevel: beginner", "level: beginner\nteam: 1"),
    ],
)  # fmt: skip
def test_what_is_put_right(before: str, after: str) -> None:
    assert tidy(before) == f"{after}\n"


@pytest.mark.parametrize(
    "text",
    [
        "posted: 5/6/2027",  # two days
        "posted: 30.2.2027",  # no day
        "posted: 2027-01-05T23:00:00Z",  # another day elsewhere
        "skills: [klingon]",
        'place: {country: "NO"}',  # YAML 1.1 would read a boolean
        "place: {country: NO}",
        'hours: "20"',
        "pay: {amount: 17.50}",
        "hours: 1_000",
        "start: 12:30",
        "terms: {portfolio: yes, nda: no}",
    ],
)
def test_what_is_not(text: str) -> None:
    assert tidy(text) == f"{text}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"title:   {'word ' * 25}end", f"title: {'word ' * 17}word\n  {'word ' * 7}end"),
        # Two spaces stay two: no line ends there.
        (f"title:   {'x' * 88}  y y z", f"title: {'x' * 88}  y y\n  z"),
        # A long word stays on its line, and so does text in quotes.
        (f"apply:\n    url: https://{'x' * 100}", f"apply:\n  url: https://{'x' * 100}"),
        (f"title:   'A \"word\": {'word ' * 25}end'", f"title: 'A \"word\": {'word ' * 25}end'"),
        (f"title:   'A: {'word ' * 25}end'", f'title: "A: {"word " * 25}end"'),
    ],
)
def test_long_lines(before: str, after: str) -> None:
    assert tidy(before) == f"{after}\n"


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "broken").glob("*.yml")), ids=str)
def test_what_can_not_be_read_is_left_alone(path: Path) -> None:
    """Anchors, bombs, tags, two documents, tabs, other encodings: byte for byte."""
    content = path.read_bytes()
    result = formatted(content, path.name, _LISTING, _WORK.vocabularies)
    source, _ = parse(content, path.name)
    if source is None:
        assert result == content
    else:
        again, _ = parse(result, path.name)
        assert again is not None and again.data.keys() == source.data.keys()


class TestComments:
    def test_each_keeps_its_field(self) -> None:
        text = "# b\nhours: 5 # c\n# d\n\n# a\nlevel: beginner\n# end\n"
        assert tidy(text) == "# d\n\n# a\nlevel: beginner\n# b\nhours: 5 # c\n# end\n"

    def test_the_editors_line_stays_at_the_top(self) -> None:
        text = "# yaml-language-server: $schema=x\nhours: 5\nlevel: beginner\n"
        first, rest = tidy(text).split("\n", 1)
        assert first.startswith("# yaml-language-server") and rest.startswith("level")

    def test_a_group_with_comments_keeps_its_order(self) -> None:
        text = "pay:\n  # at most\n  per: hour\n  # that much\n  amount: 20\n"
        assert tidy(text) == text

    def test_an_entry_with_a_comment_is_not_dropped(self) -> None:
        text = "skills:\n  - MS Excel # why\n  - excel\n"
        assert tidy(text) == text


_WORDS = st.sampled_from(
    ["no", "NO", "yes", "on", "~", "null", "true", "12:30", "1_000", "0777", "0x1f", "0o17", "1e3",
     "1.5", "-1", "+1", ".5", "2026-11-23", "2026-11-23T10:00:00Z", "20.11.2026", ".inf", "<<", "=",
     "a: b", "a #b", "# a", "- a", "[a", "{a", "a, b", "'a", '"a', "it's", "a\\b", "*a", "&a", "!a",
     "%a", "@a", "`a", "?", "-", "? a", ":", "a:", " a", "a ", "", "é", "東京", "🙂", "MS Excel",
     "excel", "a  b", "a " * 80, "x" * 150, "\u00a0a", "|", ">", "a\nb", "a\n", "\na", "a\n\n b\n"]
)  # fmt: skip
_TEXT = _WORDS | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]))
_SCALAR = _TEXT | st.integers(-(10**9), 10**9) | st.booleans() | st.none()
_NAME = st.sampled_from([*_LISTING["properties"], "other"])
_VALUE = st.recursive(
    _SCALAR,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["what", "due", "url", "amount", "per"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


def _typed(value: object) -> object:
    """With types, so that `True` is not 1."""
    if isinstance(value, dict):
        return {name: _typed(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return type(value).__name__, str(value)


class TestLaws:
    """What holds for every file."""

    @given(_TEXT)
    @example("no")
    @example("12:30")
    @example("1_000")
    def test_reading_and_formatting_agree_on_every_scalar(self, text: str) -> None:
        """A word without quotes is the same word after ruamel.yaml wrote it."""
        before, problems = parse(f"title: {text}\n".encode(), "x")
        assume(before is not None and not problems and "\n" not in text)
        assert before is not None
        after, _ = parse((dump(load(f"title: {text}\n")).rstrip("\n") + "\n").encode(), "x")
        assert after is not None and _typed(after.data) == _typed(before.data)

    @given(_TEXT)
    def test_text_is_still_text_when_it_is_written(self, text: str) -> None:
        source, problems = parse((field_text("title", text) + "\n").encode(), "x")
        if source is None:  # what the reader refuses, such as a hidden character
            assert all(item.severity is Severity.ERROR for item in problems)
        else:
            assert source.data == {"title": text}

    @given(st.dictionaries(_NAME, _VALUE, min_size=1, max_size=6))
    def test_nothing_changes_but_what_is_named(self, data: dict[str, object]) -> None:
        text = "".join(f"{field_text(name, value)}\n" for name, value in data.items())
        before, _ = parse(text.encode(), "x")
        assume(before is not None)
        assert before is not None
        result = formatted(text.encode(), "x", _LISTING, _WORK.vocabularies)
        after, _ = parse(result, "x")
        assert after is not None
        mendable = {"skills", "gains", "category", "industry", "posted", "deadline", "start"}
        for name in before.data:
            if name not in mendable | {"deliverables"}:
                assert _typed(after.data[name]) == _typed(before.data[name])
        assert comments(result.decode()) == comments(before.text)

    @given(st.dictionaries(_NAME, _VALUE, min_size=1, max_size=6))
    def test_twice_is_once(self, data: dict[str, object]) -> None:
        text = "".join(f"{field_text(name, value)}\n" for name, value in data.items())
        once = formatted(text.encode(), "x", _LISTING, _WORK.vocabularies)
        assert formatted(once, "x", _LISTING, _WORK.vocabularies) == once

    @given(_NAME, _VALUE)
    def test_the_fast_yes_is_the_long_ways_yes(self, name: str, value: object) -> None:
        text = field_text(name, value)
        if is_formatted(text.split("\n"), _LISTING["properties"].get(name, {})):
            assert dump(load(text + "\n")).rstrip("\n") == text

    @given(st.text(max_size=12))
    def test_is_text_is_what_the_reader_does(self, text: str) -> None:
        source, _ = parse(f"a: {text}\n".encode("utf-8", "replace"), "x")
        if source and source.data.keys() == {"a"} and text and text == text.strip():
            if not set(text) & set("#'\"|>[]{}:,&*!%@`?\\\r\n\x85\u2028\u2029"):
                assert isinstance(source.data["a"], str) is is_text(text)


class TestCommand:
    def test_the_samples_are_in_order(self) -> None:
        done = board("fmt", "--check", cwd=ROOT)
        assert done.returncode == 0, done.stdout

    def test_it_changes_what_is_untidy_and_says_so(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path, {"acme/a.yml": GOOD.replace("excel", "MS Excel")})
        os.chmod(root / "listings/acme/a.yml", 0o640)
        checked = board("fmt", "--check", cwd=root)
        assert (checked.returncode, checked.stdout) == (
            1, "would change listings/acme/a.yml\n3 files: 1 would change.\n",
        )  # fmt: skip
        assert "MS Excel" in (root / "listings/acme/a.yml").read_text()
        done = board("fmt", cwd=root)
        assert (done.returncode, done.stdout) == (
            0, "changed listings/acme/a.yml\n3 files: 1 changed.\n",
        )  # fmt: skip
        assert (root / "listings/acme/a.yml").read_text() == GOOD
        assert (root / "listings/acme/a.yml").stat().st_mode & 0o777 == 0o640
        assert board("fmt", "--check", cwd=root).returncode == 0

    def test_only_what_was_asked_for(self, tmp_path: Path) -> None:
        untidy = GOOD.replace("excel", "MS Excel")
        root = write_tree(tmp_path, {"acme/a.yml": untidy, "acme/b.yml": untidy})
        board("fmt", "listings/acme/a.yml", cwd=root)
        assert (root / "listings/acme/b.yml").read_text() == untidy

    def test_employers_have_an_order_of_their_own(self, tmp_path: Path) -> None:
        lines = EMPLOYER.splitlines(keepends=True)
        root = write_tree(tmp_path, {"acme/employer.yml": "".join(reversed(lines))})
        board("fmt", cwd=root)
        assert (root / "listings/acme/employer.yml").read_text() == EMPLOYER

    def test_links_and_large_files_are_left_alone(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path, {"acme/large.yml": "x:   1\n" * 9000})
        outside = tmp_path / "outside.yml"
        outside.write_text("hours:   5\n")
        (root / "listings/acme/link.yml").symlink_to(outside)
        board("fmt", cwd=root)
        assert outside.read_text() == "hours:   5\n"
        assert (root / "listings/acme/large.yml").read_text() == "x:   1\n" * 9000

    def test_check_fix_formats_then_checks(self, tmp_path: Path) -> None:
        text = GOOD.replace("excel", "MS Excel").replace("2026-11-20", "20.11.2026")
        root = write_tree(tmp_path, {"acme/survey.yml": text})
        done = board("check", "--fix", "--today", "2026-11-23", cwd=root)
        assert (done.returncode, done.stderr) == (0, "fixed listings/acme/survey.yml\n")
        assert (root / "listings/acme/survey.yml").read_text() == GOOD

    def test_no_board_here(self, tmp_path: Path) -> None:
        done = board("fmt", "--root", tmp_path, cwd=tmp_path)
        assert done.returncode == 2 and done.stderr.count("\n") == 1
