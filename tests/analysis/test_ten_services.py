"""Ten drawn services: who they serve for sure, who perhaps, and what stands in the way of everyone else."""

from dataclasses import replace

import numpy as np
import pytest
from ten_services import NAMES, WORLD, one_home, ten_services
from towns import ask

from analysis.cascade import barriers_counted, steps_taken
from analysis.plan import build_plan
from analysis.reach import reach
from analysis.room import pairs_on_roads
from analysis.usable import usable_facilities
from analysis.verdicts import verdicts
from data.profile import ANYONE, SHIPPED, load_profiles

FOR_WOMEN = "woman_unknown"  # j is for women only, and these profiles do not say whether they are one
# By hand, from the drawing: who is certain, and the barrier of each other one. What is only unknown is possible.
EXPECTED = {
    "anyone": ("abcdefghij", {}),
    "without_documents": (
        "acfg",
        {"b": "documents", "d": "insurance", "e": "trust", "h": "documents_unknown", "i": "address", "j": FOR_WOMEN},
    ),
    "without_money": ("abefgi", {"c": "fee", "d": "insurance", "h": "insurance_unknown", "j": FOR_WOMEN}),
    "woman_with_child": ("abcdefghij", {}),
    "pregnant": ("abcdefghij", {}),
    "survivor": (
        "afgi",
        {"b": "documents", "c": "fee", "d": "insurance", "e": "trust", "h": "documents_unknown", "j": FOR_WOMEN},
    ),
    "unaccompanied_minor": (
        "acgi",
        {"b": "documents", "d": "insurance", "e": "trust", "f": "minors", "h": "documents_unknown", "j": FOR_WOMEN},
    ),
    "regional_visitor": ("abcdefgh", {"i": "stay_status", "j": FOR_WOMEN}),
    "border_worker": ("abcdefgh", {"i": "stay_status", "j": FOR_WOMEN}),
    "humanitarian_visitor": ("abcdefghi", {"j": FOR_WOMEN}),
    "tb_dot": ("abcdefghi", {"j": FOR_WOMEN}),
    "creole_speaker": ("abcdefi", {"g": "language", "h": "language_unknown", "j": FOR_WOMEN}),
    "mam_speaker": ("abcdefi", {"g": "language", "h": "language_unknown", "j": FOR_WOMEN}),
}


def _names(mask: np.ndarray) -> str:
    return "".join(name for name, is_in in zip(NAMES, mask, strict=True) if is_in)


@pytest.mark.parametrize("profile", SHIPPED)
def test_each_profile_has_its_certain_and_possible_places_and_a_barrier_for_each_other_one(profile: str) -> None:
    usable = usable_facilities(ten_services(), build_plan(service="primary", cutoff_min=60, profile=profile))
    certain, barriers = EXPECTED[profile]
    unknown = {name for name, barrier in barriers.items() if barrier.endswith("_unknown")}
    assert _names(usable.certain) == certain
    assert _names(usable.possible) == "".join(sorted({*certain, *unknown}))
    assert {name: word for name, word in zip(NAMES, usable.barrier.tolist(), strict=True) if word} == barriers


def test_who_may_not_use_a_place_for_women_is_kept_out_of_it_and_unsure_of_the_unknown_one() -> None:
    man = replace(load_profiles()[ANYONE], name="man", woman=False)
    plan = build_plan(service="primary", cutoff_min=60, profile="man", profiles={"man": man})
    usable = usable_facilities(ten_services(), plan)
    assert _names(usable.certain) == "abcdefgi"
    assert _names(usable.possible) == "abcdefghi"
    assert usable.barrier.tolist()[7:] == ["women_only_unknown", "", "women_only"]


def test_a_place_for_women_is_possible_for_who_does_not_say_to_be_one_and_asks_nothing_where_nobody_said() -> None:
    someone = replace(load_profiles()[ANYONE], name="someone", languages=("es",))
    plan = build_plan(service="primary", cutoff_min=60, profile="someone", profiles={"someone": someone})
    usable = usable_facilities(ten_services(), plan)
    assert usable.barrier.tolist()[6:] == ["", "language_unknown", "", "woman_unknown"]
    assert verdicts(usable).iloc[9].tolist()[1:5] == ["possible", "woman_unknown", "", "woman"]
    nobody_said = usable_facilities(ten_services().assign(women_only="unknown", languages="es"), plan)
    assert _names(nobody_said.certain) == NAMES
    untold = usable_facilities(ten_services().drop(columns="women_only").assign(languages="es"), plan)
    assert _names(untold.certain) == NAMES


def test_a_place_in_a_country_one_may_not_be_in_is_no_place_and_an_unknown_country_is_unsure() -> None:
    rows = ten_services().assign(country=["GT", "MX", "", *["MX"] * 7])
    here = replace(load_profiles()[ANYONE], name="here", countries=("MX",))
    usable = usable_facilities(
        rows, build_plan(service="primary", cutoff_min=60, profile="here", profiles={"here": here})
    )
    assert usable.barrier.tolist()[:3] == ["country", "", "country_unknown"]


def test_a_stay_status_is_unsure_in_other_countries_and_where_the_state_is_not_told() -> None:
    rows = ten_services().assign(country=["GT", "MX", "", *["MX"] * 7], adm1=["Petén", "", "Chiapas", *["Tabasco"] * 7])
    usable = usable_facilities(rows, build_plan(service="primary", cutoff_min=60, profile="regional_visitor"))
    assert usable.barrier.tolist()[:4] == [*["stay_status_unknown"] * 3, ""]
    whole = usable_facilities(rows, build_plan(service="primary", cutoff_min=60, profile="humanitarian_visitor"))
    assert whole.barrier.tolist()[:4] == ["stay_status_unknown", "", "stay_status_unknown", ""]


@pytest.mark.parametrize(
    ("languages", "interpretation", "barrier"),
    [
        ("es;ht", "no", ""),
        ("ht-HT", "unknown", ""),
        ("es", "yes", ""),
        ("es", "unknown", "language_unknown"),
        ("es", "no", "language"),
        ("", "yes", ""),
        ("", "no", "language_unknown"),
        ("", "unknown", "language_unknown"),
        ("hat", "no", ""),
        ("spa;ht_HT", "no", ""),
        ("es;creole", "no", "language_unknown"),
        ("spa", "no", "language"),
        ("es;ht?", "no", "language_unknown"),
        ("ht?", "no", "language_unknown"),
        ("es;mam?", "no", "language"),
        ("mam?", "no", "language_unknown"),
        ("es;ht?", "yes", ""),
    ],
)
def test_one_is_understood_in_a_language_of_ones_own_or_through_an_interpreter(
    languages: str, interpretation: str, barrier: str
) -> None:
    rows = ten_services().assign(languages=languages, interpretation=interpretation, women_only="no")
    usable = usable_facilities(rows, build_plan(service="primary", cutoff_min=60, profile="creole_speaker"))
    assert set(usable.barrier.tolist()) == {barrier}
    assert usable.certain.all() == (barrier == "")
    assert usable.possible.all() == (barrier != "language")


def test_why_not_names_everything_in_the_way_and_everything_nobody_knows() -> None:
    rows = ten_services()
    rows.loc[rows["name"] == "b", ["fee", "trusted", "status"]] = ["unknown", "no", "closed"]
    rows.loc[rows["name"] == "j", "services"] = "legal"
    usable = usable_facilities(rows, build_plan(service="primary", cutoff_min=60, profile="survivor"))
    told = verdicts(usable).set_index("facility_id")
    assert told.loc["a"].tolist()[:4] == ["certain", "", "", ""]
    assert told.loc["b"].tolist()[:4] == ["blocked", "closed", "closed;documents;trust", "fee"]
    assert told.loc["h"].tolist()[:4] == ["possible", "documents_unknown", "", "documents;insurance;fee;trust"]
    assert told.loc["j"].tolist()[:4] == ["not_offered", "", "", ""]
    assert barriers_counted(usable) == {"closed": 1, "documents_unknown": 1, "fee": 1, "insurance": 1, "trust": 1}


def test_a_service_nobody_confirmed_stays_possible_for_a_profile_that_is_let_in() -> None:
    rows = ten_services().assign(services="", services_possible="primary")
    usable = usable_facilities(rows, build_plan(service="primary", cutoff_min=60, profile="creole_speaker"))
    assert _names(usable.certain) == ""
    assert _names(usable.possible) == "abcdefhij"
    assert usable.barrier.tolist()[:1] == ["service_unknown"]
    assert verdicts(usable)["unknown"].tolist()[7] == "service;language"


def test_the_barrier_of_the_nearest_place_that_is_not_certain_is_named_with_the_place() -> None:
    # Without a: b (10 min) asks for papers, c (15 min) does not; c asks for a fee, which is not the matter here.
    rows = ten_services().query("name != 'a'").reset_index(drop=True)
    found = reach(one_home(), ask(WORLD, rows, profile="without_documents")).demand.iloc[0]
    assert (found["nearest_facility_id"], found["time_s"]) == ("c", pytest.approx(900))
    assert (found["barrier"], found["blocked_facility_id"], found["blocked_time_s"]) == (
        "documents",
        "b",
        pytest.approx(600),
    )


@pytest.mark.parametrize(
    ("arrive", "wait_min", "verdict", "barrier"),
    [
        ("2026-03-03T09:00", 0, "certain", ""),
        ("2026-03-03T07:30", 0, "blocked", "hours"),
        ("2026-03-03T07:30", 30, "certain", ""),
        ("2026-03-03T07:29", 30, "blocked", "hours"),
        ("2026-03-03T14:00-00:00", 0, "certain", ""),  # 08:00 in Chiapas
        ("2026-03-03T13:59-00:00", 0, "blocked", "hours"),
        ("2026-09-16T09:00", 0, "possible", "hours_unknown"),  # Mexico's holiday, and the hours say nothing of holidays
    ],
)
def test_a_place_counts_if_it_is_open_on_arrival_or_opens_before_the_wait_is_over(
    arrive: str, wait_min: float, verdict: str, barrier: str
) -> None:
    rows = ten_services().assign(opening_hours="Mo-Fr 08:00-15:00")
    patient = replace(load_profiles()[ANYONE], name="patient", wait_min=wait_min)
    plan = build_plan(service="primary", cutoff_min=60, profile="patient", profiles={"patient": patient}, arrive=arrive)
    told = verdicts(usable_facilities(rows, plan)).iloc[0]
    assert (told["verdict"], told["barrier"]) == (verdict, barrier)
    waits = {"2026-03-03T07:30": 1800.0} if verdict == "certain" else {}
    told_s = waits.get(arrive, 0.0 if verdict == "certain" else np.nan)
    assert told["wait_s"] == pytest.approx(told_s, nan_ok=True)


def test_the_wait_belongs_to_the_way_in_every_answer() -> None:
    # a is 5 min from H and opens half an hour after the arrival: 35 min, and b, which is open, is nearer.
    rows = ten_services()[:2].assign(opening_hours=["08:00-15:00", "24/7"], documents_required="no")
    patient = replace(load_profiles()[ANYONE], name="patient", wait_min=60.0)
    asked = {"profile": "patient", "profiles": {"patient": patient}, "arrive": "2026-03-03T07:30"}
    found = reach(one_home(), ask(WORLD, rows, **asked)).demand.iloc[0]
    assert (found["nearest_facility_id"], found["time_s"]) == ("b", pytest.approx(600))
    alone = reach(one_home(), ask(WORLD, rows[:1], cutoff_min=30, **asked)).demand.iloc[0]
    assert (alone["time_s"], alone["status"]) == (pytest.approx(2100), "beyond")
    supply = ask(WORLD, rows[:1], cutoff_min=35, **asked)
    home = supply.network.snap(*WORLD.spot["H"])
    assert steps_taken(home, supply)["acceptable"].tolist() == [True]
    assert pairs_on_roads(home, supply).time_s.tolist() == pytest.approx([2100])


def test_hours_do_not_count_unless_a_time_of_arrival_is_asked() -> None:
    rows = ten_services().assign(opening_hours="off")
    usable = usable_facilities(rows, build_plan(service="primary", cutoff_min=60))
    assert _names(usable.certain) == "abcdefghij"
    assert np.isnan(verdicts(usable)["wait_s"]).all()
