"""A listing's file with another status or deadline, and posted again: what changes, what stays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.canonical import clean_data
from generator.authoring.change_listing import (
    read_deadline,
    refuse_deadline,
    reposted,
    with_deadline,
    with_outcome,
    with_status,
)
from generator.authoring.new_file import AuthoringError
from generator.checking.workspace import read_schema
from generator.reading.source import parse
from tests.support.trees import GOOD

FILE = "listings/acme/survey.yml"
SCHEMA = read_schema("listing")
POSTED, DEADLINE = date(2026, 12, 24), date(2027, 1, 14)


class TestStatus:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (b"deadline: x\nstatus: open # now\n", b"deadline: x\nstatus: filled # now\n"),
            (b'status: "open"\nhours: 1\n', b"status: filled\nhours: 1\n"),
            (b"status:\nhours: 1\n", b"status: filled\nhours: 1\n"),
            (b"status: # none\nhours: 1\n", b"status: filled # none\nhours: 1\n"),
            (b"\xef\xbb\xbfdeadline: x\r\n", b"\xef\xbb\xbfdeadline: x\r\nstatus: filled\r\n"),
            (b"deadline: x\r\nhours: 1\n", b"deadline: x\r\nstatus: filled\r\nhours: 1\n"),
            (b"deadline: x", b"deadline: x\nstatus: filled"),
            (b"deadline: x\r\nhours: 1", b"deadline: x\r\nstatus: filled\r\nhours: 1"),
            (b"deadline: a\n  b\nhours: 1\n", b"deadline: a\n  b\nstatus: filled\nhours: 1\n"),
            (b"---\ndeadline: x\n...\n", b"---\ndeadline: x\nstatus: filled\n...\n"),
        ],
    )
    def test_not_a_byte_more(self, before: bytes, after: bytes) -> None:
        assert with_status(before, "x.yml", "filled") == after

    @pytest.mark.parametrize(
        "text",
        [
            b"{deadline: x, hours: 1}\n",
            b"hours: 1\n",
            b"a: &b 1\n",
            b"? deadline\n: x\nstatus: |\n  open\n",
            b"status: >\n  open\nhours: 1\n",
            b"status: {a: 1}\n",
            b"\xff\xfe",
            b"",
        ],
    )
    def test_what_can_not_be_changed_safely_is_refused(self, text: bytes) -> None:
        with pytest.raises(AuthoringError):
            with_status(text, "x.yml", "filled")


class TestOutcome:
    MADE = "The forty pages are online."
    SHORT = b"outcome: {summary: The forty pages are online.}"

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (b"deadline: x\n", b"deadline: x\nstatus: filled\n%s\n"),
            (b"deadline: x\r\na: 1\r\n", b"deadline: x\r\nstatus: filled\r\n%s\r\na: 1\r\n"),
            (b"deadline: x", b"deadline: x\nstatus: filled\n%s"),
            (b"status: filled # 1\na: 1\n", b"status: filled # 1\n%s\na: 1\n"),
            (b"outcome:\n  summary: |\n    Old\n\nstatus: open\n", b"%s\n\nstatus: filled\n"),
            (b"status: filled\noutcome: {summary: Old}", b"status: filled\n%s"),
            (b"outcome:\nstatus: filled\n", b"%s\nstatus: filled\n"),
        ],
    )
    def test_only_its_lines_change(self, before: bytes, after: bytes) -> None:
        found = with_outcome(before, "x.yml", {"summary": self.MADE}, SCHEMA)
        assert found == after % self.SHORT
        assert with_outcome(found, "x.yml", {"summary": self.MADE}, SCHEMA) == found

    def test_a_long_one_has_lines_of_its_own(self) -> None:
        outcome = {
            "summary": f"{self.MADE} {'And more. ' * 9}",
            "hired": True,
            "link": "https://a.example/b",
        }
        text = with_outcome(b"deadline: x\r\n", "x.yml", outcome, SCHEMA).decode()
        assert text == (
            "deadline: x\r\nstatus: filled\r\noutcome:\r\n"
            f"  summary: {self.MADE}{' And more.' * 6}\r\n"
            "    And more. And more. And more.\r\n  link: https://a.example/b\r\n  hired: true\r\n"
        )

    @given(st.text(max_size=400))
    def test_any_text_is_written_as_it_is_or_cleaned(self, summary: str) -> None:
        """A break of a line, a colon, a quote: the file has what was typed, as one line."""
        content = with_outcome(GOOD.encode(), FILE, {"summary": summary}, SCHEMA)
        source, _ = parse(content, FILE)
        assert source
        wanted = clean_data({"summary": summary}, SCHEMA["properties"]["outcome"])
        assert source.data["outcome"] == wanted and source.data["status"] == "filled"

    @pytest.mark.parametrize("text", [b"{deadline: x}\n", b"a: 1\n", b"status: {a: 1}\n", b""])
    def test_what_can_not_be_changed_safely_is_refused(self, text: bytes) -> None:
        with pytest.raises(AuthoringError):
            with_outcome(text, "x.yml", {"summary": self.MADE}, SCHEMA)


class TestDeadline:
    def test_only_the_date_changes(self) -> None:
        text = "# ours\n" + GOOD.replace("deadline: 2026-12-04", 'deadline:   "2026-12-04"  # firm')
        after = with_deadline(text.encode(), FILE, DEADLINE).decode()
        assert after == text.replace('"2026-12-04"', "2027-01-14")

    def test_line_ends_and_the_byte_order_mark_stay(self) -> None:
        content = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
        after = with_deadline(content, FILE, DEADLINE)
        assert after == content.replace(b"2026-12-04", b"2027-01-14")

    @pytest.mark.parametrize(
        "text", ["14 December 2026", "2026-12-14", "14/12/2026", "Dec 14, 2026", "14.12.2026"]
    )
    def test_dates_as_people_type_them(self, text: str) -> None:
        assert read_deadline(text) == date(2026, 12, 14)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("5/12/2026", "Write 2026-12-05 or 2026-05-12."),
            ("2026-14-12", "Write 2026-12-14."),
            ("2026-02-30", "not a day"),
            ("2026-W50-1", "not a day"),
            ("soon", "Write a day such as 2026-12-14."),
            ("", "not a day"),
            ("9" * 5000, "not a day"),
        ],
    )
    def test_what_is_no_day_is_refused(self, text: str, said: str) -> None:
        with pytest.raises(AuthoringError) as caught:
            read_deadline(text)
        assert said in str(caught.value)

    @pytest.mark.parametrize(
        ("deadline", "text", "said"),
        [
            ("2027-02-19", GOOD, "The last possible day is 2027-02-18. To offer the project for"),
            ("2026-11-25", GOOD, "has passed. Choose a day from 2026-11-26 to 2027-02-18."),
            ("2026-12-04", GOOD, "the deadline is 2026-12-04 already"),
            ("2026-12-14", GOOD + "status: filled\n", "closed: filled. To offer"),
            ("2026-12-14", GOOD + "status: withdrawn\n", "use `board repost`"),
            ("2026-12-14", GOOD.replace("posted: 2026-11-20\n", ""), "no valid `posted`"),
            ("2026-12-14", GOOD.replace("2026-12-04", "soon"), "no valid `deadline`"),
            ("2026-12-14", GOOD.replace("2026-11-20", "9999-12-31"), "already"),
        ],
    )
    def test_a_deadline_that_is_not_allowed(self, deadline: str, text: str, said: str) -> None:
        text = text.replace("9999-12-31\ndeadline: 2026-12-04", "9999-12-31\ndeadline: 9999-12-31")
        day = date.fromisoformat(deadline)
        with pytest.raises(AuthoringError) as caught:
            refuse_deadline(text.encode(), FILE, day, date(2026, 11, 26), 90)
        assert said in str(caught.value)

    @pytest.mark.parametrize("today", ["2026-11-26", "2026-12-14"])
    def test_a_listing_whose_deadline_has_passed_may_be_extended(self, today: str) -> None:
        day = date.fromisoformat(today)
        refuse_deadline(GOOD.encode(), FILE, date(2026, 12, 14), day, 90)


class TestReposted:
    def test_what_differs_from_the_old_file(self) -> None:
        text = GOOD.replace("start: flexible", "start: 2026-12-07  # a Monday").replace(
            "deadline: 2026-12-04\n",
            "deadline: 2026-12-04\nstatus: filled\n# before we moved\naliases:\n  - acme/old\n",
        )
        done = reposted(text.encode(), FILE, POSTED, DEADLINE)
        expected = (
            GOOD.replace("start: flexible", "start: flexible  # a Monday")
            .replace("    due: 2026-12-18\n", "")
            .replace("2026-11-20", "2026-12-24")
            .replace("2026-12-04\n", "2027-01-14\n# before we moved\n")
        )
        assert done.content.decode() == expected
        assert done.notes == (
            "`start` was 2026-12-07 and is `flexible` now.",
            "Item 2 of `deliverables` was due on 2026-12-18. It has no date now.",
        )

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("  - {what: Slides, due: 2026-12-18}\n", "  - {what: Slides}\n"),
            ("  - {due: 2026-12-18, what: Slides}\n", "  - {what: Slides}\n"),
            ("  - { what: Slides , due: 2026-12-18 }\n", "  - { what: Slides }\n"),
            ("  - {what: Slides,\n     due: 2026-12-18}\n", "  - {what: Slides}\n"),
            ("  - {\n    what: A,\n    due: 2026-12-18\n  }\n", "  - {\n    what: A,\n  }\n"),
            ("  - due: 2026-12-18 # x\n    what: Slides\n", "  - what: Slides\n"),
            ("  - what: Slides,\n    due: 2026-12-18 # x\n", "  - what: Slides,\n"),
            ("  - what: Slides\n    due: 18 December 2026\n", "  - what: Slides\n"),
            ("  - what: Slides\n    due: 2027-01-20\n", "  - what: Slides\n    due: 2027-01-20\n"),
            ("  - what: A\n    due: 2026-12-18\n  - what: B\n    due: 2026-12-19\n",
             "  - what: A\n  - what: B\n"),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("line_end", ["\n", "\r\n"])
    def test_dates_of_deliverables_that_are_over(
        self, before: str, after: str, line_end: str
    ) -> None:
        head, tail = "# a\ndeliverables:\n", "posted: 2026-11-20\ndeadline: 2026-12-04\n"
        old = (head + before + tail).replace("\n", line_end).encode()
        new = head + after + "posted: 2026-12-24\ndeadline: 2027-01-14\n"
        assert reposted(old, FILE, POSTED, DEADLINE).content == new.replace("\n", line_end).encode()

    @pytest.mark.parametrize(
        "text",
        [
            "deadline: 2026-12-04\n",
            "posted: 2026-11-20\n",
            "{posted: 2026-11-20, deadline: 2026-12-04, status: filled}\n",
            "posted: 2026-11-20\ndeadline: x\ndeliverables: [{what: A, due: '2026-12-18\n  '}]\n",
        ],
    )
    def test_a_file_that_can_not_be_copied_safely_is_refused(self, text: str) -> None:
        with pytest.raises(AuthoringError):
            reposted(text.encode(), FILE, POSTED, DEADLINE)


_LINES = st.sampled_from(
    [
        "posted: 2026-11-20", "deadline: 2026-12-04", "deadline: |", "  2026-12-04", "status: open",
        "status: 'open' # x", "# status: open", "aliases: [a/b]", "aliases:", "  - a/b", "",
        "start: 2026-12-01", "deliverables:", "  - what: x", "    due: 2026-12-01",
        "  - due: 1.12.2026", "    what: y", "  - {what: x, due: 2026-12-01}",
        "text: 'status: open", "  deadline: 2026'",
        "{posted: 2026-11-20, deadline: 2026-12-04}", "---", "...", "title: x  # deadline: 1",
    ]
)  # fmt: skip


@given(st.lists(_LINES, max_size=14), st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_changed_file_has_the_data_asked_for_or_there_is_none(
    lines: list[str], line_end: str
) -> None:
    content = line_end.join(lines).encode()
    source, _ = parse(content, FILE)
    for change, names in (
        (lambda: with_status(content, FILE, "filled"), {"status"}),
        (lambda: with_deadline(content, FILE, DEADLINE), {"deadline"}),
        (
            lambda: reposted(content, FILE, POSTED, DEADLINE).content,
            {"posted", "deadline", "status", "aliases", "start", "deliverables"},
        ),
    ):
        try:
            changed = change()
        except AuthoringError:
            continue
        after, problems = parse(changed, FILE)
        assert source and after, problems
        left = [
            {name: value for name, value in data.items() if name not in names}
            for data in (source.data, after.data)
        ]
        assert left[0] == left[1]
        assert changed.count(b"#") <= content.count(b"#")
