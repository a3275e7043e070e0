"""Real lists, spoiled as people spoil them: each point comes back, or its row is set aside."""

import csv
import random
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pyproj import Transformer

from data.facilities import take_facilities
from data.intake import Intake
from data.points import take_incidents
from data.raw import RawRow, RawTable, clean_text
from geo.geodesy import distance_m

Cells = dict[str, str]
Spoil = Callable[[float, float], Cells]
TO_UTM = Transformer.from_crs("EPSG:4326", "EPSG:32611", always_xy=True)


def dms(degrees: float, sides: str) -> str:
    tenths = round(abs(degrees) * 36000)
    whole, rest = divmod(tenths, 36000)
    return f"{whole}°{rest // 600:02d}'{rest % 600 / 10:04.1f}\" {sides[degrees < 0]}"


def metres(lon: float, lat: float) -> tuple[str, str]:
    easting, northing = TO_UTM.transform(lon, lat)
    return f"{easting:.0f}", f"{northing:.0f}"


SPOILED: dict[str, Spoil] = {
    "as it is": lambda lon, lat: {"lon": f"{lon}", "lat": f"{lat}"},
    "swapped": lambda lon, lat: {"lon": f"{lat}", "lat": f"{lon}"},
    "without the minus sign": lambda lon, lat: {"lon": f"{-lon}", "lat": f"{lat}"},
    "decimal commas": lambda lon, lat: {"lon": f"{lon:.6f}".replace(".", ","), "lat": f"{lat:.6f}".replace(".", ",")},
    "degrees, minutes and seconds": lambda lon, lat: {"lon": dms(lon, "EO"), "lat": dms(lat, "NS")},
    "decimal minutes": lambda lon, lat: {
        "lon": f"-{int(-lon)}°{(-lon) % 1 * 60:.4f}'",
        "lat": f"{int(lat)}°{lat % 1 * 60:.4f}'",
    },
    "degrees, minutes and seconds, swapped": lambda lon, lat: {"lon": dms(lat, "NS"), "lat": dms(lon, "EW")},
    "in one cell": lambda lon, lat: {"lon": "", "lat": f"{lat}, {lon}"},
    "in one cell, longitude first": lambda lon, lat: {"lon": f"{lon} {lat}", "lat": ""},
    "the same cell twice, decimal commas": lambda lon, lat: dict.fromkeys(
        ("lon", "lat"), f"{lat:.6f}; {lon:.6f}".replace(".", ",")
    ),
    "a well-known text": lambda lon, lat: {"lon": f"POINT ({lon} {lat})", "lat": ""},
    "UTM with its zone": lambda lon, lat: dict(zip(("lon", "lat"), metres(lon, lat), strict=True)) | {"zona": "11N"},
    "UTM with its band": lambda lon, lat: {
        "lon": "",
        "lat": "11{} {} {}".format("S" if lat > 32 else "R", *metres(lon, lat)),
    },
    "UTM with the number of its zone": lambda lon, lat: (
        dict(zip(("lon", "lat"), metres(lon, lat), strict=True)) | {"huso": "11"}
    ),
}
# What gives no hint of its own needs the country of the row or of the file.
FROM_THE_FILE = set(SPOILED) - {"UTM with its band", "UTM with the number of its zone"}


@pytest.fixture(scope="module")
def clinics(real_data: Path) -> list[Cells]:
    with (real_data / "facilities" / "baja_california_clues_2025.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def spoiled(clinics: list[Cells], spoil: Spoil, **more: str) -> RawTable:
    rows = tuple(
        RawRow(number, _cells(clinic) | spoil(float(clinic["longitud"]), float(clinic["latitud"])) | more)
        for number, clinic in enumerate(clinics, start=2)
    )
    return RawTable("clues.csv", tuple(dict.fromkeys(name for row in rows for name in row.cells)), rows)


def _cells(clinic: Cells) -> Cells:
    kind = "mobile_clinic" if "MÓVIL" in clinic["tipoUnidad"] else "clinic"
    return {"facility_id": clinic["cluesimb"], "name": clinic["nombre"], "kind": kind, "lon": "", "lat": ""}


def farthest_m(intake: Intake, clinics: list[Cells]) -> float:
    frame = intake.frame.set_index("facility_id")
    places = {clinic["cluesimb"]: (float(clinic["longitud"]), float(clinic["latitud"])) for clinic in clinics}
    true_lon, true_lat = np.array([places[name] for name in frame.index]).T
    return float(distance_m(frame["lon"].to_numpy(), frame["lat"].to_numpy(), true_lon, true_lat).max())


@pytest.mark.parametrize("way", SPOILED)
def test_every_clinic_comes_back_within_ten_metres_whichever_way_it_was_written(clinics: list[Cells], way: str) -> None:
    intake = take_facilities(spoiled(clinics, SPOILED[way], country="MX"))
    assert len(intake.frame) == len(clinics) == 173
    assert farthest_m(intake, clinics) < 10
    assert intake.counts.repaired == 173  # the services of a kind, at least


@pytest.mark.parametrize("way", sorted(FROM_THE_FILE))
def test_where_no_row_names_its_country_the_whole_file_tells_it(clinics: list[Cells], way: str) -> None:
    # Only a file that also holds points as they should be shows where it lies.
    intake = take_facilities(spoiled(clinics, SPOILED[way]))
    assert len(intake.frame) == 173
    assert farthest_m(intake, clinics) < 10


GARBAGE = (
    "",
    "?",
    "S/N",
    "Calle 5 No. 12",
    "32..4",
    "999",
    "1e400",
    "0",
    "12:61:00 N",
    "32,4,6",
    "116 W 32 W",
    "=1+1",
    "٣٢",
)


@pytest.mark.parametrize("way", SPOILED)
def test_of_a_file_with_garbage_in_every_tenth_row_the_rest_is_right(clinics: list[Cells], way: str) -> None:
    dice = random.Random(20)  # noqa: S311 - a fixed seed, no secret
    raw = spoiled(clinics, SPOILED[way], country="MX")
    bad = {row.number for row in raw.rows if dice.random() < 0.1}
    rows = tuple(
        RawRow(row.number, row.cells | {"lon": dice.choice(GARBAGE), "lat": dice.choice(GARBAGE)})
        if row.number in bad
        else row
        for row in raw.rows
    )
    intake = take_facilities(RawTable(raw.file, raw.columns, rows))
    assert set(intake.set_aside["row"]) == bad
    assert len(bad) > 8
    assert len(intake.frame) + len(bad) == 173
    assert farthest_m(intake, clinics) < 10


def test_missing_migrants_keeps_every_row_and_its_words_are_mended(real_data: Path) -> None:
    path = real_data / "incidents" / "missing_migrants_corridor_2014_2020.csv"
    with path.open(encoding="utf-8", newline="") as file:
        given = list(csv.DictReader(file))
    named = {"incident_id": "Web ID", "lon": "longitude", "lat": "latitude", "kind": "Cause of Death"}
    named |= {"source": "Location Description"}  # the words most of which are spoilt
    rows = tuple(
        RawRow(number, {ours: clean_text(line[theirs]) for ours, theirs in named.items()} | {"date": "2019-06-30"})
        for number, line in enumerate(given, start=2)
    )
    intake = take_incidents(RawTable(path.name, (*named, "date"), rows))
    counts = intake.counts
    assert counts.rows == len(given) == 2044
    assert counts.kept + counts.repaired + counts.set_aside == 2044
    words = intake.repaired[intake.repaired["mend"].str.startswith("wrong encoding")]
    text = " ".join(intake.frame["source"])
    assert (words["row"].nunique(), len(words)) == (424, 424)
    assert "Río Bravo, near Ejido El Ramireño" in text
    assert "Pharr–Reynosa" in text
    assert not re.search(r"[ÃÂâ][^\x00-\x7f]|\N{REPLACEMENT CHARACTER}", text)
