"""What a file says beside our own column names is read too, and of two columns for one of ours the careful one."""

from collections.abc import Sequence

import pytest

from data.facilities import take_facilities
from data.raw import RawRow, RawTable
from data.recognise.apply import apply_map
from data.recognise.careful import note_doubles
from data.recognise.column_map import ColumnMap
from data.recognise.find import recognise
from data.schemas import DEMAND, FACILITIES

OURS = ["facility_id", "name", "kind", "lon", "lat"]
PLACE = ["c1", "Casa Luna", "shelter", "-87.2", "14.0"]


def both(header: Sequence[str], *rows: Sequence[str]) -> tuple[ColumnMap, RawTable]:
    lines = (RawRow(number, dict(zip(header, row, strict=True))) for number, row in enumerate(rows, start=2))
    raw = RawTable("lista.csv", tuple(header), tuple(lines))
    columns = recognise(raw, FACILITIES)
    return columns, apply_map(raw, FACILITIES, columns)


def test_columns_beside_all_our_own_are_recognised_as_in_any_file() -> None:
    header = [*OURS, "Solo mujeres", "estatus", "visibilidad", "servicios", "tel", "horario"]
    columns, table = both(header, [*PLACE, "Sí", "Cerrado", "oculto", "albergue", "55", "24/7"])
    theirs = {name: columns.columns[name] for name in columns.columns if name not in OURS}
    assert theirs == {
        "services": "servicios",
        "opening_hours": "horario",
        "women_only": "Solo mujeres",
        "phone": "tel",
        "visibility": "visibilidad",
        "status": "estatus",
    }
    assert (columns.form, columns.left, list(note_doubles(columns))) == ("headers", (), [])
    record = take_facilities(table).frame.iloc[0]
    assert [record[name] for name in ("women_only", "status", "visibility", "services")] == [
        "yes",
        "closed",
        "hidden",
        "shelter",
    ]


def test_a_drawn_list_and_a_list_of_people_are_recognised_so_too() -> None:
    row = RawRow(1, {"facility_id": "1", "name": "A", "kind": "clinic", "Solo mujeres": "Sí"})
    drawn = RawTable("p.geojson", tuple(row.cells), (row,), True)  # noqa: FBT003
    assert recognise(drawn, FACILITIES).columns["women_only"] == "Solo mujeres"
    people = RawTable("d.csv", ("demand_id", "lon", "lat", "population", "Grupo"), ())
    assert recognise(people, DEMAND).columns["group"] == "Grupo"


def test_a_file_of_our_names_alone_stays_as_it_is() -> None:
    columns, table = both([*OURS, "visibility", "nota"], [*PLACE, "public", "x"])
    assert (columns.form, columns.left, columns.also, columns.unused) == ("own", ("nota",), {}, {})
    assert table.rows[0].cells == dict(zip([*OURS, "visibility", "nota"], [*PLACE, "public", "x"], strict=True))


@pytest.mark.parametrize(
    ("ours", "theirs", "own", "other", "read"),
    [
        ("visibility", "visibilidad", "public", "oculto", "hidden"),
        ("visibility", "visibilidad", "hidden", "público", "hidden"),
        ("visibility", "visibilidad", "public", "quién sabe", "quién sabe"),
        ("visibility", "visibilidad", "", "restringido", "restricted"),
        ("visibility", "visibilidad", "public", "", "public"),
        ("women_only", "Solo mujeres", "no", "Sí", "Sí"),
        ("women_only", "Solo mujeres", "yes", "No", "yes"),
        ("women_only", "Solo mujeres", "unknown", "mujeres y niñas", "mujeres y niñas"),
        ("status", "Estatus", "open", "Cerrado", "closed"),
        ("status", "Estatus", "closed", "Abierto", "closed"),
        ("status", "Estatus", "open", "rentado", "open"),
    ],
)
def test_of_two_cells_for_one_of_ours_the_more_careful_counts(
    ours: str, theirs: str, own: str, other: str, read: str
) -> None:
    columns, table = both([*OURS, theirs, ours], [*PLACE, other, own])
    assert (columns.columns[ours], columns.also) == (ours, {ours: (theirs,)})
    said = f"{ours} is said by several columns, the more careful cell counts: {ours}, {theirs}"
    assert list(note_doubles(columns)) == [said]
    assert table.rows[0].cells[ours] == read
    assert table.rows[0].cells[theirs] == other
    told = [(ours, f"read as {read}, as column {theirs} says", own)] if read != own else []
    assert list(table.rows[0].notes) == told


def test_two_headers_of_theirs_for_who_may_know_a_place_are_both_read() -> None:
    header = ["Clave", "Nombre", "Tipo", "Lon", "Lat", "Visibilidad", "Visible"]
    columns, table = both(header, [*PLACE, "público", "oculto"], ["c2", *PLACE[1:], "oculto", "público"])
    assert (columns.tied, columns.also) == ({}, {"visibility": ("Visible",)})
    assert [row.cells["visibility"] for row in table.rows] == ["hidden", "hidden"]


def test_a_choice_ends_the_question_which_of_two_columns_counts() -> None:
    header = [*OURS, "visibilidad", "visibility"]
    row = RawRow(2, dict(zip(header, [*PLACE, "oculto", "public"], strict=True)))
    raw = RawTable("lista.csv", tuple(header), (row,))
    columns = recognise(raw, FACILITIES, {"visibility": "visibility"})
    assert (columns.also, apply_map(raw, FACILITIES, columns).rows[0].cells["visibility"]) == ({}, "public")


def test_rows_set_aside_once_and_mended_are_read_from_our_columns_alone() -> None:
    columns, _ = both(
        ["alcance_file", "alcance_row", *OURS, "status", "Estatus"], ["x", "2", *PLACE, "open", "Cerrado"]
    )
    assert (columns.columns["status"], columns.also) == ("status", {})


def test_a_second_column_for_what_answers_rest_on_is_told_and_our_own_counts() -> None:
    columns, table = both(
        [*OURS, "services", "servicios", "teléfono", "phone"], [*PLACE, "shelter", "urgencias", "1", "2"]
    )
    assert list(note_doubles(columns)) == ["services is read from its own column, not from servicios"]
    assert (table.rows[0].cells["services"], columns.left) == ("shelter", ("servicios", "teléfono"))


@pytest.mark.parametrize(
    ("name", "cells", "read"),
    [
        ("visibility", ("public", "hidden"), "hidden"),
        ("women_only", ("no", "yes"), "yes"),
        ("status", ("open", "closed"), "closed"),
        ("Estatus", ("abierto", "cerrado"), "closed"),
    ],
)
def test_of_two_columns_of_one_name_the_more_careful_cell_counts(name: str, cells: tuple[str, str], read: str) -> None:
    ours = {"Estatus": "status"}.get(name, name)
    columns, table = both([*OURS, name, f"{name}_2"], [*PLACE, *cells])
    assert columns.also == {ours: (f"{name}_2",)}
    assert table.rows[0].cells[ours] == read


def test_a_name_that_repeats_is_told_and_is_never_a_second_choice() -> None:
    columns, _ = both([*OURS, "services", "services_2", "Teléfono_2"], [*PLACE, "shelter", "food", "55"])
    assert list(note_doubles(columns)) == ["services is read from its own column, not from services_2"]
    assert "phone" not in columns.columns


SHAPEFILE = ["id", "nombre", "tipo"]


@pytest.mark.parametrize(
    ("cut", "ours"),
    [
        ("visibilida", "visibility"),
        ("solo_mujer", "women_only"),
        ("estatus_op", "status"),
        ("tipo_estab", "kind"),
        ("requiere_d", "documents_required"),
        ("telefono_r", "referral_phone"),
    ],
)
def test_a_name_a_shapefile_cut_at_ten_letters_is_recognised(cut: str, ours: str) -> None:
    header = [*(name for name in SHAPEFILE if (name, ours) != ("tipo", "kind")), cut]
    row = RawRow(1, dict.fromkeys(header, "x"))
    drawn = RawTable("p.shp", tuple(header), (row,), True)  # noqa: FBT003
    assert recognise(drawn, FACILITIES).columns[ours] == cut
    whole = RawTable("p.geojson", (*header, "a_name_longer_than_ten"), (row,), True)  # noqa: FBT003
    assert ours not in recognise(whole, FACILITIES).columns or cut == "solo_mujer"


WOMEN_ONLY = ["Solo mujeres y niños", "Solo mujeres con hijos", "Únicamente para mujeres", "Exclusivamente mujeres"]
WOMEN_ONLY += ["¿Atiende sólo a mujeres?", "Atiende solo mujeres", "Mujeres solamente", "solo mujer", "women_only_2"]
WOMEN_ONLY += [
    "only women and children",
    "Women and girls only",
    "Femmes et enfants seulement",
    "No se admiten hombres",
]
WOMEN_ONLY += [
    "No se admiten hombres",
    "Exclusivo para mulheres e crianças",
    "Solo mujeres: sí/no",
    "grupo/Sólo mujeres y niñas",
]


@pytest.mark.parametrize("name", WOMEN_ONLY)
def test_a_name_that_says_only_and_women_asks_whether_a_place_is_for_women_only(name: str) -> None:
    columns, table = both([*OURS, name, "visibility"], [*PLACE, "Sí", "public"])
    assert columns.columns["women_only"] == name
    frame = take_facilities(table).frame
    assert list(frame[["women_only", "visibility"]].iloc[0]) == ["yes", "hidden"]


@pytest.mark.parametrize("name", ["No solo mujeres", "Solo hombres y mujeres", "Mujeres atendidas", "Solo niños"])
def test_another_name_does_not(name: str) -> None:
    assert "women_only" not in both([*OURS, name], [*PLACE, "Sí"])[0].columns


@pytest.mark.parametrize("name", ["Nivel de visibilidad", "Visibility level", "Visibilidad actual"])
def test_a_level_of_visibility_says_who_may_know_a_place(name: str) -> None:
    assert both([*OURS, name], [*PLACE, "oculto"])[1].rows[0].cells["visibility"] == "hidden"
