"""Where the app keeps the studies it makes, and which of them it tells whom of."""

import os
from pathlib import Path

import pytest
import streamlit as st

from alcance.app.places import is_gone, kept_studies, new_study
from geo.errors import QuestionError

OPTION = "server.address"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ALCANCE_HOME", str(tmp_path))
    return tmp_path


def served_on(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", {OPTION: address}.get)


def made(title: str, at: int) -> Path:
    study = new_study(title)
    study.mkdir()
    (study / "study.toml").touch()
    os.utime(study / "study.toml", (at, at))
    return study


def test_whoever_sits_at_this_computer_is_told_of_every_study_made_on_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served_on("127.0.0.1", monkeypatch)
    older, newer = made("Older", 1_000_000), made("Newer", 2_000_000)
    (home / "half-0123456789abcdef").mkdir()
    (home / ".alcance-making-1").mkdir()
    assert kept_studies([]) == [newer, older]


def test_whoever_does_not_is_told_of_their_own_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    served_on("0.0.0.0", monkeypatch)  # noqa: S104  nothing is served here
    mine, _theirs = made("Mine", 1_000_000), made("Theirs", 2_000_000)
    assert kept_studies([mine.name]) == [mine]
    assert kept_studies(["begun-0123456789abcdef", "../elsewhere"]) == []


def test_a_study_is_gone_once_its_folder_is(home: Path) -> None:
    study = made("Mine", 1_000_000)
    assert not is_gone(study.name)
    study.rename(home / "away")
    assert is_gone(study.name)
    assert not is_gone("../../etc")


@pytest.mark.parametrize(
    ("title", "begins"), [("Ruta Sur, 2026", "ruta-sur-2026-"), ("移民走廊", "study-"), ("Ñ", "study-")]
)
def test_a_title_in_any_letters_is_a_name(title: str, begins: str) -> None:
    first, second = new_study(title), new_study(title)
    assert first.name.startswith(begins)
    assert first != second


@pytest.mark.parametrize("title", ["", "  ", "—", "!?"])
def test_a_title_without_a_letter_is_none(title: str) -> None:
    with pytest.raises(QuestionError, match="is no name for a study"):
        new_study(title)
