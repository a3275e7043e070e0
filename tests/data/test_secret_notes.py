"""A text of any column that asks for secrecy, or speaks of violence or of a refuge for women, hides its place."""

import csv
import io
from pathlib import Path

import pytest

from data.from_outside import take_outside
from data.intake import Intake
from data.secrecy import last_words
from data.secret_notes import asks_for_secrecy, may_be_told
from data.visibility import PUBLIC

ASKS = "asks for secrecy: kept hidden, as no visibility_reason is given"
SPEAKS = "speaks of violence or of a refuge: kept hidden, as no visibility_reason is given"

SECRET = [
    "CONFIDENCIAL no publicar",
    "Do not share the address",
    "ubicación secreta",
    "ne pas publier l'adresse",
    "a pedido del albergue no divulgar",
    "não divulgar o endereço",
    "Não publicar",
    "endereço sigiloso",
    "CONFIDENTIAL LOCATION - do not publish",
    "Don't share",
    "do not list it on any map",
    "keep off the map",
    "664 111 (no dar la dirección, confidencial)",
    "l'adresse ne doit pas être publiée",
    "adresse confidentielle",
    "no hacer pública la ubicación",
    "private address",
    "por favor no compartan",
    "Atención, confidencial",
    "Atención 24 h. Confidencial.",
    "solo uso interno",
    "no aparecer en mapas",
    "not for publication",
    "hidden",
    "pedem para não compartilhar",
    "dirección reservada",
    "address withheld",
    "refugio confidencial",
    "we never give out our address",
    "la dirección no se comparte",
    "ubicaciÃ³n secreta",
    "Servicio: no difundir",
    "Servicios de ubicación confidencial",
    "ne pas diffuser",
    "adrès sekrè",
    "interdit de publier",
]

TOLD = [
    "Free and confidential counselling",
    "Servicio gratuito, anónimo y confidencial",
    "prueba de VIH confidencial",
    "Free, confidential HIV testing",
    "Atención psicológica confidencial",
    "Secretaría de Salud",
    "sector privado",
    "Ministerio Público",
    "no es hospital público",
    "Publicado en 2020",
    "Hidden Valley Clinic",
    "abierto al público",
    "No need to show documents",
    "No es necesario mostrar identificación",
    "baños compartidos",
    "domicilio conocido",
    "Sin costo al público",
    "Av. Reforma sin número, lugar conocido",
    "Dépistage anonyme et gratuit",
    "no",
    "",
    "n/a",
]


SECRET += ["Ocultar ubicación", "Not to be made public", "Pa bay adrès la", "Publicar: no", "Ocultar en el mapa"]
SECRET += ["Oculto al público", "No debe hacerse público", "No es para el público", "Ubicación bajo reserva"]
SECRET += ["Información reservada", "Reservado", "RESTRINGIDO", "No mostrar", "No visible", "No distribuir"]
SECRET += ["Excluir del mapa público", "No dar informes", "Se omite la dirección por seguridad"]
SECRET += ["visibilidad: oculta", "Datos sensibles", "Clandestino", "Hide location", "Hide from public"]
SECRET += ["visibility: hidden", "Not for public release", "Do not distribute", "Do not circulate"]
SECRET += ["Remove from map", "Keep private", "Don't tell anyone", "TLP:RED", "Location masked", "public=false"]
SECRET += ["Masquer l'adresse", "À ne pas afficher", "N'est pas à publier", "Pas de publication"]
SECRET += ["Ne pas communiquer", "Não mostrar", "Não distribuir", "Pa divilge adrès la", "Pa di moun kote li ye"]
SECRET += ["con\u00adfi\u00adden\u00adcial", "con\u200bfiden\u200bcial", "C O N F I D E N C I A L"]
SECRET += ["¿Se puede publicar? No", "Visible: no", '{"public": false}', "show_on_map=0"]
SECRET += ["mostrar en mapa = no", "Please hide the exact location", "Quitar del mapa"]
SECRET += ["Borrar del directorio público", "No incluir en el mapa", "Do not display", "No exhibir"]
SECRET += ["Retirer de la carte", "Ne pas diffuser", "À garder privé", "Mantener en reserva"]
SECRET += ["keep this location private", "Please do not circulate this list", "Dirección omitida"]
SECRET += ["address suppressed", "Datos clasificados", "Uso restringido, no difundir", "Not for distribution"]
SECRET += ["No apto para publicación", "Fuera de mapa", "TLP AMBER", "Refugio clandestino", "No decir a nadie"]
SECRET += ["No hacer público", "No es público", "Lugar secreto", "confidencial: sí", "Não exibir no mapa"]
SECRET += ["Remover do mapa", "Manter sigilo", "no_publicar", "Localización oculta", "Hidden location"]
SECRET += ["Unlisted", "no se debe mostrar", "prohibida su difusión", "Pa pataje adrès sa", "Omitir dirección"]
SECRET += ["Domicilio: reservado", "Dirección reservada", "Do not release", "not publicly listed", "Sensible"]
SECRET += ["Restricted"]
TOLD += ["Atención reservada", "Atención confidencial", "Atención reservada/confidencial"]
TOLD += ["Atención reservada y confidencial", "Espacio libre de violencia", "Sector privado", "Uso privado"]
TOLD += ["Privado", "Interno", "No abierto al público", "No distribuye medicamentos"]
TOLD += ["We do not distribute food", "No se distribuyen despensas", "Acceso restringido a vehículos"]
TOLD += ["Habitaciones reservadas para familias", "Reservado para familias", "Reserva natural", "Área protegida"]
TOLD += ["Sin mapa", "No appointment needed", "No se dan informes por teléfono", "Datos protegidos por la ley"]
TOLD += ["Aviso de privacidad", "Hospital público: no", "Atención al público: no"]
TOLD += ["Sous réserve de places disponibles", "Bajo reserva de plazas", "Excluye odontología"]
TOLD += ["Se retira a las 8", "show your ID", "public: yes", "visible: sí", "Confidencial: no"]
TOLD += ['{"confidential": false}', "Mapa en la entrada", "Cerrado al público", "Public hospital"]
TOLD += ["Keep clean", "Tratamiento para fumadores", "no necesita cita", "Domicilio conocido"]
TOLD += ["Salida de emergencia", "Piel sensible", "Cuidados para piel sensible"]
TOLD += ["Restringido a menores de 5 años", "Lugares limitados", "No comunicarse por la noche", "No tiene mapa"]
TOLD += ["Print shop", "Salud sensible al género", "no decir groserías", "Ask at the front desk"]
TOLD += ["Not open to the public on Sundays", "Pas de médecin", "Pas de place le week-end"]
TOLD += ["Información general", "Omite domingos", "Data center", "Casa Reserva", "Quitar muelas"]
TOLD += ["Información: no", "Publicidad no", "guarda silencio", "Guardería privada", "Kept clean"]
TOLD += ["Private clinic", "Sitio", "Dar vuelta a la derecha", "Location: Tijuana", "Dirección: Calle 5 no. 20"]
TOLD += ["Maps: https://maps.google.com/x", "Tel. no disponible", "no se muestra el horario", "local no. 5"]
TOLD += ["Servicio no visible desde la calle"]


@pytest.mark.parametrize("text", SECRET)
def test_a_text_that_asks_for_secrecy_is_understood(text: str) -> None:
    assert asks_for_secrecy(text)
    assert not may_be_told(["Casa Luz", text, "Núm. 3"])


@pytest.mark.parametrize("text", TOLD)
def test_a_text_that_asks_for_nothing_is_left_alone(text: str) -> None:
    assert not asks_for_secrecy(text)


def one(folder: Path, **cells: str) -> Intake:
    """Take in a shelter with some cells more, where shelters are public."""
    whole = {"Nombre": "Casa Luz", "Tipo": "Albergue", "Latitud": "13.95", "Longitud": "-87.2"} | cells
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([whole.keys(), whole.values()])
    (folder / "lista.csv").write_text(text.getvalue(), encoding="utf-8")
    return take_outside("facilities", folder / "lista.csv", shelters=PUBLIC).intake


@pytest.mark.parametrize("column", ["Notas", "Referencia", "Dirección", "teléfono", "Organización", "Columna 7"])
@pytest.mark.parametrize("text", SECRET[:5])
def test_a_note_in_any_column_hides_the_place_unless_a_reason_is_given(tmp_path: Path, column: str, text: str) -> None:
    intake = one(tmp_path, **{column: text})
    assert list(intake.frame["visibility"]) == ["hidden"]
    assert [(text, ASKS)] == [
        (value, mend) for value, mend in intake.repaired[["value", "mend"]].itertuples(index=False) if mend == ASKS
    ]
    reason = {"visibility_reason": "the ministry publishes it", "visibilidad": "publico"}
    told = one(tmp_path, **{column: text}, **reason)
    assert list(told.frame["visibility"]) == ["public"]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("organización", "Red Nacional de Refugios para mujeres víctimas de violencia"),
        ("organización", "Refugio para mujeres"),
        ("dirección", "Refugio de mujeres maltratadas, calle 3"),
        ("horas", "solo mujeres 24 horas"),
        ("sitio web", "www.refuge-violence-femmes.org"),
        ("correo", "violencia@refugio.org"),
        ("Responsable", "Instituto de la mujer - violencia"),
        ("referencia", "junto a la casa segura"),
        ("Teléfono", "Casa segura"),
        ("Clave interna", "víctimas de trata"),
    ],
)
def test_what_any_column_says_of_a_refuge_hides_the_place(tmp_path: Path, column: str, text: str) -> None:
    intake = one(tmp_path, **{column: text})
    assert list(intake.frame["visibility"]) == ["hidden"]
    assert (text, SPEAKS) in list(intake.repaired[["value", "mend"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("fuente", "Instituto Nacional de las Mujeres"),
        ("organización", "Instituto Municipal de la Mujer"),
        ("localidad", "El Refugio, Isla Mujeres"),
        ("municipio", "Maltrata"),
        ("dirección", "Calle Hidalgo 3, Maltrata, Veracruz"),
        ("dirección", "Calle Refugio 12, Col. Centro"),
        ("Víctimas de violencia", "No: violencia en otro centro"),
    ],
)
def test_a_source_an_office_and_a_town_hide_nothing(tmp_path: Path, column: str, text: str) -> None:
    assert list(one(tmp_path, **{column: text}).frame["visibility"]) == ["public"]


def test_rows_set_aside_are_not_hidden_for_what_we_tell_of_them(tmp_path: Path) -> None:
    told = {"alcance_file": "refugios-mujeres-violencia.csv", "alcance_row": "2", "alcance_reason": "is secret"}
    assert list(one(tmp_path, **told).frame["visibility"]) == ["public"]


@pytest.mark.parametrize("group", ["violence", "safe_house", "women", "victims", "lgbt", "men"])
def test_no_word_of_a_refuge_is_passed_over_before_it_is_looked_at(group: str) -> None:
    assert [word for word in last_words(group) if may_be_told([f"Casa Luz {word} 3"])] == []
