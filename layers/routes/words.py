"""The words of routes: what makes one worth showing, what it is exposed to, and what a driver does at a turn."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from analysis.routes.choose import FASTEST, KNEE, OTHER, PRICED, SAFEST, WITHIN
from analysis.routes.turns import Turn
from data.words import mark, say
from layers.bilingual import both, in_each_language
from layers.routes.answer import ShownRoute, moment
from layers.text import encode, number
from layers.visits.words import one_line

LABELS: Mapping[str, str] = MappingProxyType(
    {
        FASTEST: mark("Fastest"),
        SAFEST: mark("Least exposed"),
        WITHIN: mark("Least exposed within 20 % more time"),
        KNEE: mark("Best trade-off"),
        PRICED: mark("At your price"),
        OTHER: mark("Another way"),
    }
)
HAZARD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "incidents": mark("Reported incidents (minimum estimate)"),
        "stated": mark("Stated rate of events"),
        "help": mark("Far from help"),
        "unpaved": mark("Unpaved in the wet season"),
        "flood": mark("Flood areas"),
        "night": mark("Driving in the dark"),
        "heat": mark("High sun, a stand-in for heat"),
    }
)
ACTION_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "depart": mark("Set out"),
        "straight": mark("Straight on"),
        "slight_left": mark("Keep left"),
        "left": mark("Turn left"),
        "sharp_left": mark("Turn sharp left"),
        "slight_right": mark("Keep right"),
        "right": mark("Turn right"),
        "sharp_right": mark("Turn sharp right"),
        "u_turn": mark("Turn back"),
        "ferry": mark("Take the ferry"),
        "cross": mark("Cross the border"),
        "arrive": mark("Arrive"),
        "walk": mark("On foot"),
    }
)
POINTS_ARE = mark(
    "Points are an exposure index, not a probability: 1 point is 100 km of road with 1 reported incident a year on "
    "every 100 km, and the other hazards add to it by their weights."
)
_MANY = 100  # points: hundredths of one tell nothing any more
# What everything that shows a route must say.
MUST_BE_KNOWN = (
    mark("For planners and field teams: not to be passed on to the public."),
    mark("No reports does not mean safe: perhaps nobody looked, or nobody told."),
    mark("Cross land borders at formal crossings only."),
    mark("Times hold the driving, the walks at both ends and the delay at borders: rests are not counted."),
)


NO_HOUR = mark("No hour: the drive is longer than the day, or a crossing is closed then")


def labels_in(route: ShownRoute, lang: str) -> str:
    """Return what a route is, in a language, plain text."""
    return " \u00b7 ".join(say(LABELS[label], lang) for label in route.told.labels)


def labels_told(route: ShownRoute) -> str:
    """Return the number of a route and what it is, as HTML."""
    return f"{route.number} \u00b7 {in_each_language(lambda lang: labels_in(route, lang))}"


def in_short(shown: Sequence[ShownRoute], lang: str) -> str:
    """Return the choice there is, in a sentence, plain text."""
    fastest = next(route.told for route in shown if FASTEST in route.told.labels)
    least = next(route.told for route in shown if SAFEST in route.told.labels)
    told = {"time": duration(fastest.route.time_s), "points": points(fastest.exposure)}
    if least is fastest:
        return say(
            "The fastest way takes {time} and gathers {points} points of exposure; the least exposed one is the same, "
            "or nearly.",
            lang,
            **told,
        )
    return say(
        "The fastest way takes {time} and gathers {points} points of exposure; the least exposed one takes {more} more "
        "and gathers {fewer} points.",
        lang,
        **told,
        more=duration(least.route.time_s - fastest.route.time_s),
        fewer=points(least.exposure),
    )


def turn_in(turn: Turn, lang: str) -> str:
    """Return what to do at a turn, in a language, plain text."""
    told = say(ACTION_WORDS[turn.action], lang)
    return f"{told}: {one_line(turn.crossing)}" if turn.crossing else told


def turn_told(turn: Turn) -> str:
    """Return what to do at a turn, as HTML."""
    told = both(ACTION_WORDS[turn.action])
    return f"{told}: {encode(one_line(turn.crossing))}" if turn.crossing else told


def road_told(turn: Turn) -> str:
    """Return the road one is on after a turn, as HTML; nothing on arrival and on foot."""
    if turn.action in ("arrive", "walk"):
        return ""
    return encode(one_line(turn.road)) or both("road without a name")


def place_told(name: str, at: tuple[float, float]) -> str:
    """Return a settlement's name, or longitude and latitude as people read them, as HTML."""
    return encode(one_line(name)) or coordinates(at)


def coordinates(at: tuple[float, float]) -> str:
    """Return a longitude and latitude as navigators take them: latitude first."""
    lon, lat = at
    return f"{lat:.5f}, {lon:.5f}"


def km(metres: float) -> str:
    """Return metres as kilometres."""
    return number(metres / 1000.0, "km")


def points(value: float) -> str:
    """Return points of the exposure index.

    Examples
    --------
    >>> points(1.255), points(131.04)
    ('1.25', '131.0')
    """
    return number(value, "", decimals=1 if value >= _MANY else 2)


def duration(seconds: float) -> str:
    """Return seconds as hours and minutes.

    Examples
    --------
    >>> [duration(seconds).replace(chr(160), " ") for seconds in (0, 89, 3600, 50_879)]
    ['0 min', '1 min', '1 h 00 min', '14 h 08 min']
    """
    hours, minutes = divmod(round(seconds / 60.0), 60)
    return f"{hours}\u00a0h\u00a0{minutes:02}\u00a0min" if hours else f"{minutes}\u00a0min"


def clock(departure: datetime | None, after_s: float) -> str:
    """Return when a place is reached: the moment, or how long after a departure that nobody told."""
    if departure is None:
        return f"+\u00a0{duration(after_s)}"
    return f"{moment(departure, after_s):%Y-%m-%d %H:%M}"


def known_told(notes: Sequence[str], warnings: Sequence[str] = ()) -> str:
    """Return sentences as paragraphs of HTML; the warnings and the first note stand out."""
    first, *others = notes
    loud = "".join(f'<p class="notice">{each}</p>' for each in (*warnings, first))
    return loud + "".join(f"<p>{other}</p>" for other in others)
