"""My area: the stops narrowed to a piece of a corridor, an area, or a distance around the bases."""

import geopandas as gpd
import streamlit as st

from alcance.app.answers import KeptStudy
from alcance.app.fields import Fields
from analysis.visits.area import around, in_area, on_piece
from data.words import mark, say
from geo.line import MeasuredLine

_ALL, _PIECE, _AREA, _AROUND = "all", "piece", "area", "around"
_TITLES = {
    _ALL: mark("All stops of the list"),
    _PIECE: mark("Those on a piece of a corridor"),
    _AREA: mark("Those in an area"),
    _AROUND: mark("Those around the base"),
}
_USUAL_KM = 100.0
Bases = list[tuple[float, float]]


def narrow(found: KeptStudy, sites: gpd.GeoDataFrame, bases: Bases, fields: Fields) -> gpd.GeoDataFrame:
    """Ask which part of a list of stops is somebody's own, and return that part.

    Parameters
    ----------
    found
        The study.
    sites
        The list.
    bases
        Where the teams start from, lon and lat; none where that cannot be read yet.
    fields
        The form.
    """
    study, lang = found.study, fields.lang
    offered = {
        _ALL: True,
        _PIECE: study.corridors is not None,
        _AREA: study.areas is not None,
        _AROUND: bool(bases),
    }
    titles = {code: say(_TITLES[code], lang) for code, is_there in offered.items() if is_there}
    which_at, where_at = st.columns([2, 5])
    with which_at:
        which = fields.code("area", "area", say("My area", lang), titles)
    with where_at:
        if which == _PIECE and study.corridors is not None:
            return _piece(study.corridors, sites, fields)
        if which == _AREA and study.areas is not None:
            return _in(study.areas, sites, fields)
        if which == _AROUND:
            within_km = fields.number(
                "within", "within", say("At most so far from the base, km", lang), _USUAL_KM, step=10.0
            )
            return around(sites, bases, within_m=within_km * 1000.0)
    return sites


def _piece(corridors: gpd.GeoDataFrame, sites: gpd.GeoDataFrame, fields: Fields) -> gpd.GeoDataFrame:
    lang = fields.lang
    corridor_at, from_at, until_at = st.columns([3, 1, 1])
    with corridor_at:
        corridor_id = fields.code("corridor", "corridor", say("Corridor", lang), _names(corridors, "corridor_id"))
    line = corridors.geometry[corridors["corridor_id"] == corridor_id].iloc[0]
    length_km = round(MeasuredLine(line).length_m / 1000.0, 1)
    with from_at:
        from_km = fields.number("from", "from", say("From km", lang), 0.0, step=10.0)
    with until_at:
        until_km = fields.number("until", "until", say("To km", lang), length_km, step=10.0)
    return on_piece(sites, corridors, corridor_id, from_m=from_km * 1000.0, to_m=until_km * 1000.0 + _HALF_STEP_M)


def _in(areas: gpd.GeoDataFrame, sites: gpd.GeoDataFrame, fields: Fields) -> gpd.GeoDataFrame:
    area_id = fields.code("place", "place", say("Area", fields.lang), _names(areas, "area_id"))
    return in_area(sites, areas.geometry[areas["area_id"] == area_id].iloc[0])


def _names(frame: gpd.GeoDataFrame, key: str) -> dict[str, str]:
    return {str(each): str(name or each) for each, name in zip(frame[key], frame["name"], strict=True)}


_HALF_STEP_M = 50.0  # a length is shown to a tenth of a kilometre
