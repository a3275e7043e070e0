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

SECRET += [
    "Sensitivity",
    "Data sensitivity",
    "Sensibilidad",
    "Excluir del mapa",
    "Remove from map",
    "TLP",
    "grp/confid",
]
SECRET += ["Diffusion restreinte", "Bajo reserva", "#access+restricted", "No distribuir"]
SECRET += ["Omitir dirección", "Publicación restringida", "Masked location", "Don't tell anyone", "Not for display"]
# Cut at ten letters, or short.
SECRET += ["dir_reserv", "address_wi", "do_not_pub", "conf", "ubic_priv", "confidenci"]
TELLABLE += ["se_puede_p", "puede_publ", "autoriza_p", "permite_di", "Publicar (S/N)"]

NEITHER = ["Hospital público", "Baño privado", "Sector privado", "Ministerio Público", "Público/Privado", "Protección"]
NEITHER += ["Public or private", "Publicidad", "Fecha de publicación", "Restricciones", "Reservación", "Secretaría"]
NEITHER += ["Internet", "Clave interna", "Salud pública", "Sensibilización", "Consultorio privado", "Medicina interna"]
NEITHER += ["Exclusivo", "Excluye", "Distribución", "Distribuye despensas", "Mascarillas", "Reserva", "Acceso público"]
NEITHER += ["acepta_per", "priv", "servicio_v", "telefono_p", "#org+private", "Sensibilidad cultural", "Removido"]
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


@pytest.mark.parametrize(
    ("header", "told", "hidden"),
    [
        ("¿Se puede publicar? (1=sí 2=no)", ["1", "sí", "1.0"], ["2", "9", "no sabe", "0"]),
        ("¿Se puede publicar? [0 - No; 1 - Sí]", ["1", ""], ["0", "2"]),
        ("¿Se puede publicar? Sí/No", ["sí"], ["no"]),
        ("Publicar (1=no, 2=sí)", ["2"], ["1"]),
        ("¿Confidencial? (0=sí 1=no)", ["1", "no", ""], ["0", "2", "sí"]),
        ("¿Se puede publicar?", ["Sí, claro", "autorizado", "-"], ["2", "pendiente", "preguntar", "no sabe", "luego"]),
        ("show_on_map", ["true"], ["tal vez", "sí, solo el municipio"]),
        ("Mapa", ["https://example.org/m", "sí"], ["no", "pendiente"]),
        ("Público", ["Población general", "Público"], ["no", "2"]),
        ("Sensibilidad", ["Baja", "no", "público"], ["Alta", "media", "1"]),
        ("TLP", ["CLEAR", "TLP:WHITE"], ["RED", "TLP:AMBER", "green"]),
    ],
)
def test_what_is_not_clearly_an_answer_that_tells_hides_the_place(
    tmp_path: Path, header: str, told: list[str], hidden: list[str]
) -> None:
    frame = seen(tmp_path, header, *told, *hidden).frame.sort_values("name")
    assert list(frame["visibility"]) == ["public"] * len(told) + ["hidden"] * len(hidden)


def columns_seen(folder: Path, cells: dict[str, str]) -> Intake:
    whole = {"Nombre": "Comedor", "Tipo": "Comedor", "Latitud": "13.95", "Longitud": "-87.2", "visibilidad": "publico"}
    path = folder / "lista.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*whole, *cells], [*whole.values(), *cells.values()]])
    return take_outside("facilities", path).intake


@pytest.mark.parametrize(
    ("header", "cell", "who"),
    [
        ("Direccion (confidencial - no publicar)", "Calle 3", "hidden"),
        ("Direccion (confidencial - no publicar)", "", "public"),
        ("Teléfono [no difundir]", "664 111", "hidden"),
        ("q7 (¿Se puede publicar?)", "no", "hidden"),
        ("Baño (privado)", "sí", "public"),
        ("Dirección (visible en el mapa)", "Calle sin número", "public"),
        ("Sector (público, privado)", "privado", "public"),
        ("direccion_", "si", "hidden"),
        ("ubicacion_", "no", "hidden"),
        ("direccion_", "Calle 3", "public"),
        ("refugio_vi", "si", "hidden"),
        ("vict_viol", "1", "hidden"),
        ("vict_viol", "no", "public"),
    ],
)
def test_brackets_and_names_that_were_cut_are_asked(tmp_path: Path, header: str, cell: str, who: str) -> None:
    assert list(columns_seen(tmp_path, {header: cell}).frame["visibility"]) == [who]


def test_a_name_that_asks_and_was_read_as_ours_hides_whoever_fills_it(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    lines = ["Nombre,Tipo,Latitud (no publicar),Longitud,Teléfono (confidencial),visibilidad"]
    lines += ["Uno,Comedor,13.95,-87.2,,publico", "Dos,Comedor,13.96,-87.2,,publico"]
    path.write_text("\n".join(lines), encoding="utf-8")
    intake = take_outside("facilities", path).intake
    assert set(intake.frame["visibility"]) == {"hidden"}
    assert "its column's name asks for secrecy: hidden" in list(intake.repaired["mend"])
    path.write_text("\n".join(lines).replace("(no publicar)", "").replace("2,,", "2,664,", 1), encoding="utf-8")
    frame = take_outside("facilities", path).intake.frame.sort_values("name")
    assert list(frame["visibility"]) == ["public", "hidden"]


def test_a_hashtag_that_asks_and_says_where_a_place_is_hides_it(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    lines = ["Nom,Typ,Lat,Lon", "#loc+name,#loc+type,#geo+lat,#geo+lon+confidential", "Casa,food,32.5,-116.95"]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert list(take_outside("facilities", path).intake.frame["visibility"]) == ["hidden"]
