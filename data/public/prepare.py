"""Makes the public view of a study: the only step of publishing that opens what is not public."""

from dataclasses import dataclass, replace
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd

from data.basemap import load_towns
from data.countries import countries_of
from data.network_store import load_places, load_roads
from data.public.fates import AREA, PLACE, fates
from data.public.groups import restricted_groups
from data.public.main_graph import main_graph
from data.public.numbers_in_words import words_without
from data.public.own_numbers import numbers_of, places_without
from data.public.phone_numbers import Numbers
from data.public.sides import countries_along
from data.public.unread_status import unread_status, without_hours
from data.public.unseen_signs import texts_without_unseen, without_unseen
from data.public.view import PLACE_COLUMNS, TOWN_COLUMNS, PublicView
from data.reason_given import is_reason
from data.study import NETWORK, Study
from data.study_file import Source
from data.table import CRS
from data.visibility import RESTRICTED
from data.vocabulary import NO_SERVICE
from geo.errors import QuestionError, StudyError

# A source of these tables speaks of roads and lines alone.
_OF_THE_GROUND = ("network", "corridors", "borders", "crossings")
_WORDS_OF_A_SOURCE = ("title", "licence")
_CODES_OF_A_SOURCE = ("url", "retrieved")
_MARGIN_DEG = 0.3
_SETTLEMENTS = ("city", "town", "village")


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """The public view of a study, and what became of each of its places.

    Attributes
    ----------
    view
        All that publishing gets to see.
    fates
        A row a facility, in the order of the study's: fate, why.
    unread
        In the same order, what was written as its status where nobody knows what it means; else empty.
    """

    view: PublicView
    fates: pd.DataFrame
    unread: pd.Series

    @property
    def is_empty(self) -> bool:
        """Whether no place, no area and no help line goes out."""
        return self.view.places.empty and self.view.cells.empty


def prepare_view(study: Study, *, as_of: date, signed: bool) -> Prepared:
    """Return the public view of a study.

    Parameters
    ----------
    study
        As loaded; its network is read too.
    as_of
        The last day whose checks are taken in.
    signed
        Whether a person put their name to what goes out.

    Raises
    ------
    StudyError
        Its network is missing or altered, or it has no list of places.
    QuestionError
        A place for women only or about violence was set public without a reason.
    """
    if study.facilities is None:
        raise StudyError(str(study.path), "has no facilities", "Make it again with a list of services.")
    check_reasons(study.repaired, study.facilities)
    told = fates(study.facilities, study.repaired, as_of)
    unread = unread_status(study.facilities, study.repaired)
    own = numbers_of(study.facilities, RESTRICTED)
    chosen = pd.DataFrame(study.facilities.loc[told["fate"] == PLACE, list(PLACE_COLUMNS)])
    places = _places(places_without(without_hours(chosen, unread), own))
    view = PublicView(
        title=_words(study.title, own),
        example=study.example,
        signed=signed,
        as_of=as_of,
        sources=_sources(study.sources, chosen, own),
        places=places,
        cells=restricted_groups(study.facilities[told["fate"] == AREA], own),
        corridors=_corridors(study, own),
        towns=_towns(study, places, own),
        roads=main_graph(load_roads(study.path / NETWORK)),
    )
    return Prepared(view, told, unread)


def check_reasons(repaired: pd.DataFrame, facilities: pd.DataFrame) -> None:
    """Make sure that no place was hidden against the word of its row.

    Parameters
    ----------
    repaired
        The mended cells of a study: those of the list it was made of too.
    facilities
        Of the study as it is now: a row that gives its reason since is no longer asked for one.

    Raises
    ------
    QuestionError
        One was set public or restricted though it is for women only or about violence, and no reason is given.
    """
    silent = facilities.loc[~facilities["visibility_reason"].map(is_reason).astype(bool), "facility_id"]
    against = (repaired["column"] == "visibility") & repaired["mend"].str.startswith("hidden: ")
    for row in repaired[against & repaired["id"].isin(silent)].itertuples():
        where, what = f"{row.file}, row {row.row}", f"a place for women only or about violence is set {row.value}"
        raise QuestionError(
            where, what, "Say why in its visibility_reason, or hide it in the list and make the study again."
        )


def _places(chosen: pd.DataFrame) -> pd.DataFrame:
    """Return the places as they go out: of a hotline nobody learns where it is, for people call it."""
    places = texts_without_unseen(chosen)
    places = with_countries(places)
    places["services"] = places["services"].replace(NO_SERVICE, "")
    places.loc[places["kind"] == "hotline", ["lon", "lat"]] = np.nan
    # By what goes out alone: an id may be the number of a row among others that do not.
    return places.sort_values(list(PLACE_COLUMNS), ignore_index=True)


def with_countries(frame: pd.DataFrame) -> pd.DataFrame:
    """Return places with the country each lies in where none is told: nobody is to be sent over a border unawares.

    Parameters
    ----------
    frame
        lon, lat (degrees, EPSG:4326, NaN for none), country (ISO 3166-1 alpha-2, may be empty).
    """
    silent = (frame["country"] == "") & frame["lon"].notna()
    lon, lat = (frame.loc[silent, name].to_numpy(float) for name in ("lon", "lat"))
    countries = frame["country"].astype(object)
    countries[silent] = countries_of(lon, lat)
    return frame.assign(country=countries)


def _words(text: str, own: Numbers) -> str:
    return words_without(without_unseen(text), own)


def _sources(sources: tuple[Source, ...], places: pd.DataFrame, own: Numbers) -> tuple[Source, ...]:
    """Return the sources of what goes out.

    A list of places counts if a place that goes out names it; all lists do where one names none of them. Of tables that
    are never published (people, flows, incidents) nothing is told, not even that there are any.
    """
    named, lists = set(places["source"]), {source.title for source in sources if source.table == "facilities"}
    told = lists if named - lists else named & lists
    return tuple(
        _source(source, own)
        for source in sources
        if source.table in _OF_THE_GROUND or (source.table == "facilities" and source.title in told)
    )


def _source(source: Source, own: Numbers) -> Source:
    words = {name: _words(getattr(source, name), own) for name in _WORDS_OF_A_SOURCE}
    codes = {name: without_unseen(getattr(source, name)) for name in _CODES_OF_A_SOURCE}
    # A link without a part of it leads nowhere.
    told = {name: "" if own.are_in(code) else code for name, code in codes.items()}
    return replace(source, complete_in=(), **words, **told)


def _corridors(study: Study, own: Numbers) -> gpd.GeoDataFrame:
    if study.corridors is None:
        nothing = {name: pd.Series(dtype=object) for name in ("name", "countries")}
        return gpd.GeoDataFrame(nothing, geometry=gpd.GeoSeries(crs=CRS), crs=CRS)
    ordered = study.corridors.sort_values("corridor_id", ignore_index=True)
    names = pd.DataFrame({"name": [_words(str(name), own) for name in ordered["name"]]}, index=ordered.index)
    passed = [countries_along(line) for line in ordered.geometry]
    return gpd.GeoDataFrame(names.assign(countries=passed), geometry=ordered.geometry, crs=CRS)


def _towns(study: Study, places: pd.DataFrame, own: Numbers) -> pd.DataFrame:
    """Return the settlements around what goes out: those of the basemap, and those of the map the roads are from."""
    lines = np.empty((0, 4)) if study.corridors is None else study.corridors.bounds.to_numpy(float)
    points = places.loc[places["lon"].notna(), ["lon", "lat"]].to_numpy(float)
    corners = np.vstack([lines[:, :2], lines[:, 2:], points])
    if not len(corners):
        return pd.DataFrame(columns=list(TOWN_COLUMNS))
    (west, south), (east, north) = corners.min(axis=0) - _MARGIN_DEG, corners.max(axis=0) + _MARGIN_DEG
    known, mapped = load_towns(), load_places(study.path / NETWORK)
    mapped = mapped[mapped["rank"].isin(_SETTLEMENTS) & ~mapped["name"].isin(set(known["name"]))].assign(country="")
    mapped = mapped.assign(name=[_words(str(name), own) for name in mapped["name"]])
    towns = pd.concat([known[list(TOWN_COLUMNS)], mapped[list(TOWN_COLUMNS)]])
    near = with_countries(towns[towns["lon"].between(west, east) & towns["lat"].between(south, north)])
    return near.sort_values(["population", "name", "lon"], ascending=[False, True, True], ignore_index=True)
