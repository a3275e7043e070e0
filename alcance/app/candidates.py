"""Where sites or stops are taken from: the study's own list, a file somebody gives, or places made for the question."""

import csv
import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from io import StringIO

import geopandas as gpd
import streamlit as st

from alcance.app.answers import KeptStudy, opened_for
from alcance.app.columns import choose_columns
from alcance.app.fields import Fields
from alcance.app.reading import Held, forget_reading
from alcance.app.said import say_error
from alcance.app.shelf import Shelf
from alcance.app.upload import TABLE_TYPES, Chosen, laid_down
from alcance.app.waiting import awaited
from alcance.app.work import Step
from alcance.sites import candidates_of
from analysis.plan import Plan
from data.candidates import Sites, load_candidates
from data.schemas import CANDIDATES
from data.words import mark, say
from geo.errors import AlcanceError

OWN, FILE, MADE, CHOSEN, TYPED = "study", "file", "made", "sites", "typed"
_TITLES = {
    OWN: mark("The study's list"),
    FILE: mark("A file"),
    MADE: mark("Places with people, road junctions and shelters"),
    CHOSEN: mark("The sites of the page Sites"),
    TYPED: mark("Places written here"),
}
HANDED = "sites_handed"  # the sites chosen on the page Sites, a file as `alcance sites` writes it
_LOOKING = mark("Looking for places where a site could stand")


@dataclass(frozen=True, slots=True, eq=False)
class Offered:
    """A list to choose from.

    Attributes
    ----------
    sites
        The list, as a file or the study has it.
    key
        Tells it from any other list.
    hashes
        The hash of the file it is of, by its name; none for the study's own.
    """

    sites: Sites
    key: str
    hashes: dict[str, str]

    @property
    def titles(self) -> dict[str, str]:
        """What each site is called, by its id: two of one name are told apart by their ids."""
        told = dict(zip(self.sites.frame["site_id"], self.sites.frame["name"], strict=True))
        count = Counter(told.values())
        return {key: name if count[name] == 1 else f"{name} ({key})" for key, name in told.items()}


def choose_list(found: KeptStudy, plan: Plan | None, fields: Fields, *, part: str) -> Offered | None:
    """Ask where a site could stand and return the list; None where there is none yet: what is wrong is said.

    Parameters
    ----------
    found
        The study.
    plan
        The question places are made for; None: they are not offered, the sites chosen before are.
    fields
        The form.
    part
        What the link calls the answer.
    """
    lang = fields.lang
    sources = {
        OWN: found.study.candidates is not None,
        MADE: plan is not None,
        CHOSEN: plan is None and HANDED in st.session_state,
        FILE: True,
        TYPED: True,
    }
    titles = {code: say(_TITLES[code], lang) for code, is_there in sources.items() if is_there}
    label = say("Where they could stand", lang) if plan is not None else say("Where the stops are taken from", lang)
    source = fields.code(part, "candidates", label, titles)
    try:
        return _listed(found, plan, source, lang, part)
    except AlcanceError as error:
        say_error(error, lang)
        return None


def _listed(found: KeptStudy, plan: Plan | None, source: str, lang: str, part: str) -> Offered | None:
    if source == FILE:
        return _uploaded(found, lang, part)
    if source == TYPED:
        return _typed(found, lang, part)
    if source == CHOSEN:
        return _given(found, _Handed(st.session_state[HANDED]), Chosen({}))
    if plan is not None and source == MADE:
        return _made(found, plan, lang)
    return Offered(load_candidates(found.study), f"own\0{found.fingerprint}", {})


def _uploaded(found: KeptStudy, lang: str, part: str) -> Offered | None:
    label = say("A spreadsheet, CSV or map file of places: site_id, name, lon, lat", lang)
    given = st.file_uploader(label, type=TABLE_TYPES, key=f"file-{part}")
    if given is None:
        forget_reading(CANDIDATES.noun)
        return None
    chosen = choose_columns(CANDIDATES.noun, given, lang, into_study=False)
    return None if chosen is None else _given(found, given, chosen)


def _typed(found: KeptStudy, lang: str, part: str) -> Offered | None:
    """Return the places somebody writes, taken in through the same door as a file of them."""
    label = say("One place a line: its name, latitude, longitude, as a map on a telephone tells them", lang)
    text = st.text_area(label, key=f"typed-{part}", placeholder="Parque central, 14.9058, -92.2634")
    return _given(found, _Handed(written_places(text), "places.csv"), Chosen({})) if text.strip() else None


def written_places(text: str) -> bytes:
    """Return places written one a line (name, latitude, longitude) as a CSV file; a cell that is not there is empty."""
    lines = [line.rsplit(",", 2) for line in text.splitlines() if line.strip()]
    cells = [[cell.strip() for cell in line] for line in lines]
    written = StringIO()
    rows = [(f"place-{number}", *line, *[""] * (3 - len(line))) for number, line in enumerate(cells, 1)]
    csv.writer(written).writerows([("site_id", "name", "lat", "lon"), *rows])
    return written.getvalue().encode()


@dataclass(frozen=True, slots=True)
class _Handed:
    """Sites of a page, as a file."""

    content: bytes
    name: str = "sites.csv"

    @property
    def size(self) -> int:
        """Its size, bytes."""
        return len(self.content)

    def getvalue(self) -> bytes:
        """Return its content."""
        return self.content


def _given(found: KeptStudy, given: Held | _Handed, chosen: Chosen) -> Offered:
    """Return the list a file holds, read once for each choice of columns."""
    digest = hashlib.sha256(given.getvalue()).hexdigest()
    key = repr((digest, given.name, sorted(chosen.columns.items())))

    def read() -> Sites:
        with laid_down(CANDIDATES.noun, given) as path:
            return load_candidates(found.study, path, chosen.columns)

    return Offered(_lists().keep(key, read), key, {given.name: digest})


def _made(found: KeptStudy, plan: Plan, lang: str) -> Offered:
    key = repr(("made", found.fingerprint, plan.mode, plan.profile.walking_kmh, plan.internal))

    def task(step: Step) -> Sites:
        step(_LOOKING, 0, 0)
        return _lists().keep(key, lambda: _places(found, plan), lambda: step("", 0, 0))

    kept = _lists().get(key)
    return Offered(kept if kept is not None else awaited(key, task, lang), key, {})


def _places(found: KeptStudy, plan: Plan) -> Sites:
    frame, aside, repaired = candidates_of(opened_for(found, plan), None)
    places = gpd.points_from_xy(frame["lon"], frame["lat"])
    return Sites(gpd.GeoDataFrame(frame, geometry=places, crs="EPSG:4326"), CANDIDATES.noun, aside, repaired)


@cache
def _lists() -> Shelf[Sites]:
    """Return the lists read or made lately."""
    return Shelf(8)
