"""What a GPX or KML file says of a place beside its name counts like any note: its texts, and the folders it is in."""

from pathlib import Path

import pytest

from data.from_outside import take_outside
from data.visibility import PUBLIC

POINT = "<Point><coordinates>-87.2,13.95,0</coordinates></Point>"


def seen(folder: Path, name: str, text: str, kind: str = "albergue") -> list[tuple[str, str]]:
    """Return the names of the places of a file, shelters public, and who may know them."""
    (folder / name).write_text(f'<?xml version="1.0" encoding="UTF-8"?>{text}', encoding="utf-8")
    frame = take_outside("facilities", folder / name, {"kind": f"={kind}"}, shelters=PUBLIC).intake.frame
    return sorted(zip(frame["name"], frame["visibility"], strict=True))


@pytest.mark.parametrize("tag", ["desc", "cmt"])
@pytest.mark.parametrize(
    "text", ["refugio para mujeres víctimas de violencia", "Mujeres y niñas", "sólo mujeres", "no publicar"]
)
def test_the_texts_of_a_waypoint_hide_it(tmp_path: Path, tag: str, text: str) -> None:
    point = '<wpt lat="13.{}" lon="-87.2"><name>Casa {}</name><{}>{}</{}></wpt>'
    points = point.format(95, "Luz", tag, text, tag) + point.format(96, "Sol", tag, "lunes a viernes", tag)
    told = seen(tmp_path, "a.gpx", f'<gpx version="1.1" creator="x">{points}</gpx>')
    assert told == [("Casa Luz", "hidden"), ("Casa Sol", "public")]


def kml(inside: str, about: str = "<name>Servicios</name>") -> str:
    other = f"<Placemark><name>Casa Sol</name>{POINT.replace('13.95', '13.96')}</Placemark>"
    return f"<kml><Document>{about}{inside}<Folder><name>Albergues</name>{other}</Folder></Document></kml>"


@pytest.mark.parametrize(
    "inside",
    [
        "<Folder><name>Refugios para mujeres víctimas de violencia</name>{}</Folder>",
        "<Folder><name>Refugios confidenciales</name>{}</Folder>",
        "<Folder><name>Albergues de mujeres</name><Folder><name>Norte</name><Folder>{}</Folder></Folder></Folder>",
        "<Folder><name>Norte</name><description>sólo mujeres</description>{}</Folder>",
        "<Folder><name>Norte</name><Folder><description>no publicar</description>{}</Folder></Folder>",
        "<Folder>{}<name>Casas seguras</name></Folder>",
        "<Folder><visibility>0</visibility>{}</Folder>",
        "<Document><visibility>0</visibility><Folder>{}</Folder></Document>",
        '<Folder><ExtendedData><Data name="confidencial"><value>si</value></Data></ExtendedData>{}</Folder>',
        '<Folder>{}<ExtendedData><Data name="publicar"><value>no</value></Data></ExtendedData></Folder>',
        "<Document><name>Violencia de género</name>{}</Document>",
    ],
)
@pytest.mark.parametrize("kind", ["albergue", "comedor"])
def test_the_folders_of_a_place_hide_it_at_every_level(tmp_path: Path, inside: str, kind: str) -> None:
    mark = f"<Placemark><name>Casa Luz</name>{POINT}</Placemark>"
    told = seen(tmp_path, "a.kml", kml(inside.format(mark)), kind)
    assert told[0] == ("Casa Luz", "hidden")
    assert told[1][1] != "hidden"


@pytest.mark.parametrize(("kind", "is_hidden"), [("albergue", True), ("comedor", False)])
def test_a_folder_of_women_hides_a_shelter_alone(tmp_path: Path, kind: str, *, is_hidden: bool) -> None:
    mark = f"<Folder><name>Mujeres</name><Placemark><name>Casa Luz</name>{POINT}</Placemark></Folder>"
    assert (seen(tmp_path, "a.kml", kml(mark), kind)[0][1] == "hidden") == is_hidden


@pytest.mark.parametrize("about", ["<name>Refugios de mujeres</name>", "<Snippet>víctimas de trata</Snippet>"])
def test_what_the_whole_map_is_called_is_said_of_every_place_in_it(tmp_path: Path, about: str) -> None:
    assert seen(tmp_path, "a.kml", kml("", about)) == [("Casa Sol", "hidden")]


def test_a_place_keeps_the_names_and_texts_of_its_folders(tmp_path: Path) -> None:
    mark = f"<Placemark><name>Casa Luz</name><Snippet>cerca</Snippet>{POINT}</Placemark>"
    inside = f"<Folder><name>Norte</name><description>Lista 1</description>{mark}</Folder>"
    (tmp_path / "a.kml").write_text(kml(inside), encoding="utf-8")
    frame = take_outside("facilities", tmp_path / "a.kml", {"kind": "=comedor"}).intake.frame
    columns = ["folder", "folder_description", "Snippet"]
    assert frame[frame["name"] == "Casa Luz"][columns].to_numpy().tolist() == [
        ["Servicios / Norte", "Lista 1", "cerca"]
    ]


@pytest.mark.parametrize(
    "about",
    [
        "<metadata><name>Refugios de mujeres</name></metadata>",
        "<desc>violencia</desc>",
        "<metadata><copyright author='x'><license>Confidencial</license></copyright></metadata>",
        "<metadata><copyright author='No publicar'/></metadata>",
        "<metadata><extensions><publicar>no</publicar></extensions></metadata>",
    ],
)
def test_what_a_gpx_says_of_itself_is_said_of_every_place_in_it(tmp_path: Path, about: str) -> None:
    point = '<wpt lat="13.95" lon="-87.2"><name>Casa Luz</name></wpt>'
    told = seen(tmp_path, "a.gpx", f'<gpx version="1.1" creator="x">{about}{point}</gpx>')
    assert told == [("Casa Luz", "hidden")]


MARKS = [
    ("<visibility>0</visibility>", "hidden"),
    ("<visibility>1</visibility>", "public"),
    (
        '<ExtendedData><Data name="q"><displayName>¿Confidencial?</displayName><value>sí</value></Data></ExtendedData>',
        "hidden",
    ),
    (
        '<ExtendedData><Data name="q"><displayName>¿Confidencial?</displayName><value>no</value></Data></ExtendedData>',
        "public",
    ),
    ('<ExtendedData><SchemaData><SimpleData name="r">no</SimpleData></SchemaData></ExtendedData>', "hidden"),
    ('<ExtendedData><SchemaData><SimpleData name="r">sí</SimpleData></SchemaData></ExtendedData>', "public"),
]


@pytest.mark.parametrize(("inside", "who"), MARKS)
def test_the_marks_of_a_placemark_and_the_labels_of_its_data_count(tmp_path: Path, inside: str, who: str) -> None:
    schema = '<Schema><SimpleField name="r"><displayName>¿Se puede publicar?</displayName></SimpleField></Schema>'
    mark = f"{schema}<Placemark><name>Casa Luz</name>{inside}{POINT}</Placemark>"
    assert seen(tmp_path, "a.kml", kml(mark)) == [("Casa Luz", who), ("Casa Sol", "public")]
