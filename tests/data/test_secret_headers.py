"""The name of a column asks for secrecy by the beginnings of its words, where all of them belong to the question."""

import csv
from pathlib import Path

import pytest

from data.from_outside import take_outside
from data.intake import Intake
from data.secret_headers import secrecy_asked

TELLABLE = ["¿Desean que se publique?", "Difusión", "Autorización de difusión", "Datos públicos", "Public", "Público"]
TELLABLE += ["is_public", "isPublic", "show_on_map", "on_map", "Visible en mapa", "Acepta aparecer en el mapa"]
TELLABLE += ["Peut être publié", "¿Autoriza publicar?", "Consiente compartir", "permiso_publicar", "Mostrar en el mapa"]
TELLABLE += ["Can be shared", "Autoriza a divulgação", "Diffusion autorisée", "¿Da su consentimiento?"]
TELLABLE += ["Grupo seg/¿Desean que se publique?", "Aparece en mapa_2", "Col #meta+public"]

SECRET = ["Privado", "Privé", "Private", "Reservado", "Restringido", "Sensible", "Sensitive", "Interno", "Secreto"]
SECRET += ["Sólo uso interno", "Confidencialidad", "Nivel de confidencialidad", "Ubicación reservada", "Protected"]
SECRET += ["Dirección protegida", "Proteger ubicación", "do_not_map", "address_withheld", "Anónimo", "is_hidden"]
SECRET += ["No mostrar", "Adresse masquée", "Endereço protegido", "Dado sensível", "seguridad/Ubicación reservada"]
SECRET += ["Col #meta+confidential", "Privé #meta +confidential", "#meta+confidential", "Ne pas diffuser"]

NEITHER = ["Hospital público", "Baño privado", "Sector privado", "Ministerio Público", "Público/Privado", "Protección"]
NEITHER += ["Public or private", "Publicidad", "Fecha de publicación", "Restricciones", "Reservación", "Secretaría"]
NEITHER += ["Internet", "Clave interna", "Salud pública", "Sensibilización", "Consultorio privado", "Medicina interna"]
NEITHER += ["Internacional", "Mapa de riesgos", "Dirección", "Lugar", "Estado", "Cartera", "Nivel", "#loc+name", ""]


@pytest.mark.parametrize(
    ("header", "asks"),
    [
        *((header, "tellable") for header in TELLABLE),
        *((header, "secret") for header in SECRET),
        *((header, "") for header in NEITHER),
    ],
)
def test_what_a_name_asks(header: str, asks: str) -> None:
    assert secrecy_asked(header) == asks


def seen(folder: Path, header: str, *answers: str) -> Intake:
    path = folder / "lista.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["Nombre", "Tipo", "Latitud", "Longitud", "visibilidad", header])
        for at, answer in enumerate(answers):
            lines.writerow([f"Comedor {at}", "Comedor", 13.95 + at / 100, -87.2, "publico", answer])
    return take_outside("facilities", path).intake


@pytest.mark.parametrize(
    ("header", "hides", "tells"),
    [*((header, "no", "sí") for header in TELLABLE), *((header, "sí", "no") for header in SECRET)],
)
def test_the_answer_decides_who_may_know(tmp_path: Path, header: str, hides: str, tells: str) -> None:
    intake = seen(tmp_path, header, hides, tells)
    # Ids that were made give the hidden ones the last numbers.
    assert list(intake.frame.sort_values("name")["visibility"]) == ["hidden", "public"]
    assert "asks that nobody learns of the place: hidden" in list(intake.repaired["mend"])


@pytest.mark.parametrize(
    "answer", ["No, gracias", "Sí, pero no la dirección", "sí?", "todavía no", "nunca", "No lo sé"]
)
def test_a_denied_or_doubted_yes_to_telling_hides_the_place(tmp_path: Path, answer: str) -> None:
    assert list(seen(tmp_path, "¿Desean que se publique?", answer).frame["visibility"]) == ["hidden"]


def test_a_list_in_hxl_keeps_the_hashtag_that_asks(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    lines = ["Nom,Typ,Lat,Lon,X,Autre", "#loc+name,#loc+type,#geo+lat,#geo+lon,#meta+confidential,#meta+note"]
    lines += ["Casa,food,32.5,-116.95,yes,a", "Casa2,food,32.51,-116.95,no,b"]
    path.write_text("\n".join(lines), encoding="utf-8")
    frame = take_outside("facilities", path).intake.frame
    assert list(frame.sort_values("name")["visibility"]) == ["hidden", "restricted"]
    assert {"X #meta+confidential", "Autre"} <= {*frame.columns}
