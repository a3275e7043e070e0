"""A file from outside as a table of a study: what is missing is said, what somebody chose wins, and nothing is lost."""

from pathlib import Path

import pytest
from doors import column, written
from messy import written_xlsx
from osm_world import straight_road

from data.draft_study import draft_study
from data.from_outside import look_into, take_outside, try_outside
from data.study_file import load_study_file
from data.visibility import Unsaid
from data.write_study import write_study
from geo.errors import InputError

HEADER = "Clave,Nombre,Tipo,Latitud,Longitud"
SHELTERS = [
    "facility_id,name,kind,services,lon,lat,women_only,visibility,visibility_reason",
    "a,Casa A,shelter,,-92.1,14.9,,,",
    "b,Casa B,shelter,,-92.2,14.9,yes,,",
    "c,Casa C,clinic,gbv;shelter,-92.3,14.9,,,",
    "d,Casa D,shelter,,-92.4,14.9,,hidden,",
    "e,Casa E,clinic,primary;shelter,-92.5,14.9,,,",
    "f,Casa F,clinic,primary,-92.6,14.9,,,",
    "g,Casa G,shelter,,-92.7,14.9,yes,,open house",
]


def _list(folder: Path, *rows: str, header: str = HEADER) -> Path:
    return written(folder / "list.csv", [header, *rows])


def _seen(path: Path, shelters: str) -> dict[str, str]:
    frame = take_outside("facilities", path, shelters=shelters).intake.frame
    return dict(zip(frame["facility_id"], frame["visibility"], strict=True))


def test_columns_in_spanish_are_found_and_the_file_is_as_good_as_ours(tmp_path: Path) -> None:
    taken = take_outside("facilities", _list(tmp_path, "1,Centro,clínica,14.9,-92.1"))
    row = taken.intake.frame.iloc[0]
    assert (row["name"], row["kind"], row["lon"], row["lat"]) == ("Centro", "clinic", -92.1, 14.9)
    assert taken.columns is not None
    assert taken.columns.columns["lat"] == "Latitud"
    assert taken.columns.missing == ()


def test_a_missing_column_is_said_with_those_found_and_how_to_choose(tmp_path: Path) -> None:
    path = _list(tmp_path, "Centro,14.9,-92.1", header="Nombre,Latitud,Longitud")
    with pytest.raises(InputError) as refused:
        take_outside("facilities", path)
    assert str(refused.value) == (
        "list.csv: column kind was not recognised; columns found: Nombre, Latitud, Longitud. "
        "Say which it is: --column facilities.kind=NAME, or =VALUE where all rows have the same."
    )
    raw, columns = look_into("facilities", path)
    assert columns.missing == ("kind",)
    assert raw.columns == ("Nombre", "Latitud", "Longitud")


def test_a_value_chosen_for_all_rows_stands_in_for_a_missing_column(tmp_path: Path) -> None:
    path = _list(tmp_path, "Centro,14.9,-92.1", "Otro,14.8,-92.2", header="Nombre,Latitud,Longitud")
    assert set(take_outside("facilities", path, {"kind": "=clinic"}).intake.frame["kind"]) == {"clinic"}


def test_a_choice_wins_over_what_was_recognised(tmp_path: Path) -> None:
    path = _list(tmp_path, "1,Centro,clínica,14.9,-92.1,Casa", header=f"{HEADER},Apodo")
    assert take_outside("facilities", path).intake.frame["name"].tolist() == ["Centro"]
    chosen = take_outside("facilities", path, {"name": "apodo"}).intake.frame
    assert chosen["name"].tolist() == ["Casa"]
    assert chosen["Nombre"].tolist() == ["Centro"]


def test_a_choice_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = _list(tmp_path, "1,Centro,clínica,14.9,-92.1")
    with pytest.raises(InputError, match=r"has no column Longitude X; columns found: Clave, Nombre"):
        take_outside("facilities", path, {"lon": "Longitude X"})
    with pytest.raises(InputError, match="magic is no column of facilities"):
        take_outside("facilities", path, {"magic": "Clave"})


def test_what_was_noticed_about_a_file_is_handed_on(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(f"{HEADER}\n1,Clínica Ñandú,clínica,14.9,-92.1\n".encode("cp1252"))
    taken = take_outside("facilities", path)
    assert taken.notes == try_outside("facilities", path).notes
    assert any("1252" in note for note in taken.notes)
    assert taken.intake.frame["name"].tolist() == ["Clínica Ñandú"]


def test_the_study_keeps_what_the_columns_were_taken_for(tmp_path: Path) -> None:
    path = _list(tmp_path, "Centro,14.9,-92.1", header="Nombre,Latitud,Longitud")
    taken = take_outside("facilities", path, {"kind": "=clinic", "phone": ""})
    drafted = draft_study(
        "S", straight_road(tmp_path), files={"facilities": taken}, complete_in=None, progress=lambda _what, _count: None
    )
    folder = write_study(tmp_path / "study", drafted.draft)
    kept = load_study_file(folder / "study.toml").columns["facilities"]
    assert taken.columns is not None
    assert kept == dict(taken.columns.columns)
    assert kept == {"name": "Nombre", "kind": "=clinic", "lon": "Longitud", "lat": "Latitud", "phone": ""}
    assert take_outside("facilities", path, kept).intake.frame.equals(taken.intake.frame)
    assert column(folder / "facilities.csv", "kind") == ["clinic"]


@pytest.mark.parametrize("shelters", ["hidden", "restricted", "public"])
def test_an_answer_about_shelters_reaches_those_that_say_nothing_and_no_other(tmp_path: Path, shelters: str) -> None:
    path = written(tmp_path / "list.csv", SHELTERS)
    assert _seen(path, shelters) == {
        "a": shelters,
        "b": "hidden",
        "c": "hidden",
        "d": "hidden",
        "e": shelters,
        "f": "restricted",
        "g": "hidden",
    }


def test_a_trial_counts_the_places_nobody_said_who_may_know(tmp_path: Path) -> None:
    trial = try_outside("facilities", written(tmp_path / "list.csv", SHELTERS))
    assert trial.unsaid == Unsaid(shelters=2, secret=3)
    assert trial.counts is not None
    assert (trial.counts.rows, trial.counts.set_aside) == (7, 0)


def test_a_trial_tells_what_becomes_of_the_rows_and_raises_nothing_for_bad_ones(tmp_path: Path) -> None:
    sheet = [HEADER.split(","), ["1", "Centro", "clinic", "14.9", "-92.1"], ["2", "Otro", "clinic", "norte", "-92.1"]]
    trial = try_outside("facilities", written_xlsx(sheet, tmp_path / "list.xlsx"))
    assert trial.counts == (2, 0, 1, 1)
    assert trial.theirs == tuple(HEADER.split(","))
    useless = try_outside("facilities", _list(tmp_path, "1,Centro,clinic,norte,-92.1"))
    assert useless.counts is None
    assert "none of its 1 rows can be used" in str(useless.fault)
    missing = try_outside("facilities", _list(tmp_path, "1,2", header="a,b"))
    assert (missing.counts, missing.fault) == (None, None)
    assert missing.columns.missing == ("name", "kind", "lon", "lat")


def test_other_tables_have_no_places_to_ask_about(tmp_path: Path) -> None:
    path = written(tmp_path / "people.csv", ["demand_id,lon,lat,population", "a,-92,14,5"])
    assert try_outside("demand", path).unsaid == Unsaid(0, 0)
    assert take_outside("demand", path, shelters="public").intake.frame["population"].tolist() == [5.0]
