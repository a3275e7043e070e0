"""Files somebody uploads lie in a folder of their own as long as they are needed, and no longer."""

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from alcance.app.upload import make_study, receive, safe_name, sweep_uploads, try_upload
from alcance.app.work import CalledOffError
from geo.errors import InputError


@dataclass
class File:
    name: str
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    def getvalue(self) -> bytes:
        return self.content


LIST = File("Lista de Ñ.csv", b"name,kind,lat,lon\nUno,clinic,14.9,-92.1\n")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def quiet(_what: str, _done: int, _of: int) -> None:
    return None


def call_off(_what: str, _done: int, of: int) -> None:
    if of:
        raise CalledOffError


def test_a_table_is_tried_and_its_copy_is_gone(temporary: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    trial = try_upload("facilities", LIST, {}, lambda *told: heard.append(told))
    assert trial.counts is not None
    assert trial.counts.rows == 1
    assert heard[0] == ("Reading the files", 0, 0)
    assert heard[-1] == ("Checking row by row", 0, 1)
    assert list(temporary.iterdir()) == []


def test_a_trial_called_off_leaves_nothing(temporary: Path) -> None:
    with pytest.raises(CalledOffError):
        try_upload("facilities", LIST, {}, call_off)
    assert list(temporary.iterdir()) == []


def test_what_was_received_is_gone_whatever_becomes_of_it(temporary: Path, tmp_path: Path) -> None:
    files = {"osm": File("roads.osm", b"<osm/>"), "facilities": LIST}
    received = receive("Ruta", tmp_path / "study", files, chosen={}, complete=False)
    assert received.osm.read_bytes() == b"<osm/>"
    assert received.tables["facilities"].name == "Lista_de_Ñ.csv"
    assert received.osm.parents[1].stat().st_mode & 0o777 == 0o700
    with pytest.raises(InputError, match=r"roads\.osm"):
        make_study(received, quiet)
    assert list(temporary.iterdir()) == []
    assert not (tmp_path / "study").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked there")
def test_what_a_killed_app_received_goes_when_the_next_one_starts(temporary: Path, tmp_path: Path) -> None:
    left = temporary / "alcance-upload-left"
    (left / "facilities").mkdir(parents=True)
    (left / "facilities" / "list.csv").write_text("Ejemplo oculto", encoding="utf-8")
    in_use = receive("Ruta", tmp_path / "study", {"osm": LIST}, chosen={}, complete=False)
    for folder in temporary.iterdir():
        os.utime(folder, (0, 0))
    sweep_uploads()
    assert not left.exists()
    assert in_use.osm.is_file()
    in_use.let_go()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "safe"), [("../../etc/passwd", "passwd"), ("C:\\a b.csv", "a_b.csv"), ("..", "file"), (".x", "x")]
)
def test_a_name_leads_nowhere_else(name: str, safe: str) -> None:
    assert safe_name(name) == safe
