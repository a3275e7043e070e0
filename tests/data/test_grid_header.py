"""Which lines of a sheet are its header: nothing over a column is lost, and no row is swallowed."""

from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from messy import grid_of

from data.about_file import hide_as_asked
from data.encode import encode_csv
from data.facilities import take_facilities
from data.from_outside import take_outside
from data.grid import raw_from_grid
from data.intake import Intake
from data.quarantine import rows_to_mend
from data.raw import RawTable
from data.read_xlsx import read_xlsx
from data.recognise.apply import apply_map
from data.recognise.find import recognise
from data.schemas import FACILITIES


def table_of(text: str, sign: str = ";") -> RawTable:
    return raw_from_grid(grid_of([line.split(sign) for line in text.strip().splitlines()], "lista.csv"))


def taken(raw: RawTable) -> Intake:
    columns = recognise(raw, FACILITIES)
    return take_facilities(hide_as_asked(apply_map(raw, FACILITIES, columns), raw, columns.columns))


def seen(raw: RawTable) -> dict[str, str]:
    frame = taken(raw).frame
    return dict(zip(frame["name"], frame["visibility"], strict=True))


QUESTIONS = {
    "Confidencial": "X;",
    "¿Se puede publicar?": ";X",
    "Solo mujeres": "X;",
    "Oculto": "1;0",
    "No publicar": "sí;",
}


@pytest.mark.parametrize(("question", "hiding"), QUESTIONS.items())
def test_a_question_over_its_answers_is_one_column_and_a_tick_hides(question: str, hiding: str) -> None:
    telling = ";".join(reversed(hiding.split(";")))
    table = table_of(f"""
Nombre;Tipo;Latitud;Longitud;Visibilidad;{question};
;;;;;Sí;No
Uno;clinica;14,0;-87,2;publico;{telling}
Dos;clinica;14,1;-87,2;publico;{hiding}
""")
    assert table.columns == ("Nombre", "Tipo", "Latitud", "Longitud", "Visibilidad", question)
    assert [row.number for row in table.rows] == [3, 4]
    assert table.notes == ("line 2 read as the second line of the header: Sí No",)
    assert seen(table) == {"Uno": "public", "Dos": "hidden"}


@pytest.mark.parametrize("question", ["Confidencial", "Refugios / violencia"])
def test_a_question_over_names_that_are_all_there_is_not_lost(question: str) -> None:
    for answers, ticks in (("Sí;No", ("X;", ";X")), ("Sí", ("X", ""))):
        table = table_of(f"""
;;;;;{question}{";" if ";" in answers else ""}
Nombre;Tipo;Latitud;Longitud;Visibilidad;{answers}
Uno;clinica;14,0;-87,2;publico;{ticks[1]}
Dos;clinica;14,1;-87,2;publico;{ticks[0]}
""")
        assert seen(table) == {"Uno": "public", "Dos": "hidden"}


def test_a_group_goes_before_a_name_nobody_knows() -> None:
    table = table_of("""
Datos;;;;;Confidencialidad;
Nombre;Tipo;Latitud;Longitud;Visibilidad;Respuesta;Motivo
Uno;clinica;14,0;-87,2;publico;No;
Dos;clinica;14,1;-87,2;publico;Sí;riesgo
""")
    assert table.columns[5:] == ("Confidencialidad/Respuesta", "Confidencialidad/Motivo")
    assert seen(table) == {"Uno": "public", "Dos": "hidden"}


@pytest.mark.parametrize("title", ["Lista confidencial;;;Versión tres;;", ";;;Refugios de mujeres;;"])
def test_a_title_in_the_line_above_still_hides_the_whole_list(title: str) -> None:
    table = table_of(f"""
{title}
Nombre;Tipo;Latitud;Longitud;Visibilidad;Director
Uno;clinica;14,0;-87,2;publico;A
Dos;clinica;14,1;-87,2;publico;
""")
    assert set(seen(table).values()) == {"hidden"}


@pytest.mark.parametrize(
    ("ticks", "answer"),
    [
        *((";x", "No"), ("X;X", "Sí / No"), (";", ""), ("No;", "No"), (";No", "No"), ("0;1", "No"), ("-;✓", "No")),
        ("quizás;", "Sí, quizás"),
    ],
)
def test_two_columns_of_answers_say_what_is_ticked(ticks: str, answer: str) -> None:
    table = table_of(f"""
Nombre;Tipo;Latitud;Longitud;Confidencial;
;;;;Sí;No
Uno;clinica;14,0;-87,2;{ticks}
""")
    assert table.rows[0].cells["Confidencial"] == answer


def test_merged_headers_of_a_workbook_are_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for at, name in enumerate(["Nombre", "Tipo", "Latitud", "Longitud", "Visibilidad"]):
            page.merge_range(0, at, 1, at, name)
        page.merge_range(0, 5, 0, 6, "Confidencial")
        page.write_row(1, 5, ["Sí", "No"])
        page.write_row(2, 0, ["Uno", "clinica", 14, -87.2, "publico", "", "X"])
        page.write_row(3, 0, ["Dos", "clinica", 14.1, -87.2, "publico", "X", ""])
    table = raw_from_grid(read_xlsx(path))
    assert table.columns[5:] == ("Confidencial",)
    assert seen(table) == {"Uno": "public", "Dos": "hidden"}


@pytest.mark.parametrize("row", ["Albergue,,,,,", "Centro de Salud,Clinica,,,,", "Centro de Salud,,,,Notas,"])
def test_a_row_under_a_header_with_a_hole_is_a_row(row: str) -> None:
    table = table_of(
        f"Nombre,Tipo,Latitud,Longitud,Notas,\n{row}\nUno,clinica,14,-87.2,a,b\nDos,clinica,15,-87.2,a,b", ","
    )
    assert table.columns == ("Nombre", "Tipo", "Latitud", "Longitud", "Notas", "column_6")
    counts = taken(table).counts
    assert (counts.rows, counts.set_aside) == (3, 1)
    assert counts.kept + counts.repaired + counts.set_aside == counts.rows


def test_a_row_further_down_with_more_known_words_is_no_header() -> None:
    table = table_of(
        """
nombre,tipo,latitud,longitud,a,b,c
uno,clinica,14,-87.2,no,x,y
albergue,albergue,14.1,-87.2,no,x,contacto
refugio,albergue,,,telefono,no,contacto
""",
        ",",
    )
    assert table.columns == ("nombre", "tipo", "latitud", "longitud", "a", "b", "c")
    assert len(table.rows) == 3


def test_a_mended_list_of_rows_set_aside_has_its_own_header(tmp_path: Path) -> None:
    aside = pd.DataFrame(
        [
            (
                "l.csv",
                3,
                "",
                "tipo",
                "",
                "is empty",
                '{"nombre": "albergue", "tipo": "clinica", "lat": "14", "lon": "-87", "vis": "x"}',
            ),
            (
                "l.csv",
                4,
                "",
                "tipo",
                "",
                "is empty",
                '{"nombre": "contacto", "tipo": "clinica", "lat": "15", "lon": "-87", "vis": "no"}',
            ),
        ],
        columns=["file", "row", "id", "column", "value", "reason", "cells"],
    )
    path = tmp_path / "quarantine-facilities.csv"
    path.write_bytes(encode_csv(rows_to_mend(aside)))
    told = take_outside("facilities", path)
    assert list(told.intake.frame["name"]) == ["albergue", "contacto"]
    lines = [["alcance_file", "alcance_row", "a"], ["nombre", "tipo", "latitud"], ["nombre", "estado", "longitud"]]
    assert raw_from_grid(grid_of(lines)).columns == ("alcance_file", "alcance_row", "a")
