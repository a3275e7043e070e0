from collections.abc import Mapping, Sequence
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from messy import grid_of, renamed, with_blank_columns, with_groups, with_line_below_header, with_titles

from data.facilities import take_facilities
from data.grid import raw_from_grid
from data.raw import RawRow, RawTable
from data.recognise.apply import apply_map
from data.recognise.column_map import ColumnMap
from data.recognise.find import ROW_NUMBER, recognise
from data.recognise.headers import LANGUAGES, load_synonyms
from data.schemas import AREAS, DEMAND, FACILITIES, FLOWS, INCIDENTS
from data.table import Table
from data.tables_of_study import STUDY_TABLES
from geo.errors import InputError

DICTIONARY = files("data").joinpath("recognise", "headers.csv")
CHOICES: Mapping[str, str] = {}


def table_of(header: Sequence[str], *rows: Sequence[str], file: str = "Lista Norte.csv") -> RawTable:
    cells = (dict(zip(header, row, strict=True)) for row in rows)
    return RawTable(file, tuple(header), tuple(RawRow(number, each) for number, each in enumerate(cells, start=2)))


def both(raw: RawTable, table: Table, chosen: Mapping[str, str] = CHOICES) -> tuple[ColumnMap, RawTable]:
    columns = recognise(raw, table, chosen)
    return columns, apply_map(raw, table, columns)


ROW = ["7", "Clínica Norte", "clinic", "-117.0", "32.5"]


@pytest.mark.parametrize(
    "header",
    [
        ["Clave de la unidad", "Nombre de la unidad", "Tipo de unidad", "Longitud", "Latitud"],
        ["Facility code", "Facility Name", "Facility type", "Longitude", "Latitude"],
        ["Code établissement", "Nom de l'établissement", "Type d'établissement", "LONGITUDE", "Latitude décimale"],
        ["CÓDIGO DO ESTABELECIMENTO", "Nome do estabelecimento", "Tipo de estabelecimento", "longitude", "latitude"],
        ["id_unidad", "nombreUnidad", "TIPO (marque uno)", "GPS_LON", "GPS_LAT"],
        ["sitio/folio", "sitio/nombre", "sitio/tipo", "_gps_longitude", "_gps_latitude"],
        ["CÃ³digo establecimiento", "Nombre", "Tipo", "x", "y"],
    ],
)
def test_a_list_of_facilities_is_recognised_in_four_languages_and_spellings(header: list[str]) -> None:
    columns, table = both(table_of(header, ROW), FACILITIES)
    ours = ("facility_id", "name", "kind", "lon", "lat")
    assert dict(columns.columns) == dict(zip(ours, header, strict=True))
    assert (columns.form, columns.left, columns.missing) == ("headers", (), ())
    assert table.rows[0].cells == dict(zip(ours, ROW, strict=True))


@pytest.mark.parametrize("noun", sorted(STUDY_TABLES))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_every_table_has_a_header_in_every_language(noun: str, language: str) -> None:
    from data.recognise.headers import _load_lines  # noqa: PLC0415

    table = STUDY_TABLES[noun].table
    first = {line["column"]: line[language].split("|")[0] for line in _load_lines() if line["table"] in (noun, "*")}
    assert {name for name in table.names if not first.get(name)} == set()
    raw = table_of([first[name] for name in table.names], [str(at) for at in range(len(table.names))])
    columns = recognise(raw, table)
    assert dict(columns.columns) == {name: first[name] for name in table.names}


@pytest.mark.parametrize("noun", sorted(STUDY_TABLES))
def test_no_header_means_two_columns_of_one_table(noun: str) -> None:
    synonyms = load_synonyms(noun)
    strong = [word for each in synonyms.values() for word in each.strong]
    assert sorted({word for word in strong if strong.count(word) > 1}) == []


def test_our_own_names_stand_for_themselves_and_unknown_columns_for_nothing() -> None:
    raw = table_of(["facility_id", "name", "kind", "lon", "lat", "responsable"], [*ROW, "55"])
    columns, table = both(raw, FACILITIES)
    assert (columns.form, columns.left) == ("own", ("responsable",))
    assert table == raw


def test_hashtags_say_which_column_is_which_whatever_its_name() -> None:
    sheet = [["A", "B", "C", "D", "E", "F"], ["1", "Norte", "clinic", "32.5", "-117.0", "x"]]
    tags = ["#loc+id", "#loc+name", "#loc+type", "#geo+lat", "#geo +lon", "#meta+note"]
    columns, table = both(raw_from_grid(grid_of(with_line_below_header(sheet, tags))), FACILITIES)
    assert (columns.form, columns.missing, columns.left) == ("hxl", (), ("F #meta+note",))
    assert table.rows[0].cells == {
        "facility_id": "1",
        "name": "Norte",
        "kind": "clinic",
        "lat": "32.5",
        "lon": "-117.0",
        "F": "x",
    }


def test_a_hashtag_with_fewer_strange_attributes_is_the_better_one() -> None:
    raw = table_of(["a #loc+name+fr", "b #loc+name", "c #geo+lat", "d #geo+lon"], ["Nord", "North", "1", "2"])
    assert recognise(raw, FACILITIES).columns["name"] == "b #loc+name"


def test_a_file_without_ids_gets_them_from_its_name_and_rows_never_from_places() -> None:
    raw = table_of(["Nombre", "Tipo", "Lat", "Lon"], ["A", "clinic", "32.5", "-117"], ["B", "clinic", "32", "-116"])
    columns, table = both(raw, FACILITIES)
    assert columns.derived == {"facility_id": ROW_NUMBER}
    assert columns.missing == ()
    assert [row.cells["facility_id"] for row in table.rows] == ["lista-norte-2", "lista-norte-3"]


def test_a_column_that_tells_no_rows_apart_is_no_id() -> None:
    rows = [["02", f"N{number}", "clinic", "32", "-117"] for number in range(10)]
    columns = recognise(table_of(["Clave", "Nombre", "Tipo", "Lat", "Lon"], *rows), FACILITIES)
    assert columns.derived == {"facility_id": ROW_NUMBER}
    assert columns.left == ("Clave",)


def test_of_two_ids_the_one_without_holes_is_taken() -> None:
    header = ["Folio", "Clave unidad", "Nombre", "Tipo", "Lat", "Lon"]
    raw = table_of(header, ["N/A", "a", *ROW[1:3], "1", "2"], ["8", "b", *ROW[1:3], "1", "2"])
    assert recognise(raw, FACILITIES).columns["facility_id"] == "Clave unidad"


def test_of_two_latitudes_the_one_that_can_be_one_is_taken() -> None:
    raw = table_of(["Nombre", "Tipo", "Lat", "Latitud", "Lon"], ["A", "clinic", "3592000", "32.5", "-117"])
    columns = recognise(raw, FACILITIES)
    assert columns.columns["lat"] == "Latitud"
    assert columns.left == ("Lat",)


def test_a_tie_is_missing_until_somebody_chooses() -> None:
    raw = table_of(["Nombre", "Tipo", "Lat", "Latitud", "Lon"], ["A", "clinic", "32.4", "32.5", "-117"])
    columns = recognise(raw, FACILITIES)
    assert columns.missing == ("lat",)
    assert columns.tied == {"lat": ("Lat", "Latitud")}
    assert columns.left == ("Lat", "Latitud")
    chosen = recognise(raw, FACILITIES, {"lat": "Latitud"})
    assert (chosen.columns["lat"], chosen.missing, chosen.left) == ("Latitud", (), ("Lat",))


def test_of_two_columns_that_say_the_same_the_first_is_taken() -> None:
    raw = table_of(["Nombre", "Tipo", "Lat", "Latitud", "Lon"], ["A", "clinic", "32.5", "32.5", "-117"])
    columns = recognise(raw, FACILITIES)
    assert (columns.columns["lat"], columns.left) == ("Lat", ("Latitud",))


def test_numbers_without_a_name_are_no_coordinates() -> None:
    columns = recognise(table_of(["Nombre", "Tipo", "P", "Q"], ["A", "clinic", "32.5", "-117"]), FACILITIES)
    assert columns.missing == ("lon", "lat")


def test_a_choice_is_never_overruled() -> None:
    raw = table_of(["facility_id", "name", "kind", "lon", "lat", "otro"], [*ROW, "shelter"])
    columns, table = both(raw, FACILITIES, {"kind": "otro", "fee": "=no", "name": ""})
    assert columns.columns["kind"] == "otro"
    cells = table.rows[0].cells
    assert (cells["kind"], cells["fee"], cells["kind_file"], cells["name_file"]) == ("shelter", "no", "clinic", ROW[1])
    assert "name" not in table.columns


def test_one_word_can_be_the_kind_of_all() -> None:
    columns, table = both(table_of(["Nombre", "Lat", "Lon"], ["A", "32.5", "-117"]), FACILITIES, {"kind": "=shelter"})
    assert columns.missing == ()
    assert table.rows[0].cells["kind"] == "shelter"


def test_a_choice_given_in_other_letters_is_found() -> None:
    raw = table_of(["Dirección #geo+addr", "Nombre"], ["x", "A"])
    assert recognise(raw, FACILITIES, {"adm1": "direccion"}).columns["adm1"] == "Dirección #geo+addr"


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (
            {"lat": "Latitu"},
            "Lista Norte.csv: has no column Latitu; columns found: Nombre, Latitud. Did you mean Latitud?",
        ),
        ({"lat": "zzz"}, "Lista Norte.csv: has no column zzz; columns found: Nombre, Latitud. Choose one of them."),
        (
            {"latitude": "Latitud"},
            (
                "Lista Norte.csv: latitude is no column of demand. "
                "Choose one of: demand_id, lon, lat, population, pcode, group."
            ),
        ),
    ],
)
def test_a_choice_that_cannot_be_gets_one_line(chosen: dict[str, str], said: str) -> None:
    with pytest.raises(InputError) as caught:
        recognise(table_of(["Nombre", "Latitud"], ["A", "1"]), DEMAND, chosen)
    assert str(caught.value) == said


def test_a_column_whose_name_begins_like_a_constant_stands_for_none_of_ours() -> None:
    raw = table_of(["Nombre", "=Tipo", "=Latitud", "=longitud", "=Coordenadas"], ["A", "clinic", "1", "2", "1, 2"])
    columns, table = both(raw, FACILITIES)
    assert (columns.columns, columns.constants) == ({"name": "Nombre"}, {})
    assert columns.left == ("=Tipo", "=Latitud", "=longitud", "=Coordenadas")
    assert columns.missing == ("kind", "lon", "lat")
    assert table.rows[0].cells["=Tipo"] == "clinic"


@pytest.mark.parametrize("chosen", ["=clinic", "clinic", "Clinic"])
def test_a_choice_that_could_be_a_column_or_a_value_is_refused(chosen: str) -> None:
    with pytest.raises(InputError) as caught:
        recognise(table_of(["Nombre", "=clinic"], ["A", "x"]), FACILITIES, {"kind": chosen})
    told = "has a column =clinic, whose name cannot be told from one value for all rows"
    assert str(caught.value) == f"Lista Norte.csv: {told}. Rename it, without = before it."


def test_a_value_that_no_column_is_called_by_stays_a_value() -> None:
    columns = recognise(table_of(["Nombre", "=clinic"], ["A", "x"]), FACILITIES, {"kind": "=shelter"})
    assert columns.constants == {"kind": "shelter"}


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Coordenadas", "32.5, -117.0"),
        ("grupo/Coordenadas GPS", "32.5 -117.0"),
        ("_geolocation", "[32.5, -117.0]"),
        ("ubicación GPS", "32.5 -117.0 12.5 4"),
        ("lon, lat", "-117.0; 32.5"),
        ("geom", "POINT (-117.0 32.5)"),
    ],
)
def test_both_coordinates_of_one_cell_are_told_apart(header: str, cell: str) -> None:
    columns, table = both(table_of(["Nombre", "Tipo", header], ["A", "clinic", cell]), FACILITIES)
    assert (columns.columns["lon"], columns.columns["lat"]) == (header, header)
    cells = table.rows[0].cells
    assert (cells["lon"], cells["lat"], cells[header]) == ("-117.0", "32.5", cell)
    assert table.rows[0].notes == (("lon", "read as -117.0", cell), ("lat", "read as 32.5", cell))


def test_a_pair_in_degrees_and_minutes_is_read_as_one_in_decimals() -> None:
    cell = "32°30'N 117°0'W"
    _, table = both(table_of(["Nombre", "Tipo", "Coordenadas"], ["A", "clinic", cell]), FACILITIES)
    assert (table.rows[0].cells["lon"], table.rows[0].cells["lat"]) == ("-117.0", "32.5")
    assert table.rows[0].notes == (("lon", "read as -117.0", cell), ("lat", "read as 32.5", cell))


def test_one_number_never_stands_for_both_coordinates() -> None:
    raw = table_of(["Nombre", "Tipo", "Latitud"], ["A", "clinic", "14.018"])
    table = apply_map(raw, FACILITIES, recognise(raw, FACILITIES, {"lon": "Latitud", "lat": "Latitud"}))
    assert (table.rows[0].cells["lon"], table.rows[0].cells["lat"]) == ("", "")
    with pytest.raises(InputError, match="none of its 1 rows"):
        take_facilities(table)


def test_a_decimal_comma_parts_no_coordinate_in_two() -> None:
    rows = table_of(["Nombre", "Tipo", "Latitud", "Longitud"], ["A", "clinic", "32,4600199", "-116,9380942"])
    _, table = both(rows, FACILITIES)
    assert (table.rows[0].cells["lon"], table.rows[0].cells["lat"]) == ("-116,9380942", "32,4600199")


def test_words_of_our_vocabulary_are_read_and_the_file_s_own_kept() -> None:
    header = ["Nombre", "Tipo", "Servicios", "Idiomas", "País", "Estatus", "Visibilidad", "Lat", "Lon"]
    rows = [
        ["A", "Centro de Salud", "Urgencias, vacunas y dental", "Español; mam", "México", "En operación", "Oculto"],
        ["B", "clinic", "primary;maternal", "es", "MX", "open", "hidden"],
    ]
    raw = table_of(header, *([*row, "1", "2"] for row in rows))
    _, table = both(raw, FACILITIES)
    first, second = (row.cells for row in table.rows)
    assert [first[name] for name in ("kind", "services", "languages", "country", "status", "visibility")] == [
        "clinic",
        "emergency;vaccination;dental",
        "es;mam",
        "MX",
        "open",
        "hidden",
    ]
    assert [first[name] for name in header[1:7]] == rows[0][1:7]
    assert second["kind"] == "clinic"
    assert ("kind", "read as clinic", "Centro de Salud") in table.rows[0].notes
    assert table.rows[1].notes == ()


@pytest.mark.parametrize("word", ["Clínica veterinaria", "hospital de muñecas", "CLINIC", ""])
def test_a_word_that_is_not_in_the_dictionary_or_differs_by_case_alone_is_left(word: str) -> None:
    _, table = both(table_of(["Nombre", "Tipo", "Lat", "Lon"], ["A", word, "1", "2"]), FACILITIES)
    assert table.rows[0].cells["kind"] == word
    assert table.rows[0].notes == ()


def test_the_kind_of_an_incident_is_no_kind_of_facility() -> None:
    raw = table_of(["id", "fecha", "tipo", "fuente", "lat", "lon"], ["1", "2021-01-31", "Agua", "x", "1", "2"])
    _, table = both(raw, INCIDENTS)
    assert table.rows[0].cells["kind"] == "Agua"


def test_drawn_rows_need_no_columns_for_their_places() -> None:
    raw = RawTable("zonas.geojson", ("cvegeo", "municipio"), (RawRow(1, {"cvegeo": "02004", "municipio": "T"}),), True)  # noqa: FBT003
    columns = recognise(raw, AREAS)
    assert (dict(columns.columns), columns.missing) == ({"area_id": "cvegeo", "name": "municipio"}, ())
    points = RawTable("p.geojson", ("nombre", "tipo", "Latitud"), (RawRow(1, {"nombre": "A", "tipo": "b"}),), True)  # noqa: FBT003
    assert recognise(points, FACILITIES).left == ("Latitud",)


def test_a_flow_without_its_corridor_is_missing_it_and_gets_none_made_up() -> None:
    columns = recognise(table_of(["km inicio", "km fin", "personas por día"], ["0", "1", "2"]), FLOWS)
    assert columns.missing == ("corridor_id", "source")
    assert columns.derived == {}


def test_notes_of_a_row_follow_its_column_and_rows_in_trouble_stay_so() -> None:
    row = RawRow(2, {"Nombre": "A"}, trouble="is cut", notes=(("Nombre", "repaired"), ("x", "y")))
    raw = RawTable("l.csv", ("Nombre", "Lat"), (row,))
    _, table = both(raw, FACILITIES)
    assert table.rows[0].trouble == "is cut"
    assert table.rows[0].notes == (("name", "repaired"), ("x", "y"))
    assert table.rows[0].cells == {"facility_id": "l-2", "name": "A"}


def test_a_sheet_of_titles_groups_and_other_names_ends_as_the_clean_table() -> None:
    clean = [["facility_id", "name", "kind", "lon", "lat"], ROW, ["8", *ROW[1:]]]
    names = dict(zip(clean[0], ["Clave", "Nombre", "Tipo de unidad", "Longitud", "Latitud"], strict=True))
    sheet = with_titles(
        with_blank_columns(with_groups(renamed(clean, names), ["Datos", "", "", "Ubicación", ""])), "Lista"
    )
    _, table = both(raw_from_grid(grid_of(sheet)), FACILITIES)
    assert table.columns == tuple(clean[0])
    assert [list(row.cells.values()) for row in table.rows] == clean[1:]


_HEADERS = (
    "Nombre|name|Tipo|kind|kind_file|Latitud|lat|Lon|Coordenadas|x|y|Fecha|otro|checked_on|Servicios|services|id",
    "Folio|clues|nivel atencion|osm_id|amenity|healthcare|status|a #geo+lat|a|b #loc+name|_uuid|_submission_time",
    "cause of death|information source|Causa|Web ID|cvegeo|nom_agem|pob",
)
HEADERS = st.sampled_from([name for line in _HEADERS for name in line.split("|")])
TEXTS = st.sampled_from(
    ["", "1", "2", "Clínica", "hospital", "32.5, -117", "03/04/2021", "13-Jan-20", "vacunas, dental", "N/A", "cerrado"]
)


@given(st.data(), st.lists(HEADERS, min_size=1, max_size=12, unique=True), st.sampled_from(sorted(STUDY_TABLES)))
def test_no_cell_is_ever_lost_and_a_saved_map_leads_to_itself(
    data: st.DataObject, header: list[str], noun: str
) -> None:
    table = STUDY_TABLES[noun].table
    lines = st.lists(TEXTS, min_size=len(header), max_size=len(header))
    raw = table_of(header, *data.draw(st.lists(lines, min_size=1, max_size=5)))
    columns, applied = both(raw, table)
    assert recognise(raw, table, columns.columns).columns == columns.columns
    assert len(applied.rows) == len(raw.rows)
    assert len(set(applied.columns)) == len(applied.columns)
    for before, after in zip(raw.rows, applied.rows, strict=True):
        assert before.number == after.number
        assert set(after.cells) <= set(applied.columns)
        texts = list(after.cells.values())
        for text in before.cells.values():
            texts.remove(text)
