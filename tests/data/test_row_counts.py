"""Every row of a file ends in one of three places, whatever stands in it."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from data.demand import take_demand
from data.facilities import take_facilities
from data.flows import keep_known_corridors, take_flows
from data.intake import Intake
from data.points import take_candidates, take_crossings, take_incidents
from data.raw import RawRow, RawTable
from data.schemas import CANDIDATES, CROSSINGS, DEMAND, FACILITIES, FLOWS, INCIDENTS, VISITS
from data.table import Table
from data.visits import take_visits
from geo.errors import InputError

TABLES: list[tuple[Table, Callable[[RawTable], Intake]]] = [
    (FACILITIES, take_facilities),
    (DEMAND, take_demand),
    (CROSSINGS, take_crossings),
    (INCIDENTS, take_incidents),
    (CANDIDATES, take_candidates),
    (VISITS, take_visits),
    (FLOWS, take_flows),
]
_WORDS = ["", "a", "b", "?", "clinic", "shelter", "hotline", "primary", "Mental Health", "MX", "México", "sí", "x"]
_PLACES = [
    "no sabe",
    "14.6",
    "-90.5",
    "90.5",
    "14,6",
    "-90,5",
    "14°36'N",
    "90°30'O",
    "14.6, -90.5",
    "0",
    "1.234",
    "1,234",
]
_OTHERS = [
    "12.5",
    "494000",
    "3592000",
    "11N",
    "20 camas",
    "31/01/2020",
    "2020-01-31",
    "MÃ©xico",
    "RÃ\xado",
    "hidden",
    "=1",
]
DIRTY = st.sampled_from([*_WORDS, *_PLACES, *_OTHERS, "9" * 300])


@st.composite
def files(draw: st.DrawFn) -> tuple[Callable[[RawTable], Intake], RawTable]:
    table, take = draw(st.sampled_from(TABLES))
    columns = (*table.names, "utm_zone", "coordinates", "alcance_reason")
    columns = columns if draw(st.booleans()) else columns[::-1]
    cells = st.fixed_dictionaries({}, optional=dict.fromkeys(columns, DIRTY))
    trouble = st.sampled_from(["", "", "", "is cut short"])
    rows = draw(st.lists(st.tuples(cells, trouble), min_size=1, max_size=12))
    # A good row, so that the file as a whole can be used.
    good = dict.fromkeys(columns, "") | dict.fromkeys(table.key, "good") | {"lon": "-99.1", "lat": "19.4"}
    good |= {"kind": "clinic", "population": "5", "start_km": "0", "end_km": "5", "people_per_day": "3"}
    dirty = [RawRow(number, good | given, trouble=why) for number, (given, why) in enumerate(rows, start=3)]
    return take, RawTable("dirty.csv", columns, (RawRow(2, good), *dirty))


@settings(deadline=None, max_examples=300)
@given(files())
def test_kept_repaired_and_set_aside_sum_to_the_rows_of_the_file(
    file: tuple[Callable[[RawTable], Intake], RawTable],
) -> None:
    take, raw = file
    try:
        intake = take(raw)
    except InputError:
        return
    counts = intake.counts
    assert counts.rows == len(raw.rows)
    assert counts.kept + counts.repaired + counts.set_aside == len(raw.rows)
    assert min(counts) >= 0
    aside, repaired = set(intake.set_aside["row"]), set(intake.repaired["row"])
    assert not aside & repaired
    assert len(aside) == counts.set_aside
    assert len(repaired) == counts.repaired
    assert aside | repaired <= {row.number for row in raw.rows}


@settings(deadline=None, max_examples=150)
@given(files())
def test_what_is_taken_in_is_never_an_empty_table(file: tuple[Callable[[RawTable], Intake], RawTable]) -> None:
    take, raw = file
    try:
        intake = take(RawTable(raw.file, raw.columns, raw.rows[1:]))
    except InputError:
        return
    assert len(intake.frame) > 0


def test_a_flow_mended_and_then_left_by_its_corridor_is_set_aside_only() -> None:
    cells = {"corridor_id": "a", "start_km": "0,5", "end_km": "2", "people_per_day": "3", "source": "s"}
    rows = (RawRow(2, cells), RawRow(3, cells | {"corridor_id": "b"}), RawRow(4, cells | {"corridor_id": ""}))
    counts = keep_known_corridors(take_flows(RawTable("f.csv", tuple(cells), rows)), frozenset("b")).counts
    assert counts == (3, 0, 1, 2)


def test_what_a_reader_noted_of_a_row_counts_as_a_repair() -> None:
    cells = {"demand_id": "a", "lon": "-90", "lat": "15", "population": "1"}
    rows = (RawRow(2, cells, notes=(("population", "read from the sheet's 1"),)), RawRow(3, cells | {"demand_id": "b"}))
    intake = take_demand(RawTable("d.csv", tuple(cells), rows))
    assert intake.counts == (2, 1, 1, 0)
    assert list(intake.repaired["mend"]) == ["read from the sheet's 1"]
