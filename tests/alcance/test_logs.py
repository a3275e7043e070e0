"""Promise 7: logs hold no places or people."""

import logging
from pathlib import Path

import pytest
from doors import alcance
from toy_study import facility, road_study

from alcance.app import server
from alcance.app.fault import fault

CANARY, LON, LAT = "Casa Canaria Zeta", "-89.1234567", "13.7654321"


def broken(name: str) -> None:
    message = f"{name} at {LON}, {LAT}"
    raise ValueError(message)


def raised() -> Exception:
    try:
        try:
            broken(CANARY)
        except ValueError as error:
            raise KeyError(CANARY) from error
    except KeyError as error:
        return error


def test_a_fault_is_told_by_type_and_place_in_the_code_alone() -> None:
    told = fault(raised())
    assert told.startswith("KeyError at test_logs.py:")
    assert "from ValueError at test_logs.py:" in told
    assert not any(canary in told for canary in (CANARY, LON, LAT))


def test_the_app_logs_a_fault_without_its_message(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(server, "language", lambda: "en")
    monkeypatch.setattr(server.st, "error", shown.append)
    with caplog.at_level(logging.DEBUG):
        assert server.say_fault(raised())
    text = "\n".join(f"{record.getMessage()} {record.exc_text} {record.exc_info}" for record in caplog.records)
    assert "KeyError at test_logs.py" in text
    assert not any(canary in text + "".join(shown) for canary in (CANARY, LON, LAT))


def test_doors_log_nothing_of_places_whether_they_end_well_or_not(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    secret = facility("a", 10).replace("Ejemplo a", CANARY)
    unusable = f"z,{CANARY},clinic,primary,{LON},north,,"
    with caplog.at_level(logging.DEBUG):
        study = road_study(tmp_path, [secret, unusable])
        for words in (
            ("doctor", study),
            ("gaps", study, "--service", "primary", "--out", tmp_path / "gaps"),
            ("gaps", study, "--service", CANARY),
            ("export", study, "--table", "facilities", "--format", "gpkg", "--out", tmp_path / "x.gpkg"),
            ("new", tmp_path / CANARY, "--osm", tmp_path / f"{CANARY}.osm"),
        ):
            alcance(*words)
    text = "\n".join(f"{record.getMessage()} {record.exc_text}" for record in caplog.records)
    assert not any(canary in text for canary in (CANARY, LON, LAT))
