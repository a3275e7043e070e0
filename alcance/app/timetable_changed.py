"""A timetable changed by hand: what that loses at once, and the planning again with stops kept in or left out."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import streamlit as st

from alcance.app.fields import choose_next
from alcance.app.said import show_text
from analysis.visits.changed import Loss, loss, with_instead, without_stop, without_visit
from analysis.visits.schedule import TeamDay, Visit
from analysis.visits.timetable import Timetable
from data.words import say
from layers.text import number
from layers.visits.tables import Answer as Planned
from layers.visits.tables import visit_told
from layers.visits.words import day_in

PLAN_AGAIN = "timetable_again"  # the page is to plan again
_VISIT, _STOP = -1, -2


@st.fragment
def offer_changes(planned: Planned, key: str, lang: str) -> None:
    """Show the visits and what could be done in the place of one, what that loses, and how to plan again with it.

    Parameters
    ----------
    planned
        The timetable.
    key
        The answer's.
    lang
        The language of the words shown.
    """
    visits = [(day, visit) for day in planned.timetable.days for visit in day.visits]
    if not visits:
        return
    st.subheader(say("Change it by hand", lang), anchor=False)
    st.write(say("Choose a visit and what to do instead: what that loses is said at once.", lang))
    which_at, instead_at = st.columns(2)
    with which_at:
        titles = [_title(planned, day, visit, lang) for day, visit in visits]
        at: int | None = st.selectbox(
            say("Which visit", lang),
            range(len(visits)),
            index=None,
            placeholder=say("Choose", lang),
            format_func=titles.__getitem__,
            key=f"visit-{lang}-{key}",
        )
    if at is None:
        return
    day, visit = visits[at]
    with instead_at:
        other = _instead(planned, visit.stop, f"{at}-{lang}-{key}", lang)
    changed = _changed(planned.timetable, day, visit.stop, other)
    if changed is None:
        show_text(say("That does not fit into this day: the team would not be back in time, or it is closed.", lang))
    else:
        _say_loss(planned, loss(planned.timetable, changed), lang)
    _offer_again(planned, visit.stop, other, lang)


def _title(planned: Planned, day: TeamDay, visit: Visit, lang: str) -> str:
    when, team = day_in(planned.asked.day(day.day), lang), planned.asked.teams[day.team]
    return f"{when} · {team} · {visit_told(planned, day, visit)}"


def _instead(planned: Planned, stop: int, key: str, lang: str) -> int:
    """Ask what is to be done in the place of a visit: drop it, drop the stop, or go to another one, by its number."""
    problem, names = planned.timetable.problem, planned.sites["name"].to_numpy()
    drive_s = problem.drive_s[problem.place(stop)]
    others = sorted(
        (each for each in range(len(names)) if each != stop and np.isfinite(drive_s[problem.place(each)])),
        key=lambda each: drive_s[problem.place(each)],
    )
    told = {_VISIT: say("Drop this visit", lang), _STOP: say("Drop this stop altogether", lang)}
    for each in others:
        minutes = number(drive_s[problem.place(each)] / 60.0, "min", decimals=0)
        told[each] = say("Go to {name} ({minutes} from there)", lang, name=names[each], minutes=minutes)
    label = say("Instead of {name}", lang, name=names[stop])
    picked: int = st.selectbox(label, list(told), format_func=told.__getitem__, key=f"instead-{key}")
    return picked


def _changed(table: Timetable, day: TeamDay, stop: int, other: int) -> Timetable | None:
    if other == _VISIT:
        return without_visit(table, day, stop)
    return without_stop(table, stop) if other == _STOP else with_instead(table, day, stop, other)


def _say_loss(planned: Planned, lost: Loss, lang: str) -> None:
    names = planned.sites["name"].to_numpy()
    told = [
        say("Visits lost: {count}.", lang, count=lost.visits)
        if lost.visits > 0
        else say("As many visits as before.", lang)
    ]
    if lost.unvisited:
        told.append(say("Not visited any more: {names}.", lang, names=_named(names, lost.unvisited)))
    if lost.late and planned.groups is None:
        told.append(say("Has to wait longer than it may: {names}.", lang, names=_named(names, lost.late)))
    minutes = number(abs(lost.driven_s) / 60.0, "", decimals=0)
    if lost.driven_s > 0:
        told.append(say("{minutes} minutes more on the road.", lang, minutes=minutes))
    elif lost.driven_s < 0:
        told.append(say("{minutes} minutes fewer on the road.", lang, minutes=minutes))
    show_text(" ".join(told))


def _named(names: npt.NDArray[np.object_], stops: Iterable[int]) -> str:
    return ", ".join(str(names[each]) for each in stops)


def _offer_again(planned: Planned, stop: int, other: int, lang: str) -> None:
    """Offer to plan again with what was chosen kept in and left out; one visit alone is no rule to plan by."""
    ids, asked = planned.timetable.problem.stops.ids, planned.asked
    names = planned.sites["name"].to_numpy()
    kept = [*asked.locked, *([ids[other]] if other >= 0 else [])]
    out = [*asked.forbidden, ids[stop]]
    with st.container(horizontal=True):
        if other >= 0:
            label = say("Plan again: {other} in any case", lang, other=names[other])
            if st.button(label, key="again-with"):
                _plan_again(kept, list(asked.forbidden))
            label = say("Plan again: {other} in any case, {name} left out", lang, other=names[other], name=names[stop])
            if st.button(label, key="again-instead"):
                _plan_again([each for each in kept if each != ids[stop]], out)
        elif other == _STOP:
            label = say("Plan again: {name} left out", lang, name=names[stop])
            if st.button(label, key="again-without"):
                _plan_again([each for each in kept if each != ids[stop]], out)


def _plan_again(kept: list[str], out: list[str]) -> None:
    choose_next("in", list(dict.fromkeys(kept)))
    choose_next("out", list(dict.fromkeys(out)))
    st.session_state[PLAN_AGAIN] = True
    st.rerun()
