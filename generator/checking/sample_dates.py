"""Moves the dates of sample listings, so that a demo board is never out of date.

Samples are written for one day, `extra.board.demo_day`. On a later day their dates move forward
by whole weeks (a Monday stays a Monday). So the board has as many open and closing projects as
on the day it was written for. Listings posted after `demo_day` are real and keep their dates.
Files are not changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from generator.model.dates import EVERY_DAY, FIRST_DAY, Days

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_IN_TEXT = re.compile(r"(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])")
_FIELDS = ("posted", "deadline", "start")


def move_sample_dates(data: dict[str, Any], demo_day: date | None, today: date) -> dict[str, Any]:
    """A listing's data with its dates moved to `today`, if it is a sample; else `data` itself."""
    if demo_day is None or not _is_sample(data, demo_day) or today < demo_day:
        return data
    weeks = timedelta(weeks=(today - demo_day).days // 7)
    moved = dict(data)
    for name in _FIELDS:
        if name in data:
            moved[name] = _moved(data[name], weeks)
    if isinstance(items := data.get("deliverables"), list):
        moved["deliverables"] = [_deliverable(item, weeks) for item in items]
    return moved


def days_of_same_dates(data: Mapping[str, Any], demo_day: date | None, today: date) -> Days:
    """The days on which `move_sample_dates` gives the same as on `today`."""
    if demo_day is None or not _is_sample(data, demo_day):
        return EVERY_DAY
    weeks = max(0, (today - demo_day).days // 7)
    start = demo_day + timedelta(weeks=weeks)
    return Days(start if weeks else FIRST_DAY, start + timedelta(days=6))


def _is_sample(data: Mapping[str, Any], demo_day: date) -> bool:
    posted = _date(data.get("posted"))
    return posted is not None and posted <= demo_day


def move_dates(text: str, written: date, today: date) -> str:
    """`text`, written on the day `written`, with its dates moved forward to `today` as above."""
    weeks = timedelta(weeks=max(0, (today - written).days // 7))
    return _IN_TEXT.sub(lambda match: str(_moved(match[0], weeks)), text)


def _deliverable(item: Any, weeks: timedelta) -> Any:
    if isinstance(item, Mapping) and "due" in item:
        return {**item, "due": _moved(item["due"], weeks)}
    return item


def _moved(value: Any, by: timedelta) -> Any:
    day = _date(value)
    try:
        return value if day is None else (day + by).isoformat()
    except OverflowError:
        return value


def _date(value: Any) -> date | None:
    """The date that `value` is; None for anything else, which the schema will complain about."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
