"""What is asked of ways between two places: from where, to where, for whom, when, and what counts as exposure."""

from dataclasses import astuple, dataclass, replace

import streamlit as st

from alcance.app.answers import KeptStudy, asked, plain_plan
from alcance.app.fields import Fields
from alcance.app.linked_question import mode_for
from alcance.app.question import ask_code, ask_cutoff, ask_profile
from alcance.app.routes_hazards import ask_hazards
from alcance.app.routes_places import Place, ask_place, place_titles
from alcance.app.scenarios_asked import ask_scenario
from alcance.hazard_options import HazardsAsked
from alcance.hazards_of import EMERGENCY
from alcance.opened import plan_of
from alcance.routes import departure_at
from analysis.plan import Plan
from analysis.routes.asked import RoutesAsked, build_asked
from data.vocabulary import SERVICES
from data.words import say
from geo.errors import AlcanceError
from geo.roads import MODES
from layers.labels import word


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of one study.

    Attributes
    ----------
    plan
        Mode, profile and scenario; its service is the first of `services`.
    asked, hazards
        The ways, and what counts as exposure.
    services
        What must not be far along the way.
    """

    plan: Plan
    asked: RoutesAsked
    hazards: HazardsAsked
    services: tuple[str, ...]

    def told(self) -> tuple[object, ...]:
        """Return all of it as plain values: two questions are the same where these are."""
        asked = self.asked
        when = None if asked.departure is None else asked.departure.isoformat()
        plan = plain_plan(self.plan)
        return (*plan, asked.start, asked.goal, when, asked.price_s, astuple(self.hazards), self.services)


def ask_routes(found: KeptStudy, fields: Fields) -> Question | None:
    """Show the fields and return the question; None where it cannot be asked yet, which is said beside the field."""
    lang = fields.lang
    places = _places(found, fields)
    plan, services = _travel(found, fields)
    departs, price = _when(fields)
    hazards = ask_hazards(fields)
    if hazards is None or plan is None or places is None:
        return None
    start, goal = places
    if start is None or goal is None:
        st.info(say("Choose from where and to where: the routes between them are then laid side by side.", lang))
        return None
    try:
        asked = build_asked(
            start,
            goal,
            weights=hazards.weights,
            departure=departure_at(departs, start) if departs else None,
            wet=hazards.wet,
            price_min=price,
        )
    except AlcanceError as error:
        fields.say(error)
        return None
    return Question(plan, asked, hazards, services)


def _places(found: KeptStudy, fields: Fields) -> tuple[Place | None, Place | None] | None:
    """Ask from where and to where; None where what is written is no place, which is said beside its field."""
    titles, lang = place_titles(found, fields.lang), fields.lang
    ends = ("origin", "--from", say("From", lang)), ("goal", "--to", say("To", lang))
    told: list[Place | None] = []
    for place, end in zip(st.columns(2), ends, strict=True):
        with place:
            try:
                told.append(ask_place(titles, *end, fields))
            except AlcanceError as error:
                fields.say(error)
    return (told[0], told[1]) if len(told) == len(ends) else None


def _travel(found: KeptStudy, fields: Fields) -> tuple[Plan | None, tuple[str, ...]]:
    """Ask for whom, how, in which scenario, and which services may be how far off the way."""
    lang = fields.lang
    whom_at, mode_at, scenario_at = st.columns([3, 2, 3])
    with whom_at:
        profile = ask_profile(found, lang)
    with mode_at:
        mode = ask_code("mode", MODES, mode_for(profile, found), profile, lang)
        fields.note("mode", say("How", lang))
    with scenario_at:
        scenario = ask_scenario(found, fields)
    services_at, cutoff_at = st.columns([5, 3])
    with services_at:
        titles = {code: word("service", code, lang) for code in SERVICES}
        label = say("Services needed along the way", lang)
        services = fields.some("needs", "--service", label, titles, of="all", usual=(EMERGENCY,)) or (EMERGENCY,)
    with cutoff_at:
        label = say("Minutes off the way at which a service still counts as along it", lang)
        cutoff_min = ask_cutoff(found.study.plan_defaults.cutoff_min, label, lang)
    if cutoff_min is None:
        return None, services
    try:
        question = asked(services[0], cutoff_min, mode, None, profile=profile.name)
        return plan_of(found.study, replace(question, scenario=scenario)), services
    except AlcanceError as error:
        fields.say(error)
        return None, services


def _when(fields: Fields) -> tuple[str, float | None]:
    """Ask when the team leaves, and what a point less of exposure is worth."""
    lang = fields.lang
    departs_at, price_at = st.columns(2)
    with departs_at:
        label = say("Departure: day and time, such as 2026-03-03T07:00; without one, night and heat do not count", lang)
        departs = fields.text("depart", "--depart", label, "")
    with price_at:
        label = say("Minutes more that a point less of exposure is worth", lang)
        price = fields.optional("price", "--price-min", label, shadow=say("no price", lang), step=5.0)
    return departs, price
