"""Every column of a file that tells what a place is, or whether anybody may know it, has a say in who learns of it."""

import csv
import io
from pathlib import Path

import pytest

from data.from_outside import take_outside
from data.intake import Intake
from data.quarantine import rows_to_mend
from data.telling import find_telling

BY_WORDS = "speaks of violence or of a refuge: kept hidden, as no visibility_reason is given"
BY_A_YES = "a yes that speaks of violence or of women: kept hidden, as no visibility_reason is given"
ASKED = "asks that nobody learns of the place: hidden"


def taken(folder: Path, header: str, *rows: str) -> Intake:
    path = folder / "lista.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return take_outside("facilities", path).intake


def one(folder: Path, **cells: str) -> Intake:
    """Take in a public clinic with some cells more."""
    whole = {"Nombre": "Casa Luna", "Tipo": "Clínica", "Latitud": "13.95", "Longitud": "-87.2"} | cells
    whole |= {} if "visibilidad" in whole else {"visibilidad": "publico"}
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([whole.keys(), whole.values()])
    return taken(folder, *text.getvalue().splitlines())


def seen(intake: Intake) -> list[str]:
    return list(intake.frame["visibility"])


@pytest.mark.parametrize(
    ("column", "kind", "text"),
    [
        ("Tipo de albergue", "Albergue", "Refugio para mujeres víctimas de violencia"),
        ("Tipo de albergue", "Albergue", "Mujeres y niñas"),
        ("Nombre corto", "Albergue", "Casa de la Mujer"),
        ("kind", "shelter", "safe house"),
        ("Servicios_2", "Clínica", "Atención a violencia de género"),
        ("services", "Clínica", "gbv"),
        ("Descripción", "Clínica", "Casa segura para quien huye"),
        ("Población atendida", "Albergue", "Mujeres"),
        ("grupo/Observaciones", "Clínica", "Sólo para mujeres"),
    ],
)
def test_a_second_column_about_what_a_place_is_hides_it(tmp_path: Path, column: str, kind: str, text: str) -> None:
    intake = one(tmp_path, Tipo=kind, **{column: text})
    assert seen(intake) == ["hidden"]
    reasons = {"visibility_reason": "Publicado por el ministerio"}
    assert seen(one(tmp_path, Tipo=kind, **{column: text}, **reasons)) == ["public"]


def test_the_column_that_hides_a_place_is_listed_with_what_it_says(tmp_path: Path) -> None:
    repaired = one(tmp_path, Tipo="Albergue", **{"Tipo de albergue": "Casa segura"}).repaired
    line = repaired[repaired["mend"] == BY_WORDS].iloc[0]
    assert (line["column"], line["value"]) == ("Tipo de albergue", "Casa segura")


def test_two_columns_of_one_name_are_both_read(tmp_path: Path) -> None:
    header = "facility_id,name,kind,lon,lat,visibility,services,services"
    assert seen(taken(tmp_path, header, "a,Casa Luna,clinic,-87.2,14,public,primary,gbv")) == ["hidden"]


@pytest.mark.parametrize("kind", ["Refugio para mujeres", "safe house"])
def test_a_row_set_aside_and_mended_is_still_hidden_for_what_its_file_called_it(tmp_path: Path, kind: str) -> None:
    header = "id,Nombre,Tipo,Latitud,Longitud,visibilidad"
    first = taken(
        tmp_path, header, "k1,Puesto Uno,Puesto de salud,13.95,-87.21,publico", f"k2,Casa Luna,{kind},0,0,publico"
    )
    mended = rows_to_mend(first.set_aside).assign(lon="-87.24", lat="13.93")
    path = tmp_path / "mended.csv"
    path.write_text(mended.to_csv(index=False), encoding="utf-8")
    again = take_outside("facilities", path)
    assert list(again.intake.frame["kind"]) == ["shelter"]
    assert seen(again.intake) == ["hidden"]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("Confidencial", "Sí"),
        ("Oculto", "x"),
        ("Hidden", "TRUE"),
        ("No publicar", "Sí"),
        ("Dirección confidencial", "Sí"),
        ("¿La dirección es confidencial?", "a veces"),
        ("¿Se puede publicar?", "No"),
        ("Do not share", "yes"),
    ],
)
def test_a_column_that_asks_for_secrecy_hides_the_place(tmp_path: Path, column: str, text: str) -> None:
    intake = one(tmp_path, **{column: text, "visibility_reason": "known to everybody"})
    assert seen(intake) == ["hidden"]
    assert ASKED in list(intake.repaired["mend"])


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("Confidencial", "No"),
        ("Confidencial", ""),
        ("Confidencial", "n/a"),
        ("¿Se puede publicar?", "Sí"),
        ("Hospital público", "No"),
        ("Nombre del municipio", "Isla Mujeres, refugio"),
        ("Teléfono secundario", "664 111 22 33"),
    ],
)
def test_what_asks_for_no_secrecy_hides_nothing(tmp_path: Path, column: str, text: str) -> None:
    assert seen(one(tmp_path, **{column: text})) == ["public"]


@pytest.mark.parametrize(
    ("column", "kind", "text", "is_hidden"),
    [
        ("Atiende víctimas de trata", "Clínica", "Sí", True),
        ("Atiende víctimas de trata", "Clínica", "No", False),
        ("Mujeres y niñas", "Albergue", "Sí, siempre", True),
        ("Mujeres y niñas", "Clínica", "Sí", False),
        ("Mujeres y hombres", "Albergue", "Sí", False),
    ],
)
def test_a_yes_under_a_name_of_violence_or_of_women_says_it(
    tmp_path: Path, column: str, kind: str, text: str, *, is_hidden: bool
) -> None:
    intake = one(tmp_path, Tipo=kind, **{column: text})
    assert seen(intake) == ["hidden" if is_hidden else "public"]
    assert (BY_A_YES in list(intake.repaired["mend"])) == is_hidden


def test_our_own_columns_are_told_by_their_own_names_alone() -> None:
    told = find_telling(["name", "kind", "services", "visibility_reason", "women_only", "Tipo_2", "Teléfono"])
    assert told.words == ("name", "kind", "services", "services_possible", "Tipo_2")
    assert (told.others, told.refuge, told.secret, told.tellable) == (("Teléfono",), (), (), ())
