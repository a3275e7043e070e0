"""What is said of a scenario on a page, and what may become of a segment in it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from analysis.what_if.compare import BECAME_SERVED, BECAME_UNDERSERVED, BECAME_UNKNOWN, FASTER, SLOWER
from data.bilingual import Bilingual
from data.scenario import Scenario
from data.words import mark, say
from layers.bilingual import both, in_each_language
from layers.palette import Stroke
from layers.text import encode, is_missing, number

Row = Mapping[str, Any]

CHANGES = MappingProxyType(
    {
        BECAME_UNDERSERVED: mark("Became underserved"),
        SLOWER: mark("Farther than before"),
        FASTER: mark("Nearer than before"),
        BECAME_SERVED: mark("Became served"),
        BECAME_UNKNOWN: mark("Nobody knows any longer"),
    }
)
# Worse is warm and dark, better is blue; each has its own width and dash too, so that grey tells them apart.
CHANGE_STROKES = MappingProxyType(
    {
        BECAME_UNDERSERVED: Stroke("#5E1500", 11, ""),
        SLOWER: Stroke("#E08A1E", 8, "14 5"),
        FASTER: Stroke("#56B4E9", 7, "4 4"),
        BECAME_SERVED: Stroke("#0072B2", 9, "22 3 4 3"),
        BECAME_UNKNOWN: Stroke("#8C8C8C", 7, "2 9"),
    }
)


def scenario_title(scenario: Scenario, *, by_name: bool = False) -> str:
    """Return what a scenario is called, as HTML; by name too where several are told apart, for titles may be alike."""
    return in_each_language(scenario.title.say) + (f" ({encode(scenario.name)})" if by_name else "")


def longest_gaps(scenario: Scenario, units: Iterable[Row], names: Mapping[str, str], lang: str) -> list[str]:
    """Return in a sentence for each corridor by how much its longest gap differs from that of the study as it is.

    Parameters
    ----------
    scenario
        Which.
    units
        The rows of scenarios.csv, of any scenarios.
    names
        From corridor_id to plain names.
    lang
        The language.
    """
    words = mark("Longest gap along {corridor}: {after}, {before} as it is.")
    told = []
    for row in units:
        differs = row.get("diff_longest_gap_km")
        if row["scenario"] == scenario.name and row["unit_kind"] == "corridor" and not is_missing(differs):
            after, by_km, key = float(row["longest_gap_km"]), float(differs or 0.0), str(row["unit_id"])
            before, name = number(after - by_km, "km"), names.get(key) or key
            told += [say(words, lang, corridor=name, after=number(after, "km"), before=before)] if by_km else []
    return told


def about_scenario(scenario: Scenario, does: Iterable[Bilingual] = (), *, title: str = "") -> str:
    """Return what must be known of a scenario beside an answer, as HTML.

    Parameters
    ----------
    scenario
        Its note, and who says that it may be so.
    does
        What it does to the study, sentence by sentence.
    title
        What it is called, HTML; empty: its title alone.
    """
    note = f"<p>{in_each_language(scenario.note.say)}</p>" if scenario.note else ""
    drawn = f"<p><b>{both('An illustration: it shows what can be asked, and is no forecast.')}</b></p>"
    lines = "".join(f"<li>{in_each_language(each.say)}</li>" for each in does)
    done = f"<ul>{lines}</ul>" if lines else ""
    source = (
        f'<p class="source">{both("Source")}: {in_each_language(scenario.source.say)}</p>' if scenario.source else ""
    )
    return (
        f'<section class="whom"><h2>{both("Scenario")}: {title or scenario_title(scenario)}</h2>'
        f"{drawn if scenario.illustration else ''}{note}{done}{source}</section>"
    )
