"""`board hide` and `board unhide`: one entry more or less, and every other byte stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.format_files import format_files
from generator.authoring.hidden_file import with_hidden, without_hidden
from generator.authoring.hide_listing import hide_listing, unhide_listing
from generator.authoring.listing_files import close_listing
from generator.authoring.new_file import AuthoringError
from generator.checking.workspace import Workspace, hidden_schema, open_workspace
from generator.model.hidden import Hidden
from generator.reading.source import parse
from generator.reading.tree import HIDDEN_FILE
from tests.support.trees import BOLT, write_tree

TODAY = date(2026, 11, 23)
REASON = "Someone told us: the pay is not as stated. #1"
OWN = """\
# Ana looks at these.

bolt/logos:   # since the call
  reason: "Someone told us that it does not exist."
  since: 2026-11-20
# keep: see the mail of 3 November
bolt/gone: {since: 2026-10-01, reason: It asked for money.}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_tree(tmp_path, BOLT)


def file(root: Path, text: str | None = None) -> Workspace:
    if text is not None:
        (root / HIDDEN_FILE).write_text(text, encoding="utf-8")
    return open_workspace(root)


def test_the_first_makes_the_file_and_the_last_removes_it(root: Path) -> None:
    hide_listing(file(root), "acme/survey", REASON, TODAY, 12)
    assert (root / HIDDEN_FILE).read_text("utf-8") == (
        "# What is off the site while a maintainer checks it. Everyone can read this file.\n"
        "# `board hide` and `board unhide` change it; only the board's maintainers may.\n"
        'acme/survey: {since: 2026-11-23, reason: "Someone told us: the pay is not as stated. #1", '
        "issue: 12}\n"
    )
    assert file(root).hidden == {"acme/survey": Hidden(TODAY, REASON, 12)}
    assert format_files(root, write=False).changed == (), "as `board fmt` would write it"
    written = unhide_listing(file(root), "acme/survey")
    assert written.notes == ("Nothing is hidden now, so the file is gone.",)
    assert not (root / HIDDEN_FILE).exists()


def test_other_lines_stay(root: Path) -> None:
    hide_listing(file(root, OWN), "acme/survey", REASON, TODAY)
    text = (root / HIDDEN_FILE).read_text("utf-8")
    assert text.startswith(OWN + "acme/survey: {since: 2026-11-23, ")
    unhide_listing(file(root), "acme/survey")
    assert (root / HIDDEN_FILE).read_text("utf-8") == OWN
    unhide_listing(file(root), "bolt/logos")
    left = "# Ana looks at these.\n\n# keep: see the mail of 3 November\n"
    assert (root / HIDDEN_FILE).read_text("utf-8") == left + OWN.splitlines()[-1] + "\n"


def test_what_can_t_be_done_is_said(root: Path) -> None:
    for identifier, reason, said in (
        ("acme/surve", REASON, "there is no listing `acme/surve`. Did you mean `acme/survey`?"),
        ("../x", REASON, "there is no listing `../x`."),
        ("bolt/logos", REASON, "`bolt/logos` is hidden already, since 2026-11-20."),
        ("acme/survey", "Scam!", "has 5 characters; it needs at least 10."),
        ("acme/survey", "x" * 201, "Shorten it by 1 character."),
    ):
        with pytest.raises(AuthoringError) as caught:
            hide_listing(file(root, OWN), identifier, reason, TODAY)
        assert said in str(caught.value)
    for identifier, said in (
        ("bolt/logo", "`bolt/logo` is not hidden. Did you mean `bolt/logos`?"),
        ("x/y", "`x/y` is not hidden. Hidden are `bolt/logos`, `bolt/gone`."),
    ):
        with pytest.raises(AuthoringError) as caught:
            unhide_listing(file(root), identifier)
        assert said in str(caught.value)
    assert (root / HIDDEN_FILE).read_text("utf-8") == OWN


def test_what_is_deleted_can_be_taken_out(root: Path) -> None:
    unhide_listing(file(root, OWN), "bolt/gone")
    assert [*file(root).hidden] == ["bolt/logos"]


def test_fmt_puts_its_fields_in_order(root: Path) -> None:
    file(root, OWN)
    assert format_files(root).changed == (root / HIDDEN_FILE,)
    text = (root / HIDDEN_FILE).read_text("utf-8")
    assert [*file(root).hidden] == ["bolt/logos", "bolt/gone"] and "# since the call" in text
    assert format_files(root).changed == ()
    assert format_files(root, [root / "listings/acme"], write=False).changed == ()


def test_closing_a_hidden_one_says_that_it_is(root: Path) -> None:
    written = close_listing(file(root, OWN), "bolt/logos", "filled", TODAY)
    assert written.notes and "under review" in written.notes[0]
    assert close_listing(file(root), "acme/survey", "filled", TODAY).notes == ()


ENTRY = "{since: 2026-11-20, reason: It asked for money.}\n"


@pytest.mark.parametrize("entries", ["acme/survey", "acme/study", "acme/study acme/survey"])
@pytest.mark.parametrize("identifier", ["acme/survey", "acme/study"])
def test_a_renamed_listing_is_hidden_once_and_comes_back_whole(
    root: Path, entries: str, identifier: str
) -> None:
    """Its file has the former id in `aliases`, and listings/hidden.yml may have either or both."""
    (root / "listings/acme/survey.yml").rename(root / "listings/acme/study.yml")
    path = root / "listings/acme/study.yml"
    path.write_text(path.read_text("utf-8") + "aliases: [acme/survey]\n", encoding="utf-8")
    text = "".join(f"{name}: {ENTRY}" for name in entries.split())
    with pytest.raises(AuthoringError, match="`acme/study` is hidden already"):
        hide_listing(file(root, OWN + text), "acme/study", REASON, TODAY)
    assert "under review" in close_listing(file(root), "acme/study", "filled", TODAY).notes[0]
    unhide_listing(file(root), identifier)
    assert (root / HIDDEN_FILE).read_text("utf-8") == OWN


@given(st.text(max_size=60))
def test_whatever_the_reason_the_entry_is_it_and_goes_without_a_trace(reason: str) -> None:
    schema, entry = hidden_schema(), Hidden(TODAY, reason)
    before = OWN.encode()
    try:
        after = with_hidden(before, "acme/survey", entry, schema)
    except AuthoringError:
        return
    source, _ = parse(after, HIDDEN_FILE, relaxed=True)
    assert source and [*source.data] == ["bolt/logos", "bolt/gone", "acme/survey"]
    assert without_hidden(after, "acme/survey") == before
