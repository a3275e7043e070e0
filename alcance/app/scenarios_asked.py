"""Which scenarios are asked about: some or one that are known here, and files somebody drops in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import streamlit as st

from alcance.app.answers import KeptStudy
from alcance.app.fields import Fields
from alcance.app.said import say_error
from alcance.app.upload import MB, Uploaded, laid_down
from alcance.scenarios import check_each_once
from data.known_scenarios import SCENARIOS, KnownScenarios, read_scenarios
from data.scenario import Scenario
from data.scenario_file import load_scenario
from data.words import say
from geo.errors import AlcanceError, InputError
from layers.text import encode

LARGEST = MB
_AS_IT_IS = "none"


def ask_scenarios(found: KeptStudy, fields: Fields) -> tuple[Scenario, ...]:
    """Ask for scenarios and return them; none where there is none yet, and what is wrong is said."""
    lang, known = fields.lang, known_here(found)
    titles = {name: titled(each, lang) for name, each in known.scenarios.items()}
    known_at, file_at = st.columns([3, 2])
    with known_at:
        chosen = fields.some("scenario", "--scenario", say("What could happen", lang), titles, of="known")
    with file_at:
        label = say("A scenario of your own: a file (TOML)", lang)
        given = st.file_uploader(label, type=["toml"], accept_multiple_files=True, key=f"scenario-files-{lang}")
    taken = list(_taken(given, lang))
    for fault in known.faults:
        say_error(fault, lang)
    scenarios = [*(known.scenarios[name] for name in chosen), *(each for each in taken if each is not None)]
    for each in scenarios:
        _tell(each, lang)
    try:
        check_each_once(scenarios)
    except AlcanceError as error:
        fields.say(error)
        return ()
    if None in taken:
        return ()
    if not scenarios:
        st.info(say("Choose one or several: each is laid beside the study as it is.", lang))
    return tuple(scenarios)


def ask_scenario(found: KeptStudy, fields: Fields) -> str | None:
    """Ask for one that is known here and return its name; None: the study as it is."""
    lang, known = fields.lang, known_here(found)
    named = {name: titled(each, lang) for name, each in known.scenarios.items()}
    titles = {_AS_IT_IS: say("The study as it is", lang), **named}
    picked = fields.code("case", "--scenario", say("Scenario", lang), titles)
    for fault in known.faults:
        say_error(fault, lang)
    return None if picked == _AS_IT_IS else picked


def read_scenario(given: Uploaded) -> Scenario:
    """Return the scenario a file holds; it goes by the file's own name.

    Raises
    ------
    InputError
        It cannot be used.
    """
    if given.size > LARGEST:
        what = f"has {given.size / MB:,.0f} MB"
        raise InputError(given.name, what, f"Give at most {LARGEST // MB} MB, or use the command line.")
    with laid_down("scenario", given) as path:
        try:
            return replace(load_scenario(path), where=given.name)
        except InputError as error:
            raise InputError(error.where.replace(str(path), given.name), error.what, error.todo) from None


def known_here(found: KeptStudy) -> KnownScenarios:
    """Return what may be chosen by name, and what is wrong with the rest, told without a path of this machine."""
    known = read_scenarios(found.study.path)
    scenarios = {name: replace(each, where=Path(each.where).name) for name, each in known.scenarios.items()}
    folder = f"{found.study.path / SCENARIOS}/"
    faults = tuple(InputError(each.where.replace(folder, ""), each.what, each.todo) for each in known.faults)
    return KnownScenarios(scenarios, faults)


def _taken(given: Iterable[Uploaded], lang: str) -> Iterator[Scenario | None]:
    """Yield the scenario of each file; None where it cannot be used, which is said."""
    for each in given:
        try:
            yield read_scenario(each)
        except AlcanceError as error:
            say_error(error, lang)
            yield None


def titled(scenario: Scenario, lang: str) -> str:
    """Return what a scenario is called where one is chosen."""
    title = scenario.title.say(lang)
    return f"{title} ({say('ILLUSTRATION', lang)})" if scenario.illustration else title


def _tell(scenario: Scenario, lang: str) -> None:
    """Show what must be known of a scenario before its answer."""
    drawn = f"<strong>{encode(say('ILLUSTRATION', lang))}</strong> · " if scenario.illustration else ""
    note = encode(scenario.note.say(lang))
    source = f"<br>{encode(say('Source', lang))}: {encode(scenario.source.say(lang))}" if scenario.source else ""
    st.html(f'<p class="alcance-note"><b>{encode(scenario.title.say(lang))}</b> · {drawn}{note}{source}</p>')
