"""What stops a publication: one clear line, the old bundle untouched, and nothing half-made whatever ends it."""

import csv
import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from doors import alcance, done, holds, refused, rows_of
from toy_study import facility, road_study

from data.reasons import say_reason

ROOT = Path(__file__).resolve().parents[2]
DAY = ("--as-of", "2026-07-01")
OPEN = facility("open-a", 10, seen="public")
WOMENS = facility("casa", 40, kind="shelter", services="shelter;gbv", seen="public")
FULL = os.environ.get("ALCANCE_PROMISES") == "full"
KILLS, FULL_DISKS = (40, 15) if FULL else (4, 1)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return road_study(tmp_path_factory.mktemp("road"), [OPEN, facility("b", 40, kind="shelter", seen="hidden")])


@pytest.fixture
def own_study(study: Path, tmp_path: Path) -> Path:
    """Return a copy of the study that a test may spoil."""
    return Path(shutil.copytree(study, tmp_path / "study"))


def rewritten(study: Path, change: Callable[[dict[str, str]], dict[str, str]]) -> None:
    """Change each row of the facilities as somebody would in a spreadsheet."""
    path = study / "facilities.csv"
    rows = [change(row) for row in rows_of(path)]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)


def test_a_study_with_an_error_is_not_published(own_study: Path, tmp_path: Path) -> None:
    rewritten(own_study, lambda row: {("sort" if name == "kind" else name): cell for name, cell in row.items()})
    assert "facilities.csv: column kind is missing" in refused("publish", own_study, tmp_path / "map", *DAY)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["study"]


def test_a_study_without_a_place_that_can_be_used_is_not_published(own_study: Path, tmp_path: Path) -> None:
    rewritten(own_study, lambda row: row | {"lon": "999"})
    told = refused("publish", own_study, tmp_path / "map", *DAY)
    assert "none of its 2 rows can be used as facilities" in told
    assert sorted(each.name for each in tmp_path.iterdir()) == ["study"]


def test_a_study_the_doctor_calls_misleading_is_not_published(own_study: Path, tmp_path: Path) -> None:
    # Longitude and latitude of the public one of two places are swapped.
    rewritten(own_study, lambda row: row | ({"lat": "12.5"} if row["facility_id"] == "open-a" else {}))
    assert alcance("doctor", own_study).code == 1
    told = refused("publish", own_study, tmp_path / "map", *DAY)
    assert told == (
        f"{own_study / 'facilities'}: public places alone: 100% of the rows are off the roads. "
        "Is the extract of the same place? Are longitude and latitude swapped?"
    )
    assert sorted(each.name for each in tmp_path.iterdir()) == ["study"]


@pytest.mark.parametrize("seen", ["hidden", "restricted"])
def test_a_place_off_the_roads_that_is_not_drawn_stops_nothing(tmp_path: Path, seen: str) -> None:
    far = facility("far", 40, seen=seen).replace(",0,", ",3.0,")
    study = road_study(tmp_path, [OPEN, far])
    done("publish", study, tmp_path / "map", *DAY)
    (tmp_path / "alone").mkdir()
    done("publish", road_study(tmp_path / "alone", [OPEN]), tmp_path / "alone" / "map", *DAY)
    assert holds(tmp_path / "map") == holds(tmp_path / "alone" / "map")


def test_nor_do_others_on_the_roads_make_up_for_public_ones_off_them(tmp_path: Path) -> None:
    near = [facility(f"h{at}", at, seen="hidden") for at in range(20)]
    study = road_study(tmp_path, [facility("far", 40, seen="public").replace(",0,", ",3.0,"), *near])
    told = refused("publish", study, tmp_path / "map", *DAY)
    assert "public places alone: 100% of the rows are off the roads" in told


def test_of_rows_set_aside_the_share_is_one_of_all_rows(own_study: Path, tmp_path: Path) -> None:
    table = own_study / "facilities.csv"
    (head, *_), rows = table.read_text("utf-8").splitlines(), rows_of(table)
    more = [rows[1] | {"facility_id": f"h{at}", "name": f"Casa {at}"} for at in range(10)]
    with table.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, head.split(","))
        lines.writeheader()
        lines.writerows([*rows, *more, rows[1] | {"facility_id": "bad", "lat": "99"}])
    done("publish", own_study, tmp_path / "map", *DAY)


def test_a_study_of_which_a_help_line_alone_is_public_is_published(tmp_path: Path) -> None:
    line = "line,Ejemplo Línea,hotline,legal,,,,MX"
    study = road_study(tmp_path, [facility("far", 40, seen="hidden").replace(",0,", ",3.0,"), line])
    done("publish", study, tmp_path / "map", *DAY)


def test_a_link_to_an_empty_folder_is_said_and_left_alone(study: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "map").symlink_to(tmp_path / "empty")
    told = refused("publish", study, tmp_path / "map", *DAY)
    assert told == f"{tmp_path / 'map'}: is a link to another folder. Name that folder itself, or a new one."
    assert sorted(each.name for each in tmp_path.iterdir()) == ["empty", "map"]


@pytest.mark.parametrize("name", [".", "../here", "whole"])
def test_the_folder_one_stands_in_is_not_replaced(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    out = str(tmp_path / "here") if name == "whole" else name
    told = refused("publish", study, out, *DAY)
    assert told == f"{out}: is the folder you are in, which cannot be replaced. Name a new folder."
    assert say_reason("is the folder you are in, which cannot be replaced", "es") == (
        "es la carpeta en la que usted está, y no se puede reemplazar"
    )
    assert say_reason("Name a new folder.", "es") == "Indique una carpeta nueva."
    assert sorted(each.name for each in tmp_path.iterdir()) == ["here"]


@pytest.mark.parametrize("name", ["", "  "])
def test_a_signature_of_nobody_is_no_draft(study: Path, tmp_path: Path, name: str) -> None:
    told = refused("publish", study, tmp_path / "map", *DAY, "--signed-by", name)
    assert told == "--signed-by: names nobody. Give the name of who read the report, or leave it out."
    assert holds(tmp_path) == {}


def test_the_report_of_an_earlier_map_of_that_name_stays(study: Path, tmp_path: Path) -> None:
    done("publish", study, tmp_path / "map", *DAY)
    kept = {path: path.read_bytes() for path in tmp_path.glob("map-report*")}
    assert len(kept) == 3
    shutil.rmtree(tmp_path / "map")
    done("publish", study, tmp_path / "map", *DAY, "--signed-by", "Ana")
    assert {path: path.read_bytes() for path in kept} == kept
    assert "Signed by Ana" in (tmp_path / "map-report-2-en.html").read_text("utf-8")
    assert (tmp_path / "map-report-2.csv").read_bytes() == kept[tmp_path / "map-report.csv"]


def test_where_there_is_no_room_nobody_is_sent_to_another_folder(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alcance("--help")  # brings the modules in

    def too_large(_folder: Path, _view: object) -> None:
        raise OSError(errno.EFBIG, "File too large")

    monkeypatch.setattr(sys.modules["alcance.publishing.run"], "write_view", too_large)
    told = refused("publish", study, tmp_path / "map", *DAY)
    assert told == (
        f"{tmp_path / 'map'}: cannot be made (File too large). "
        "Free space on the disk, or allow larger files, and try again."
    )


def test_a_map_that_cannot_appear_leaves_no_report(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alcance("--help")  # brings the modules in

    def full(_bundle: Path, _out: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys.modules["alcance.publishing.run"], "_appear", full)
    assert "cannot be made (No space left on device)" in refused("publish", study, tmp_path / "map", *DAY)
    assert holds(tmp_path) == {}


@pytest.mark.parametrize("cells", [{"women_only": "yes"}, {"services": "gbv"}], ids=["for women only", "violence"])
def test_a_womens_shelter_set_public_without_a_reason_stops_it(
    own_study: Path, tmp_path: Path, cells: dict[str, str]
) -> None:
    rewritten(own_study, lambda row: row | (cells | {"visibility": "public"} if row["facility_id"] == "b" else {}))
    told = refused("publish", own_study, tmp_path / "map", *DAY)
    assert told.startswith("facilities.csv, row 2: a place for women only or about violence is set public.")
    assert not (tmp_path / "map").exists()


def test_so_does_one_that_was_hidden_when_the_study_was_made_until_its_row_gives_a_reason(tmp_path: Path) -> None:
    study = road_study(tmp_path, [OPEN, WOMENS])
    told = refused("publish", study, tmp_path / "map", *DAY)
    assert told.startswith("clinics.csv, row 3: a place for women only or about violence is set public.")
    reason = {"visibility": "public", "visibility_reason": "known to everybody, agreed with those who run it"}
    rewritten(study, lambda row: row | (reason if row["facility_id"] == "casa" else {}))
    done("publish", study, tmp_path / "map", *DAY)
    assert "Ejemplo casa" in (tmp_path / "map" / "places" / "p00.js").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("file", "is there already and holds something"),
        ("file/map", "cannot be made (Not a directory)"),
        ("no/such/map", "cannot be made (No such file or directory)"),
    ],
)
def test_a_place_that_is_none_is_said_and_left_alone(study: Path, tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    before = holds(tmp_path)
    assert f"{tmp_path / name}: {told}" in refused("publish", study, tmp_path / name, *DAY)
    assert holds(tmp_path) == before


@pytest.mark.parametrize("end", ["import os; os.kill(os.getpid(), 9)", "raise MemoryError"], ids=["killed", "broken"])
def test_the_end_of_the_process_that_publishes_is_one_line(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    alcance("--help")  # brings the modules in
    monkeypatch.setattr(sys.modules["alcance.publishing.run"], "_START", end)
    assert "was not published" in refused("publish", study, tmp_path / "map", *DAY)
    assert holds(tmp_path) == {}


def counts_of(how: str, study: Path, folder: Path, times: int) -> dict[str, int]:
    words = [sys.executable, ROOT / "tests" / "killed_publishing.py", how, study, folder, times, 7]
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    ran = subprocess.run(
        list(map(str, words)), capture_output=True, text=True, check=False, env={**os.environ, **paths}
    )
    assert ran.returncode == 0, ran.stderr
    counts: dict[str, int] = json.loads(ran.stdout)
    sys.stdout.write(f"publish, {how} {times}: {counts}\n")
    return counts


@pytest.mark.promise
def test_a_killed_publication_leaves_nothing_or_the_whole_map(study: Path, tmp_path: Path) -> None:
    counts = counts_of("kill", study, tmp_path, KILLS)
    assert counts.get("nothing", 0) + counts.get("whole", 0) == KILLS
    assert counts.get("then nothing", 0) + counts.get("then whole", 0) == KILLS
    assert counts["left behind"] == 0


@pytest.mark.promise
def test_a_full_disk_leaves_nothing_or_the_whole_map(study: Path, small_disk: Path) -> None:
    counts = counts_of("full", study, small_disk, FULL_DISKS)
    assert counts.get("nothing", 0) + counts.get("whole", 0) == FULL_DISKS
    assert counts.get("refused in one line", 0) + counts.get("ended with 0", 0) == FULL_DISKS
    assert counts["the disk is named"] == counts.get("refused in one line", 0)
    assert counts["left behind"] == 0
