"""What counts as exposure: the season, how many incidents stand behind one reported, and a weight for each hazard."""

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from alcance.app.fields import Fields
from alcance.app.link import WEIGHT, has_unknown, linked, relink
from alcance.app.said import say_replaced
from alcance.hazard_options import REPORTING, HazardsAsked, hazards_asked
from analysis.risk.hazard import FLOOD, HAZARDS, HEAT, HELP, INCIDENTS, NIGHT, STATED, UNPAVED, check_weights
from data.words import mark, say
from geo.errors import AlcanceError
from layers.routes.words import HAZARD_WORDS
from layers.text import encode

_USUAL = 1.0
_COLUMNS = 4
POINT_IS: Mapping[str, str] = MappingProxyType(
    {
        INCIDENTS: mark("A point: 100 km of road with 1 reported incident a year on every 100 km."),
        STATED: mark("A point: 1 event in 100 passages, at the rate somebody stated."),
        HELP: mark("A point: 100 km an hour away from the nearest place that takes emergencies; at most 3."),
        UNPAVED: mark("A point: 100 km of unpaved road, or of a small road of unknown ground, in the wet season."),
        FLOOD: mark("A point: 100 km of road in areas that flood, in the wet season."),
        NIGHT: mark("A point: an hour driven in the dark. It needs a departure."),
        HEAT: mark("A point: an hour driven under a high sun. It needs a departure."),
    }
)


def ask_hazards(fields: Fields, *, hazards: tuple[str, ...] = HAZARDS) -> HazardsAsked | None:
    """Show the fields and return what was asked of hazards; None where it cannot be, which is said beside the field.

    Parameters
    ----------
    fields
        The form.
    hazards
        Those that can count here.
    """
    lang = fields.lang
    wet_at, reporting_at, half_at = st.columns(3, vertical_alignment="bottom")
    with wet_at:
        wet = _is_wet(lang)
    with reporting_at:
        label = say("Incidents behind each that was reported", lang)
        reporting = fields.code("reporting", "--reporting", label, _steps(lang))
    with half_at:
        label = say("After so many years an incident counts half", lang)
        half_life = fields.optional("halflife", "--half-life", label, shadow=say("all count alike", lang), step=1.0)
    observed = _observed(fields)
    told = _weights(fields, hazards)
    try:
        asked = hazards_asked(told, wet=wet, reporting=int(reporting), half_life=half_life, observed=observed)
    except AlcanceError as error:
        fields.say(error)
        return None
    return None if told is None else asked


def _is_wet(lang: str) -> bool:
    label = say("Wet season", lang)
    wet = st.checkbox(label, value=linked("wet") == "yes", key=f"ask-wet-{lang}")
    relink(wet="yes" if wet else None)
    return wet


def _observed(fields: Fields) -> tuple[str | None, str | None]:
    """Ask from when to when incidents were observed."""
    lang = fields.lang
    since_at, until_at = st.columns(2, vertical_alignment="bottom")
    with since_at:
        label = say("First day incidents were observed, such as 2019-01-01", lang)
        since = fields.text("observedfrom", "--since", label, "", shadow=say("first in the list", lang))
    with until_at:
        label = say("Last day incidents were observed", lang)
        until = fields.text("observedto", "--until", label, "", shadow=say("last in the list", lang))
    return since or None, until or None


def _steps(lang: str) -> dict[str, str]:
    words = mark("1: as many as were reported"), mark("3: three times as many"), mark("10: ten times as many")
    return {str(step): say(each, lang) for step, each in zip(REPORTING, words, strict=True)}


def _weights(fields: Fields, hazards: tuple[str, ...]) -> list[str] | None:
    """Ask what a point of each hazard counts; None where one of them is none, which is said below its field."""
    lang, told, is_wrong = fields.lang, list[str](), False
    label = say("What a point of each hazard counts: 1 is usual, 0 leaves it out", lang)
    is_unknown = has_unknown(WEIGHT)
    with st.expander(label, expanded=is_unknown or any(linked(f"{WEIGHT}{name}") is not None for name in hazards)):
        if is_unknown:
            say_replaced(lang)
        for first in range(0, len(hazards), _COLUMNS):
            for place, name in zip(st.columns(_COLUMNS), hazards[first : first + _COLUMNS], strict=False):
                with place:
                    words = say(HAZARD_WORDS[name], lang)
                    weight = fields.number(f"{WEIGHT}{name}", "--weight", words, _USUAL, step=0.5)
                    st.html(f'<p class="alcance-note">{encode(say(POINT_IS[name], lang))}</p>')
                try:
                    check_weights({name: weight})
                except AlcanceError as error:
                    fields.say(error)
                    is_wrong = True
                if weight != _USUAL:
                    told.append(f"{name}={weight!r}")
    return None if is_wrong else told
