"""Takes in formal border crossings, recorded incidents and the sites a team could stand at."""

import math
from dataclasses import replace

from data.cells import country, hours, iso_date, optional_amount, side_amount, tristate
from data.intake import Intake, Record, Row, take_rows
from data.quarantine import is_told_by_us
from data.raw import RawTable
from data.schemas import CANDIDATES, CROSSINGS, INCIDENTS
from data.shapes import point
from data.vocabulary import NO
from geo.errors import InputError

_MINUTES = ("min", "minutes", "minutos")
_DAY_MIN = 24 * 60
_DAYS = ("d", "days", "días", "dias", "jours")
_METRES = ("m", "metres", "meters", "metros", "mètres")


def take_crossings(raw: RawTable) -> Intake:
    """Return formal crossings; a row that says of itself ``formal = no`` is set aside.

    Parameters
    ----------
    raw
        Rows with the columns of ``CROSSINGS``.

    Raises
    ------
    InputError
        A required column is missing, or no row can be used.
    """
    return take_rows(CROSSINGS, raw, _judge_crossing)


def take_incidents(raw: RawTable, latest: str = "") -> Intake:
    """Return recorded incidents; how precisely one is placed may be unknown (NaN), its date too (``""``).

    Columns of the file's own are not kept: descriptions and numbers of women or children tell of single people.

    Parameters
    ----------
    raw
        Rows with the columns of ``INCIDENTS``.
    latest
        The last day there is somewhere now, ISO: a date after it is a slip, which would stretch the time observed, and
        is emptied; empty: none is after it.

    Raises
    ------
    InputError
        A required column is missing, no row can be used, or none has a date.
    """
    intake = take_rows(INCIDENTS, _without_others(raw), lambda row: _judge_incident(row, latest))
    if (intake.frame["date"] == "").all():
        what = f"none of its {len(intake.frame)} incidents has a date that can be read"
        raise InputError(raw.file, what, "Give each its day, like 2025-01-31: rates need the time observed.")
    return intake


def _without_others(raw: RawTable) -> RawTable:
    names = tuple(name for name in raw.columns if name in INCIDENTS.names or is_told_by_us(name))
    rows = (replace(row, cells={name: cell for name, cell in row.cells.items() if name in names}) for row in raw.rows)
    return replace(raw, columns=names, rows=tuple(rows))


def take_candidates(raw: RawTable) -> Intake:
    """Return sites a team or a service could stand at; what is not known of one stays empty (text) or NaN.

    Parameters
    ----------
    raw
        Rows with the columns of ``CANDIDATES``.

    Raises
    ------
    InputError
        A required column is missing, or no row can be used.
    """
    return take_rows(CANDIDATES, raw, _judge_candidate)


def _judge_crossing(row: Row) -> Record:
    if tristate(row, "formal") == NO:
        row.refuse("formal", "is no: only formal crossings are taken in")
    delay_min = optional_amount(row, "delay_min", _MINUTES)
    if delay_min > _DAY_MIN:
        row.refuse("delay_min", "is more than a day (1440 minutes)")
    place = point(row)
    return {
        "crossing_id": row.text("crossing_id"),
        "name": row.text("name"),
        "lon": place.x,
        "lat": place.y,
        "country_from": country(row, "country_from"),
        "country_to": country(row, "country_to"),
        "hours": hours(row, "hours"),
        "delay_min": delay_min,
        "documents_required": tristate(row, "documents_required"),
        "geometry": place,
    }


def _judge_incident(row: Row, latest: str) -> Record:
    place = point(row)
    day = iso_date(row, "date")
    if latest and day > latest:
        row.mend("date", "is still to come, emptied")
        day = ""
    return {
        "incident_id": row.text("incident_id"),
        "lon": place.x,
        "lat": place.y,
        "date": day,
        "kind": row.text("kind"),
        "source": row.text("source"),
        "location_precision_m": optional_amount(row, "location_precision_m", _METRES),
        "severity": optional_amount(row, "severity"),
        "geometry": place,
    }


def _judge_candidate(row: Row) -> Record:
    place = point(row)
    return {
        "site_id": row.text("site_id"),
        "name": row.text("name"),
        "lon": place.x,
        "lat": place.y,
        "opening_hours": hours(row, "opening_hours"),
        "service_min": _work(row),
        "revisit_days": side_amount(row, "revisit_days", _DAYS),
        "geometry": place,
    }


def _work(row: Row) -> float:
    """Return the minutes of work at a site; 0 are no visit, and are emptied like what is no number."""
    minutes = side_amount(row, "service_min", _MINUTES)
    if minutes == 0:
        row.mend("service_min", "is 0, which is no visit, emptied")
        return math.nan
    return minutes
