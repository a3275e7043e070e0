"""What a file says of itself, outside its cells: secrecy asked for there holds for every row."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import geopandas as gpd
import pytest
import xlsxwriter

from data.from_outside import take_outside, try_outside
from data.taken_file import TakenFile

HEADER = ("name", "kind", "lon", "lat", "visibility", "visibility_reason")
ROWS = (("Uno", "clinic", -99.1, 19.4, "public", ""), ("Dos", "food", -99.2, 19.5, "", ""))
WITH_REASON = ("Tres", "clinic", -99.3, 19.6, "public", "listed by the ministry")
ASKS = "the file asks for secrecy ({!r}): hidden, as no visibility_reason is given"
SPEAKS = "the file speaks of violence or of women ({!r}): hidden, as no visibility_reason is given"


def csv(path: Path, *, above: str = "", below: str = "") -> Path:
    lines = [above] if above else []
    lines += [",".join(map(str, row)) for row in (HEADER, *ROWS, WITH_REASON)]
    path.write_text("\n".join([*lines, *([below] if below else []), ""]))
    return path


def book(path: Path, *, sheet: str = "Hoja1", remark: tuple[str, str] | None = None) -> Path:
    made = xlsxwriter.Workbook(path)
    table = made.add_worksheet(sheet)
    for at, row in enumerate((HEADER, *ROWS, WITH_REASON)):
        table.write_row(at, 0, row)
    if remark:
        table.write_comment(*remark)
    made.close()
    return path


def book_beside(
    path: Path,
    *,
    properties: dict[str, str] | None = None,
    printed: str = "",
    other: tuple[str, *tuple[tuple[str, ...], ...]] | None = None,
) -> Path:
    """Write a workbook with something beside its table: properties, a page header, another sheet with its rows."""
    made = xlsxwriter.Workbook(path)
    table = made.add_worksheet("Hoja1")
    for at, row in enumerate((HEADER, *ROWS, WITH_REASON)):
        table.write_row(at, 0, row)
    if other:
        name, *rows = other
        sheet = made.add_worksheet(name)
        for at, cells in enumerate(rows):
            sheet.write_row(at, 0, cells)
    made.set_properties(properties or {})
    table.set_header(printed)
    made.close()
    return path


def geojson(path: Path, **beside: object) -> Path:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": row[2:4]},
            "properties": dict(zip(HEADER, row, strict=True)),
        }
        for row in (*ROWS, WITH_REASON)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", **beside, "features": features}))
    return path


def taken(path: Path) -> TakenFile:
    return take_outside("facilities", path)


def who(path: Path) -> dict[str, str]:
    frame = taken(path).intake.frame
    return dict(zip(frame["name"], frame["visibility"], strict=True))


def _property(name: str, folder: Path) -> Path:
    return book_beside(folder / "a.xlsx", properties={name: "No publicar"})


HIDDEN = {"Uno": "hidden", "Dos": "hidden", "Tres": "public"}
TOLD = {"Uno": "public", "Dos": "restricted", "Tres": "public"}
SAYING: list[tuple[Callable[[Path], Path], str]] = [
    (lambda folder: csv(folder / "clinicas_CONFIDENCIAL.csv"), ASKS.format("clinicas CONFIDENCIAL")),
    (lambda folder: csv(folder / "refugios-de-mujeres.csv"), SPEAKS.format("refugios de mujeres")),
    (lambda folder: csv(folder / "a.csv", above="Lista de uso interno"), ASKS.format("Lista de uso interno")),
    (lambda folder: csv(folder / "a.csv", below="Nota: no difundir"), ASKS.format("Nota: no difundir")),
    (lambda folder: book(folder / "a.xlsx", sheet="Confidencial"), ASKS.format("Confidencial")),
    (lambda folder: book(folder / "a.xlsx", remark=("C1", "No publicar")), ASKS.format("No publicar")),
    (lambda folder: book(folder / "a.xlsx", remark=("A9", "No publicar")), ASKS.format("No publicar")),
    (lambda folder: geojson(folder / "a.geojson", name="sitios secretos"), ASKS.format("sitios secretos")),
    (lambda folder: geojson(folder / "a.geojson", metadata={"use": "internal only"}), ASKS.format("internal only")),
    (lambda folder: geojson(folder / "a.geojson", confidential=True), ASKS.format("confidential: true")),
    (lambda folder: geojson(folder / "a.geojson", meta={"a": [{"public": False}]}), ASKS.format("public: false")),
    *(
        (partial(_property, name), ASKS.format("No publicar"))
        for name in ("title", "subject", "keywords", "comments", "category")
    ),
    (
        lambda folder: book_beside(folder / "a.xlsx", printed='&L&"Arial,Bold"&12CONFIDENCIAL&R&P'),
        ASKS.format("CONFIDENCIAL"),
    ),
    (
        lambda folder: book_beside(folder / "a.xlsx", other=("LEEME", ("Lista", "confidencial"))),
        ASKS.format("confidencial"),
    ),
    (
        lambda folder: book_beside(folder / "a.xlsx", other=("Confidenciales", ("x",))),
        ASKS.format("Confidenciales"),
    ),
]


@pytest.mark.parametrize(("make", "why"), SAYING)
def test_where_a_file_asks_for_secrecy_all_its_places_without_a_reason_are_hidden(
    tmp_path: Path, make: Callable[[Path], Path], why: str
) -> None:
    path = make(tmp_path)
    assert who(path) == HIDDEN
    lines = taken(path).intake.repaired
    told = lines[lines["column"] == "visibility"]
    assert list(zip(told["value"], told["mend"], strict=True)) == [("public", why), ("", why)]
    assert try_outside("facilities", path).unsaid == (0, 0)


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: csv(folder / "secretaria_de_salud.csv", above="Directorio público", below="Fuente: INEGI"),
        lambda folder: book(folder / "clinicas.xlsx", sheet="Facilities", remark=("A1", "as the ministry calls it")),
        lambda folder: geojson(folder / "a.geojson", name="clinics", licence="CC-BY", confidential=False, public=True),
        lambda folder: book_beside(folder / "a.xlsx", properties={"title": "Clínicas"}, printed="&CPágina &P"),
        lambda folder: book_beside(
            folder / "a.xlsx", other=("Catálogo", ("violencia", "gbv"), ("visibility", "¿Pública?"))
        ),
    ],
)
def test_other_titles_hide_nothing(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    assert who(make(tmp_path)) == TOLD


def test_a_remark_on_a_cell_of_a_row_hides_its_place_alone_and_is_kept(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", remark=("B2", "No compartir\nla dirección"))
    assert who(path) == TOLD | {"Uno": "hidden"}
    frame = taken(path).intake.frame.set_index("name")
    assert dict(frame["comments"]) == {"Uno": "No compartir la dirección", "Dos": "", "Tres": ""}


def test_a_row_set_aside_asks_for_secrecy_when_it_is_given_again(tmp_path: Path) -> None:
    path = csv(tmp_path / "confidencial.csv")
    path.write_text(path.read_text() + "Cuatro,clinic,,,,\n")
    (line,) = taken(path).intake.set_aside.to_dict("records")
    assert json.loads(line["cells"])["visibility"] == "hidden"


@pytest.mark.parametrize(("mark", "who_uno"), [({"confidential": True}, "hidden"), ({"confidential": False}, "public")])
def test_a_mark_beside_the_properties_of_a_feature_is_a_cell_of_it(
    tmp_path: Path, mark: dict[str, object], who_uno: str
) -> None:
    path = geojson(tmp_path / "a.geojson")
    document = json.loads(path.read_text())
    document["features"][0] |= mark
    path.write_text(json.dumps(document))
    assert who(path) == TOLD | {"Uno": who_uno}


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ({"description": "Uso interno"}, HIDDEN),
        ({"identifier": "Albergues confidenciales"}, HIDDEN),
        ({"description": "Clínicas"}, TOLD),
        ({"title": "¿Se puede publicar?"}, TOLD | {"Dos": "hidden"}),
        ({"title": "Nota"}, TOLD),
    ],
)
def test_what_a_geopackage_says_of_its_layer_and_its_columns_counts(
    tmp_path: Path, said: dict[str, str], places: dict[str, str]
) -> None:
    path = tmp_path / "a.gpkg"
    frame = gpd.GeoDataFrame(
        [dict(zip(HEADER, row, strict=True)) for row in (*ROWS, WITH_REASON)],
        geometry=gpd.points_from_xy([-99.1, -99.2, -99.3], [19.4, 19.5, 19.6]),
        crs=4326,
    )
    frame.assign(q7=["si", "no", "si"]).to_file(path, layer="capa", driver="GPKG")
    with closing(sqlite3.connect(path)) as base:
        if "title" in said:
            base.execute("CREATE TABLE gpkg_data_columns (table_name, column_name, name, title, description)")
            base.execute("INSERT INTO gpkg_data_columns VALUES ('capa', 'q7', NULL, ?, NULL)", (said["title"],))
        for name in {*said} - {"title"}:
            base.execute(f"UPDATE gpkg_contents SET {name} = ?", (said[name],))  # noqa: S608 - a name of the test's
        base.commit()
    assert who(path) == places
