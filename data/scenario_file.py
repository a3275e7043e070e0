"""Reads a scenario from its TOML file."""

import hashlib
import json
import re
import tomllib
from pathlib import Path

from data.bilingual import Bilingual, take_bilingual
from data.country_codes import is_country
from data.drawn_keys import take_ids, take_line, take_pairs, take_polygon
from data.hours_in_words import read_hours
from data.scenario import (
    BORDER_RULES,
    MOST_PEOPLE,
    NEAR_M,
    POLICIES,
    SLOWEST,
    WET_FACTOR,
    Closure,
    Crowd,
    PlaceChange,
    Policy,
    Scenario,
    SpeedChange,
)
from data.scenario_places import take_new_place
from data.schemas import FACILITIES
from data.stay import COUNTRY_FORM
from data.toml_keys import TomlKeys, load_keys
from data.vocabulary import SERVICES, STATUSES
from geo.roads import MODES, ROAD_CLASSES

_BASE = "base"  # the study as it is
_NAME = re.compile(r"[a-z0-9_]+")
_MOST_DAYS, _MOST_KM, _FARTHEST_M, _FASTEST = 366, 20_000.0, 100_000.0, 100.0
_ROADS = ("polygon", "line", "ways", "edges")
_CHANGES = ("status", "services_add", "services_remove", "capacity_factor", "opening_hours")


def is_scenario_name(name: str) -> bool:
    """Tell whether a scenario may be called so: small letters, digits and ``_``, and not as the study as it is."""
    return name != _BASE and _NAME.fullmatch(name) is not None


def load_scenario(path: Path) -> Scenario:
    """Read a scenario.

    Parameters
    ----------
    path
        A TOML file, called as the scenario.

    Raises
    ------
    InputError
        It cannot be read, its name is none, or a key is unknown or holds what it cannot.
    """
    keys = load_keys(path, todo="Give the TOML file of a scenario.")
    if not is_scenario_name(path.stem):
        raise keys.wrong("", f"{path.stem!r} is not a scenario's name", "Use small letters, digits and _; not `base`.")
    raw = path.read_bytes()
    places = [_place(each) for each in keys.tables("facilities")]
    changed = tuple(each for each in places if isinstance(each, PlaceChange))
    scenario = Scenario(
        name=path.stem,
        title=take_bilingual(keys, "title", needed=True),
        note=take_bilingual(keys, "note"),
        source=_source(keys),
        illustration=keys.yes_no("illustration") is True,
        closures=tuple(_closure(each) for each in keys.tables("closures")),
        speeds=tuple(_speed(each) for each in keys.tables("speeds")),
        places=changed,
        new_places=tuple(each for each in places if not isinstance(each, PlaceChange)),
        policies=tuple(_policy(each) for each in keys.tables("policies")),
        season_known=keys.has("wet_season"),
        wet_factor=_wet_factor(keys),
        border_rule=_border_rule(keys),
        surge=_surge(keys.table("surge")) if keys.has("surge") else None,
        where=str(path),
        sha256=hashlib.sha256(raw).hexdigest(),
        content=json.dumps(tomllib.loads(raw.decode("utf-8-sig")), default=str, ensure_ascii=False, sort_keys=True),
    )
    keys.end()
    _check_named_once(keys, scenario)
    return scenario


def _source(keys: TomlKeys) -> Bilingual:
    """Return who says so: in each language, or one text for both."""
    said = keys.take("source", "", lambda value: isinstance(value, str | dict), "text, or a table with es and en")
    whole = {"es": said, "en": said} if isinstance(said, str) else said
    return take_bilingual(TomlKeys(keys.where, {"source": whole}), "source")


def _check_named_once(keys: TomlKeys, scenario: Scenario) -> None:
    """Refuse two entries about one place: which of them holds, nobody could tell."""
    ids = [each.facility_id for each in scenario.places] + [dict(each)["facility_id"] for each in scenario.new_places]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if twice:
        raise keys.wrong("facilities", f"{twice[0]!r} is named twice", "Put all that changes there into one entry.")


def _closure(keys: TomlKeys) -> Closure:
    given = [key for key in _ROADS if keys.has(key)]
    if len(given) != 1:
        said = f"has {' and '.join(given)}" if given else "names no road"
        raise keys.wrong("", said, f"Give one of: {', '.join(_ROADS)}.")
    if keys.has("within_m") and given != ["line"]:
        raise keys.wrong("within_m", "goes with a `line` alone", "Remove it.")
    closure = Closure(
        polygon=take_polygon(keys),
        line=take_line(keys),
        within_m=keys.positive_to("within_m", NEAR_M, _FARTHEST_M),
        ways=take_ids(keys, "ways"),
        edges=take_pairs(keys, "edges"),
        modes=_modes(keys),
    )
    keys.end()
    return closure


def _speed(keys: TomlKeys) -> SpeedChange:
    keys.need("factor")
    speed = SpeedChange(
        factor=_no_crawl(keys, "factor", keys.positive_to("factor", 1.0, _FASTEST)),
        classes=keys.words("classes", ROAD_CLASSES.__contains__, f"one of {', '.join(ROAD_CLASSES)}"),
        polygon=take_polygon(keys),
        modes=_modes(keys),
    )
    keys.end()
    return speed


def _no_crawl(keys: TomlKeys, key: str, factor: float) -> float:
    """Return a factor of speeds; one so small closes the road, and says so better as a closure."""
    if factor < SLOWEST:
        raise keys.wrong(key, f"{factor:g} is less than {SLOWEST:g}", "Close such roads instead, with [[closures]].")
    return factor


def _modes(keys: TomlKeys) -> tuple[str, ...]:
    return keys.words("modes", MODES.__contains__, f"one of {', '.join(MODES)}") or MODES


def _place(keys: TomlKeys) -> PlaceChange | tuple[tuple[str, str], ...]:
    """Return a change of a place of the study, or the cells of one that is new: those of its kind stand there too."""
    facility_id = keys.title("facility_id")
    if any(keys.has(name) for name in FACILITIES.names if name not in _CHANGES):
        return take_new_place(keys, facility_id)
    service = SERVICES.__contains__, f"one of {', '.join(SERVICES)}"
    change = PlaceChange(
        facility_id=facility_id,
        status=keys.one_of("status", "", ("", *STATUSES)),
        services_add=keys.words("services_add", *service),
        services_remove=keys.words("services_remove", *service),
        capacity_factor=keys.positive_to("capacity_factor", 1.0, _FASTEST),
        opening_hours=keys.text("opening_hours"),
    )
    keys.end()
    if change == PlaceChange(facility_id):
        raise keys.wrong("", "changes nothing", f"Give one of: {', '.join(_CHANGES)}.")
    if change.opening_hours and read_hours(change.opening_hours) != change.opening_hours:
        raise keys.wrong("opening_hours", f"{change.opening_hours[:80]!r} is not in OpenStreetMap's form")
    both = sorted({*change.services_add} & {*change.services_remove})
    if both:
        raise keys.wrong("services_remove", f"{both[0]!r} is added too", "Keep one of the two.")
    return change


def _policy(keys: TomlKeys) -> Policy:
    keys.need("policy")
    keys.need("country")
    policy = Policy(
        policy=keys.one_of("policy", "", tuple(POLICIES)),
        country=str(keys.take("country", "", lambda value: isinstance(value, str) and is_country(value), COUNTRY_FORM)),
        since=keys.day("from"),
        until=keys.day("until"),
    )
    keys.end()
    if policy.since and policy.until and policy.until < policy.since:
        raise keys.wrong("until", f"{policy.until} is before {policy.since}", "Give a later day.")
    return policy


def _wet_factor(keys: TomlKeys) -> float:
    is_wet = keys.yes_no("wet_season") is True
    if keys.has("wet_season_factor") and not is_wet:
        raise keys.wrong("wet_season_factor", "goes with wet_season = true", "Add that, or remove it.")
    factor = _no_crawl(keys, "wet_season_factor", keys.positive_to("wet_season_factor", WET_FACTOR, 1.0))
    return factor if is_wet else 1.0


def _border_rule(keys: TomlKeys) -> str:
    if not keys.has("border"):
        return ""
    border = keys.table("border")
    border.need("rule")
    rule = border.one_of("rule", "", BORDER_RULES)
    border.end()
    return rule


def _surge(keys: TomlKeys) -> Crowd:
    cohort, standing_people = (
        keys.positive_to(key, 1.0, MOST_PEOPLE) if keys.has(key) else None for key in ("cohort", "standing_people")
    )
    spread_days = keys.whole_to("spread_days", 1, _MOST_DAYS) if keys.has("spread_days") else None
    standing_km = keys.up_to("standing_km", 0.0, _MOST_KM) if keys.has("standing_km") else None
    keys.end()
    return Crowd(cohort, spread_days, standing_people, standing_km)
