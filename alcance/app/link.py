"""What a link holds: the study, the question, what is looked at, the language. Whoever opens it sees the same view."""

from typing import Any

import streamlit as st

from analysis.risk.hazard import HAZARDS
from data.words import LANGUAGES

_ASKED = ("profile", "service", "mode", "direction", "cutoff", "arrive", "visits", "runs")
_LOOKED_AT = ("segment", "catchments", "why", "versus", "sectors")
_SITES = ("candidates", "count", "aim", "people", "locked", "forbidden", "spacing", "floor", "alternatives", "sites")
_TIMETABLE = (
    *("stops", "area", "corridor", "from", "until", "place", "within", "base", "at", "teams", "names", "first", "days"),
    *("start", "hours", "minutes", "revisit", "closed", "moving", "in", "out", "timetable"),
)
_WHAT_IF = (
    *("what", "scenario", "scenarios", "along", "cohort", "spread", "kmday", "resting", "resteach", "fromkm", "tokm"),
    *("need", "standing", "standingkm", "lastday", "surge", "day"),
)
WEIGHT = "w-"  # of a hazard, before its name
_RISK = (
    *("risk", "origin", "goal", "needs", "case", "depart", "price", "wet", "reporting", "halflife"),
    *("observedfrom", "observedto"),
    *(f"{WEIGHT}{name}" for name in HAZARDS),
    *("routes", "exposure"),
)
KEYS = ("study", *_ASKED, *_LOOKED_AT, *_SITES, *_TIMETABLE, *_WHAT_IF, *_RISK, "lang")
_KEPT, _SHOWN = "link", "link_shown"


def read_link() -> None:
    """Take in what the address says; what it leaves out stays as it was in this session, from page to page."""
    kept: dict[str, str] = st.session_state.setdefault(_KEPT, {})
    kept.update({key: value for key, value in st.query_params.to_dict().items() if key in KEYS and value})


def linked(key: str) -> str | None:
    """Return one part of the link, None where it says nothing."""
    kept: dict[str, str] = st.session_state[_KEPT]
    return kept.get(key)


def has_unknown(prefix: str) -> bool:
    """Say whether the address names something of a kind that is not known here."""
    return any(key.startswith(prefix) and key not in KEYS for key in st.query_params)


def relink(**values: str | None) -> None:
    """Change parts of the link; None takes one out."""
    kept: dict[str, str] = st.session_state[_KEPT]
    for key, value in values.items():
        if value is None:
            kept.pop(key, None)
        else:
            kept[key] = value


def go_to_study(name: str) -> None:
    """Make the link lead to another study, with nothing asked of it yet."""
    relink(**dict.fromkeys(KEYS[1:-1]), study=name)
    show_link()


def show_link() -> None:
    """Write the link into the address.

    The address known here is the one the browser had when it asked; what was written since may still be on its way.
    """
    kept: dict[str, Any] = st.session_state[_KEPT]
    wanted = {key: kept[key] for key in KEYS if key in kept}
    if st.query_params.to_dict() != wanted or st.session_state.get(_SHOWN) != wanted:
        st.query_params.from_dict(wanted)
        st.session_state[_SHOWN] = wanted


def language() -> str:
    """Return the language the link asks for, else the first of ours."""
    asked = linked("lang")
    return asked if asked in LANGUAGES else LANGUAGES[0]
