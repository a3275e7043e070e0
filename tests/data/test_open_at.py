"""Whether a place is open when somebody arrives: to the minute, on its own clock, and unknown where unsure."""

from datetime import datetime

import pytest

from data.hours_in_words import is_unsure, read_hours
from data.open_at import OpenAt, Where, open_at, tells_hours
from data.week import UNKNOWN_WEEK, week_of

at = datetime.fromisoformat
CHIAPAS, TIJUANA = Where("MX", -92.26, 14.9), Where("MX", -117.0, 32.5)
OPEN, CLOSED, UNKNOWN = OpenAt(is_open=True), OpenAt(is_open=False), OpenAt(is_open=None)
TUESDAY_9 = at("2026-03-03T09:00")


@pytest.mark.parametrize(
    ("hours", "arrive", "said"),
    [
        ("Mo-Fr 08:00-15:00", at("2026-03-03T08:00"), OPEN),
        ("Mo-Fr 08:00-15:00", at("2026-03-03T14:59"), OPEN),
        ("Mo-Fr 08:00-15:00", at("2026-03-03T15:00"), CLOSED),
        ("Mo-Fr 08:00-15:00", at("2026-03-07T09:00"), CLOSED),  # a Saturday
        ("22:00-06:00", at("2026-03-04T02:00"), OPEN),
        ("off", TUESDAY_9, CLOSED),
        ("24/7", at("2026-09-16T03:00"), OPEN),
    ],
)
def test_hours_are_read_to_the_minute(hours: str, arrive: datetime, said: OpenAt) -> None:
    assert open_at(hours, CHIAPAS, arrive, 0.0) == said


@pytest.mark.parametrize(
    "hours",
    ["", "mañanas", "08:00+", "Mo-Fr 08:00-15:00; SH off", '08:00-15:00 "con cita"', "sunrise-sunset", 'unknown "Mar"'],
)
def test_what_nobody_can_read_or_promise_is_unknown(hours: str) -> None:
    assert open_at(hours, CHIAPAS, TUESDAY_9, 0.0) == UNKNOWN


@pytest.mark.parametrize(
    ("hours", "at_9", "at_23", "on_saturday"),
    [
        # A remark beside hours makes them unknown; outside them the place is closed, as without it.
        ('Mo-Fr 08:00-22:00 "by appointment"', UNKNOWN, CLOSED, CLOSED),
        ('Mo-Fr 08:00-22:00; Sa 08:00-12:00 "llame antes"', OPEN, CLOSED, UNKNOWN),
        ('Mo-Fr 08:00-22:00; "llame antes"', UNKNOWN, UNKNOWN, UNKNOWN),
        ('Mo-Fr 08:00-22:00; Sa off "fiesta"', OPEN, CLOSED, CLOSED),
        # After two bars stands what holds where nothing else does.
        ('Mo-Fr 08:00-22:00 || "call"', OPEN, UNKNOWN, UNKNOWN),
        ('Mo-Fr 08:00-22:00 || unknown "call"', OPEN, UNKNOWN, UNKNOWN),
        ("Mo-Fr 08:00-22:00 || unknown", OPEN, UNKNOWN, UNKNOWN),
        ("Mo-Fr 08:00-22:00 || off", OPEN, CLOSED, CLOSED),
        ('Mo-Fr 08:00-22:00 "a" || "b"', UNKNOWN, UNKNOWN, UNKNOWN),
        ('Mo-Fr 08:00-22:00 || Sa 08:00-12:00 "call"', OPEN, CLOSED, UNKNOWN),
        ('Mo-Fr 08:00-22:00 "call || ring"', UNKNOWN, CLOSED, CLOSED),
        ("Mo-Fr 08:00-12:00 || 22:30-23:30", OPEN, UNKNOWN, CLOSED),
        # A remark that names holidays, the sun or a plus says nothing of the hours beside it.
        ('Mo-Fr 08:00-22:00; Sa off "PH, SH, sunset, 2+"', OPEN, CLOSED, CLOSED),
    ],
)
def test_a_remark_leaves_certain_only_what_the_syntax_makes_certain(
    hours: str, at_9: OpenAt, at_23: OpenAt, on_saturday: OpenAt
) -> None:
    assert open_at(hours, CHIAPAS, TUESDAY_9, 0.0) == at_9
    assert open_at(hours, CHIAPAS, at("2026-03-03T23:00"), 0.0) == at_23
    assert open_at(hours, CHIAPAS, at("2026-03-07T09:00"), 0.0) == on_saturday


def test_hours_that_open_within_the_wait_by_what_follows_two_bars_are_unknown() -> None:
    assert open_at("Sa 08:00-12:00 || 09:30-10:00", CHIAPAS, TUESDAY_9, 1800.0) == UNKNOWN
    assert open_at('Tu 09:30-12:00 || "call"', CHIAPAS, TUESDAY_9, 1800.0) == OpenAt(is_open=True, wait_s=1800.0)


def test_holidays_named_in_a_remark_alone_leave_a_holiday_unknown() -> None:
    holiday = at("2026-09-16T09:00")
    assert open_at('Mo-Fr 08:00-22:00; Su 08:00-09:00 "PH too"', CHIAPAS, holiday, 0.0) == UNKNOWN


@pytest.mark.parametrize(
    ("hours", "arrive", "said"),
    [
        ("08:00-15:00", at("2026-03-06T09:00"), OPEN),  # a Friday
        ("08:00-15:00", at("2026-03-07T09:00"), UNKNOWN),
        ("08:00-15:00", at("2026-03-08T09:00"), UNKNOWN),
        ("08:00-15:00", at("2026-03-07T16:00"), CLOSED),
        ("Mo-Su 08:00-15:00", at("2026-03-08T09:00"), OPEN),
        ("00:00-24:00", at("2026-03-08T09:00"), OPEN),
        ("Sa off; 08:00-17:00", at("2026-03-07T09:00"), UNKNOWN),  # the rule behind takes it back
        ("Su off; 08:00-17:00", at("2026-03-08T09:00"), UNKNOWN),
        ("Fr 08:00-12:00; 08:00-17:00", at("2026-03-08T09:00"), UNKNOWN),
        ("Mo-Fr 07:00-13:00; 15:00-17:00", at("2026-03-07T16:00"), UNKNOWN),
        ("08:00-12:00, Mo 13:00-17:00", at("2026-03-07T09:00"), UNKNOWN),
        ("Mo-Fr 08:00-12:00, Jan-Mar 15:00-17:00", at("2026-03-07T16:00"), UNKNOWN),
        ("08:00-17:00; Sa 08:00-12:00", at("2026-03-08T09:00"), UNKNOWN),
        ("08:00-17:00; Sa 08:00-12:00; Su off", at("2026-03-07T09:00"), OPEN),
        ("Mo-Fr 08:00-12:00,13:00-17:00; Sa 09:00-12:00", at("2026-03-07T09:00"), OPEN),
        ("Mo-Su 08:00-17:00; PH off; Dec 24 08:00-12:00", at("2026-03-07T09:00"), OPEN),
        ("24/7; PH off", at("2026-03-08T09:00"), OPEN),
        ("22:00-06:00", at("2026-03-09T02:00"), UNKNOWN),  # Sunday's shift
        ("22:00-06:00", at("2026-03-10T02:00"), OPEN),
    ],
)
def test_hours_without_days_are_unknown_at_weekends(hours: str, arrive: datetime, said: OpenAt) -> None:
    assert open_at(hours, CHIAPAS, arrive, 0.0) == said


DAY_AND_NIGHT = [
    *(
        "Mo-Su",
        "Mo-Fr",
        "Mo,We",
        "Mo-Fr open",
        "Mo-Fr 08:00-17:00; Sa",
        "Mo-Fr 08:00-17:00, Sa",
        "Mo-Fr 08:00-17:00; PH",
    ),
    *("Mo-Fr 8:00-3:00", "Mo-Fr 09:00-05:00", "Mo-Fr 12:00-04:00", "Mo-Fr 8:00-12:00,1:00-5:00", "Mo-Fr 1:00-5:00"),
]


@pytest.mark.parametrize("hours", DAY_AND_NIGHT)
def test_days_without_times_and_an_afternoon_written_as_night_are_unknown(hours: str) -> None:
    assert open_at(hours, CHIAPAS, TUESDAY_9, 0.0) == UNKNOWN
    assert open_at(hours, CHIAPAS, at("2026-03-03T23:30"), 0.0) == UNKNOWN
    assert week_of(hours, "MX", TUESDAY_9.date()) == UNKNOWN_WEEK
    assert not tells_hours(hours)
    assert is_unsure(read_hours(hours) or "")


@pytest.mark.parametrize("hours", ["Mo-Su 22:00-06:00", "Mo-Su 18:00-02:00", "24/7", "Mo-Su 08:00-00:00"])
def test_a_shift_into_the_night_stays_open(hours: str) -> None:
    assert open_at(hours, CHIAPAS, at("2026-03-03T23:30"), 0.0) == OPEN
    assert week_of(hours, "MX", TUESDAY_9.date()).days
    assert read_hours(hours) == hours


def test_a_holiday_closes_what_says_so_and_leaves_unknown_what_says_nothing() -> None:
    holiday = at("2026-09-16T09:00")  # a Wednesday, Mexico's day of independence
    assert open_at("08:00-15:00; PH off", CHIAPAS, holiday, 0.0) == CLOSED
    assert open_at("08:00-15:00; PH 09:00-12:00", CHIAPAS, holiday, 0.0) == OPEN
    assert open_at("08:00-15:00", CHIAPAS, holiday, 0.0) == UNKNOWN
    # A day earlier is Guatemala's.
    assert open_at("08:00-15:00", Where("GT", -90.5, 14.6), holiday, 0.0) == OPEN


@pytest.mark.parametrize(
    ("country", "lon", "lat", "day"),
    [
        ("SV", -89.2, 13.7, "2026-01-01"),  # these four: in one calendar only
        ("SV", -89.2, 13.7, "2026-04-03"),
        ("NI", -86.2, 12.1, "2026-04-03"),
        ("US", -110.9, 32.2, "2026-07-04"),
        ("MX", -92.26, 14.9, "2026-04-02"),  # Holy Thursday: by custom, in no calendar of Mexico
        ("", -92.26, 14.9, "2026-12-25"),
        ("GT", -90.5, 14.6, "2026-12-24"),
        ("MX", -92.26, 14.9, "2026-12-31"),
    ],
)
def test_a_day_that_may_be_a_holiday_leaves_hours_unknown(country: str, lon: float, lat: float, day: str) -> None:
    where, morning = Where(country, lon, lat), at(f"{day}T09:00")
    assert open_at("08:00-15:00", where, morning, 0.0) == UNKNOWN
    assert open_at("24/7", where, morning, 0.0) == OPEN
    assert open_at("08:00-15:00", where, morning.replace(hour=16), 0.0) == CLOSED


def test_where_two_calendars_differ_even_hours_that_speak_of_holidays_are_unknown() -> None:
    salvador, new_year = Where("SV", -89.2, 13.7), at("2026-01-01T09:00")
    assert open_at("08:00-15:00; PH off", salvador, new_year, 0.0) == UNKNOWN
    assert open_at("08:00-15:00; PH off", Where("MX", -92.26, 14.9), new_year, 0.0) == CLOSED


@pytest.mark.parametrize(
    ("hours", "moment", "said"),
    [
        # 7 May 2026 is a holiday of El Salvador in one calendar only, 17 June in the other only.
        ("Mo-Fr 08:00-09:00; PH 10:00-12:00", "2026-05-07T11:00", UNKNOWN),
        ("Mo-Fr 08:00-16:00; PH off", "2026-05-07T11:00", UNKNOWN),
        ("Mo-Fr 08:00-09:00; PH 10:00-12:00", "2026-06-17T11:00", UNKNOWN),
        ("Mo-Fr 08:00-16:00; PH off", "2026-05-06T11:00", OPEN),
        ("Mo-Fr 08:00-16:00", "2026-05-07T17:00", CLOSED),
    ],
)
def test_neither_calendar_is_trusted_against_the_other(hours: str, moment: str, said: OpenAt) -> None:
    assert open_at(hours, Where("SV", -89.2, 13.7), at(moment), 0.0) == said


@pytest.mark.parametrize("country", ["MX", "GT", "SV"])
def test_a_shift_that_would_have_begun_on_a_holiday_is_not_open_after_midnight(country: str) -> None:
    where = Where(country, -90.5, 14.6)
    # 1 May 2026 is a Friday.
    for hours in ("Mo-Su 20:00-06:00; PH off", "Fr 22:00-06:00; PH off"):
        assert open_at(hours, where, at("2026-05-02T05:00"), 0.0) == UNKNOWN
    assert open_at("Mo-Su 20:00-06:00; PH off", where, at("2026-05-01T23:00"), 0.0) == CLOSED
    assert open_at("Mo-Su 20:00-06:00; PH off", where, at("2026-05-06T05:00"), 0.0) == OPEN


def test_a_shift_of_the_night_belongs_to_both_its_days() -> None:
    # 16 September 2026 is Mexico's holiday, a Wednesday.
    for arrive, said in [
        ("2026-09-16T02:00", UNKNOWN),
        ("2026-09-16T23:00", UNKNOWN),
        ("2026-09-17T02:00", UNKNOWN),
        ("2026-09-17T23:00", OPEN),
        ("2026-09-15T23:00", OPEN),
    ]:
        assert open_at("22:00-06:00", CHIAPAS, at(arrive), 0.0) == said, arrive
    assert open_at("00:00-24:00", CHIAPAS, at("2026-09-17T02:00"), 0.0) == OPEN


def test_a_time_with_an_offset_is_told_on_the_clock_of_each_place() -> None:
    # 15:30 UTC is 09:30 in Chiapas and 07:30 in Tijuana.
    moment = at("2026-03-03T15:30+00:00")
    assert open_at("08:00-15:00", CHIAPAS, moment, 0.0) == OPEN
    assert open_at("08:00-15:00", TIJUANA, moment, 0.0) == CLOSED
    assert open_at("08:00-15:00", TIJUANA, moment, 1800.0) == OpenAt(is_open=True, wait_s=1800.0)
    assert open_at("sunrise-sunset", CHIAPAS, moment, 0.0) == OPEN


@pytest.mark.parametrize(("minute", "said"), [(30, OpenAt(is_open=True, wait_s=1800.0)), (29, CLOSED)])
def test_opening_after_exactly_the_longest_wait_is_in_time(minute: int, said: OpenAt) -> None:
    assert open_at("08:00-15:00", CHIAPAS, at(f"2026-03-03T07:{minute}"), 1800.0) == said


def test_opening_half_a_minute_too_late_is_too_late() -> None:
    assert open_at("08:00-15:00", CHIAPAS, at("2026-03-03T07:29:30"), 1800.0) == CLOSED


def test_a_country_without_a_calendar_is_told_by_where_the_place_is() -> None:
    nowhere = Where("ZZ", -92.26, 14.9)
    # The one calendar knows Mexico's holiday by the place, the other knows no such country.
    assert open_at("08:00-15:00; PH off", nowhere, at("2026-09-16T09:00"), 0.0) == UNKNOWN
    assert open_at("08:00-15:00; PH off", nowhere, at("2026-12-25T09:00"), 0.0) == CLOSED
    assert open_at("08:00-15:00; PH off", nowhere, at("2026-09-17T09:00"), 0.0) == OPEN
