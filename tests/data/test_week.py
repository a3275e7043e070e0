"""Opening hours as one normal week."""

from datetime import date

import pytest

from data.week import DAY, Days, week_of

SUNDAY = date(2026, 11, 22)
WORK = ((480, 960),)
ALWAYS: Days = (((0, DAY),),) * 7


def days_of(text: str, country: str = "") -> Days | None:
    return week_of(text, country, SUNDAY).days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mo-Fr 08:00-16:00", (*(WORK,) * 5, (), ())),
        ("Mo 08:00-12:00,13:00-17:00", (((480, 720), (780, 1020)), *((),) * 6)),
        ("24/7", ALWAYS),
        ("Mo-Su 00:00-24:00", ALWAYS),
        ("Sa 00:00-24:00", (*((),) * 5, ((0, DAY),), ())),
        ("Mo-Su 16:00-08:00", (((960, 1920),),) * 7),
        ("Su 22:00-06:00", (*((),) * 6, ((1320, 1800),))),
        ("Fr 20:00-24:00; Sa 00:00-24:00; Su 00:00-20:00", (*((),) * 4, ((1200, DAY),), ((0, DAY),), ((0, 1200),))),
        ("off", ((),) * 7),
        ("Mo-Fr 08:00-16:00 || off", (*(WORK,) * 5, (), ())),
    ],
)
def test_a_weekly_rule_is_told_in_minutes_of_the_day_it_opens_on(text: str, days: Days) -> None:
    assert week_of(text, "MX", SUNDAY) == (days, False, ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24 horas",
        "por las tardes",
        "Mo-Fr 08:00-16:00 unknown",
        'Mo-Fr 08:00-16:00 "previa cita"',
        '"call"',
        "Mo-Fr 08:00+",
        "sunrise-sunset",
        "Mo-Fr 08:00-sunset",
        "Mo-Fr (Dawn+01:00)-dusk",
        'Mo-Fr 08:00-16:00 || "call"',
        "Mo-Fr 08:00-16:00 || unknown",
        "Mo-Fr 08:00-12:00 || 13:00-15:00",
    ],
)
def test_what_cannot_be_read_or_is_not_sure_gives_no_days(text: str) -> None:
    assert week_of(text, "MX", SUNDAY) == (None, False, ())


def test_the_commonest_week_is_the_normal_one_and_others_are_said_to_differ() -> None:
    spring = week_of("Mo-Fr 08:00-16:00; Apr Mo-Fr 08:00-09:00", "", SUNDAY)
    # From the week of 16 November 2026 on; 1 April 2027 is a Thursday, 30 April a Friday.
    assert spring == ((*(WORK,) * 5, (), ()), True, (19, 20, 21, 22, 23))


def test_the_closed_months_of_the_year_are_other_weeks_the_one_of_the_day_among_them() -> None:
    week = week_of("Jan-Jul Mo-Su 08:00-20:00", "", date(2026, 11, 25))
    assert week.days == (((480, 1200),),) * 7
    # 28 December and 26 July begin the two weeks that are half one and half the other.
    assert week.others == (*range(6), *range(35, 53))


def test_holidays_of_the_country_make_weeks_differ() -> None:
    days, varies, others = week_of("Mo-Fr 08:00-16:00; PH off", "MX", SUNDAY)
    assert (days, varies) == ((*(WORK,) * 5, (), ()), True)
    assert 0 in others  # 16 November 2026: the day of the Revolution
    assert 1 not in others


def test_of_holidays_of_schools_nobody_knows_which_weeks_they_are() -> None:
    week = week_of("Mo-Fr 08:00-16:00; SH,PH off", "MX", SUNDAY)
    assert (week.varies, week.others) == (True, ())


def test_a_rule_for_holidays_makes_weeks_differ_where_no_holidays_are_known() -> None:
    assert week_of("Mo-Fr 08:00-16:00; PH off", "", SUNDAY).varies
    assert week_of("Mo-Fr 08:00-16:00; PH off", "ZZ", SUNDAY).varies


def test_what_is_past_is_no_longer_the_normal_week() -> None:
    assert days_of("2020 Mo-Fr 08:00-16:00") == ((),) * 7


def test_the_week_does_not_depend_on_the_day_of_the_week_that_was_asked() -> None:
    weeks = {week_of("Tu 08:00-16:00; We 20:00-26:00", "MX", date(2026, 11, day)) for day in range(16, 30)}
    assert weeks == {(((), WORK, ((1200, 1560),), (), (), (), ()), False, ())}
