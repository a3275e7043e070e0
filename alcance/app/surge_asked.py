"""What is asked of a large group: how many, along what, how fast, and who stays where they are."""

from dataclasses import dataclass

import streamlit as st

from alcance.app.answers import KeptStudy
from alcance.app.fields import Fields
from alcance.app.link import linked
from alcance.surge import filled_in
from analysis.plan import Plan
from analysis.room import OF_BEDS
from analysis.surge.asked import COHORT, DAYS, NEED_A_DAY, SurgeAsked, build_asked
from data.words import say
from geo.errors import AlcanceError
from geo.line import MeasuredLine

_MORE = ("fromkm", "tokm", "need", "lastday")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of one corridor.

    Attributes
    ----------
    asked
        Checked.
    corridor_id, corridor
        The corridor and what it is called.
    length_m
        Its length, metres.
    """

    asked: SurgeAsked
    corridor_id: str
    corridor: str
    length_m: float


def ask_surge(found: KeptStudy, plan: Plan, fields: Fields) -> Question | None:
    """Show the fields and return the question; None where it cannot be asked, which is said beside the field."""
    lang, corridors = fields.lang, found.study.corridors
    if corridors is None:
        st.info(say("This study has no corridor: make it again with a line drawn from origin to destination.", lang))
        return None
    names = {str(k): str(n or k) for k, n in zip(corridors["corridor_id"], corridors["name"], strict=True)}
    people_at, along_at, spread_at = st.columns(3)
    with people_at:
        people = fields.number("cohort", "--cohort", say("How many people", lang), COHORT, step=1000.0)
    with along_at:
        corridor_id = fields.code("along", "--corridor", say("Along which corridor", lang), dict(sorted(names.items())))
    with spread_at:
        spread = fields.number("spread", "--spread-days", say("They set out on how many days", lang), 1, step=1)
    line = corridors.geometry[corridors["corridor_id"] == corridor_id].iloc[0]
    length_m = MeasuredLine(line).length_m
    question = SurgeAsked(people=people, spread_days=spread)
    try:
        asked = _paced(question, plan, length_m, fields)
        return Question(build_asked(asked), corridor_id, names[corridor_id], length_m)
    except AlcanceError as error:
        fields.say(error)
        return None


def _paced(question: SurgeAsked, plan: Plan, length_m: float, fields: Fields) -> SurgeAsked:
    """Return the question with how fast they move, who stays, and the rest."""
    lang = fields.lang
    pace_at, rest_at, after_at, standing_at, where_at = st.columns(5)
    with pace_at:
        usual = plan.profile.walking_kmh * plan.profile.hours_a_day
        km_a_day = fields.optional("kmday", "--km-a-day", say("Km a day", lang), shadow=f"{usual:g}", step=5.0)
    with rest_at:
        rest_days = fields.number("resting", "--rest-days", say("Days of rest", lang), 0, step=1)
    with after_at:
        rest_every = fields.number("resteach", "--rest-every", say("after so many days on the way", lang), 0, step=1)
    with standing_at:
        staying = say("People who already are in one place and stay", lang)
        standing = fields.number("standing", "--standing", staying, 0.0, step=500.0)
    with where_at:
        standing_km = fields.number("standingkm", "--standing-km", say("at km of the corridor", lang), 0.0, step=10.0)
    rest = _rest(plan, length_m, fields)
    return filled_in(
        SurgeAsked(
            people=question.people,
            spread_days=question.spread_days,
            from_m=rest.from_m,
            to_m=rest.to_m,
            rest_days=rest_days,
            rest_every=rest_every,
            standing_people=standing,
            standing_m=standing_km * 1000.0 if standing else None,
            days=rest.days,
        ),
        plan,
        km_a_day=km_a_day,
        need_rate=rest.need_rate,
    )


@dataclass(frozen=True, slots=True)
class _Rest:
    from_m: float
    to_m: float | None
    need_rate: float | None
    days: int


def _rest(plan: Plan, length_m: float, fields: Fields) -> _Rest:
    """Ask for what few change."""
    lang = fields.lang
    more = say("More: a part of the corridor, what one person needs, how many days are looked at", lang)
    with st.expander(more, expanded=any(linked(part) is not None for part in _MORE)):
        from_at, to_at, days_at, need_at = st.columns(4)
        with from_at:
            from_km = fields.number("fromkm", "--from-km", say("They set out at km", lang), 0.0, step=10.0)
        with to_at:
            label, end = say("They go as far as km", lang), f"{length_m / 1000:.1f}"
            to_km = fields.optional("tokm", "--to-km", label, shadow=end, step=10.0)
        with days_at:
            days = fields.number("lastday", "--days", say("The last day looked at", lang), DAYS, step=30)
        need_rate = None
        if plan.service not in OF_BEDS:
            with need_at:
                label = say("Consultations one person needs in a day", lang)
                need_rate = fields.optional("need", "--need-rate", label, shadow=f"{NEED_A_DAY:.4f}", step=0.01)
    return _Rest(from_km * 1000.0, None if to_km is None else to_km * 1000.0, need_rate, days)
