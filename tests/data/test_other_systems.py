"""Where folders cannot be locked nor memory limited, as on Windows, files are read and written all the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from data.door import missing, read_outside
from data.door.missing import missing_guards

# As where these modules are not there: importing them fails.
WITHOUT = "import sys; sys.modules['fcntl'] = sys.modules['resource'] = None; "


def run_without(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", WITHOUT + code]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


def test_every_room_is_imported_without_locks_and_limits(tmp_path: Path) -> None:
    ran = run_without("import alcance.command_line, data.door.child, data.staging, data.door.read_roads", tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_several_files_appear_together_without_locks(tmp_path: Path) -> None:
    code = (
        "import pathlib; from data.write import check_out_folder, write_together; "
        "folder = check_out_folder(pathlib.Path('out')); "
        "write_together(folder, {'a.txt': b'1', 'manifest.json': b'{}'}); "
        "write_together(folder, {'a.txt': b'2', 'manifest.json': b'{}'})"
    )
    ran = run_without(code, tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == {
        "a.txt": b"2",
        "manifest.json": b"{}",
    }


def test_what_another_run_may_be_making_stays_where_nobody_can_ask_for_its_lock(tmp_path: Path) -> None:
    made = tmp_path / "out" / ".alcance-making-other"
    made.mkdir(parents=True)
    ran = run_without("import pathlib; from data.staging import settle; settle(pathlib.Path('out'))", tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert made.exists()


def test_a_file_is_read_and_its_notes_say_that_memory_has_no_limit(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("id,name\n1,Ejemplo\n")
    code = (
        "import pathlib; from data.door.read_outside import read_outside; "
        "raw = read_outside(pathlib.Path('list.csv')); print(len(raw.rows), *raw.notes, sep='|')"
    )
    ran = run_without(code, tmp_path)
    assert ran.stderr == ""
    told = ran.stdout.strip().split("|")
    assert told[:2] == [
        "1",
        "this system sets no limit to the memory that reading a file takes: open only files of people you trust",
    ]


def test_each_missing_guard_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(missing, "CAN_LIMIT", True)
    monkeypatch.setattr(missing, "HAS_WALLS", True)
    assert list(missing_guards()) == []
    monkeypatch.setattr(missing, "HAS_WALLS", False)
    line = "this system cannot shut in the program that reads a file: open only files of people you trust"
    assert list(missing_guards()) == [line]
    file = tmp_path / "list.csv"
    file.write_text("id,name\n1,Ejemplo\n")
    assert read_outside.read_outside(file).notes == (line,)
