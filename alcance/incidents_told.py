"""What must be told of a study's incidents wherever they count: whose they are, of when, how many, how well placed."""

from analysis.risk.incidents import UNKNOWN_PRECISION_M, IncidentsTold
from data.bilingual import Bilingual, said
from data.study import Study
from data.words import LANGUAGES, mark

_TABLE = "incidents"


def told_of_incidents(study: Study, told: IncidentsTold) -> list[Bilingual]:
    """Return it line by line; nothing of a single incident or person."""
    counted = mark(
        "Reported incidents, a minimum estimate: {counted} of {incidents} in the list, from {first} to {last}. On "
        "roads, where they count: {placed}. Without a road near, which count nowhere: {off}."
    )
    lines = [
        said(mark("Source of the incidents: {source}"), source=source_of_incidents(study)),
        said(
            counted,
            counted=told.counted,
            incidents=told.incidents,
            first=told.first_date or "\u2013",
            last=told.last_date or "\u2013",
            placed=told.placed,
            off=told.off_roads,
        ),
    ]
    lines += _observed(told)
    if told.without_precision:
        words = mark("Of {count} incidents nobody says how well their place is known: they are spread over {km} km.")
        lines.append(said(words, count=told.without_precision, km=f"{UNKNOWN_PRECISION_M / 1000:g}"))
    if told.without_date:
        lines.append(said(mark("Incidents without a date: {count}"), count=told.without_date))
    if told.asked.reporting > 1:
        words = mark("Behind each incident that was reported {factor} are counted.")
        lines.append(said(words, factor=f"{told.asked.reporting:g}"))
    if told.asked.half_life_years is not None:
        words = mark("An incident counts half after {years} years.")
        lines.append(said(words, years=f"{told.asked.half_life_years:g}"))
    return lines


def incidents_in_short(study: Study, told: IncidentsTold) -> Bilingual:
    """Return source, period, count and precision in one line, to stand beside what is made of them."""
    counted = said(
        mark(
            "Reported incidents, a minimum estimate: {placed} on roads of {incidents} in the list, {first} to {last}."
        ),
        placed=told.placed,
        incidents=told.incidents,
        first=told.first_date or "\u2013",
        last=told.last_date or "\u2013",
    )
    source = said(mark("Source of the incidents: {source}"), source=source_of_incidents(study))
    precision = said(mark("How well each place is known stands in the list."))
    if told.without_precision:
        words = mark("Of {count} nobody says how well the place is known: taken as {km} km.")
        precision = said(words, count=told.without_precision, km=f"{UNKNOWN_PRECISION_M / 1000:g}")
    parts = counted, *_observed(told), precision, source
    return Bilingual(**{lang: " ".join(each.say(lang) for each in parts) for lang in LANGUAGES})


def _observed(told: IncidentsTold) -> list[Bilingual]:
    """Return the period somebody stated, and how many incidents are of other days; nothing where nobody did."""
    if told.asked.period is None:
        return []
    words = mark(
        "Observed, as stated: {since} to {until}. Of other days, not counted: {outside}; nor are those without a date."
    )
    since, until = told.asked.period
    return [said(words, since=since, until=until, outside=told.outside_period)]


def source_of_incidents(study: Study) -> str:
    """Return who told of the incidents, with licence and day; what the file is called where nobody said."""
    found = [each for each in study.sources if each.table == _TABLE]
    parts = [", ".join(filter(None, (each.title, each.licence, each.retrieved))) for each in found]
    return "; ".join(filter(None, parts)) or f"{_TABLE}.csv"
