"""When a team may stand at a place: spans of a day, closed for sure, or allowed because nobody knows."""

from datetime import date

import pytest

from data.open_at import Where
from data.stop_hours import DAY_S, clock_ahead_s, hours_on

TAPACHULA = Where("MX", -92.26, 14.9)
MONDAY, SUNDAY, HOLIDAY = date(2026, 3, 2), date(2026, 3, 8), date(2026, 5, 1)
H = 3600
WHOLE = ((0, DAY_S),)


@pytest.mark.parametrize(
    ("hours", "day", "spans", "is_known"),
    [
        ("Mo-Fr 09:00-12:00,14:00-17:00", MONDAY, ((9 * H, 12 * H), (14 * H, 17 * H)), True),
        ("Mo-Fr 09:00-12:00", SUNDAY, (), True),
        ("24/7", SUNDAY, WHOLE, True),
        ("", MONDAY, WHOLE, False),
        ("ask the mayor", MONDAY, WHOLE, False),
        ('Mo-Fr "by appointment"', MONDAY, WHOLE, False),
        ("Mo-Fr 08:00+", MONDAY, ((8 * H, DAY_S),), False),
        ("Mo-Fr 09:00-12:00", HOLIDAY, ((9 * H, 12 * H),), False),
        ("Mo-Fr 09:00-12:00; PH off", HOLIDAY, (), True),
        ("Mo-Su 20:00-04:00", MONDAY, ((0, 4 * H), (20 * H, DAY_S)), True),
    ],
)
def test_the_hours_of_a_day_are_spans_and_what_nobody_knows_is_allowed_and_said(
    hours: str, day: date, spans: tuple[tuple[int, int], ...], *, is_known: bool
) -> None:
    found = hours_on(hours, TAPACHULA, day)
    assert (found.spans, found.is_known) == (spans, is_known)


def test_a_clock_is_ahead_of_another_by_what_both_show_on_that_day() -> None:
    assert clock_ahead_s("America/Cancun", "America/Guatemala", MONDAY) == H
    assert clock_ahead_s("America/Tijuana", "America/Mexico_City", MONDAY) == -2 * H
    assert clock_ahead_s("America/Tijuana", "America/Mexico_City", date(2026, 7, 1)) == -H
