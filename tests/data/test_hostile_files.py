"""Whatever a file holds, reading it ends in a table or in one clear line, and rows in are kept or set aside."""

import json
import random
from pathlib import Path

import pytest

from data.read_table import read_table
from data.tables_of_study import STUDY_TABLES
from geo.errors import InputError

CSV = (
    'facility_id,name,kind,services,lon,lat,fee\n1,"Clínica ""Sur""",clinic,primary;maternal,-92.25,14.9,no\n'
    "2,Albergue,shelter,,-92.3,14.95,\n3,Línea,hotline,legal,,,sí\n"
).encode()
GEOJSON = json.dumps(
    {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "EPSG:4326"}},
        "features": [
            {
                "type": "Feature",
                "properties": {"area_id": f"{number}", "name": "Área", "population": 12.5},
                "geometry": {"type": "Polygon", "coordinates": [[[0, 1], [2, 1], [2, 3], [0, 3], [0, 1]]]},
            }
            for number in range(3)
        ],
    },
    ensure_ascii=False,
).encode()
PIECES = (
    *(b"", b'"', b",", b"\n", b"\r", b"\x00", b"\xff", b"\xef\xbb\xbf", b"NaN", b"-Infinity", b"1e999", b"null", b"{}"),
    *(b"[", b"]]", b"9" * 5000, "\u202e".encode(), b"\\ud800", b"EPSG:0", b"EPSG:2193", b'"Point"', b"true", b"-0"),
)


def mutated(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.choice([0, 1, 1, 2, 8, 200]))
        content = content[:start] + chance.choice(PIECES) + content[end:]
    return content


def ends_well(noun: str, path: Path) -> bool:
    """Tell whether a table came of it; anything but a table or an InputError of one line fails."""
    said = ""
    try:
        raw = read_table(path)
        intake = STUDY_TABLES[noun].take(raw)
    except InputError as error:
        said = str(error)
    if said:
        assert "\n" not in said
        assert len(said) < 1000
        return False
    assert len(intake.frame) + len(intake.set_aside) == len(raw.rows)
    return True


@pytest.mark.parametrize(("noun", "name", "content"), [("facilities", "f.csv", CSV), ("areas", "a.geojson", GEOJSON)])
def test_a_mutated_file_ends_in_a_table_or_in_one_line(tmp_path: Path, noun: str, name: str, content: bytes) -> None:
    chance = random.Random(noun)  # noqa: S311
    path = tmp_path / name
    path.write_bytes(content)
    assert ends_well(noun, path)
    ends = []
    for _ in range(400):
        path.write_bytes(mutated(content, chance))
        ends.append(ends_well(noun, path))
    assert 20 < sum(ends) < 380


@pytest.mark.parametrize(("noun", "name", "content"), [("facilities", "f.csv", CSV), ("areas", "a.geojson", GEOJSON)])
def test_a_file_cut_anywhere_never_gives_a_row_it_did_not_hold(
    tmp_path: Path, noun: str, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    whole = {row.cells["name"] for row in read_table(path).rows}
    for length in range(0, len(content), 3):
        path.write_bytes(content[:length])
        try:
            intake = STUDY_TABLES[noun].take(read_table(path))
        except InputError:
            continue
        assert set(intake.frame["name"]) <= whole


def test_a_header_of_a_hundred_thousand_columns_is_answered_quickly(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"c{number}" for number in range(100_000)) + "\n1\n")
    assert not ends_well("demand", path)
