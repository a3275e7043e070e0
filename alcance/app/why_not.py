"""Why not? What an answer says of one place: each thing its profile asks, met, not met, or known to nobody."""

from collections.abc import Mapping, Sequence

import shapely
import streamlit as st

from alcance.app.answers import Answer, KeptStudy
from alcance.app.link import language, linked, relink, show_link
from alcance.app.said import show_table, show_text
from analysis.conditions import judge_conditions
from analysis.plan import Plan
from analysis.verdicts import ALL_STOPPED
from data.network_store import load_places
from data.study import NETWORK
from data.vocabulary import NO, UNKNOWN, YES
from data.words import mark, say
from layers.labels import codes_of, word
from layers.text import number

FACILITY, PLACE = "facility", "place"
_SORTS = {FACILITY: mark("A service"), PLACE: mark("A place with people")}
_FILES = {FACILITY: ("access.csv", "facility_id"), PLACE: ("reach.csv", "demand_id")}
_NEAR_DEG = 0.3  # a town farther than about 30 km says nothing of where a place is
Row = Mapping[str, str]


def show_why_not(found: KeptStudy, plan: Plan, shown: Answer) -> None:
    """Ask for a place by its name and show why it counts or not, or what is near it and what stands in the way."""
    lang = language()
    st.subheader(say("Why not?", lang), anchor=False)
    rows = {sort: {row[key]: row for row in shown.rows(file)} for sort, (file, key) in _FILES.items()}
    linked_sort, _, linked_id = (linked("why") or "").partition(":")
    sort = _sort([each for each in _SORTS if rows[each]], linked_sort, lang)
    if sort is None:
        return
    services = _names(found, rows[FACILITY])
    names = services if sort == FACILITY else _place_names(found, rows[PLACE], lang)
    chosen = _choose(names, linked_id if sort == linked_sort else "", f"{sort}-{lang}", lang)
    relink(why=f"{sort}:{chosen}" if chosen else None)
    show_link()
    if chosen and sort == FACILITY:
        _show_facility(rows[sort][chosen], conditions_asked(found, plan), names[chosen], lang)
    elif chosen:
        _show_place(rows[sort][chosen], services, names[chosen], lang)


def conditions_asked(found: KeptStudy, plan: Plan) -> list[str]:
    """Return the names of the conditions a question asks of every place, in their order."""
    facilities = found.study.facilities
    return [] if facilities is None else [kind.name for kind in judge_conditions(facilities.iloc[:0], plan).kinds]


def judged(row: Row, asked: Sequence[str]) -> list[tuple[str, str]]:
    """Return each condition of a facility with whether it is met: yes, no or unknown.

    Parameters
    ----------
    row
        Of access.csv.
    asked
        The conditions of the question.
    """
    if row["verdict"] == "not_offered":
        return [("service", UNKNOWN)]  # nobody says that it gives it, which is no word that it does not
    unmet, unknown = codes_of(row["unmet"]), codes_of(row["unknown"])
    # Whether somebody is a woman matters only at the places for women, so it is none of what is asked of every place.
    conditions = [*asked, *(name for name in unknown if name not in ("service", *asked))]
    stopped = [(code, NO) for code in unmet if code in ALL_STOPPED]
    return [
        *stopped,
        *((name, NO if name in unmet else UNKNOWN if name in unknown else YES) for name in ("service", *conditions)),
    ]


def _sort(sorts: Sequence[str], wanted: str, lang: str) -> str | None:
    """Ask which sort of place; None where the answer has neither."""
    if not sorts:
        return None
    return st.radio(
        say("About", lang),
        sorts,
        index=sorts.index(wanted) if wanted in sorts else 0,
        format_func=lambda each: say(_SORTS[each], lang),
        horizontal=True,
        key=f"why-sort-{lang}",
    )


def _choose(names: Mapping[str, str], wanted: str, key: str, lang: str) -> str | None:
    ids = sorted(names, key=lambda each: (names[each].casefold(), each))
    chosen = st.selectbox(
        say("Its name: type a part of it", lang),
        ids,
        index=ids.index(wanted) if wanted in names else None,
        format_func=names.__getitem__,
        placeholder=say("Choose a place", lang),
        key=f"why-{key}",
    )
    if wanted and wanted not in names:
        st.warning(say("The link names a place this answer does not have; choose another one.", lang))
    return chosen


def _show_facility(row: Row, asked: Sequence[str], name: str, lang: str) -> None:
    show_text(f"{name}: {word('verdict', row['verdict'], lang)}")
    if row["wait_min"] and float(row["wait_min"]):
        st.text(say("It opens {wait} after the arrival.", lang, wait=number(float(row["wait_min"]), "min")))
    if row["barrier"]:
        st.text(say("First in the way: {barrier}", lang, barrier=word("barrier", row["barrier"], lang)))
    rows = [(word("condition", code, lang), word("met", told, lang)) for code, told in judged(row, asked)]
    show_table([say("What a place needs to count", lang), say("Is it met?", lang)], rows)


def _show_place(row: Row, services: Mapping[str, str], name: str, lang: str) -> None:
    show_text(f"{name}: {word('status', row['status'], lang)}")
    rows = [
        [say(what, lang), _service(which, services, lang), _minutes(time), _barrier(barrier, lang)]
        for what, which, time, barrier in nearest_told(row)
    ]
    show_table([say(each, lang) for each in (_WHAT, _WHICH, _TIME, _BARRIER)], rows)


def nearest_told(row: Row) -> list[tuple[str, str, str, str]]:
    """Return the services near a place, each once: what it is there, its id, the time to it, what is in the way.

    Parameters
    ----------
    row
        Of reach.csv.
    """
    sure, perhaps, barred = (row[f"{name}_facility_id"] for name in ("nearest", "possible", "blocked"))
    told = [(mark("Nearest that counts"), sure, row["time_min"], "")]
    if perhaps not in ("", sure):
        unknown = row["barrier"] if perhaps == barred else ""
        told.append((mark("Nearest if all went well that nobody knows"), perhaps, row["possible_time_min"], unknown))
    if barred not in ("", perhaps):
        told.append((mark("Nearer, but it does not count"), barred, row["blocked_time_min"], row["barrier"]))
    return told


_WHAT, _WHICH, _TIME, _BARRIER = mark("What"), mark("Service"), mark("Time"), mark("Barrier")


def _service(facility_id: str, services: Mapping[str, str], lang: str) -> str:
    return services.get(facility_id, facility_id) or say("None", lang)


def _minutes(time_min: str) -> str:
    return number(float(time_min), "min") if time_min else ""


def _barrier(code: str, lang: str) -> str:
    return word("barrier", code, lang) if code else ""


def _names(found: KeptStudy, ids: Mapping[str, Row]) -> dict[str, str]:
    """Return what each facility of an answer is called; its id where it has no name."""
    facilities = found.study.facilities
    if facilities is None:
        return {}
    named = dict(zip(facilities["facility_id"], facilities["name"], strict=True))
    return {key: str(named.get(key) or key) for key in ids}


def _place_names(found: KeptStudy, ids: Mapping[str, Row], lang: str) -> dict[str, str]:
    """Return what each place with people is called: by its id, for it has no name, and by the town it is near."""
    towns, demand = load_places(found.study.path / NETWORK), found.study.demand
    if demand is None or towns.empty:
        return {key: key for key in ids}
    tree = shapely.STRtree([shapely.Point(*at) for at in zip(towns["lon"], towns["lat"], strict=True)])
    where, near = tree.query_nearest(demand.geometry.to_numpy(), max_distance=_NEAR_DEG, all_matches=False)
    keys = demand["demand_id"].to_numpy()
    by_town = {str(keys[i]): str(towns["name"].iloc[j]) for i, j in zip(where, near, strict=True)}
    return {
        key: say("{place}, near {town}", lang, place=key, town=by_town[key]) if key in by_town else key for key in ids
    }
