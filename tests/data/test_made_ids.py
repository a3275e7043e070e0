"""Ids made for a list without any tell nothing of the rows that are hidden."""

from pathlib import Path

import pytest

from data.from_outside import take_outside

HEADER = "name,kind,lon,lat,visibility"
SEEN = [f"Ejemplo {k},clinic,{k / 10},0,public" for k in range(1, 13)]
HIDDEN = ["Ejemplo oculto,shelter,0.55,0,hidden", "Ejemplo también,clinic,0.56,0,hidden"]


def taken(folder: Path, rows: list[str]) -> list[tuple[str, str]]:
    path = folder / "list.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    frame = take_outside("facilities", path).intake.frame
    return list(zip(frame["facility_id"], frame["name"], strict=True))


def seen(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(row_id, name) for row_id, name in pairs if "hidden" not in row_id]


@pytest.mark.parametrize("at", [0, 1, 5, 12])
def test_what_is_seen_has_the_same_ids_with_the_hidden_rows_and_without(tmp_path: Path, at: int) -> None:
    alone = taken(tmp_path, SEEN)
    among = taken(tmp_path, [*SEEN[:at], *HIDDEN, *SEEN[at:]])
    assert seen(among) == alone
    assert len(alone) == 12
    assert dict(alone)["list-1"] == "Ejemplo 1"
    assert dict(among)["list-hidden-1"] == "Ejemplo oculto"
    assert dict(among)["list-hidden-2"] == "Ejemplo también"


def test_a_row_set_aside_has_no_made_id_and_mends_follow_theirs(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = [HIDDEN[0], "Ejemplo x,clinic,west,0,public", 'Ejemplo y,clinic,"0,25",0.0,public', SEEN[3]]
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    intake = take_outside("facilities", path).intake
    assert list(intake.set_aside["id"]) == [""]
    lon = intake.repaired[intake.repaired["column"] == "lon"]
    assert list(lon["id"]) == ["list-1"]
    assert intake.counts.set_aside == 1
    assert sum(intake.counts[1:]) == intake.counts.rows == 4
