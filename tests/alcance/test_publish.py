"""The door that publishes: what appears, what stays inside, and what stops it."""

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from doors import done, refused, rows_of
from public_bytes import said
from toy_study import facility, road_study

from layers.public.account import ACCOUNT_COLUMNS

DAY = ("--as-of", "2026-07-01")
PLACES = (
    facility("open-a", 10, seen="public"),
    facility("open-b", 60, seen="public"),
    facility("closed-house", 40, kind="shelter", services="shelter", seen="hidden"),
)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return road_study(tmp_path_factory.mktemp("road"), PLACES)


@pytest.fixture(scope="module")
def draft(study: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bundle nobody signed, with its report beside it."""
    folder = tmp_path_factory.mktemp("published") / "map"
    done("publish", study, folder, *DAY)
    return folder


@pytest.fixture
def own_study(study: Path, tmp_path: Path) -> Path:
    """Return a copy of the study that a test may spoil."""
    return Path(shutil.copytree(study, tmp_path / "study"))


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _manifest(folder: Path) -> dict[str, object]:
    told: dict[str, object] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return told


def _everything(folder: Path) -> Iterator[str]:
    for name, content in _files(folder).items():
        if not name.endswith(".gz"):
            yield content.decode("utf-8", "replace")


def changed(study: Path, cells: dict[str, dict[str, str]]) -> None:
    """Give cells of the facilities, by id, as somebody would in a spreadsheet."""
    file = study / "facilities.csv"
    rows = [row | cells.get(row["facility_id"], {}) for row in rows_of(file)]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with file.open("w", encoding="utf-8", newline="") as opened:
        table = csv.DictWriter(opened, columns)
        table.writeheader()
        table.writerows(rows)


def test_a_study_becomes_a_folder_whose_manifest_lists_every_file(draft: Path) -> None:
    files, manifest = _files(draft), _manifest(draft)
    listed = {name: each["sha256"] for name, each in dict(manifest["files"]).items()}  # type: ignore[call-overload]
    del files["manifest.json"]
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert {"index.html", "app.js", "app.js.gz", "index.js", "sw.js", "words-ht.js"} <= set(files)
    assert (manifest["as_of"], manifest["example"], manifest["draft"]) == ("2026-07-01", False, True)


def test_the_same_study_and_day_give_the_same_bytes(study: Path, draft: Path, tmp_path: Path) -> None:
    done("publish", study, tmp_path / "again", *DAY)
    assert _files(tmp_path / "again") == _files(draft)


def test_a_folder_may_be_named_from_where_one_stands(
    study: Path, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done("publish", study, "map", *DAY)
    assert _files(tmp_path / "map") == _files(draft)


def test_unsigned_is_a_draft_and_the_report_alone_names_who_signed(study: Path, draft: Path, tmp_path: Path) -> None:
    done("publish", study, tmp_path / "signed", *DAY, "--signed-by", "Ana <b>Pérez</b>")
    assert _manifest(draft)["draft"] is True
    assert _manifest(tmp_path / "signed")["draft"] is False
    assert not any("Pérez" in text for text in _everything(tmp_path / "signed"))
    page = (tmp_path / "signed-report-en.html").read_text("utf-8")
    assert "Signed by Ana &lt;b&gt;Pérez&lt;/b&gt;" in page
    manifest = hashlib.sha256((tmp_path / "signed" / "manifest.json").read_bytes()).hexdigest()
    assert manifest in page
    assert "BORRADOR" in (draft.parent / "map-report-es.html").read_text("utf-8")


def test_the_report_names_what_is_told_and_only_counts_what_is_hidden(draft: Path) -> None:
    rows = (draft.parent / "map-report.csv").read_text("utf-8").splitlines()
    assert rows == [
        ",".join(ACCOUNT_COLUMNS),
        "open-a,Ejemplo open-a,clinic,place,,,primary,unknown,,,,unknown,,,,,",
        "open-b,Ejemplo open-b,clinic,place,,,primary,unknown,,,,unknown,,,,,",
    ]
    page = (draft.parent / "map-report-en.html").read_text("utf-8")
    assert "Hidden, in no file that goes out: 1." in page
    assert "closed-house" not in page
    assert "Go out though nobody checked them in the last 180 days: 2." in page


def test_the_report_warns_of_numbers_and_lists_what_is_left_out(own_study: Path, tmp_path: Path) -> None:
    cells = {
        "open-a": {"phone": "504 2222-3333 / 911", "referral_phone": "(504) 9999 8888"},
        "open-b": {"phone": "9999-8888", "visibility": "restricted"},
        "closed-house": {"phone": "2222 3333"},
    }
    changed(own_study, cells)
    done("publish", own_study, tmp_path / "map", *DAY)
    page, spanish = ((tmp_path / f"map-report-{lang}.html").read_text("utf-8") for lang in ("en", "es"))
    warned = "they go out, and a hidden place has the same telephone: 504 2222-3333."
    assert f"Look at these numbers before you sign: {warned}" in page
    assert (
        "Mire estos números antes de firmar: salen, y un lugar oculto tiene el mismo teléfono: 504 2222-3333."
        in spanish
    )
    assert "Numbers left out, as they are the telephone of a restricted place: (504) 9999 8888." in page
    assert "Números que no salen, porque son el teléfono de un lugar restringido: (504) 9999 8888." in spanish
    assert "closed-house" not in page + spanish + (tmp_path / "map-report.csv").read_text("utf-8")
    (row,) = [row for row in rows_of(tmp_path / "map-report.csv") if row["facility_id"] == "open-a"]
    assert (row["phone"], row["referral_phone"]) == ("504 2222-3333 / 911", "")


def test_where_no_number_is_doubtful_the_report_says_nothing_of_any(draft: Path) -> None:
    page = (draft.parent / "map-report-en.html").read_text("utf-8")
    assert "Look at these numbers" not in page
    assert "Numbers left out" not in page


def test_the_report_tells_what_else_people_will_read_of_a_place(own_study: Path, tmp_path: Path) -> None:
    told = {"status": "quizás mañana", "opening_hours": "Mo-Fr 08:00-09:00", "organisation": "Hermanas de X"}
    changed(own_study, {"open-a": told})
    done("publish", own_study, tmp_path / "map", *DAY)
    (row,) = [row for row in rows_of(tmp_path / "map-report.csv") if row["facility_id"] == "open-a"]
    assert {name: row[name] for name in told} == told
    page = (tmp_path / "map-report-en.html").read_text("utf-8")
    assert "Do they still work? Their status is not understood, and they go out without hours (1)" in page
    assert all(word in page for word in (*told.values(), "Named for all to read, the title, the corridors"))
    assert "East" in page


def test_nothing_of_a_hidden_place_is_in_any_byte(draft: Path) -> None:
    everything = "".join(_everything(draft))
    assert "Ejemplo open-a" in everything
    assert "closed-house" not in everything
    assert "open-a" not in everything.replace("Ejemplo open-a", "")  # no id either


def test_a_folder_that_holds_something_is_left_alone(study: Path, draft: Path) -> None:
    before = _files(draft.parent)
    assert "is there already and holds something" in refused("publish", study, draft, "--as-of", "2026-08-01")
    assert _files(draft.parent) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--as-of", "July"), "--as-of: 'July' is no date. Write it as 2026-01-31."),
        (("--as-of", "2026-02-30"), "--as-of: '2026-02-30' is no date. Write it as 2026-01-31."),
        (
            ("--as-of", "0001-01-01"),
            "--as-of: '0001-01-01' is of another calendar or a slip. Give a day from 1990 on.",
        ),
        (
            ("--as-of", "1989-12-31"),
            "--as-of: '1989-12-31' is of another calendar or a slip. Give a day from 1990 on.",
        ),
        (("--as-of", "2999-01-01"), "--as-of: '2999-01-01' is still to come. Give today or an earlier day."),
    ],
)
def test_a_day_that_is_none_is_said(study: Path, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    assert told in refused("publish", study, tmp_path / "map", *words)
    assert not (tmp_path / "map").exists()


def test_the_report_is_its_owners_alone(draft: Path) -> None:
    reports = sorted(draft.parent.glob("map-report*"))
    assert [path.stat().st_mode & 0o777 for path in reports] == [0o600] * 3
    assert (draft / "index.html").stat().st_mode & 0o777 == 0o644


def test_a_map_is_never_made_inside_the_study(own_study: Path) -> None:
    told = refused("publish", own_study, own_study / "map", *DAY)
    assert (
        told == f"{own_study / 'map'}: lies in the study, which holds what nobody may see. Choose a folder elsewhere."
    )


def test_a_study_of_which_much_could_not_be_read_is_not_published(own_study: Path, tmp_path: Path) -> None:
    table = own_study / "facilities.csv"
    lines = table.read_text("utf-8").splitlines()
    table.write_text("\n".join([*lines, *(f"x{at},X" for at in range(3))]) + "\n", "utf-8")
    assert "% of its rows are set aside" in refused("publish", own_study, tmp_path / "map", *DAY)
    assert not (tmp_path / "map").exists()


def test_invented_places_go_out_only_if_that_is_meant(own_study: Path, tmp_path: Path) -> None:
    file = own_study / "study.toml"
    file.write_text(file.read_text("utf-8").replace("example = false", "example = true"), "utf-8")
    assert "Add --example if that is meant" in refused("publish", own_study, tmp_path / "map", *DAY)
    done("publish", own_study, tmp_path / "map", *DAY, "--example")
    assert _manifest(tmp_path / "map")["example"] is True


def test_a_map_of_nothing_is_not_made(own_study: Path, tmp_path: Path) -> None:
    changed(own_study, {key: {"visibility": "hidden"} for key in ("open-a", "open-b")})
    told = refused("publish", own_study, tmp_path / "map", *DAY, "--signed-by", "Ana")
    assert told == (
        f"{own_study}: no place, no area and no help line of it goes out, and a map of nothing helps nobody. "
        "See in the list who may know its places, or give a later --as-of."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["study"]


def test_a_map_of_help_lines_alone_is_made(own_study: Path, tmp_path: Path) -> None:
    line = {"kind": "hotline", "services": "legal", "lon": "", "lat": "", "country": "MX", "phone": "800 111 2222"}
    changed(own_study, {"open-a": line, "open-b": {"visibility": "hidden"}})
    done("publish", own_study, tmp_path / "map", *DAY)
    (index,) = said((tmp_path / "map" / "index.js").read_bytes())
    assert ([line["t"] for line in index["hotlines"]], index["tiles"]) == (["800 111 2222"], [])


def test_a_broken_network_stops_it_and_leaves_nothing(own_study: Path, tmp_path: Path) -> None:
    next((own_study / "network").glob("piece_tail-*")).write_bytes(b"cut")
    assert "is cut or was altered" in refused("publish", own_study, tmp_path / "map", *DAY)
    assert sorted(path.name for path in tmp_path.iterdir() if "map" in path.name or path.name.startswith(".")) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process shut itself in")
def test_the_process_that_publishes_cannot_open_the_study(study: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "x").write_text("mine", "utf-8")
    code = (
        "import ctypes, sys; from pathlib import Path; from data.door.walls import close_walls;"
        "close_walls(Path(sys.argv[1]));"
        "print(ctypes.CDLL(None).syscall(444, None, 0, 1), Path(sys.argv[1], 'x').read_text());"
        "\ntry: print(Path(sys.argv[2]).read_text())\nexcept PermissionError: print('refused')"
    )
    command = [sys.executable, "-c", code, str(own), str(study / "facilities.csv")]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ}).stdout
    version, *heard = told.split()
    if version == "-1":
        pytest.skip("this kernel has no Landlock")
    assert heard == ["mine", "refused"]


def test_the_clocks_of_places_are_read_within_the_walls(own_study: Path, tmp_path: Path) -> None:
    rows = rows_of(own_study / "facilities.csv")
    with (own_study / "facilities.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(row | {"opening_hours": "Mo-Su 08:00-18:00"} for row in rows)
    done("publish", own_study, tmp_path / "map", *DAY)
    (told,) = said((tmp_path / "map" / "index.js").read_bytes())
    # The road lies in the Pacific.
    assert told["zones"] == ["Etc/GMT+6"]
