"""Opening hours in four languages: what is sure is read, and what could be something else counts as unknown."""

from datetime import date

import pytest

from data.facilities import take_facilities
from data.hours_in_words import is_unsure, read_hours
from data.raw import RawRow, RawTable
from data.week import UNKNOWN_WEEK, week_of


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("24 horas", "24/7"),
        ("las 24 hrs", "24/7"),
        ("24h/24", "24/7"),
        ("24h/24 7j/7", "24/7"),
        ("Abierto 24/7", "24/7"),
        ("Todos los días, 24 horas", "24/7"),
        ("Lunes a Viernes de 8:00 a 15:00", "Mo-Fr 08:00-15:00"),
        ("L a V: 08:00 - 14:30", "Mo-Fr 08:00-14:30"),
        ("lun-vie 8-15h", "Mo-Fr 08:00-15:00"),
        ("Lundi au vendredi 8h-16h", "Mo-Fr 08:00-16:00"),
        ("Lundi à vendredi de 8h30 à 16h", "Mo-Fr 08:30-16:00"),
        ("Segunda a sexta-feira das 8h às 17h", "Mo-Fr 08:00-17:00"),
        ("mo-fr 8-15", "Mo-Fr 08:00-15:00"),
        ("Mo-Fr 08:00\u201315:00", "Mo-Fr 08:00-15:00"),
        ("Mon-Fri 8am-3pm", "Mo-Fr 08:00-15:00"),
        ("M-F 8 a.m. - 5 p.m.", "Mo-Fr 08:00-17:00"),
        ("Lunes a Viernes: 8.30 - 14.30 hrs.", "Mo-Fr 08:30-14:30"),
        ("de 8 a 15 hrs de lunes a viernes", "Mo-Fr 08:00-15:00"),
        ("todos los días 9:00 a 18:00", "Mo-Su 09:00-18:00"),
        ("Sábados y domingos 9-13", "Sa-Su 09:00-13:00"),
        ("Viernes a Lunes 9-14", "Mo,Fr-Su 09:00-14:00"),
        ("domingos y festivos 9-14", "Su,PH 09:00-14:00"),
        ("L-V 20:00 a 8:00", "Mo-Fr 20:00-08:00"),
        ("L-V 20:00 a 0:00", "Mo-Fr 20:00-24:00"),
        ("Mon-Fri 12 pm - 12 am", "Mo-Fr 12:00-24:00"),
        ("Lunes a Viernes 24 horas", "Mo-Fr 00:00-24:00"),
        ("lun a vie 8 a 12 y 14 a 18, s\u00e1b 9-13", "Mo-Fr 08:00-12:00,14:00-18:00; Sa 09:00-13:00"),
        ("Lunes 8-12; Martes y jueves 9-13", "Mo 08:00-12:00; Tu,Th 09:00-13:00"),
        ("todos los días 9-18; domingo cerrado", "Mo-Su 09:00-18:00; Su off"),
        ("Lun, Mar, Mié 9-12", "Mo-We 09:00-12:00"),
        ("Mar y Jue 9-12", "Tu,Th 09:00-12:00"),
        ("Cerrado", "off"),
    ],
)
def test_hours_in_words_are_put_into_the_syntax(text: str, hours: str) -> None:
    assert read_hours(text) == hours
    assert read_hours(hours) == hours


@pytest.mark.parametrize(
    "text",
    [
        "lunes a viernes",  # no times
        "8 a 15",  # no days
        "Mon-Fri 8-5",  # at five in the afternoon, or not
        "Mon-Fri 8-5pm",
        "L-V 9-12, 1-5",
        "L-V 7-9",  # in the morning or the evening
        "S 9-13",  # Saturday or Sunday
        "M 9-13",  # Monday, martes or miércoles
        "Mar 9-12 hrs",  # March or Tuesday
        "lunes a viernes 8-15 previa cita",
        "lunes a viernes 8-15 excepto festivos",
        "Mo-Fr 8:00-15:00 (previa cita)",
        "Urgencias 24 horas; consulta lun-vie 8-15",
        "domingo cerrado, todos los días 9-18",  # what comes last counts, and would open it
        "lunes 8-12, lunes 14-18",
        "lunes a viernes a sábado 9-13",
        "lunes a viernes 8:70-15:00",
        "lun-fri 8-15",  # no language has both
        "8-12 lunes 9-13 martes",
        "0.333333333333333",
        "8h 16h",
        ";;",
        "lunes 8-15 " + 250 * "x",
    ],
)
def test_what_is_not_sure_as_a_whole_is_not_read(text: str) -> None:
    assert read_hours(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "24/7",
        "08:00-15:00",
        "Mo-Fr 08:00-15:00; PH off",
        "Mo, Tu, We 08:00-12:00",
        'Mo-Fr 08:00-15:00 "cita"',
        '"by appointment"',
        "Nov-Mar Mo-Fr 08:00-16:00",
        "Mar-Oct 08:00-16:00",
        "Mar Mo-Fr 09:00-12:00",
        "Jun 08:00-12:00",
        "We-Fr 08:00-12:00",
        "sunrise-sunset",
        "off",
        'unknown "Mar"',
    ],
)
def test_proper_syntax_stays_as_it_is(text: str) -> None:
    assert read_hours(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Mar 10:00-12:00",
        "Mar, Fr 9:00-12:00",
        "Mar Sa 09:00-12:00",
        "Mo 8:00-12:00, Mar 8:00-12:00",
        "2024",
        "Oct 9",
        "may",
        "open",
    ],
)
def test_what_the_syntax_would_take_for_a_month_or_a_whole_year_says_that_it_is_unknown(text: str) -> None:
    hours = read_hours(text)
    assert hours == f'unknown "{text}"'
    assert is_unsure(hours)
    assert read_hours(hours) == hours
    assert week_of(hours, "MX", date(2025, 1, 1)) == UNKNOWN_WEEK


@pytest.mark.parametrize(
    ("cell", "hours", "mend"),
    [
        ("lun-vie 8-15h", "Mo-Fr 08:00-15:00", "read as Mo-Fr 08:00-15:00"),
        (
            "2024",
            'unknown "2024"',
            "does not say for sure which days and hours, so that the hours count as unknown",
        ),
        (
            "a veces",
            "a veces",
            "not written as in OpenStreetMap (Mo-Fr 08:00-16:00), so that the hours count as unknown",
        ),
        ("Mo-Fr 08:00-15:00", "Mo-Fr 08:00-15:00", ""),
        ("", "", ""),
    ],
)
def test_hours_read_as_something_else_are_listed(cell: str, hours: str, mend: str) -> None:
    cells = {"facility_id": "a", "name": "A", "kind": "clinic", "services": "primary", "lon": "-116.9", "lat": "32.4"}
    cells |= {"opening_hours": cell}
    taken = take_facilities(RawTable("a.csv", tuple(cells), (RawRow(2, cells),), spatial=False))
    assert list(taken.frame["opening_hours"]) == [hours]
    listed = taken.repaired[taken.repaired["column"] == "opening_hours"]
    assert list(zip(listed["value"], listed["mend"], strict=True)) == ([(cell, mend)] if mend else [])
