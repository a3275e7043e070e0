"""When a team may stand at a place: spans of a day, closed for sure, or allowed because nobody knows."""

from datetime import date

import pytest

from data.open_at import Where
from data.stop_hours import DAY_S, day_begins, hours_on, second_of

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


def test_a_clock_shows_an_hour_sooner_than_one_that_is_behind_it() -> None:
    here = day_begins("America/Guatemala", MONDAY, 8 * H)
    assert second_of("America/Cancun", MONDAY, 9 * H, here) == 8 * H
    here = day_begins("America/Mexico_City", MONDAY, 8 * H)
    assert second_of("America/Tijuana", MONDAY, 7 * H, here) == 9 * H
    summer = date(2026, 7, 1)
    assert second_of("America/Tijuana", summer, 7 * H, day_begins("America/Mexico_City", summer, 8 * H)) == 8 * H


def test_on_the_day_clocks_change_each_moment_counts_and_not_noon() -> None:
    # Tijuana goes from UTC-8 to UTC-7 at 02:00 on 8 March 2026: before, it is two hours behind Mexico City, after, one.
    change = date(2026, 3, 8)
    here = day_begins("America/Mexico_City", change, 1 * H)
    assert second_of("America/Tijuana", change, 1 * H, here) == 3 * H
    assert second_of("America/Tijuana", change, 4 * H, here) == 5 * H
    # On the clock that changes a day that begins at 08:00 is read as that clock shows it then.
    assert second_of("America/Tijuana", change, 9 * H, day_begins("America/Tijuana", change, 8 * H)) == 9 * H
    assert second_of("America/Tijuana", change, 9 * H, day_begins("America/Tijuana", change, 0)) == 8 * H
