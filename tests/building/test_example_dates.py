"""Dates in the examples of hand-written pages follow the day on which the site is built."""

from __future__ import annotations

from datetime import date

import pytest

from generator.building.example_dates import with_current_dates

WRITTEN = """\
Before 2026-11-23.

<!-- dates: 2026-11-23 -->
```yaml
posted: 2026-11-25 # today
deadline: 2026-12-14
id: 12026-11-25 and 2026-99-99
```

    <!-- dates: 2026-11-23 -->

    ~~~
    deadline: 2026-12-14
    ~~~

```yaml
deadline: 2026-12-14
```
"""


def test_the_dates_of_marked_blocks_move_by_whole_weeks() -> None:
    moved = with_current_dates(WRITTEN, date(2026, 12, 9))
    assert (
        moved
        == """\
Before 2026-11-23.

```yaml
posted: 2026-12-09 # today
deadline: 2026-12-28
id: 12026-11-25 and 2026-99-99
```

    ~~~
    deadline: 2026-12-28
    ~~~

```yaml
deadline: 2026-12-14
```
"""
    )


def test_on_an_earlier_day_they_stay() -> None:
    assert with_current_dates(WRITTEN, date(2026, 11, 1)).count("2026-12-14") == 3


@pytest.mark.parametrize("text", ["<!-- dates: 2026-02-30 -->\n```\n2026-02-28\n```", "<!-- x -->"])
def test_what_is_no_mark_stays(text: str) -> None:
    assert with_current_dates(text, date(2027, 1, 1)) == text
