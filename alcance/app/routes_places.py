"""From where to where: a stop of a timetable or of the study, a town of the roads, or a place written in degrees."""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Any

import geopandas as gpd
import pandas as pd
import streamlit as st

from alcance.app.answers import KeptStudy
from alcance.app.bases import base_titles
from alcance.app.fields import Fields
from alcance.app.link import linked, relink
from alcance.app.timetable_places import kept_places
from alcance.lon_lat import read_place
from data.network_store import load_places
from data.study import NETWORK
from data.words import say

_RANKS = ("city", "town")
_WRITTEN = "written"
Place = tuple[float, float]


def ask_place(titles: Mapping[str, str], part: str, option: str, label: str, fields: Fields) -> Place | None:
    """Ask for a place and return it, longitude and latitude; None where nobody chose one yet.

    Parameters
    ----------
    titles
        As `place_titles` returns them.
    part, option, label
        What the link, the command line and the reader call it.
    fields
        The form.

    Raises
    ------
    QuestionError
        What is written is no place.
    """
    lang, told = fields.lang, linked(part)
    codes = [_WRITTEN, *titles]
    start = None if told is None else codes.index(told if told in titles else _WRITTEN)
    written = say("Another place: longitude and latitude", lang)
    picked = st.selectbox(
        label,
        codes,
        index=start,
        format_func=lambda code: titles.get(code, written),
        placeholder=say("Choose a place: type a part of its name", lang),
        key=f"ask-{part}-{lang}",
    )
    if picked == _WRITTEN:
        shown = "" if told is None or told in titles else told
        example = say("Longitude, latitude, such as -92.26,14.90", lang)
        picked = st.text_input(example, value=shown, key=f"ask-{part}-at-{lang}", max_chars=80).strip()
    relink(**{part: picked or None})
    fields.note(option, label)
    return read_place(option, picked) if picked else None


def place_titles(found: KeptStudy, lang: str) -> dict[str, str]:
    """Return what places are called, by longitude and latitude: bases and stops, then towns, the largest first.

    Bases are those of the timetable made last in this session; stops are its own, and the study's. Two of one name are
    told apart by where they are: a field takes options that read alike for one.
    """
    told = _bases(found, lang)
    stop = say("stop", lang)
    for row in _stops(found).to_dict("records"):
        told.setdefault(_at(row), f"{row['name']} ({stop})")
    towns = load_places(found.study.path / NETWORK)
    towns = towns[towns["rank"].isin(_RANKS)].sort_values(["population", "name"], ascending=[False, True])
    for row in towns.to_dict("records"):
        told.setdefault(_at(row), str(row["name"]))
    count = Counter(told.values())
    return {at: name if count[name] == 1 else f"{name} ({_latitude_first(at)})" for at, name in told.items()}


def _bases(found: KeptStudy, lang: str) -> dict[str, str]:
    """Return what the bases of the timetable made last are called, by longitude and latitude."""
    made, base = kept_places(found), say("base", lang)
    if made is None:
        return {}
    named = base_titles(found, lang)
    places = [_at({"lon": lon, "lat": lat}) for lon, lat in made.bases]
    return {at: f"{named.get(at) or _latitude_first(at)} ({base})" for at in places}


def _stops(found: KeptStudy) -> pd.DataFrame:
    """Return the stops of the timetable made last, and the sites and visited stops of a study, by name."""
    made, study = kept_places(found), found.study
    lists = (None if made is None else made.stops, study.candidates, study.visits)
    parts = [_named(each) for each in lists if each is not None]
    if not parts:
        return pd.DataFrame({"name": [], "lon": [], "lat": []})
    return pd.concat(parts).dropna(subset=["lon", "lat"]).sort_values(["name", "lon", "lat"])


def _named(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    name = frame["name"].where(frame["name"].astype(str).str.strip() != "", frame["site_id"])
    return pd.DataFrame({"name": name.fillna(frame["site_id"]), "lon": frame["lon"], "lat": frame["lat"]})


def _at(row: Mapping[Hashable, Any]) -> str:
    return f"{row['lon']:.6f},{row['lat']:.6f}"


def _latitude_first(at: str) -> str:
    lon, lat = at.split(",")
    return f"{float(lat):.3f}, {float(lon):.3f}"
