"""A study made in the app from uploaded files; every error stands beside the file it is about, and nothing is lost."""

from collections.abc import Mapping

import streamlit as st

from alcance.app.columns import Held, choose_columns
from alcance.app.link import go_to_study, language
from alcance.app.places import new_study
from alcance.app.said import say_error
from alcance.app.upload import Chosen, Received, check_size, field_of, make_study, receive
from alcance.app.waiting import awaited, is_under_way
from data.words import mark, say
from geo.errors import AlcanceError

_OSM = ["pbf", "osm", "bz2", "gz"]
_TABLE = ["csv", "xlsx", "geojson", "json", "gpkg", "zip", "kml", "kmz", "gpx", "fgb"]
_FIRST = {
    "osm": mark("Roads: an OpenStreetMap extract (.osm.pbf, .osm, .osm.bz2 or .osm.gz)"),
    "facilities": mark("Services: a spreadsheet, CSV, GeoJSON or map file; without one, those of the extract count"),
    "corridors": mark("Corridors: lines drawn along the road, from origin to destination (GeoJSON, KML, GPX …)"),
}
_MORE = {
    "demand": mark("Places with people: a spreadsheet or CSV with places and population"),
    "areas": mark("Areas: polygons with a name (GeoJSON, zipped shapefile …)"),
    "borders": mark("Land borders: lines; without them, Natural Earth's are used"),
    "crossings": mark("Formal border crossings: a spreadsheet or CSV"),
    "flows": mark("People in transit by piece of corridor: a spreadsheet or CSV"),
}
_WORK, _FAULT, _MISSING = "making", "fault", "is missing"
_MAKE = "make"  # the button; its fault is that a file above cannot be used yet
Faults = dict[str, AlcanceError]
Choices = dict[str, Chosen | None]


def is_making() -> bool:
    """Return whether this session is making a study, or tried to."""
    return _WORK in st.session_state or _FAULT in st.session_state


def new_study_form() -> None:
    """Show the form, and below it the progress of the making or what is wrong."""
    lang = language()
    faults: Faults = st.session_state.get(_FAULT, {})
    title = st.text_input(
        say("Name of the study", lang), key="new-title", max_chars=80, on_change=_mended, args=("title",)
    )
    _fault(faults, "title", lang)
    files: dict[str, Held] = {}
    chosen: Choices = {}
    for noun, label in _FIRST.items():
        _field(noun, label, files, chosen)
    with st.expander(say("More tables", lang), expanded=any(noun in faults for noun in _MORE)):
        for noun, label in _MORE.items():
            _field(noun, label, files, chosen)
    complete = st.checkbox(
        say("The list of services is complete: where none is listed, there is none", lang), key="new-complete"
    )
    if st.button(say("Make the study", lang), type="primary", key=_MAKE, disabled=_WORK in st.session_state):
        _begin(title, files, chosen, complete=complete)
    if _MAKE in faults and None in chosen.values():
        st.error(say("A file cannot be used yet: what to do is said under its field. Nothing is lost.", lang))
    # Last, so that every field is there while the study is made, and still holds its file if that is called off.
    _go_on(lang)


def _field(noun: str, label: str, files: dict[str, Held], chosen: Choices) -> None:
    """Show the field of a file, and under it what the file is taken for; note both."""
    lang = language()
    types = _OSM if noun == "osm" else _TABLE
    given = st.file_uploader(say(label, lang), type=types, key=f"new-{noun}", on_change=_mended, args=(noun,))
    _fault(st.session_state.get(_FAULT, {}), noun, lang)
    if given is not None:
        files[noun] = given
    if given is not None and noun != "osm":
        chosen[noun] = choose_columns(noun, given, lang)


def _mended(noun: str) -> None:
    """Forget what was wrong with a field that was changed since."""
    st.session_state.get(_FAULT, {}).pop(noun, None)


def _fault(faults: Faults, noun: str, lang: str) -> None:
    if noun == "osm" and noun in faults and faults[noun].what == _MISSING:
        st.error(say("Give an OpenStreetMap extract: without roads there are no travel times.", lang))
    elif noun in faults:
        say_error(faults[noun], lang)


def _begin(title: str, files: Mapping[str, Held], chosen: Choices, *, complete: bool) -> None:
    """Check what can be checked at once, then start."""
    faults: Faults = {}
    if "osm" not in files:
        faults["osm"] = AlcanceError("OpenStreetMap", _MISSING, "Give an extract.")
    else:
        try:
            check_size("osm", files["osm"])
        except AlcanceError as error:
            faults["osm"] = error
    if None in chosen.values():
        faults[_MAKE] = AlcanceError("A file", _MISSING, "Give an extract.")
    try:
        target = new_study(title)
    except AlcanceError as error:
        faults["title"] = error
    st.session_state[_FAULT] = faults
    if not faults:
        decided = {noun: each for noun, each in chosen.items() if each is not None}
        st.session_state[_WORK] = receive(title, target, files, chosen=decided, complete=complete)
    st.rerun()


def _go_on(lang: str) -> None:
    """Take the making on to its end, once it has begun."""
    received: Received | None = st.session_state.get(_WORK)
    if received is None:
        return
    task = f"make {received.target.name}"
    if not (is_under_way(task) or received.folder.is_dir()):
        del st.session_state[_WORK]  # called off: the fields still hold the files
        return
    try:
        path = awaited(task, lambda step: make_study(received, step), lang)
    except AlcanceError as error:
        st.session_state[_FAULT] = {field_of(error.where, received): error}
    else:
        go_to_study(path.name)
        st.session_state["made"] = path.name
        st.session_state.pop(_FAULT, None)
    del st.session_state[_WORK]
    st.rerun()
