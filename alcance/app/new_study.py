"""A study made in the app from uploaded files; every error stands beside the file it is about, and nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from alcance.app.columns import choose_columns
from alcance.app.field_words import say_in_fields
from alcance.app.link import go_to_study, language
from alcance.app.made import note_own
from alcance.app.places import new_study
from alcance.app.reading import Held, begin_form, end_form, forget_reading, is_reading
from alcance.app.said import say_error
from alcance.app.upload import TABLE_TYPES, Chosen, Received, check_size, field_of, make_study, receive
from alcance.app.waiting import AT_ONCE_S, show_progress
from alcance.app.work import Work
from data.words import mark, say
from geo.errors import AlcanceError, QuestionError

_OSM = ["pbf", "osm", "bz2", "gz"]
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
_MAKING, _WANTED, _FAULT, _CANCELLED, _MISSING = "making", "wanted", "fault", "cancelled", "is missing"
_MAKE = "make"  # the button; its fault is that a file above cannot be used yet
Faults = dict[str, AlcanceError]
Choices = dict[str, Chosen | None]


@dataclass(frozen=True, slots=True)
class _Making:
    """A study being made, which goes on whatever page is looked at."""

    received: Received
    work: Work[Path]


def is_making() -> bool:
    """Return whether this session is making a study, or tried to."""
    return _MAKING in st.session_state or _FAULT in st.session_state


def say_made_elsewhere(lang: str) -> None:
    """Say on another page that the making has come to its end."""
    making: _Making | None = st.session_state.get(_MAKING)
    if making is not None and making.work.is_over:
        st.info(say("The study you were making has come to its end: see the page Start.", lang))


def new_study_form() -> None:
    """Show the form, and below it the progress of the making or what is wrong."""
    lang = language()
    say_in_fields(lang)
    begin_form()
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
    if st.button(say("Make the study", lang), type="primary", key=_MAKE, disabled=_MAKING in st.session_state):
        st.session_state[_WANTED] = True
    if _WANTED in st.session_state and is_reading():
        st.info(say("The study will be made as soon as the files are read.", lang))
    elif st.session_state.pop(_WANTED, False):
        _begin(title, files, chosen, complete=complete)
    if _MAKE in faults and None in chosen.values():
        st.error(say("A file cannot be used yet: what to do is said under its field. Nothing is lost.", lang))
    # Last, so that every field is there while the study is made, and still holds its file if that is called off.
    _go_on(lang)
    end_form(lang)


def _field(noun: str, label: str, files: dict[str, Held], chosen: Choices) -> None:
    """Show the field of a file, and under it what the file is taken for; note both."""
    lang = language()
    types = _OSM if noun == "osm" else TABLE_TYPES
    given = st.file_uploader(say(label, lang), type=types, key=f"new-{noun}", on_change=_mended, args=(noun,))
    if noun == "osm" and given is None:
        st.caption(say("There is one for each country, free of charge, at download.geofabrik.de.", lang))
    _fault(st.session_state.get(_FAULT, {}), noun, lang)
    if given is None:
        forget_reading(noun)
        return
    files[noun] = given
    if noun != "osm":
        chosen[noun] = choose_columns(noun, given, lang)


def _mended(noun: str) -> None:
    """Forget what was wrong with a field that was changed since."""
    st.session_state.get(_FAULT, {}).pop(noun, None)


def _fault(faults: Faults, noun: str, lang: str) -> None:
    if noun == "osm" and noun in faults and faults[noun].what == _MISSING:
        st.error(say("Give an OpenStreetMap extract: without roads there are no travel times.", lang))
    elif noun == "title" and isinstance(faults.get(noun), QuestionError):
        st.error(say("Give the study a name with letters or digits: by it you will find it again.", lang))
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
        received = receive(title, target, files, chosen=decided, complete=complete)
        st.session_state[_MAKING] = _Making(received, Work(lambda step: make_study(received, step)))
        note_own(target.name)
    st.rerun()


def _go_on(lang: str) -> None:
    """Show how far the making is, once it has begun; at its end, go to the study or say why there is none."""
    making: _Making | None = st.session_state.get(_MAKING)
    if making is None:
        if st.session_state.pop(_CANCELLED, False):
            st.info(say("Cancelled. Nothing was changed.", lang))
        return
    making.work.wait(AT_ONCE_S)
    if not making.work.is_over:
        show_progress(making.work, lang, "cancel-making")
        name = making.received.target.name
        st.markdown(
            say(
                "You may leave this page meanwhile. Once the study is made, [this link](?study={name}) opens it.",
                lang,
                name=name,
            )
        )
        return
    del st.session_state[_MAKING]
    _end(making)
    st.rerun()


def _end(making: _Making) -> None:
    """Note how the making ended; a study that was made though somebody cancelled late is there, and shown."""
    if making.work.was_called_off and making.work.result is None:
        st.session_state[_CANCELLED] = True
        return
    try:
        path = making.work.taken()
    except AlcanceError as error:
        st.session_state[_FAULT] = {field_of(error.where, making.received): error}
        return
    go_to_study(path.name)
    st.session_state["made"] = path.name
    st.session_state.pop(_FAULT, None)
