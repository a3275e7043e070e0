"""Several answers to one question, as KoboToolbox writes them: codes with spaces between."""

import pytest

from data.recognise.words import read_words
from data.schemas import FACILITIES

COLUMNS = {column.name: column for column in FACILITIES.columns}


@pytest.mark.parametrize(
    ("column", "text", "read"),
    [
        ("services", "consulta_general vacunacion", "primary;vaccination"),
        ("services", "alojamiento alimentos", "shelter;food"),
        ("services", "primary emergency", "primary;emergency"),
        ("services", "urgencias alimentos", "emergency;food"),
        ("services", "salud_mental emergency food", "mental_health;emergency;food"),
        ("services", "agua comida; vacunas", "water;food;vaccination"),
        ("languages", "espanol ingles", "es;en"),
        ("languages", "es en", "es;en"),
    ],
)
def test_codes_with_spaces_between_are_several_words(column: str, text: str, read: str) -> None:
    assert read_words(text, COLUMNS[column]) == read


@pytest.mark.parametrize(
    "text", ["emergency shelter", "albergue emergencia", "emergency food water", "vacunas veterinarias", "agua 24"]
)
def test_words_that_may_be_one_phrase_or_are_not_all_known_stay_as_they_are(text: str) -> None:
    assert read_words(text, COLUMNS["services"]) == text


def test_a_phrase_we_know_is_no_list_of_its_words() -> None:
    assert read_words("asistencia legal", COLUMNS["services"]) == "legal"
    assert read_words("Centro de salud", COLUMNS["kind"]) == "clinic"
    assert read_words("hospital clinica", COLUMNS["kind"]) == "hospital clinica"
