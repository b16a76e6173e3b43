"""A listing's file with another status, outcome or deadline, and one posted again. Pure.

All other lines stay byte for byte. Every function raises AuthoringError if a file can't be parsed,
or is written in a way that can't be changed safely.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from generator.authoring.canonical import canonical_text, clean_data
from generator.authoring.edit_fields import Change, edited, read_source
from generator.authoring.new_file import AuthoringError
from generator.model.dates import as_date, swapped, two_readings
from generator.reading.source import Source

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
USUAL_DAYS = 21  # from `posted` to `deadline`


@dataclass(frozen=True, slots=True)
class Reposted:
    """The content of the new file, and sentences about what differs from the old one."""

    content: bytes
    notes: tuple[str, ...]


def with_status(content: bytes, file: str, status: str) -> bytes:
    """A listing's file with another `status`: `open`, `filled` or `withdrawn`."""
    source = read_source(content, file)
    if "status" not in source.data:
        _require(source, "deadline")
    return _with_fields(content, source, {"status": status})


def with_outcome(
    content: bytes, file: str, outcome: Mapping[str, Any], schema: Mapping[str, Any]
) -> bytes:
    """A listing's file, filled, with what became of it in place of what it said of that before.

    `outcome` has its fields, and `schema` is that of a whole listing.
    """
    content = with_status(content, file, "filled")
    source = read_source(content, file)
    outcome = clean_data(outcome, schema["properties"]["outcome"])
    written = canonical_text({"outcome": outcome}, schema).removeprefix("outcome:")
    expected = {**source.data, "outcome": outcome}
    if "outcome" not in source.data:
        expected = _inserted(source.data, "outcome", outcome, after="status")
    change = Change(("outcome",), written.rstrip("\n"), after="status", is_group=True)
    return edited(content, source, (change,), expected)


def with_deadline(content: bytes, file: str, deadline: date) -> bytes:
    """A listing's file with another `deadline`. `refuse_deadline` says whether it is allowed."""
    source = read_source(content, file)
    _require(source, "deadline")
    return _with_fields(content, source, {"deadline": deadline.isoformat()})


def reposted(content: bytes, file: str, posted: date, deadline: date) -> Reposted:
    """A listing's file, to be posted again under a new name.

    It has no `status`, no `outcome` and no `aliases`. A `start` that is over by `posted` becomes
    `flexible`, and a deliverable's `due` that is over is dropped.
    """
    source = read_source(content, file)
    _require(source, "posted")
    _require(source, "deadline")
    new: dict[str, str | None] = {"posted": posted.isoformat(), "deadline": deadline.isoformat()}
    notes = []
    data = source.data
    start = _day(data.get("start"))
    if start and start <= posted:
        new["start"] = "flexible"
        notes.append(f"`start` was {start} and is `flexible` now.")
    new |= {name: None for name in ("status", "outcome", "aliases") if name in data}
    over = [*_due_by(data, posted)]
    for index, due in over:
        notes.append(f"Item {index + 1} of `deliverables` was due on {due}. It has no date now.")
    changes = [Change(("deliverables", index, "due"), None) for index, _ in over]
    return Reposted(_with_fields(content, source, new, *changes), tuple(notes))


def read_deadline(text: str) -> date:
    """The day that a person typed, such as `14 December 2026`.

    Raises AuthoringError if there is no such day, or if it can mean two days.
    """
    if day := _day(text):
        return day
    shown = " ".join(text.split())[:40]
    if days := two_readings(text):
        first, second = days
        raise AuthoringError(f"`{shown}` can be two days. Write {first} or {second}.")
    hint = f" Write {found}." if (found := swapped(text)) else " Write a day such as 2026-12-14."
    raise AuthoringError(f"`{shown}` is not a day.{hint}")


def refuse_deadline(content: bytes, file: str, deadline: date, today: date, most: int) -> None:
    """Raise AuthoringError, with the reason, if a listing can't be open until `deadline`.

    `most` is how many days after `posted` the board allows.
    """
    data = read_source(content, file).data
    status = data.get("status")
    again = "To offer the project again, use `board repost`."
    if status in ("filled", "withdrawn"):
        raise AuthoringError(f"this listing is closed: {status}. {again}")
    posted, present = _day(data.get("posted")), _day(data.get("deadline"))
    if posted is None or present is None:
        name = "deadline" if posted else "posted"
        raise AuthoringError(f"{file} has no valid `{name}`. Fix that first: run `board check`.")
    last = _last_day(posted, most)
    if deadline > last:
        raise AuthoringError(
            f"{deadline} is more than {most} days after the listing was posted. The last possible "
            f"day is {last}. To offer the project for longer, use `board repost` after that day."
        )
    if deadline < today:
        raise AuthoringError(f"{deadline} has passed. Choose a day from {today} to {last}.")
    if deadline <= present:
        raise AuthoringError(
            f"the deadline is {present} already. Choose a later day, up to {last}."
        )


def refuse_repost(content: bytes, file: str, today: date) -> None:
    """Raise AuthoringError if a listing is still open: no project is on the board twice."""
    data = read_source(content, file).data
    deadline = _day(data.get("deadline"))
    if data.get("status", "open") == "open" and deadline and deadline >= today:
        raise AuthoringError(
            f"this listing is open until {deadline}. Extend it with `board extend`, or close it "
            "first with `board close`."
        )


def refuse_first_deadline(posted: date, deadline: date, most: int) -> None:
    """Raise AuthoringError if a listing of the day `posted` can't be open until `deadline`."""
    last = _last_day(posted, most)
    if not posted < deadline <= last:
        raise AuthoringError(
            f"{deadline} can't be the deadline. Choose a day after {posted}, up to {last}."
        )


def _with_fields(
    content: bytes, source: Source, new: Mapping[str, str | None], *inner: Change
) -> bytes:
    """The file with new values of top-level fields; None removes one. `inner` are removals."""
    expected = copy.deepcopy(source.data)
    for change in inner:
        outer, index, name = change.path
        del expected[str(outer)][index][name]
    for name, value in new.items():
        if value is None:
            del expected[name]
        elif name in expected:
            expected[name] = value
        else:
            expected = _inserted(expected, name, value, after="deadline")
    changes = [Change((name,), value, after="deadline") for name, value in new.items()]
    return edited(content, source, (*changes, *inner), expected)


def _inserted(data: Mapping[str, Any], name: str, value: Any, after: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for field, present in data.items():
        fields[field] = present
        if field == after:
            fields[name] = value
    return fields


def _require(source: Source, name: str) -> None:
    if name not in source.data:
        raise AuthoringError(f"{source.file} has no `{name}`. Add it first.")


def _due_by(data: Mapping[str, Any], day: date) -> Iterator[tuple[int, date]]:
    """The deliverables that were due by `day`: index and date."""
    items = data.get("deliverables")
    for index, item in enumerate(items if isinstance(items, list) else ()):
        due = _day(item.get("due")) if isinstance(item, Mapping) else None
        if due and due <= day:
            yield index, due


def _day(value: Any) -> date | None:
    """The date that a field has, also in a form that `board fmt` would rewrite."""
    day = as_date(value) if isinstance(value, str) else ""
    try:
        return date.fromisoformat(day) if _ISO_DATE.fullmatch(day) else None
    except ValueError:
        return None


def _last_day(posted: date, most: int) -> date:
    try:
        return posted + timedelta(days=most)
    except OverflowError:
        return date.max
