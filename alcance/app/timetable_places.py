"""Where the timetable made last in this session leads: its bases, and the stops it visits."""

from typing import NamedTuple

import geopandas as gpd
import streamlit as st

from alcance.app.answers import KeptStudy
from layers.visits.tables import Answer as Planned

_KEPT = "timetable_places"


class TimetablePlaces(NamedTuple):
    """Where a timetable leads.

    Attributes
    ----------
    fingerprint
        Of the study it was made for.
    bases
        Longitude and latitude of each base, degrees, once.
    stops
        The stops it visits, as a list of sites has them.
    """

    fingerprint: str
    bases: tuple[tuple[float, float], ...]
    stops: gpd.GeoDataFrame


def keep_places(found: KeptStudy, planned: Planned) -> None:
    """Remember where a timetable leads, as long as this session lasts."""
    visited = [bool(planned.timetable.visited_on(stop)) for stop in range(len(planned.sites))]
    bases = tuple(dict.fromkeys(planned.asked.bases))
    st.session_state[_KEPT] = TimetablePlaces(found.fingerprint, bases, planned.sites[visited])


def kept_places(found: KeptStudy) -> TimetablePlaces | None:
    """Return where the timetable made last leads; None where none was made of the study as it is now."""
    kept: TimetablePlaces | None = st.session_state.get(_KEPT)
    return kept if kept is not None and kept.fingerprint == found.fingerprint else None
