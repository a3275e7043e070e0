"""Open or closed by the clock of each place, on a phone in another zone, and in a list that is too old to tell."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import toy_bundle as toy
from public_tab import PublicTab

pytestmark = pytest.mark.browser
GUATEMALA, HERMOSILLO, MEXICO_CITY, TIJUANA = range(4)
OFFICE = [[[540, 1020]]] * 7  # Mo-Su 09:00-17:00
OLD, UNSURE = "This list is old: call first", "Not sure if open now: call first"
# A moment as an instant, with its own offset.
SAID = "stateWords(arguments[0], new Date(arguments[1]))"
WITHOUT_ZONES = """
const whole = Intl.DateTimeFormat;
Intl.DateTimeFormat = function () { throw new RangeError("Invalid time zone specified"); };
try {
  return arguments[0].map(place => ALCANCE.sums.stateWords(place, new Date(arguments[1])));
} finally {
  Intl.DateTimeFormat = whole;
}
"""
BY_ITS_CLOCK = "By the clock there, not the one here."


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return toy.write_bundle(tmp_path_factory.mktemp("bundle"), {})


@pytest.fixture
def tab(chrome: Any, bundle: Path, request: pytest.FixtureRequest) -> Iterator[PublicTab]:
    """Return a page on a phone whose clock is that of Guatemala, or of another zone."""
    zone = getattr(request, "param", "America/Guatemala")
    tab = PublicTab(chrome, bundle.as_uri() + "/")
    try:
        chrome.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": zone})
        tab.open("#/en")
        yield tab
    finally:
        chrome.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": ""})


@pytest.mark.parametrize(
    ("hours", "moment", "words"),
    [
        (toy.WEEKDAYS, (16, 10, 0), "Open now until 12:00"),
        (toy.WEEKDAYS, (16, 12, 0), "Closed now, opens 14:00"),
        (toy.WEEKDAYS, (20, 17, 0), "Closed now, opens Monday 8:00"),
        (toy.WEEKDAYS, (22, 23, 59), "Closed now, opens Monday 8:00"),
        (toy.NIGHTS, (16, 21, 5), "Open now until Tuesday 2:00"),
        (toy.NIGHTS, (17, 1, 59), "Open now until 2:00"),
        (toy.NIGHTS, (22, 21, 0), "Open now until Monday 2:00"),
        (toy.NIGHTS, (16, 0, 30), "Open now until 2:00"),
        (toy.ALWAYS, (16, 0, 0), "Open day and night"),
        ([[[480, 1440]]] * 7, (18, 9, 0), "Open now until 24:00"),
        ([[[480, 720], [720, 900]]] * 7, (18, 9, 0), "Open now until 15:00"),
        ([[]] * 7, (18, 9, 0), "Closed now"),
        ([[]] * 6 + [[[600, 660]]], (22, 11, 0), "Closed now, opens Sunday 10:00"),
    ],
)
def test_open_or_closed_is_said_exactly(
    tab: PublicTab, hours: object, moment: tuple[int, int, int], words: str
) -> None:
    # 16 March 2026 is a Monday.
    said = "stateWords({h: arguments[0], z: 0}, new Date(2026, 2, ...arguments[1]))"
    assert tab.sum(said, hours, list(moment)) == words


def test_hours_that_are_not_known_are_never_open(tab: PublicTab) -> None:
    said = "stateWords(arguments[0], new Date(2026, 2, 16, 10, 0))"
    assert tab.sum(said, {"t": "1", "ht": "24 horas"}) == "Hours not known: call first"
    assert tab.sum(said, {}) == "Hours not known"


@pytest.mark.parametrize(
    ("weeks", "moment", "words"),
    [
        (True, (2026, 2, 16), "Hours change: call first"),
        # The map is as of Sunday 15 March 2026: its week is the first, that of 16 March the second.
        ([5], (2026, 2, 14), "Open day and night, in most weeks"),
        ([5], (2026, 2, 16), "Open day and night, in most weeks"),
        ([1, 5], (2026, 2, 16), "Hours change: call first"),
        ([1, 5], (2026, 2, 22), "Hours change: call first"),
        ([1, 5], (2026, 2, 23), "Open day and night, in most weeks"),
        ([5], (2026, 3, 13), "Hours change: call first"),
        ([0, 5], (2026, 2, 14), "Hours change: call first"),
        ([5], (2027, 2, 14), "Open day and night, in most weeks"),
        ([5], (2027, 2, 15), "Hours change: call first"),
    ],
)
def test_hours_that_change_are_told_only_in_a_week_that_is_known_to_be_normal(
    tab: PublicTab, weeks: object, moment: tuple[int, int, int], words: str
) -> None:
    said = "stateWords({h: arguments[0], hx: arguments[1], z: 0}, new Date(...arguments[2]))"
    assert tab.sum(said, toy.ALWAYS, weeks, list(moment)) == words


@pytest.mark.parametrize(
    ("country", "hours", "moment", "words"),
    [
        ("MX", toy.EVERY_DAY, (2026, 3, 17, 10, 0), "It may be a holiday: call first"),
        ("GT", toy.EVERY_DAY, (2026, 3, 17, 10, 0), "Open now until 17:00"),
        ("GT", toy.EVERY_DAY, (2026, 3, 16, 10, 0), "It may be a holiday: call first"),
        (None, toy.EVERY_DAY, (2026, 3, 16, 10, 0), "It may be a holiday: call first"),
        ("MX", toy.ALWAYS, (2026, 3, 17, 10, 0), "Open day and night"),
        ("MX", toy.EVERY_DAY, (2026, 3, 17, 18, 0), "Closed now, opens Saturday 8:00"),
        # Whether it opens on the holiday nobody knows.
        ("MX", toy.EVERY_DAY, (2026, 3, 15, 18, 0), "Closed now"),
        ("MX", toy.EVERY_DAY, (2026, 3, 17, 7, 0), "Closed now"),
        # The night that began on the holiday; the one before it ends on it.
        ("GT", toy.NIGHTS, (2026, 3, 17, 1, 0), "It may be a holiday: call first"),
        ("GT", toy.NIGHTS, (2026, 3, 16, 1, 0), "It may be a holiday: call first"),
        ("GT", toy.NIGHTS, (2026, 3, 17, 21, 0), "Open now until Saturday 2:00"),
    ],
)
def test_on_a_day_that_may_be_a_holiday_nobody_is_sent_to_a_closed_door(
    tab: PublicTab, country: str | None, hours: object, moment: tuple[int, ...], words: str
) -> None:
    said = "stateWords({c: arguments[0], h: arguments[1], z: 0}, new Date(...arguments[2]))"
    assert tab.sum(said, country, hours, list(moment)) == words


@pytest.mark.parametrize("tab", ["America/Los_Angeles"], indirect=True)
@pytest.mark.parametrize(
    ("zones", "moment", "words"),
    [
        # Half past three in California is half past five in Mexico City: the day after, it opens.
        (MEXICO_CITY, "2026-11-27T15:30-08:00", "Closed now, opens Saturday 9:00 (by the clock there)"),
        (MEXICO_CITY, "2026-11-27T07:00-08:00", "Open now until 17:00 (by the clock there)"),
        (MEXICO_CITY, "2026-11-27T14:59-08:00", "Open now until 17:00 (by the clock there)"),
        (MEXICO_CITY, "2026-11-27T15:00-08:00", "Closed now, opens Saturday 9:00 (by the clock there)"),
        # Tijuana keeps the clock of California, in summer too; Sonora is an hour ahead, but in winter alone.
        (TIJUANA, "2026-11-27T15:30-08:00", "Open now until 17:00"),
        (TIJUANA, "2026-07-10T15:30-07:00", "Open now until 17:00"),
        (HERMOSILLO, "2026-11-27T15:30-08:00", "Open now until 17:00 (by the clock there)"),
        (HERMOSILLO, "2026-11-27T16:30-08:00", "Closed now, opens Saturday 9:00 (by the clock there)"),
        (HERMOSILLO, "2026-07-10T15:30-07:00", "Open now until 17:00"),
        # The evening before California puts its clock back, the morning after they differ.
        (HERMOSILLO, "2026-10-31T20:00-07:00", "Closed now, opens Sunday 9:00 (by the clock there)"),
        # Midnight there is 22:00 of the day before.
        (MEXICO_CITY, "2026-11-26T22:00-08:00", "Closed now, opens 9:00 (by the clock there)"),
        # A line of which the country alone is known: by all of its clocks, or nobody can tell.
        ([1, 2, 3], "2026-11-27T13:00-08:00", "Open now until 17:00 (by the clock there)"),
        ([1, 2, 3], "2026-11-27T15:30-08:00", UNSURE),
        ([1, 2, 3], "2026-11-27T18:00-08:00", "Closed now, opens Saturday 9:00 (by the clock there)"),
        # It opens on one day or the next, by whose clock it is past midnight.
        ([1, 2, 3], "2026-11-27T22:30-08:00", "Closed now"),
        ([3], "2026-11-27T13:00-08:00", "Open now until 17:00"),
        # Nobody told where.
        (None, "2026-11-27T13:00-08:00", UNSURE),
        ([], "2026-11-27T13:00-08:00", UNSURE),
        (99, "2026-11-27T13:00-08:00", UNSURE),
    ],
)
def test_a_place_is_open_by_its_own_clock(tab: PublicTab, zones: object, moment: str, words: str) -> None:
    place = {"h": OFFICE, "t": "1"} | ({} if zones is None else {"z": zones})
    assert tab.sum(SAID, place, moment) == words


@pytest.mark.parametrize("tab", ["Pacific/Kiritimati"], indirect=True)
@pytest.mark.parametrize(
    ("moment", "words"),
    [
        # On the phone it is 18 April, in Mexico the holiday before.
        ("2026-04-17T12:00-06:00", "It may be a holiday: call first"),
        ("2026-04-18T12:00-06:00", "Open now until 17:00 (by the clock there)"),
        # The holiday of the 16th is over on the phone when it begins there.
        ("2026-04-15T23:00-06:00", "Closed now"),
        ("2026-04-15T12:00-06:00", "Open now until 17:00 (by the clock there)"),
    ],
)
def test_the_day_of_a_holiday_is_that_of_the_place(tab: PublicTab, moment: str, words: str) -> None:
    assert tab.sum(SAID, {"h": OFFICE, "z": MEXICO_CITY, "c": "MX"}, moment) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-03-20T09:00-06:00", "Open now until 15:00"),
        ("2026-03-21T09:00-06:00", UNSURE),
        ("2026-03-22T09:00-06:00", UNSURE),
        ("2026-03-21T20:00-06:00", "Closed now"),
        ("2026-03-20T20:00-06:00", "Closed now"),
        ("2026-03-22T20:00-06:00", "Closed now, opens Monday 8:00"),
        ("2026-03-19T20:00-06:00", "Closed now, opens Friday 8:00"),
    ],
)
def test_hours_that_name_no_day_are_not_sure_at_weekends(tab: PublicTab, moment: str, words: str) -> None:
    place = {"h": [[[480, 900]]] * 7, "hd": 1, "z": GUATEMALA}
    assert tab.sum(SAID, place, moment).replace(" (by the clock there)", "") == words
    assert tab.sum(SAID, place | {"hd": None}, "2026-03-21T09:00-06:00").startswith("Open now")


def test_of_a_weekend_that_is_not_sure_no_hours_stand_in_the_table(
    chrome: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = toy.TILES[0][0] | {"h": [[[480, 900]]] * 7, "hd": 1}
    monkeypatch.setattr(toy, "TILES", [[first, *toy.TILES[0][1:]], *toy.TILES[1:]])
    tab = PublicTab(chrome, toy.write_bundle(tmp_path, {}).as_uri() + "/")
    tab.open(f"#/en/place/primary/{toy.key(first)}")
    rows = [row.text for row in tab.chrome.find_elements("css selector", "table.hours tr")]
    assert rows[4:] == ["Friday 8:00–15:00", "Saturday Not known", "Sunday Not known"]


@pytest.mark.parametrize("tab", ["Pacific/Kiritimati"], indirect=True)
def test_the_week_of_a_place_is_that_of_its_own_day(tab: PublicTab) -> None:
    # Monday 23 March begins the third week of the map; on the phone it began 20 hours before.
    place = {"h": toy.ALWAYS, "hx": [1], "z": MEXICO_CITY}
    assert tab.sum(SAID, place, "2026-03-22T23:59-06:00") == "Hours change: call first"
    assert tab.sum(SAID, place, "2026-03-23T00:00-06:00") == "Open day and night, in most weeks"


@pytest.mark.parametrize("tab", ["America/Los_Angeles"], indirect=True)
def test_where_the_clocks_do_not_agree_on_a_holiday_nobody_can_tell(tab: PublicTab) -> None:
    # It is past midnight in Mexico City alone, and the 17th may be a holiday.
    place = {"h": [[[0, 1439]]] * 7, "z": [MEXICO_CITY, TIJUANA], "c": "MX"}
    assert tab.sum(SAID, place, "2026-04-17T22:30-07:00") == "It may be a holiday: call first"
    assert tab.sum(SAID, place, "2026-04-17T23:30-07:00") == UNSURE


def test_open_by_all_clocks_but_for_another_time_is_open_without_a_time(tab: PublicTab) -> None:
    # Until noon on Mondays, until one on Tuesdays: by one clock it is still Monday.
    hours = [[[0, 1440]], [[0, 780]], *[[]] * 5]
    place = {"h": hours, "z": [MEXICO_CITY, TIJUANA]}
    assert tab.sum(SAID, place, "2026-11-24T12:30-06:00") == "Open now until 13:00 (by the clock there)"
    hours = [[[0, 1439]], [[0, 780]], *[[]] * 5]
    assert tab.sum(SAID, {"h": hours, "z": [MEXICO_CITY, TIJUANA]}, "2026-11-24T00:30-06:00") == "Open now"


def test_a_phone_that_knows_no_zones_calls_nothing_open_but_what_never_closes(tab: PublicTab) -> None:
    places = [
        {"h": OFFICE, "z": GUATEMALA},
        {"h": OFFICE, "z": [1, 2]},
        {"h": [[]] * 7, "z": GUATEMALA},
        {"h": toy.ALWAYS, "z": GUATEMALA},
        {"h": toy.ALWAYS},
        {"h": toy.ALWAYS, "hx": [5], "z": GUATEMALA},
        # It is Sunday or Monday there, and the next week differs.
        {"h": toy.ALWAYS, "hx": [37], "z": GUATEMALA},
        {"t": "1", "ht": "24 horas"},
    ]
    assert tab.chrome.execute_script(WITHOUT_ZONES, places, "2026-11-22T10:00-06:00") == [
        *(UNSURE, UNSURE, UNSURE, "Open day and night", "Open day and night"),
        *("Open day and night, in most weeks", UNSURE, "Hours not known: call first"),
    ]
    late = tab.chrome.execute_script(WITHOUT_ZONES, places[3:5], "2027-06-01T10:00-06:00")
    assert late == [OLD, OLD]


@pytest.mark.parametrize(
    ("moment", "is_told"),
    [
        # The map is as of 15 March 2026; the 371st day is the first it did not look at.
        ("2027-03-20T23:59-06:00", True),
        ("2027-03-21T00:00-06:00", False),
        ("2030-01-01T10:00-06:00", False),
    ],
)
@pytest.mark.parametrize("hours", [toy.ALWAYS, [[[60, 1440], [1440, 1500]]] * 7, [[]] * 7, OFFICE])
def test_in_an_old_list_nobody_is_told_that_a_place_is_open_or_closed(
    tab: PublicTab, hours: object, moment: str, *, is_told: bool
) -> None:
    for extra in ({}, {"t": "1"}, {"z": [0, 2]}):
        said = tab.sum(SAID, {"h": hours, "z": GUATEMALA} | extra, moment)
        assert (said != OLD) == is_told
    if not is_told:
        assert tab.sum(SAID, {"h": hours, "z": GUATEMALA, "hx": [5]}, moment) == OLD


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-03-13T23:59-06:00", UNSURE),
        ("2026-03-14T10:00-06:00", "Open now until 17:00"),
        ("2020-01-01T10:00-06:00", UNSURE),
    ],
)
def test_on_a_phone_whose_clock_is_before_the_map_nobody_can_tell(tab: PublicTab, moment: str, words: str) -> None:
    assert tab.sum(SAID, {"h": OFFICE, "z": GUATEMALA}, moment) == words


def test_on_the_last_days_of_a_map_it_is_not_said_when_a_place_opens_after_them(tab: PublicTab) -> None:
    place = {"h": OFFICE, "z": GUATEMALA}
    assert tab.sum(SAID, place, "2027-03-19T18:00-06:00") == "Closed now, opens Saturday 9:00"
    assert tab.sum(SAID, place, "2027-03-20T18:00-06:00") == "Closed now"


@pytest.mark.parametrize(("tab", "is_said"), [("America/Costa_Rica", False), ("Europe/Madrid", True)], indirect=["tab"])
def test_a_table_of_hours_says_whose_clock_it_goes_by(tab: PublicTab, *, is_said: bool) -> None:
    tab.go(f"#/en/place/primary/{toy.key(toy.TILES[0][0])}")
    assert (BY_ITS_CLOCK in tab.text()) == is_said
