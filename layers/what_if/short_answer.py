"""What a scenario would change, in a few sentences before any map or table."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from analysis.what_if.compare import BECAME_SERVED, BECAME_UNDERSERVED, BECAME_UNKNOWN, FASTER, SLOWER
from data.scenario import Scenario
from data.words import mark, say
from layers.text import number
from layers.what_if.words import longest_gaps

_NO_NAMES: Mapping[str, str] = MappingProxyType({})
Rows = Sequence[Mapping[str, str]]
_CORRIDOR, _EVERYONE = "corridor", "all"
_COUNTED = {
    BECAME_UNDERSERVED: mark("became underserved: {count}"),
    SLOWER: mark("farther than before: {count}"),
    FASTER: mark("nearer than before: {count}"),
    BECAME_SERVED: mark("became served: {count}"),
    BECAME_UNKNOWN: mark("nobody knows any longer: {count}"),
}


def scenario_answer(
    scenario: Scenario, units: Rows, changes: Rows, lang: str, *, names: Mapping[str, str] = _NO_NAMES
) -> str:
    """Return what a scenario changes, plain text.

    Parameters
    ----------
    scenario
        Which.
    units, changes
        The rows of scenarios.csv and changes.csv, of any scenarios.
    lang
        The language.
    names
        From corridor_id to plain names; a missing one is told by its id.
    """
    mine = [row for row in units if row["scenario"] == scenario.name]
    corridors = [row for row in mine if row["unit_kind"] == _CORRIDOR]
    told = [*_along(corridors, lang), *_segments(scenario, changes, lang)] if corridors else []
    told += longest_gaps(scenario, mine, names, lang)
    told += [_people(row, lang) for row in mine if row["unit_kind"] == _EVERYONE and row["diff_covered_nearest"]]
    drawn = f" ({say('ILLUSTRATION', lang)})" if scenario.illustration else ""
    return f"{scenario.title.say(lang)}{drawn}: {' '.join(told)}"


def _along(corridors: Rows, lang: str) -> list[str]:
    after = sum(float(row["km_underserved"]) for row in corridors)
    differs = sum(float(row["diff_km_underserved"]) for row in corridors)
    words = mark("{after} of the corridors underserved, {before} as it is.")
    return [say(words, lang, after=number(after, "km"), before=number(after - differs, "km"))]


def _segments(scenario: Scenario, changes: Rows, lang: str) -> list[str]:
    kinds = [row["change"] for row in changes if row["scenario"] == scenario.name]
    told = [say(words, lang, count=kinds.count(kind)) for kind, words in _COUNTED.items() if kind in kinds]
    if not told:
        return [say("No segment differs.", lang)]
    return [say("Segments: {told}.", lang, told=", ".join(told))]


def _people(row: Mapping[str, str], lang: str) -> str:
    differs = float(row["diff_covered_nearest"])
    if not differs:
        return say("As many people within the limit as it is.", lang)
    words = mark("{count} people fewer within the limit.") if differs < 0 else mark("{count} more people within it.")
    return say(words, lang, count=number(abs(differs), "", decimals=0))
