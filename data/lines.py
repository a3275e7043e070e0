"""Takes in lines: the corridors people follow, and land borders."""

from data.cells import country
from data.intake import Intake, Record, Row, take_rows
from data.raw import RawTable
from data.schemas import BORDERS, CORRIDORS
from data.shapes import lines, one_line


def take_corridors(raw: RawTable) -> Intake:
    """Return corridors, each one line drawn from origin to destination.

    Parameters
    ----------
    raw
        Rows with the columns of ``CORRIDORS`` and a geometry.

    Raises
    ------
    InputError
        A required column is missing, or no row can be used.
    """
    return take_rows(CORRIDORS, raw, _judge_corridor)


def take_borders(raw: RawTable) -> Intake:
    """Return land borders, each with the countries on its two sides.

    Parameters
    ----------
    raw
        Rows with the columns of ``BORDERS`` and a geometry.

    Raises
    ------
    InputError
        A required column is missing, or no row can be used.
    """
    return take_rows(BORDERS, raw, _judge_border)


def _judge_corridor(row: Row) -> Record:
    return {"corridor_id": row.text("corridor_id"), "name": row.text("name"), "geometry": one_line(row)}


def _judge_border(row: Row) -> Record:
    return {
        "border_id": row.text("border_id"),
        "country_a": country(row, "country_a"),
        "country_b": country(row, "country_b"),
        "geometry": lines(row),
    }
