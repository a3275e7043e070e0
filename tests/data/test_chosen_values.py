"""One value told for all rows is read as a cell would be."""

from pathlib import Path

import pytest

from data.from_outside import take_outside, try_outside
from data.raw import RawRow, RawTable
from data.recognise.find import recognise
from data.schemas import FACILITIES
from geo.errors import InputError

LISTED = "clave,nombre,tipo,este,norte\na,Uno,clinic,505817.95,3591428.97\nb,Dos,clinic,712515.15,3622173.15\n"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "lista.csv"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("ours", "value", "read"),
    [
        ("kind", "=clinica", "=clinic"),
        ("kind", "=clinic", "=clinic"),
        ("country", "=México", "=MX"),
        ("services", "=vacunas, urgencias", "=vaccination;emergency"),
        ("name", "=clinica", "=clinica"),
        ("kind", "=botica ambulante", "=botica ambulante"),
    ],
)
def test_the_words_of_a_value_are_read_as_a_cell_s_are(ours: str, value: str, read: str) -> None:
    raw = RawTable("l.csv", ("Lat", "Lon"), (RawRow(2, {"Lat": "1", "Lon": "2"}),))
    assert recognise(raw, FACILITIES, {ours: value}).columns[ours] == read


def test_the_zone_of_places_in_metres_can_be_told_for_all_rows(tmp_path: Path) -> None:
    taken = take_outside("facilities", written(tmp_path, LISTED), {"utm_zone": "=11N"})
    frame = taken.intake.frame
    places = list(zip(frame["lon"].round(6), frame["lat"].round(6), strict=True))
    assert places == [(-116.938094, 32.46002), (-114.732526, 32.716868)]
    assert list(frame["utm_zone"]) == ["11N", "11N"]


def test_a_file_without_its_zone_says_how_to_tell_it(tmp_path: Path) -> None:
    fault = try_outside("facilities", written(tmp_path, LISTED)).fault
    assert fault is not None
    assert fault.todo == "Say the UTM zone if they are its metres: --column facilities.utm_zone==11N (your zone)."


def test_a_zone_that_another_column_contradicts_places_nothing(tmp_path: Path) -> None:
    header, *rows = LISTED.splitlines()
    text = "\n".join([f"{header},huso", *(f"{row},12N" for row in rows)])
    trial = try_outside("facilities", written(tmp_path, text + "\n"), {"utm_zone": "=11N"})
    assert trial.fault is not None


@pytest.mark.parametrize(("zone", "called"), [("=99N", "99N"), ("Lat", "Lat")])
def test_what_is_no_zone_is_refused(zone: str, called: str) -> None:
    with pytest.raises(InputError) as caught:
        recognise(RawTable("l.csv", ("Lat", "Lon"), ()), FACILITIES, {"utm_zone": zone})
    assert str(caught.value) == f"l.csv: {called} is no UTM zone. Write it like this: utm_zone==11N."


def test_a_list_whose_kind_is_none_of_ours_says_how_to_tell_it_for_all(tmp_path: Path) -> None:
    fault = try_outside("facilities", written(tmp_path, "nombre,tipo,lat,lon\nA,kiosco,32.5,-117\n")).fault
    assert fault is not None
    assert fault.todo == "Mend the rows, or say one word for all: --column facilities.kind==WORD."
