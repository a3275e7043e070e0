"""The demonstration as a person runs it: the embedded corridor, three services, by car and on foot."""

import json
import shutil
import signal
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pyogrio
import pytest
from doors import alcance, column, done, header, holds, layers, refused, rows_of
from toy_study import road_study

from alcance import demo, executor

QUESTIONS = (
    *("primary-drive-60", "emergency-drive-60", "shelter-drive-60"),
    *("primary-walk-120", "emergency-walk-120", "shelter-walk-120"),
)
AGAIN = ("shelter-drive-60", "primary-walk-120")
TABLES = ("gaps", "corridors", "border_gaps", "reach", "coverage", "access")
FILES = {*(f"{table}.csv" for table in TABLES), "result.gpkg", "map.html", "manifest.json"}
STAMP = '<span lang="es">EJEMPLO</span><span lang="en">EXAMPLE</span>'
SAID = "alcance: interrupted; nothing half-written was left behind.\n"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Run it once and give its folder, made with the one above it, and what it said."""
    out = tmp_path_factory.mktemp("demo") / "deep" / "out"
    return out, done("demo", out).out


@pytest.fixture(scope="module")
def again(ran: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Run it over a copy whose answers were all spoilt, with a question for each mode; give it and what it said."""
    out = tmp_path_factory.mktemp("again") / "out"
    for name in ("study", *AGAIN):
        shutil.copytree(ran[0] / name, out / name)
    for path in (path for name in AGAIN for path in (out / name).iterdir()):
        path.write_text("spoilt", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(demo, "QUESTIONS", {name: demo.QUESTIONS[name] for name in AGAIN})
        yield out, done("demo", out, "--json").out


@pytest.fixture
def made(ran: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the example be a copy of the one the first run made: that it is made alike each time, its own tests show."""

    def copied(study: Path, _progress: object) -> Path:
        return Path(shutil.copytree(ran[0] / "study", study, dirs_exist_ok=True))

    monkeypatch.setattr(demo, "load_example", copied)


@pytest.fixture
def unanswered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a run that comes to no answer start no processes for them, which take long to start and are given none."""
    monkeypatch.setattr(demo, "processes", nullcontext)


def test_there_is_a_folder_for_each_question_and_one_for_the_study(ran: tuple[Path, str]) -> None:
    assert {path.name for path in ran[0].iterdir()} == {*QUESTIONS, "study"}


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_folder_holds_the_tables_of_its_own_question(ran: tuple[Path, str], name: str) -> None:
    folder, (service, mode, cutoff) = ran[0] / name, name.split("-")
    assert {path.name for path in folder.iterdir()} == FILES
    assert layers(folder / "result.gpkg") == sorted(TABLES)
    asked = {
        (row["service"], row["mode"], row["cutoff_min"]) for table in TABLES for row in rows_of(folder / f"{table}.csv")
    }
    assert asked == {(service, mode, f"{cutoff}.0")}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_table_and_every_page_says_that_it_is_an_example(ran: tuple[Path, str], name: str) -> None:
    folder = ran[0] / name
    assert [table for table in TABLES if header(folder / f"{table}.csv")[-1] != "EXAMPLE"] == []
    fields = {table: pyogrio.read_info(folder / "result.gpkg", layer=table)["fields"] for table in TABLES}
    assert [table for table, names in fields.items() if "EXAMPLE" not in names] == []
    assert STAMP in (folder / "map.html").read_text("utf-8")
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["stamps"] == ["EXAMPLE"]


def test_at_least_300_segments_are_answered_the_same_ones_for_each_question(ran: tuple[Path, str]) -> None:
    segments = {tuple(column(ran[0] / name / "gaps.csv", "segment_id")) for name in QUESTIONS}
    assert len(segments) == 1
    assert len(segments.pop()) >= 300


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_underserved_segment_tells_the_next_service_and_the_last(ran: tuple[Path, str], name: str) -> None:
    worst = [row for row in rows_of(ran[0] / name / "gaps.csv") if row["flag"] == "underserved"]
    assert worst
    for way in ("ahead", "behind"):
        told = {(row[f"facility_{way}"] != "", row[f"km_{way}"] != "") for row in worst}
        assert (True, True) in told
        assert told <= {(True, True), (False, False)}


def test_a_second_run_writes_the_same_bytes_over_what_is_there(ran: tuple[Path, str], again: tuple[Path, str]) -> None:
    first, second = holds(ran[0]), holds(again[0])
    assert sorted(second) == sorted(name for name in first if name.partition("/")[0] in ("study", *AGAIN))
    assert [name for name in second if second[name] != first[name]] == []


def test_the_summary_is_made_of_the_figures_in_the_files(ran: tuple[Path, str], again: tuple[Path, str]) -> None:
    told = json.loads(again[1])["questions"]
    assert [Path(each["out"]).name for each in told] == list(AGAIN)
    for each in told:
        folder, worst = ran[0] / Path(each["out"]).name, each["worst"]
        km = sum(float(text) for text in column(folder / "corridors.csv", "km_underserved"))
        assert each["km_underserved"] == pytest.approx(km)
        assert each["longest_gap_km"] == max(float(text) for text in column(folder / "corridors.csv", "longest_gap_km"))
        rows = [row for row in rows_of(folder / "gaps.csv") if row["flag"] == "underserved"]
        first = max(rows, key=lambda row: (float(row["severity"]), float(row["gap_km"])))
        assert {key: worst[key] for key in ("corridor_id", "facility_ahead", "facility_behind")} == {
            key: first[key] for key in ("corridor_id", "facility_ahead", "facility_behind")
        }
        assert worst["start_km"] == float(first["start_km"])
        answered = [table for table in TABLES if table != "access"]
        assert each["rows"] == {table: len(rows_of(folder / f"{table}.csv")) for table in answered}


def test_a_person_reads_each_question_its_worst_segment_and_where_the_map_is(
    ran: tuple[Path, str], again: tuple[Path, str]
) -> None:
    lines = ran[1].splitlines()
    said_of = {name: lines[2 * at : 2 * at + 2] for at, name in enumerate(QUESTIONS)}
    del lines[: 2 * len(QUESTIONS)]
    for name, told in zip(AGAIN, json.loads(again[1])["questions"], strict=True):
        service, mode, cutoff = name.split("-")
        said, worst = said_of[name], told["worst"]
        assert said[0].startswith(f"{service}, {mode} {cutoff} min: {told['km_underserved']:,.1f} of ")
        assert said[1].startswith(f"  worst: {worst['corridor_id']} km {worst['start_km']:.0f}-{worst['end_km']:.0f}, ")
        assert f"({worst['facility_ahead_name']}), last behind " in said[1]
        assert f"({worst['facility_behind_name']})" in said[1]
    maps = [f"Maps: {ran[0] / name / 'map.html'}" for name in QUESTIONS]
    assert lines[0].startswith("Stamped EXAMPLE: ")
    assert lines[1:-1] == maps
    assert lines[-1] == f"Ask it something else: alcance gaps {ran[0] / 'study'} --service water"


def test_the_study_can_be_asked_something_else(ran: tuple[Path, str], tmp_path: Path) -> None:
    study = shutil.copytree(ran[0] / "study", tmp_path / "study")
    done("gaps", study, "--service", "water", "--out", tmp_path / "water")
    assert len(rows_of(tmp_path / "water" / "gaps.csv")) >= 300


def _refused_as_it_was(out: Path) -> str:
    before = holds(out.parent)
    said = refused("demo", out)
    assert holds(out.parent) == before
    return said


@pytest.mark.usefixtures("unanswered")
def test_a_study_of_ones_own_is_refused_and_stays(tmp_path: Path) -> None:
    study = road_study(tmp_path, {"a": 0})
    assert "holds the inputs of a study" in _refused_as_it_was(study)


@pytest.mark.usefixtures("unanswered", "made")
def test_another_study_in_the_place_of_the_example_is_refused_and_stays(tmp_path: Path) -> None:
    study = road_study(tmp_path, {"a": 0})
    (tmp_path / "out").mkdir()
    study.rename(tmp_path / "out" / "study")
    assert "is not the example as it was made" in _refused_as_it_was(tmp_path / "out")


@pytest.mark.usefixtures("unanswered", "made")
def test_the_example_with_one_byte_changed_is_refused_and_stays(ran: tuple[Path, str], tmp_path: Path) -> None:
    shutil.copytree(ran[0] / "study", tmp_path / "out" / "study")
    with (tmp_path / "out" / "study" / "demand.csv").open("ab") as file:
        file.write(b"\n")
    assert "is not the example as it was made" in _refused_as_it_was(tmp_path / "out")


@pytest.mark.usefixtures("unanswered")
def test_a_folder_of_other_things_is_refused_and_stays(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("Dear", encoding="utf-8")
    assert "holds other things, such as letter.txt" in _refused_as_it_was(tmp_path / "out")


@pytest.mark.usefixtures("unanswered")
def test_a_file_in_the_place_of_the_folder_or_of_the_study_is_refused_and_stays(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear", encoding="utf-8")
    assert "cannot be written" in _refused_as_it_was(tmp_path / "letter")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "study").write_text("Dear", encoding="utf-8")
    assert "is there already" in _refused_as_it_was(tmp_path / "out")


@pytest.mark.usefixtures("made", "unanswered")
@pytest.mark.parametrize("moment", ["load_example", "_answer_all"])
def test_ctrl_c_before_the_first_answer_leaves_whole_files_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ran: tuple[Path, str], moment: str
) -> None:
    real = getattr(demo, moment)

    def pressed(*args: object) -> object:
        signal.raise_signal(signal.SIGINT)
        return real(*args)

    monkeypatch.setattr(demo, moment, pressed)
    ended = alcance("demo", tmp_path / "out")
    assert (ended.code, ended.out, ended.err) == (3, "", SAID)
    made = {name: content for name, content in holds(ran[0]).items() if name.startswith("study/")}
    assert holds(tmp_path / "out") == (made if moment == "_answer_all" else {})


@pytest.mark.usefixtures("made")
def test_ctrl_c_among_the_answers_leaves_each_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ran: tuple[Path, str]
) -> None:
    monkeypatch.setattr(executor, "wait", lambda _running, **_: signal.raise_signal(signal.SIGINT))
    ended = alcance("demo", tmp_path / "out")
    assert (ended.code, ended.out, ended.err) == (3, "", SAID)
    first, left = holds(ran[0]), holds(tmp_path / "out")
    assert {name: first[name] for name in left} == left
    answered = [path for path in (tmp_path / "out").iterdir() if path.name != "study"]
    assert len(answered) < len(QUESTIONS)
    assert [path.name for path in answered if {each.name for each in path.iterdir()} != FILES] == []
