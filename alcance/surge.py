"""The door that sends a cohort along a corridor and says what it overflows."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, TypeVar

import pandas as pd
import typer

from alcance.finish import finish
from alcance.opened import Asked, Opened, corridor_told, open_question, terrain_of
from alcance.options import AsJson, Cutoff, Internal, Mode, Out, Profile, Scenario, StudyFolder
from alcance.results import Given, results_folder
from alcance.spoilt_room import spoilt_room
from alcance.surge_told import lines_of, unknown_room
from analysis.plan import VISITS_A_YEAR, Plan
from analysis.room import OF_BEDS
from analysis.surge.asked import COHORT, DAYS, NEED_A_DAY, SurgeAsked, build_asked
from analysis.surge.flow import BOUNDS
from analysis.surge.outcome import outcome_of
from analysis.surge.surge import SurgeResult
from analysis.surge.surge import surge as answer_surge
from data.scenario import Crowd
from data.vocabulary import SERVICES
from geo.errors import QuestionError
from geo.line import MeasuredLine
from layers.surge.tables import days_table, nights_table, places_table, surge_table

ONE_BED = 1.0
Told = TypeVar("Told")
_IN_SCENARIO = {
    "--cohort": "cohort",
    "--spread-days": "spread_days",
    "--standing": "standing_people",
    "--standing-km": "standing_km",
}
_TO = "to"  # it is people who go to a place
Cohort = Annotated[
    float | None,
    typer.Option(
        "--cohort",
        metavar="PEOPLE",
        help=f"How many people move together; else the scenario's, else {COHORT:,.0f}.",
        show_default=False,
    ),
]
Looked = Annotated[
    str,
    typer.Option(
        "--service",
        metavar="SERVICE",
        help=f"What they ask for: shelter and housing a bed a night, all else consultations: {', '.join(SERVICES)}.",
    ),
]
Corridor = Annotated[
    str | None,
    typer.Option("--corridor", metavar="ID", help="Along which corridor; may be left out where there is one."),
]
FromKm = Annotated[float, typer.Option("--from-km", metavar="KM", help="Where on the corridor they set out.")]
ToKm = Annotated[
    float | None,
    typer.Option(
        "--to-km",
        metavar="KM",
        help="Where their way ends; else at the end of the corridor. From the larger to the smaller km: back, against "
        "the drawing.",
    ),
]
KmADay = Annotated[
    float | None,
    typer.Option(
        "--km-a-day", metavar="KM", help="How far they get in a day; else the profile's walking speed × hours a day."
    ),
]
RestDays = Annotated[
    int, typer.Option("--rest-days", metavar="N", help="How many days they rest after every M days on the way.")
]
RestEvery = Annotated[int, typer.Option("--rest-every", metavar="M", help="After how many days on the way they rest.")]
SpreadDays = Annotated[
    int | None,
    typer.Option(
        "--spread-days",
        metavar="S",
        help="They set out in S equal parts on S days, one after the other; else the scenario's, else 1.",
        show_default=False,
    ),
]
NeedRate = Annotated[
    float | None,
    typer.Option(
        "--need-rate",
        metavar="N",
        help=f"Consultations one person needs in a day; else {VISITS_A_YEAR:g} a year ({NEED_A_DAY:.4f}).",
    ),
]
Standing = Annotated[
    float | None,
    typer.Option(
        "--standing",
        metavar="PEOPLE",
        help="People who stay in one place on all the days; else the scenario's, else none.",
        show_default=False,
    ),
]
StandingKm = Annotated[
    float | None, typer.Option("--standing-km", metavar="KM", help="Where on the corridor these stay.")
]
Days = Annotated[int, typer.Option("--days", metavar="N", help="The last day that is looked at.")]


def surge(
    study: StudyFolder,
    *,
    cohort: Cohort = None,
    service: Looked = "primary",
    corridor: Corridor = None,
    from_km: FromKm = 0.0,
    to_km: ToKm = None,
    km_a_day: KmADay = None,
    rest_days: RestDays = 0,
    rest_every: RestEvery = 0,
    spread_days: SpreadDays = None,
    need_rate: NeedRate = None,
    standing: Standing = None,
    standing_km: StandingKm = None,
    days: Days = DAYS,
    cutoff_min: Cutoff = None,
    mode: Mode = None,
    profile: Profile = None,
    scenario: Scenario = None,
    internal: Internal = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Say which places a moving group overflows.

    Day by day, those who are not served waiting or moving on: surge.csv; over all days: surge_places.csv; everybody
    accounted for: surge_days.csv; where each night is spent: surge_nights.csv.
    """
    opened = open_question(study, Asked(service, cutoff_min, mode, profile, _TO, internal, scenario=scenario))
    said = (opened.plan.what_if and opened.plan.what_if.surge) or Crowd()
    asked = SurgeAsked(
        people=_first(cohort, said.cohort, COHORT),
        from_m=from_km * 1000.0,
        to_m=_metres(to_km),
        rest_every=rest_every,
        rest_days=rest_days,
        spread_days=_first(spread_days, said.spread_days, 1),
        standing_people=_first(standing, said.standing_people, 0.0),
        standing_m=_metres(standing_km if standing_km is not None else said.standing_km),
        days=days,
    )
    typed = {"--cohort": cohort, "--spread-days": spread_days, "--standing": standing, "--standing-km": standing_km}
    with _blaming(opened.plan, typed):
        asked = build_asked(filled_in(asked, opened.plan, km_a_day=km_a_day, need_rate=need_rate))
        with results_folder(out or study / "results" / "surge") as folder:
            _write(opened, folder, asked, corridor, as_json=as_json)


@contextmanager
def _blaming(plan: Plan, typed: Mapping[str, object]) -> Iterator[None]:
    """Let an error about what a scenario says, and nobody typed, name its file."""
    try:
        yield
    except QuestionError as error:
        key, scenario = _IN_SCENARIO.get(error.where), plan.what_if
        if key is None or typed[error.where] is not None or scenario is None or not scenario.surge:
            raise
        if getattr(scenario.surge, key) is None:
            raise
        raise QuestionError(f"{scenario.where}, [surge], {key}", error.what, error.todo) from None


def _first(typed: Told | None, in_scenario: Told | None, usual: Told) -> Told:
    """Return what was typed, else what the scenario says, else what is usual."""
    return typed if typed is not None else in_scenario if in_scenario is not None else usual


def _write(opened: Opened, folder: Path, asked: SurgeAsked, corridor: str | None, *, as_json: bool) -> None:
    """Answer, write the tables and say what came out."""
    result = surge_of(opened, asked, corridor)
    tables = tables_of(result)
    seen = opened.supply.usable.seen["facility_id"]
    notes = [*unknown_room(result), *spoilt_room(opened.study, opened.plan, seen, "en")]
    finish(
        opened,
        folder,
        tables,
        lines_of(result, corridor_told(opened.study, result.corridor_id)),
        as_json=as_json,
        notes=notes,
        day_option=None,
        given=given_for(result),
        summary_too={"surge": {bound: asdict(outcome_of(result, bound)) for bound in BOUNDS}},
    )


def filled_in(asked: SurgeAsked, plan: Plan, *, km_a_day: float | None, need_rate: float | None) -> SurgeAsked:
    """Return the question with what the profile and the service give where nothing was asked.

    Raises
    ------
    QuestionError
        A number of consultations is asked for beds.
    """
    of_beds = plan.service in OF_BEDS
    if of_beds and need_rate is not None:
        what = f"does not go with --service {plan.service}, of which everybody needs one bed a night"
        raise QuestionError("--need-rate", what, "Leave it out.")
    m_a_day = plan.profile.walking_kmh * plan.profile.hours_a_day * 1000.0 if km_a_day is None else km_a_day * 1000.0
    rate = ONE_BED if of_beds else NEED_A_DAY if need_rate is None else need_rate
    return replace(asked, m_a_day=m_a_day, need_a_day=rate)


def surge_of(opened: Opened, asked: SurgeAsked, corridor: str | None) -> SurgeResult:
    """Return the answer on one corridor of the study.

    Raises
    ------
    QuestionError
        The study has no such corridor, or several and none is named; or as `analysis.surge.surge.surge`.
    """
    lines = dict(
        sorted(zip(*(terrain_of(opened.study).corridors[n] for n in ("corridor_id", "geometry")), strict=True))
    )
    known = ", ".join(lines)
    if corridor is None and len(lines) > 1:
        raise QuestionError("--corridor", f"the study has {len(lines)} corridors", f"Name one of: {known}.")
    chosen = known if corridor is None else corridor
    if chosen not in lines:
        raise QuestionError("--corridor", f"{chosen!r} is not one it knows", f"Use one of: {known}.")
    return answer_surge(chosen, MeasuredLine(lines[chosen]), opened.supply, asked)


def tables_of(result: SurgeResult) -> dict[str, pd.DataFrame]:
    """Return the tables of the answer by name."""
    return {
        "surge": surge_table(result),
        "surge_places": places_table(result),
        "surge_days": days_table(result),
        "surge_nights": nights_table(result),
    }


def given_for(result: SurgeResult) -> Given:
    """Return what was asked beside the question, for the manifest."""
    return Given({"surge": {"corridor_id": result.corridor_id, **asdict(result.asked)}})


def _metres(km: float | None) -> float | None:
    return None if km is None else km * 1000.0
