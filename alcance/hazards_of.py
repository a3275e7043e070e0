"""The hazards of a study on the roads of an answer, and what must be known of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from alcance.hazard_options import HazardsAsked
from alcance.idle_weights import idle_weights
from alcance.incidents_told import told_of_incidents
from alcance.opened import Opened
from analysis.risk.areas import flood, stated
from analysis.risk.counted import Period
from analysis.risk.ground import unpaved
from analysis.risk.hazard import FLOOD, HELP, INCIDENTS, STATED, UNPAVED, RoadHazard
from analysis.risk.help import distance_from_help
from analysis.risk.incidents import IncidentHazard, incident_hazard
from analysis.supply import Supply, build_supply
from data.bilingual import Bilingual, said
from data.hazards import count_set_aside
from data.vocabulary import FLOOD as FLOOD_KIND
from data.vocabulary import STATED as STATED_KIND
from data.words import mark
from geo.errors import QuestionError
from geo.network import Network

EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True, eq=False)
class HazardsFound:
    """Hazards on the roads of an answer.

    Attributes
    ----------
    hazards
        Those of which anything is known; what nobody told of is not among them.
    incidents
        The study's incidents on the roads; None: it has none.
    helpers
        Who takes emergencies.
    told
        What must be known.
    asked
        For the manifest.
    """

    hazards: tuple[RoadHazard, ...]
    incidents: IncidentHazard | None
    helpers: Supply
    told: tuple[Bilingual, ...]
    asked: Mapping[str, object]


def hazards_of(opened: Opened, network: Network, asked: HazardsAsked, *, departs: bool = False) -> HazardsFound:
    """Return the hazards of a study.

    Parameters
    ----------
    opened
        The study and the question.
    network
        The roads they are wanted on.
    asked
        What was typed of hazards.
    departs
        Whether it is known when one leaves.

    Raises
    ------
    QuestionError
        The incidents cannot be used as asked.
    """
    study, roads = opened.study, network.roads
    helpers = supply_of(opened, network, EMERGENCY)
    ground = unpaved(roads, wet=asked.wet)
    found = [RoadHazard(HELP, distance_from_help(helpers).points), RoadHazard(UNPAVED, ground.points)]
    told: list[Bilingual] = []
    if helpers.nobody:
        told.append(said(mark("No place of this study is known to take emergencies: help is far everywhere.")))
    if asked.wet and ground.unknown.any():
        share = float(ground.unknown.sum() / ground.points.sum())
        words = mark("Of the points of unpaved road {share} % are of roads nobody knows the ground of.")
        told.append(said(words, share=f"{share * 100:.0f}"))
    if study.hazards is not None:
        if (study.hazards["kind"] == FLOOD_KIND).any():
            found.append(RoadHazard(FLOOD, flood(roads, study.hazards, wet=asked.wet)))
        if (study.hazards["kind"] == STATED_KIND).any():
            found.append(RoadHazard(STATED, stated(roads, study.hazards, roads.time_s[network.mode])))
    dropped = count_set_aside(study.set_aside)
    if dropped:
        words = mark("Hazards set aside, which count nowhere: {count}. See them in quarantine.csv.")
        told.append(said(words, count=dropped))
    incidents = _incidents(opened, network, asked)
    if incidents is None:
        told.append(said(mark("This study has no incidents: that is no report, and no road is safe for it.")))
    else:
        found.insert(0, RoadHazard(INCIDENTS, incidents.points))
        told += told_of_incidents(opened.study, incidents.told)
    told += idle_weights(asked, found, departs=departs)
    return HazardsFound(tuple(found), incidents, helpers, tuple(told), _asked(asked))


def _incidents(opened: Opened, network: Network, asked: HazardsAsked) -> IncidentHazard | None:
    incidents, period = opened.study.incidents, asked.period
    if incidents is None:
        if period is not None:
            todo = "Leave it out, or add them: alcance add STUDY FILE --table incidents."
            raise QuestionError("--since", "is of incidents, and this study has none", todo)
        return None
    if period is not None:
        _check_observed(incidents["date"], period)
    return incident_hazard(
        incidents, network, reporting=asked.reporting, half_life_years=asked.half_life_years, period=period
    )


def _check_observed(dates: Iterable[str], period: Period) -> None:
    """Refuse a period of which the list says nothing, for the roads would seem watched and quiet."""
    known = sorted(filter(None, dates))
    if known and not any(period.since <= day <= period.until for day in known):
        todo = f"Give days of the list, which runs from {known[0]} to {known[-1]}."
        raise QuestionError("--since", f"no incident is from {period.since} to {period.until}", todo)


def supply_of(opened: Opened, network: Network, service: str) -> Supply:
    """Return who gives a service on some roads, to whom it was asked for."""
    return build_supply(opened.facilities, network, replace(opened.plan, service=service))


def _asked(asked: HazardsAsked) -> dict[str, object]:
    return {
        "weights": dict(sorted(asked.weights.items())),
        "wet": asked.wet,
        "reporting": asked.reporting,
        "half_life_years": asked.half_life_years,
        "observed": None if asked.period is None else asked.period._asdict(),
    }
