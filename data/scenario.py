"""What if: a named set of closures, slower roads, a border rule, changed places and policies. Plain values."""

from dataclasses import dataclass

from data.bilingual import NOTHING_SAID, Bilingual
from geo.roads import MODES

NEAR_M = 50.0
# Speed on unpaved roads in the wet season, by that in the dry one; .4 to .8 are as good guesses [G].
WET_FACTOR = 0.6
SLOWEST = 0.01  # of its speed a road is as good as closed: no factor, and no product of factors, is less
# What a policy changes: a column of facilities and what then stands in it; or where a stay status holds.
POLICIES: dict[str, tuple[str, str]] = {
    "no_papers_asked": ("documents_required", "no"),
    "no_fee": ("fee", "no"),
    "no_insurance_asked": ("insurance_required", "no"),
    "no_fixed_address_asked": ("no_fixed_address_ok", "yes"),
    "stay_valid_everywhere": ("", ""),
}
STAY_EVERYWHERE = "stay_valid_everywhere"
BORDER_RULES = ("closed", "formal", "open")
Place = tuple[float, float]
Course = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Closure:
    """Roads that are closed: those an area touches, those near a line, or those that are named.

    Attributes
    ----------
    polygon
        Corners of an area (longitude, latitude), the first not repeated; empty: none.
    line, within_m
        A line (longitude, latitude), empty: none; roads that come this near to it are closed, metres.
    ways
        OpenStreetMap ids of whole ways.
    edges
        Pieces of road, each between two OpenStreetMap nodes, closed both ways.
    modes
        Words of ``MODES`` that may not pass.
    """

    polygon: Course = ()
    line: Course = ()
    within_m: float = NEAR_M
    ways: tuple[int, ...] = ()
    edges: tuple[tuple[int, int], ...] = ()
    modes: tuple[str, ...] = MODES


@dataclass(frozen=True, slots=True)
class SpeedChange:
    """Roads that are slower or faster.

    Attributes
    ----------
    factor
        By which speeds are multiplied, at least ``SLOWEST``.
    classes
        Words of ``ROAD_CLASSES``; empty: all.
    polygon
        As in `Closure`; empty: everywhere.
    modes
        Words of ``MODES``.
    """

    factor: float
    classes: tuple[str, ...] = ()
    polygon: Course = ()
    modes: tuple[str, ...] = MODES


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """A place of the study that opens, closes, gives other services or has another staff.

    Attributes
    ----------
    facility_id
        Which.
    status
        A word of ``STATUSES``; empty: as it is.
    services_add, services_remove
        Words of ``SERVICES``.
    capacity_factor
        By which ``capacity_per_day`` and ``beds`` are multiplied, above 0; what nobody knows stays unknown.
    opening_hours
        In OpenStreetMap's syntax; empty: as they are.
    """

    facility_id: str
    status: str = ""
    services_add: tuple[str, ...] = ()
    services_remove: tuple[str, ...] = ()
    capacity_factor: float = 1.0
    opening_hours: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """A rule that places of a country follow, or a right people have there.

    Attributes
    ----------
    policy
        A key of ``POLICIES``.
    country
        ISO 3166-1 alpha-2.
    since, until
        The first and the last day it holds, ISO dates; empty: always.
    """

    policy: str
    country: str
    since: str = ""
    until: str = ""


MOST_PEOPLE = 1e8


@dataclass(frozen=True, slots=True)
class Crowd:
    """Many people at once, for ``alcance surge``; a None is what the question says instead.

    Attributes
    ----------
    cohort
        People who set out.
    spread_days
        Over how many days they do.
    standing_people, standing_km
        People who stay at a place, and where along the corridor that is, kilometres.
    """

    cohort: float | None = None
    spread_days: int | None = None
    standing_people: float | None = None
    standing_km: float | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario, as `data.scenario_file` reads and checks it.

    Attributes
    ----------
    name
        The stem of its file.
    title, note
        What it is called, and what must be known of it.
    source
        Who says that it may be so; may be empty.
    illustration
        True: it shows what could be asked, and everything made from it says so.
    closures, speeds, places, policies
        What changes.
    new_places
        Places that are not in the study: the cells of a row of facilities, as text.
    wet_factor
        By which speeds on unpaved roads are multiplied, not for those who walk; 1: the season is dry.
    season_known
        Whether it says how wet it is; else the season is as it may be.
    border_rule
        A word of ``BORDER_RULES``; empty: roads cross borders as they do.
    surge
        Many people at once; None: not part of it.
    comes_along
        True: it is part of Alcance, and a study may hold a part of its place alone.
    where
        How an error calls it: its file.
    sha256
        Of its file.
    content
        What its file says, as JSON.
    """

    name: str
    title: Bilingual
    note: Bilingual = NOTHING_SAID
    source: Bilingual = NOTHING_SAID
    illustration: bool = False
    closures: tuple[Closure, ...] = ()
    speeds: tuple[SpeedChange, ...] = ()
    places: tuple[PlaceChange, ...] = ()
    new_places: tuple[tuple[tuple[str, str], ...], ...] = ()
    policies: tuple[Policy, ...] = ()
    wet_factor: float = 1.0
    season_known: bool = False
    border_rule: str = ""
    surge: Crowd | None = None
    comes_along: bool = False
    where: str = ""
    sha256: str = ""
    content: str = "{}"
