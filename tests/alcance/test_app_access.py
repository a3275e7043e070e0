"""For whom, when and why not: what the app asks and what it tells, on a road whose clinics ask for different things."""

from dataclasses import replace
from pathlib import Path

import pytest
from doors import done, holds
from toy_access import access_study

from alcance.app.answers import Answer, KeptStudy, answer, answer_key, keep_study
from alcance.app.compare import figures
from alcance.app.law import countries_of, told_by_law
from alcance.app.link import KEYS
from alcance.app.linked_question import PARTS, asked_by, described
from alcance.app.why_not import conditions_asked, judged, nearest_told
from alcance.opened import plan_of
from analysis.plan import Plan
from data.rules import WHO
from layers.labels import word


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> KeptStudy:
    return keep_study(access_study(tmp_path_factory.mktemp("access")))


def _quiet(_what: str, _done: int, _of: int) -> None:
    return None


def _plan(kept: KeptStudy, **link: str) -> Plan:
    return plan_of(kept.study, asked_by({"cutoff": "30", **link}, kept))


def _answer(kept: KeptStudy, kind: str, **link: str) -> Answer:
    return answer(kept, _plan(kept, **link), kind, _quiet)


def test_a_link_that_names_a_profile_and_no_service_asks_for_the_first_of_its_needs_its_own_way(
    kept: KeptStudy,
) -> None:
    plan = _plan(kept, profile="mother")
    assert (plan.service, plan.mode, plan.profile.name) == ("maternal", "walk", "mother")
    plan = _plan(kept, profile="mother", service="legal", mode="drive")
    assert (plan.service, plan.mode) == ("legal", "drive")


def test_a_profile_nobody_knows_is_anyone_and_a_visit_count_out_of_range_is_the_usual_one(kept: KeptStudy) -> None:
    plan = _plan(kept, profile="magician", visits="1000")
    assert (plan.profile.name, plan.visits_a_year) == ("anyone", 4.0)
    assert _plan(kept, visits="12").visits_a_year == 12.0


def test_an_arrival_is_part_of_the_question_and_of_its_words(kept: KeptStudy) -> None:
    plan = _plan(kept, profile="without_documents", arrive="2026-03-03T22:00")
    assert described(plan, "en").endswith("For whom: Person without papers · Arrival: 2026-03-03 22:00")
    assert described(_plan(kept), "en").endswith("30 min")


def test_everything_asked_is_kept_in_the_link() -> None:
    assert set(PARTS) | {"why", "versus", "sectors"} <= set(KEYS)


@pytest.mark.parametrize("profile", ["without_documents", "mother"])
def test_the_files_of_the_app_are_those_of_the_command_line_for_a_profile_too(
    kept: KeptStudy, tmp_path: Path, profile: str
) -> None:
    asked = ("--service", "primary", "--cutoff-min", 30, "--profile", profile)
    done("gaps", kept.study.path, *asked, "--out", tmp_path / "out")
    made = _answer(kept, "gaps", profile=profile, service="primary")
    assert {name: made.file(name) for name in made.packed_files} == holds(tmp_path / "out")


def test_the_sectors_of_the_app_are_those_of_the_command_line(kept: KeptStudy, tmp_path: Path) -> None:
    done("sectors", kept.study.path, "--cutoff-min", 30, "--profile", "without_documents", "--out", tmp_path / "out")
    made = _answer(kept, "sectors", profile="without_documents", service="primary")
    assert {name: made.file(name) for name in made.packed_files} == holds(tmp_path / "out")
    cells = {(row["segment_id"], row["sector"]): row["flag"] for row in made.rows("sectors.csv")}
    assert cells["east:0", "health"] == "served"
    assert cells["east:0", "employment"] == "underserved"


def test_two_who_walk_at_other_paces_get_other_times_of_the_same_study(kept: KeptStudy) -> None:
    slow = _answer(kept, "coverage", profile="mother", service="primary", cutoff="600")
    usual = _answer(kept, "coverage", service="primary", mode="walk", cutoff="600")
    (slow_min,), (usual_min,) = (
        [float(row["time_min"]) for row in each.rows("reach.csv") if row["demand_id"] == "near"]
        for each in (slow, usual)
    )
    assert slow_min == 100.0  # 5 km at 3 km an hour
    assert usual_min < slow_min


def test_another_profile_arrival_or_number_of_visits_is_another_answer(kept: KeptStudy) -> None:
    plans = [
        _plan(kept),
        _plan(kept, profile="without_documents"),
        _plan(kept, arrive="2026-03-03T22:00"),
        _plan(kept, visits="5"),
    ]
    assert len({answer_key(kept, plan, "coverage") for plan in plans}) == len(plans)


def test_why_not_tells_every_condition_of_a_place_as_met_not_met_or_unknown(kept: KeptStudy) -> None:
    plan = _plan(kept, profile="without_documents", service="primary", arrive="2026-03-03T22:00")
    rows = {row["facility_id"]: row for row in answer(kept, plan, "coverage", _quiet).rows("access.csv")}
    asked = conditions_asked(kept, plan)
    assert asked == ["hours", "documents", "insurance", "address", "trust"]
    told = {key: dict(judged(row, asked)) for key, row in rows.items()}
    rest = dict.fromkeys(["insurance", "address", "trust"], "yes")
    assert told["a"] == {"service": "yes", "hours": "unknown", "documents": "no", **rest}
    assert told["b"] == {"service": "yes", "hours": "no", "documents": "yes", **rest}
    assert told["c"] == {"service": "yes", **dict.fromkeys(asked, "unknown")}
    assert told["d"]["closed"] == "no"
    assert told["l"] == {"service": "unknown"}


def test_why_not_asks_whether_they_are_a_woman_only_of_a_place_for_women() -> None:
    row = {"verdict": "possible", "barrier": "woman_unknown", "unmet": "", "unknown": "woman"}
    assert judged(row, ["documents"]) == [("service", "yes"), ("documents", "yes"), ("woman", "unknown")]
    assert judged({**row, "unknown": "service"}, ["documents"]) == [("service", "unknown"), ("documents", "yes")]


def test_a_mobile_clinic_whose_visits_nobody_told_is_one_condition_not_met() -> None:
    row = {"verdict": "blocked", "barrier": "no_visits", "unmet": "no_visits", "unknown": ""}
    told = judged(row, ["documents"])
    assert told == [("no_visits", "no"), ("service", "yes"), ("documents", "yes")]
    said = [(word("condition", code, "en"), word("met", answer, "en")) for code, answer in told]
    assert said[:2] == [("Somebody told where and when it visits", "Not met"), ("Gives the service", "Met")]


@pytest.mark.parametrize(
    ("near", "told"),
    [
        (("b", "b", "", ""), ["b"]),
        (("b", "c", "c", "fee_unknown"), ["b", "c fee_unknown"]),
        (("b", "b", "a", "fee"), ["b", "a fee"]),
        (("b", "c", "a", "fee"), ["b", "c", "a fee"]),
        (("", "", "a", "fee"), ["", "a fee"]),
        (("", "c", "c", "fee_unknown"), ["", "c fee_unknown"]),
        (("", "", "", ""), [""]),
    ],
)
def test_each_service_near_a_place_with_people_is_named_once(near: tuple[str, ...], told: list[str]) -> None:
    sure, perhaps, barred, barrier = near
    ids = {"nearest_facility_id": sure, "possible_facility_id": perhaps, "blocked_facility_id": barred}
    row = {**ids, "barrier": barrier, "time_min": "9", "possible_time_min": "6", "blocked_time_min": "3"}
    assert [f"{which} {barrier}".strip() for _what, which, _time, barrier in nearest_told(row)] == told


def test_the_figures_of_a_comparison_have_all_the_digits_of_the_file(kept: KeptStudy) -> None:
    made = _answer(kept, "coverage", profile="without_documents", service="primary")
    everyone = next(row for row in made.rows("coverage.csv") if row["unit_kind"] == "all")
    people = ("covered_nearest", "available", "reachable", "admissible", "acceptable")
    assert figures(everyone, people, "en") == ["400", "1\u202f000", "1\u202f000", "1\u202f000", "400"]
    assert figures(everyone, ["bottleneck"], "en") == ["Language, cost and trust too"]
    rest = ("share_beyond_60", "share_beyond_120", "gini", "eai", "eai_low", "eai_high")
    assert figures(everyone, rest, "en") == ["0.00\u00a0%"] * 2 + [everyone[name] for name in rest[2:]]


def test_a_comparison_says_who_finds_room_and_that_it_is_not_known_where_nobody_told(kept: KeptStudy) -> None:
    room = ("unknown_people", "covered_capacity", "without_capacity", "out_of_reach")
    everyone = _answer(kept, "coverage", profile="without_documents", service="primary").rows("coverage.csv")[0]
    assert figures(everyone, room, "en") == [everyone[name].replace("1000", "1\u202f000") for name in room]
    assert sum(float(everyone[name]) for name in room[1:]) == 1000.0
    untold = {**everyone, **dict.fromkeys(room[1:], "")}
    assert figures(untold, room, "es")[1:] == ["No se sabe"] * 3


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_law_is_told_with_its_source_and_the_day_it_was_read(kept: KeptStudy, lang: str) -> None:
    plan = _plan(kept, profile="without_documents", service="emergency")
    rows = told_by_law("MX", plan, lang)
    assert rows[0][0] == ("México" if lang == "es" else "Mexico")
    assert rows[0][2] == ("Sí" if lang == "es" else "Yes")
    assert all(len(row) == 6 and row[4] and row[5] for row in rows)


def test_a_law_nobody_looked_up_is_unknown_and_says_so(kept: KeptStudy) -> None:
    ((country, whom, entitled, told, *_),) = told_by_law("SE", _plan(kept, service="primary"), "en")
    assert (country, whom, entitled) == ("Sweden", "", "Nobody knows")
    assert told == "Nobody looked up a rule on this service here."


def test_the_law_is_told_for_the_countries_of_the_places_that_may_be_told_of(kept: KeptStudy) -> None:
    places = kept.study.facilities
    assert places is not None
    at_sea = replace(kept.study, facilities=places.assign(country=["MX", "GT", "MX", "", "HN", "MX", "MX"]))
    assert countries_of(KeptStudy(at_sea, "")) == ["GT", "HN", "MX"]
    hidden = places.assign(country="HN", visibility="hidden")
    assert countries_of(KeptStudy(replace(kept.study, facilities=hidden), "")) == []


def test_whomever_a_rule_may_be_about_is_said_in_words(kept: KeptStudy) -> None:
    plan = _plan(kept, profile="unaccompanied_minor", service="primary")
    words = {
        row[1] for country in ("MX", "GT", "HN", "SV", "CR", "NI", "BZ") for row in told_by_law(country, plan, "es")
    }
    assert not words & set(WHO)
