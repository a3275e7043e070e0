"""What a file says of itself, outside its cells: secrecy asked for there holds for every row."""

import json
from collections.abc import Callable
from pathlib import Path

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
        lambda folder: geojson(folder / "a.geojson", name="clinics", licence="CC-BY"),
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
