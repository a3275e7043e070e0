import csv
from collections import defaultdict
from importlib.resources import files

import pytest

from data.recognise.headers import LANGUAGES
from data.recognise.plain import plain
from data.recognise.words import load_words, read_words
from data.schemas import FACILITIES
from data.vocabulary import HAZARD_KINDS, KINDS, PERS, SERVICES, STATUSES, VISIBILITIES

COLUMNS = {column.name: column for column in FACILITIES.columns}
LINES = list(csv.DictReader(files("data").joinpath("recognise", "words.csv").read_text("utf-8").splitlines()))
OURS = {
    "kind": KINDS,
    "services": SERVICES,
    "status": STATUSES,
    "visibility": VISIBILITIES,
    "hazard": HAZARD_KINDS,
    "per": PERS,
}


@pytest.mark.parametrize("dictionary", sorted(OURS))
def test_every_word_of_the_vocabulary_is_known_in_every_language(dictionary: str) -> None:
    written = {line["ours"]: line for line in LINES if line["dictionary"] == dictionary}
    assert set(written) == set(OURS[dictionary])
    assert [(ours, language) for ours, line in written.items() for language in LANGUAGES if not line[language]] == []


def test_no_word_means_two_of_ours() -> None:
    meanings = defaultdict(set)
    for line in LINES:
        for word in [line["ours"], *(word for language in LANGUAGES for word in line[language].split("|"))]:
            meanings[line["dictionary"], plain(word)].add(line["ours"])
    assert {word: ours for word, ours in meanings.items() if len(ours) > 1} == {}


def test_another_column_has_no_dictionary() -> None:
    assert load_words("") == {}
    assert read_words("Clínica", COLUMNS["name"]) == "Clínica"


@pytest.mark.parametrize(
    ("column", "text", "read"),
    [
        ("kind", "CENTRO DE SALUD", "clinic"),
        ("kind", "Hôpital", "hospital"),
        ("kind", "Abrigo", "shelter"),
        ("kind", "Health_Post", "Health_Post"),
        ("services", "Salud mental / VBG", "mental_health;gbv"),
        ("services", "primary; emergency", "primary; emergency"),
        ("services", "Primary;emergency", "primary;emergency"),
        ("services", "masajes", "masajes"),
        ("services_possible", "Vacunación y farmacia", "vaccination;pharmacy"),
        ("languages", "inglés, español", "en;es"),
        ("country", "MEX", "MX"),
        ("country", "mx", "mx"),
        ("status", "Fuera de operación", "closed"),
        ("visibility", "Confidencial", "hidden"),
    ],
)
def test_words_of_four_languages_are_read_as_ours(column: str, text: str, read: str) -> None:
    assert read_words(text, COLUMNS[column]) == read
