"""What the app answers, and for whom it keeps it."""

import csv
import tomllib
from pathlib import Path

import pytest
from doors import done, holds, refused
from house.rooms import ROOT
from toy_study import demand_csv, facility, road_study

from alcance.app.answers import Answer, KeptStudy, answer, answer_key, asked, keep_study, offered_services
from alcance.app.places import EXAMPLE, first_study, new_study, study_folder
from alcance.app.upload import MB, check_size, field_of, make_study, receive
from alcance.app.work import CalledOffError
from alcance.opened import plan_of
from alcance.start_app import OPTIONS
from analysis.plan import Plan
from geo.errors import InputError, QuestionError, StudyError

ALONE = {"a": 5.0}


def _quiet(_what: str, _done: int, _of: int) -> None:
    return None


def _plan(kept: KeptStudy, service: str = "primary") -> Plan:
    return plan_of(kept.study, asked(service, 15.0, None, None))


def _gaps(kept: KeptStudy) -> Answer:
    return answer(kept, _plan(kept), "gaps", _quiet)


def test_the_files_of_the_app_are_those_of_the_command_line(tmp_path: Path) -> None:
    study = road_study(tmp_path, {"a": 5, "b": 85})
    done("gaps", study, "--service", "primary", "--cutoff-min", 15, "--out", tmp_path / "out")
    kept = _gaps(keep_study(study))
    assert {name: kept.file(name) for name in kept.packed_files} == holds(tmp_path / "out")


def test_a_study_that_changed_gets_another_answer_and_the_same_study_elsewhere_the_same(tmp_path: Path) -> None:
    study = road_study(tmp_path, ALONE)
    before = keep_study(study)
    study.rename(tmp_path / "moved")
    moved = keep_study(tmp_path / "moved")
    assert answer_key(moved, _plan(moved), "gaps") == answer_key(before, _plan(before), "gaps")
    table = tmp_path / "moved" / "facilities.csv"
    table.write_text(table.read_text("utf-8").replace("Ejemplo a", "Ejemplo z"), encoding="utf-8")
    after = keep_study(tmp_path / "moved")
    assert answer_key(after, _plan(after), "gaps") != answer_key(before, _plan(before), "gaps")
    assert b"Ejemplo z" in _gaps(after).page


def test_two_studies_never_share_an_answer(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
    one = keep_study(road_study(folders[0], {"first": 5}))
    two = keep_study(road_study(folders[1], {"second": 5}))
    assert b"Ejemplo first" in _gaps(one).page
    assert b"Ejemplo second" in _gaps(two).page
    assert b"Ejemplo first" not in _gaps(two).page


def test_a_hidden_place_reaches_no_page_file_or_filter(tmp_path: Path) -> None:
    rows = [facility("a", 5), facility("s", 50, kind="shelter", services="shelter;legal", seen="hidden")]
    kept = keep_study(road_study(tmp_path, rows))
    assert offered_services(kept.study) == {"primary"}
    shown = answer(kept, plan_of(kept.study, asked("shelter", 15.0, None, None)), "gaps", _quiet)
    assert b"Ejemplo s" not in shown.page
    assert all(b"Ejemplo s" not in shown.file(name) for name in shown.packed_files)


def test_catchments_need_nobody_and_coverage_counts_who_is_there(tmp_path: Path) -> None:
    kept = keep_study(road_study(tmp_path, ALONE))
    assert "coverage.csv" not in answer(kept, _plan(kept), "catchments", _quiet).packed_files
    other = tmp_path / "other"
    other.mkdir()
    people = demand_csv(other, [("near", 10, 0, 100), ("far", 80, 0, 300)])
    kept = keep_study(road_study(other, ALONE, "--demand", people))
    table = answer(kept, _plan(kept), "coverage", _quiet).file("coverage.csv").decode().splitlines()
    everyone = next(row for row in csv.DictReader(table) if row["unit_kind"] == "all")
    assert (everyone["covered_nearest"], everyone["population"]) == ("100", "400")


def test_the_worst_segments_come_first(tmp_path: Path) -> None:
    kept = keep_study(road_study(tmp_path, {"a": 5, "b": 85}, "--complete-in", "all"))
    assert _gaps(kept).segments[:4] == ("east:40000", "east:30000", "east:50000", "east:20000")


def test_a_link_opens_made_studies_and_the_first_one_and_nothing_by_a_relative_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALCANCE_HOME", str(tmp_path))
    monkeypatch.delenv("ALCANCE_STUDY", raising=False)
    assert first_study() == EXAMPLE
    made = new_study("Mi estudio")
    assert made.parent == tmp_path
    assert made.name.startswith("mi-estudio-")
    assert study_folder(made.name) == made
    assert new_study("Mi estudio") != made
    for name in ("study", "../study", "", "~"):
        with pytest.raises(StudyError, match="is no study"):
            study_folder(name)
    with pytest.raises(QuestionError, match="is no name for a study"):
        new_study("…")


def test_a_folder_is_opened_only_where_the_app_serves_this_computer_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.get_option", lambda _name: "0.0.0.0")  # noqa: S104  what must be refused
    with pytest.raises(StudyError, match="is no study"):
        study_folder(str(tmp_path))
    monkeypatch.setattr("streamlit.get_option", lambda _name: "127.0.0.1")
    assert study_folder(str(tmp_path)) == tmp_path


class _File:
    def __init__(self, name: str, content: bytes = b"", size: int | None = None) -> None:
        self.name = name
        self.size = len(content) if size is None else size
        self._content = content

    def getvalue(self) -> bytes:
        return self._content


def test_an_uploaded_name_leads_nowhere_and_an_error_finds_its_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"osm": _File("../../etc/road.osm", b"x"), "facilities": _File("C:\\evil\\.clinics $(x).csv", b"y")}
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    received = receive("Road", tmp_path / "made", files, chosen={}, complete=False)
    (folder,) = tmp_path.glob("alcance-upload-*")
    assert received.osm == folder / "osm" / "road.osm"
    assert received.tables["facilities"] == folder / "facilities" / "clinics_x_.csv"
    assert field_of("clinics_x_.csv", received) == "facilities"
    assert field_of("road.osm", received) == "osm"
    received.let_go()
    assert list(tmp_path.iterdir()) == []


def test_what_was_uploaded_is_gone_once_the_making_was_called_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    received = receive("Road", tmp_path / "made", {"osm": _File("road.osm", b"x")}, chosen={}, complete=False)

    def called_off(_what: str, _done: int, _of: int) -> None:
        raise CalledOffError

    with pytest.raises(CalledOffError):
        make_study(received, called_off)
    assert list(tmp_path.iterdir()) == []


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    check_size("osm", _File("a.pbf", size=400 * MB))
    with pytest.raises(InputError, match=r"^a\.csv: has 26 MB\. Give at most 25 MB"):
        check_size("facilities", _File("a.csv", size=26 * MB))


def test_the_app_is_not_started_on_a_folder_that_is_no_study(tmp_path: Path) -> None:
    assert refused("app", tmp_path / "nowhere").startswith(f"{tmp_path / 'nowhere'}: is no study folder")


def test_streamlit_is_started_with_the_same_options_from_the_command_and_from_the_folder() -> None:
    told = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    assert {f"{part}.{name}": value for part, names in told.items() for name, value in names.items()} == OPTIONS
    assert OPTIONS["browser.gatherUsageStats"] is False
    assert OPTIONS["client.showErrorDetails"] == "none"
