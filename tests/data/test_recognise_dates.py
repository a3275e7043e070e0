import pytest

from data.recognise.dates import order_of, read_day, read_days


@pytest.mark.parametrize(
    "text",
    [
        "2020-01-13",
        "2020/1/13",
        "2020-01-13T10:20:30.000-06:00",
        "2020-01-13 10:20",
        "13-Jan-20",
        "13/01/2020",
        "13.1.2020",
        "01/13/2020",
        "13 de enero de 2020",
        "lunes 13 de enero de 2020",
        "January 13, 2020",
        "Jan 13th 2020",
        "13th January 2020",
        "13 janvier 2020",
        "13 de janeiro de 2020",
        "13ENE2020",
    ],
)
def test_a_day_that_can_only_be_one_is_read(text: str) -> None:
    assert read_day(text, "unknown") == "2020-01-13"


@pytest.mark.parametrize(
    ("text", "day"),
    [("5 de febrero de 2021", "2021-02-05"), ("5 août 2021", "2021-08-05"), ("5 dez 2021", "2021-12-05")],
)
def test_months_are_read_with_their_accents_in_four_languages(text: str, day: str) -> None:
    assert read_day(text, "unknown") == day


@pytest.mark.parametrize("text", ["", "2020", "Jan 2020", "31/02/2020", "2020-13-01", "99/99/9999", "soon", "1/1/0000"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text, "day first") is None


def test_two_digits_of_a_year_are_of_the_last_century_from_69_on() -> None:
    assert read_day("13-Jan-68", "unknown") == "2068-01-13"
    assert read_day("13-Jan-69", "unknown") == "1969-01-13"


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2021"], "unknown"),
        (["03/04/2021", "13/04/2021"], "day first"),
        (["03/04/2021", "04/13/2021"], "month first"),
        (["13/04/2021", "04/13/2021"], "unknown"),
    ],
)
def test_the_other_rows_tell_what_stands_first(texts: list[str], order: str) -> None:
    assert order_of(texts) == order


def test_a_day_the_rows_don_t_tell_is_emptied_and_said() -> None:
    assert read_days(["03/04/2021", "05/05/2021", "", "2021-01-31", "mañana"]) == [
        ("", "may be day or month first, emptied"),
        ("2021-05-05", "read as 2021-05-05"),
        ("", ""),
        ("2021-01-31", ""),
        ("mañana", ""),
    ]


def test_one_row_decides_for_all() -> None:
    assert [day for day, _ in read_days(["03/04/2021", "31/12/20"])] == ["2021-04-03", "2020-12-31"]
    assert [day for day, _ in read_days(["03/04/2021", "12/31/20"])] == ["2021-03-04", "2020-12-31"]


@pytest.mark.parametrize(("text", "year"), [("2567-03-04", 2567), ("31/12/1899", 1899), ("13-Jan-69", 1969)])
def test_a_year_nobody_could_have_written_is_emptied_and_said(text: str, year: int) -> None:
    assert read_days([text]) == [("", f"year {year}: another calendar or a slip, emptied")]


def test_years_from_1990_to_2100_stay() -> None:
    assert read_days(["1990-01-01", "2100-12-31"]) == [("1990-01-01", ""), ("2100-12-31", "")]
