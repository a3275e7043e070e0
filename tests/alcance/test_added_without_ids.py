"""Rows of a list without ids are mended and given again like any other."""

import csv
from pathlib import Path

import pytest
from doors import done, rows_of
from toy_study import prepared, straight_road

HEADER = "Nombre,Tipo,Latitud,Longitud,Teléfono,Solo mujeres,Servicios"
ROWS = [
    "Casa Luna,Albergue,0,0,123,sí,alojamiento",
    "Puesto Uno,Puesto de salud,13.95,-87.21,-5,no,urgencias (no disponible)",
    "Tienda,Abarrotes,13.95,-87.22,1,no,",
    "Farmacia X,Farmacia,,,+504 1,no,",
    "Dup,Clínica,13.95,-87.23,1,no,",
]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "q.csv"
    path.write_text("\n".join([HEADER, *ROWS]) + "\n", encoding="utf-8")
    prepared(tmp_path / "study", "--osm", straight_road(tmp_path), "--facilities", path)
    return tmp_path / "study"


def names(study: Path) -> dict[str, str]:
    return {row["facility_id"]: row["name"] for row in rows_of(study / "facilities.csv")}


def mend(study: Path, to: Path, **cells: dict[str, str]) -> Path:
    """Write the rows set aside with some of their cells mended, by their name."""
    rows = rows_of(study / "quarantine-facilities.csv")
    with to.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, **cells.get(row["name"].split()[0], {})} for row in rows)
    return to


LUNA = {"lon": "-87.25", "lat": "13.95"}
SHOP = {"kind": "food"}
PHARMACY = {"lon": "-87.26", "lat": "13.95"}


def test_mended_rows_get_numbers_the_study_lacks(study: Path, tmp_path: Path) -> None:
    assert names(study) == {"q-1": "Puesto Uno", "q-2": "Dup"}
    assert "facility_id" not in rows_of(study / "quarantine-facilities.csv")[0]
    ran = done("add", study, mend(study, tmp_path / "mended.csv", Casa=LUNA, Tienda=SHOP), "--table", "facilities")
    assert "Added to facilities: 2 of 3 rows" in ran.out
    added = {"q-3": "Tienda", "q-hidden-1": "Casa Luna"}
    assert names(study) == {"q-1": "Puesto Uno", "q-2": "Dup"} | added
    done("add", study, mend(study, tmp_path / "again.csv", Farmacia=PHARMACY), "--table", "facilities")
    assert names(study)["q-4"] == "Farmacia X"
    assert rows_of(study / "quarantine.csv") == rows_of(study / "quarantine-facilities.csv") == []


def test_a_row_set_aside_again_is_listed_as_the_row_it_was_at_first(study: Path, tmp_path: Path) -> None:
    before = rows_of(study / "quarantine.csv")
    done("add", study, mend(study, tmp_path / "mended.csv", Tienda=SHOP), "--table", "facilities")
    left = [(row["file"], row["row"]) for row in rows_of(study / "quarantine.csv")]
    assert (
        left == [(row["file"], row["row"]) for row in before if row["row"] != "4"] == [("q.csv", "2"), ("q.csv", "5")]
    )


def test_rows_without_ids_given_twice_are_told_as_those_the_study_has(study: Path, tmp_path: Path) -> None:
    mended = mend(study, tmp_path / "mended.csv", Casa=LUNA, Tienda=SHOP)
    done("add", study, mended, "--table", "facilities")
    before = names(study)
    ran = done("add", study, mended, "--table", "facilities")
    assert "Rows of mended.csv the study has already: 2 (q-3, q-hidden-1)" in ran.out
    assert names(study) == before


def test_only_cells_of_rows_that_joined_are_told_as_repaired(study: Path, tmp_path: Path) -> None:
    mended = mend(study, tmp_path / "mended.csv", Casa=LUNA, Tienda=SHOP)
    assert "Cells repaired" in done("add", study, mended, "--table", "facilities").out
    assert "Cells repaired" not in done("add", study, mended, "--table", "facilities").out
