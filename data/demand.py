"""Takes in demand: where people are, and how many."""

from data.cells import amount
from data.intake import Intake, Record, Row, take_rows
from data.raw import RawTable
from data.schemas import DEMAND
from data.shapes import point

EVERYBODY = "all"


def take_demand(raw: RawTable) -> Intake:
    """Return demand points; a row without a group stands for all.

    Parameters
    ----------
    raw
        Rows with the columns of ``DEMAND``.

    Raises
    ------
    InputError
        A required column is missing, or no row can be used.
    """
    return take_rows(DEMAND, raw, _judge)


def _judge(row: Row) -> Record:
    place = point(row)
    return {
        "demand_id": row.text("demand_id"),
        "lon": place.x,
        "lat": place.y,
        "population": amount(row, "population"),
        "pcode": row.text("pcode"),
        "group": row.text("group") or EVERYBODY,
        "geometry": place,
    }
