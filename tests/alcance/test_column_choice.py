"""What the columns of a file are, and who may know its shelters, can be said on the command line."""

from pathlib import Path

import pytest
from doors import column, done, refused, written
from osm_world import at_km, straight_road


def _files(folder: Path, header: str, *rows: str) -> tuple[object, ...]:
    return "--osm", straight_road(folder), "--facilities", written(folder / "list.csv", [header, *rows])


def test_a_column_and_a_value_for_all_rows_are_chosen(tmp_path: Path) -> None:
    files = _files(tmp_path, "Sede,Este,Norte", f"Casa,{at_km(5)},0", f"Otra,{at_km(9)},0")
    choice = ("facilities.name=Sede", "facilities.kind==clinic", "facilities.lon=este", "facilities.lat=Norte")
    words = [word for each in choice for word in ("--column", each)]
    said = done("new", tmp_path / "study", *files, *words).out
    assert column(tmp_path / "study" / "facilities.csv", "name") == ["Casa", "Otra"]
    assert column(tmp_path / "study" / "facilities.csv", "kind") == ["clinic", "clinic"]
    assert "name = Sede, kind = =clinic, lon = Este, lat = Norte" in said


def test_a_column_that_is_missing_says_the_words_that_choose_it(tmp_path: Path) -> None:
    files = _files(tmp_path, "Sede,lon,lat,kind", f"Casa,{at_km(5)},0,clinic")
    said = refused("new", tmp_path / "study", *files)
    assert said.startswith("list.csv: column name was not recognised; columns found: Sede, lon, lat, kind.")
    assert "--column facilities.name=NAME" in said
    assert not (tmp_path / "study").exists()
    done("new", tmp_path / "study", *files, "--column", "facilities.name=Sede")


@pytest.mark.parametrize("word", ["lon", "facilities.lon", "lon=X", "demand.lon=X", ""])
def test_a_choice_that_is_no_choice_is_refused(tmp_path: Path, word: str) -> None:
    files = _files(tmp_path, "facility_id,name,kind,lon,lat", f"a,A,clinic,{at_km(5)},0")
    said = refused("new", tmp_path / "study", *files, "--column", word)
    assert said.startswith(f"--column: {word!r} cannot be understood. Write it as TABLE.OURS=THEIRS")


def test_shelters_are_hidden_unless_somebody_answers(tmp_path: Path) -> None:
    files = _files(tmp_path, "facility_id,name,kind,lon,lat", f"a,A,shelter,{at_km(5)},0", f"b,B,clinic,{at_km(6)},0")
    assert "1 hidden, 1 restricted" in done("new", tmp_path / "plain", *files).out
    said = done("new", tmp_path / "told", *files, "--shelters", "public").out
    assert "1 public, 1 restricted" in said
    assert column(tmp_path / "told" / "facilities.csv", "visibility") == ["public", "restricted"]


def test_an_answer_about_shelters_that_is_none_of_ours_or_goes_unheard_is_refused(tmp_path: Path) -> None:
    files = _files(tmp_path, "facility_id,name,kind,lon,lat", f"a,A,shelter,{at_km(5)},0")
    said = refused("new", tmp_path / "study", *files, "--shelters", "everyone")
    assert said == "--shelters: 'everyone' is not known. Use one of: public, restricted, hidden"
    said = refused("new", tmp_path / "study", *files[:2], "--shelters", "public")
    assert said == "--shelters: is about the list of services, and none was given. Add --facilities FILE."
