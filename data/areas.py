"""Takes in areas: the administrative units answers are counted by."""

from data.cells import optional_amount
from data.intake import Intake, Record, Row, take_rows
from data.raw import RawTable
from data.schemas import AREAS
from data.shapes import area


def take_areas(raw: RawTable) -> Intake:
    """Return areas; those that cross themselves are repaired.

    Parameters
    ----------
    raw
        Rows with the columns of ``AREAS`` and a geometry.

    Raises
    ------
    InputError
        A required column is missing, or no row can be used.
    """
    return take_rows(AREAS, raw, _judge)


def _judge(row: Row) -> Record:
    return {
        "area_id": row.text("area_id"),
        "name": row.text("name"),
        "pcode": row.text("pcode"),
        "level": row.text("level"),
        "population": optional_amount(row, "population"),
        "geometry": area(row),
    }
