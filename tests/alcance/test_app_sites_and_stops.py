"""The app's sites and timetable are those of the command line, and their search can be ended or called off."""

import threading
from pathlib import Path

import pytest
from doors import column, done, holds, refused, rows_of, written
from osm_world import at_km, straight_road
from toy_stops import ASKED, HEADER, TIMES, stops_study
from toy_study import facilities_csv, facility, prepared, road_study

from alcance.app.answers import KeptStudy, asked, keep_study, opened_for
from alcance.app.bases import base_titles
from alcance.app.candidates import Offered, written_places
from alcance.app.sites_answer import answer_sites, kept_sites, sites_key
from alcance.app.sites_asked import Question as SitesQuestion
from alcance.app.timetable_answer import answer_timetable, kept_timetable, timetable_key
from alcance.app.timetable_asked import Question as TimesQuestion
from alcance.app.work import CalledOffError
from alcance.opened import plan_of
from alcance.sites import candidates_of
from alcance.visits_asked import Words, read_words
from analysis.siting.asked import SitesAsked
from data.candidates import load_candidates

BASE = f"{at_km(0)!r},0"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stops_study(tmp_path_factory.mktemp("stops"))


@pytest.fixture(scope="module")
def kept(study: Path) -> KeptStudy:
    return keep_study(study)


def _quiet(_what: str, _done: int, _of: int) -> None:
    return None


def _offered(kept: KeptStudy) -> Offered:
    return Offered(load_candidates(kept.study), "own", {})


def _times(kept: KeptStudy, **told: str) -> TimesQuestion:
    words = Words([BASE], "2026-03-02", ["A"], 7, "08:00", 8.0, 120.0, 7, "su", **{k: (v,) for k, v in told.items()})
    offered = _offered(kept)
    return TimesQuestion(read_words(words), offered.sites, offered, None, ())


def test_places_written_on_the_page_are_a_list_like_any_other(kept: KeptStudy, tmp_path: Path) -> None:
    text = f"Parque, central, 0, {at_km(30)!r}\n\nMercado, 0, {at_km(60)!r}\nsin lugar\n"
    file = tmp_path / "places.csv"
    file.write_bytes(written_places(text))
    found = load_candidates(kept.study, file)
    assert found.frame["name"].tolist() == ["Parque, central", "Mercado"]
    assert found.frame["lon"].tolist() == [at_km(30), at_km(60)]
    assert len(found.set_aside) == 1


def test_sites_are_those_of_the_command_line(kept: KeptStudy, study: Path, tmp_path: Path) -> None:
    done("sites", study, *ASKED, "--lock", "c90", "--alternatives", "1", "--out", tmp_path / "out")
    plan = plan_of(kept.study, asked("primary", 12.0, None, None))
    question = SitesQuestion(SitesAsked(count=2, locked=("c90",), alternatives=1), _offered(kept))
    found = answer_sites(kept, plan, question, _quiet, threading.Event())
    assert {name: found.answer.file(name) for name in found.answer.packed_files} == holds(tmp_path / "out")
    again = kept_sites(sites_key(kept, plan, question))
    assert again is not None
    assert again.weighed.covered(again.weighed.chosen) == 260 + 2065


def test_a_search_for_sites_ends_with_the_best_so_far_once_that_is_enough(kept: KeptStudy) -> None:
    plan, enough = plan_of(kept.study, asked("primary", 12.0, None, None)), threading.Event()
    enough.set()
    found = answer_sites(kept, plan, SitesQuestion(SitesAsked(count=3), _offered(kept)), _quiet, enough)
    assert len(found.answer.rows("sites.csv")) == 3


def test_a_search_called_off_leaves_nothing(kept: KeptStudy) -> None:
    plan = plan_of(kept.study, asked("primary", 12.0, None, None))
    question = SitesQuestion(SitesAsked(count=4), _offered(kept))

    def called_off(_what: str, _done: int, _of: int) -> None:
        raise CalledOffError

    with pytest.raises(CalledOffError):
        answer_sites(kept, plan, question, called_off, threading.Event())
    assert kept_sites(sites_key(kept, plan, question)) is None


def test_a_timetable_is_that_of_the_command_line(kept: KeptStudy, study: Path, tmp_path: Path) -> None:
    told = ("--lock", "c50", "--forbid", "c40", f"--base={BASE}", "--team", "A")
    done("visits", study, *TIMES, *told, "--out", tmp_path / "out")
    question = _times(kept, lock="c50", forbid="c40")
    found = answer_timetable(kept, question, _quiet, threading.Event())
    assert {name: found.answer.file(name) for name in found.answer.packed_files} == holds(tmp_path / "out")
    assert "c40" not in column(tmp_path / "out" / "stops.csv", "site_id")
    assert kept_timetable(timetable_key(kept, question)) is not None


def test_another_question_has_another_name(kept: KeptStudy) -> None:
    keys = {timetable_key(kept, each) for each in (_times(kept), _times(kept, lock="c50"), _times(kept, forbid="c50"))}
    assert len(keys) == 3


def test_a_stop_nobody_knows_or_both_locked_and_left_out_is_refused_in_one_line(study: Path) -> None:
    ask = ("visits", study, *TIMES, f"--base={BASE}")
    assert refused(*ask, "--lock", "x") == "--lock x: is no stop. Use an id of the list of stops."
    told = "--lock c10: is both locked and left out. Choose one of the two."
    assert refused(*ask, "--lock", "c10", "--forbid", "c10") == told


def test_a_study_without_a_corridor_has_a_timetable_too(tmp_path: Path) -> None:
    osm, clinics = straight_road(tmp_path), facilities_csv(tmp_path, {"a": 0})
    given = written(tmp_path / "stops.csv", [HEADER, f"c10,Plaza 10,{at_km(10)!r},0"])
    prepared(tmp_path / "study", "--osm", osm, "--facilities", clinics, "--candidates", given)
    done("visits", tmp_path / "study", *TIMES, f"--base={BASE}", "--out", tmp_path / "out")
    assert {row["corridor_id"] for row in rows_of(tmp_path / "out" / "stops.csv")} == {""}


def test_no_hidden_place_is_offered_as_a_base_or_as_a_place_for_a_site(tmp_path: Path) -> None:
    rows = [facility("a", 0), facility("b", 20, seen="hidden"), facility("s", 30, kind="shelter", services="shelter")]
    kept = keep_study(road_study(tmp_path, rows))
    assert set(base_titles(kept, "en").values()) == {"Ejemplo a (Clinic)"}
    opened = opened_for(kept, plan_of(kept.study, asked("primary", 12.0, None, None)))
    told = set(candidates_of(opened, None)[0]["site_id"])
    assert not any(each.startswith("shelter:") for each in told)
