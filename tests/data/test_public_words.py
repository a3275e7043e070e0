"""Everything the public page says can be said in the languages of the people it is for."""

import json
import re
from pathlib import Path

import pytest

from data.public import words
from data.public.page_parts import page_sentences
from data.public.sheets import load_sheets
from data.public.words import LANGUAGES_PUBLIC, is_reviewed, load_catalogue, load_public_words, spoken_in
from geo.errors import QuestionError

ROOT = Path(__file__).parents[2]
SAID = re.compile(r'\bsay\(\s*"((?:[^"\\]|\\.)*)"')
TRANSLATED = tuple(lang for lang in LANGUAGES_PUBLIC if lang != "en")
COMPLETE = ("es", "fr", "ht", "pt")
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
# The same word in another language, or the same number and unit; every other likeness is a forgotten translation.
ALIKE = {
    "es": {
        *("Chile", "Colombia", "Costa Rica", "Cuba", "Ecuador", "El Salvador", "Guatemala", "Honduras", "Nicaragua"),
        *("Hospital", "Venezuela", "Costa Rica: 911.", "Honduras: 911.", "INM: 800 004 6264."),
    },
    "fr": {
        *("Belize", "Costa Rica", "Cuba", "Guatemala", "Honduras", "Nicaragua", "Panama", "Sources", "Venezuela"),
        "Version {version}.",
    },
    "ht": {"Panama", "INM: 800 004 6264."},
    "pt": {
        *("Belize", "Chile", "Costa Rica", "Cuba", "El Salvador", "Guatemala", "Haiti", "Honduras", "Hospital", "Peru"),
        *("Venezuela", "Belize: 911.", "Costa Rica: 911.", "Honduras: 911.", "INM: 800 004 6264."),
    },
    "mam": set(),
}


def _said() -> set[str]:
    scripts = sorted((ROOT / "data" / "public").rglob("*.js"))
    found = {json.loads(f'"{said}"') for path in scripts for said in SAID.findall(path.read_text("utf-8"))}
    return {*found, *(sentence for sheet in load_sheets() for sentence in sheet.sentences)}


def _holes(text: str) -> list[str]:
    return sorted(re.findall(r"{\w*}", text))


def _letters(text: str) -> str:
    """Return a sentence without its holes, units and signs: what there is to translate."""
    return re.sub(r"\b(km|m|h|min)\b|[\W\d]", "", re.sub(r"{\w*}", "", text))


def test_what_the_page_hands_to_its_catalogues_is_among_what_its_scripts_say() -> None:
    assert {"What do you need?", "Monday"} <= set(page_sentences()) <= _said()


@pytest.mark.parametrize("lang", COMPLETE)
def test_no_sentence_of_the_page_and_its_sheets_lacks_its_translation(lang: str) -> None:
    assert _said() - set(load_catalogue(lang)) == set()


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_translation_is_left_that_the_page_does_not_say(lang: str) -> None:
    assert set(load_catalogue(lang)) - _said() == set()


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_translation_takes_the_same_values_as_its_sentence(lang: str) -> None:
    assert {english for english, said in load_catalogue(lang).items() if _holes(english) != _holes(said)} == set()


@pytest.mark.parametrize("lang", TRANSLATED)
def test_phone_numbers_days_and_years_are_the_same_in_every_language(lang: str) -> None:
    digits = re.compile(r"\d+")
    differ = {text for text, said in load_catalogue(lang).items() if digits.findall(text) != digits.findall(said)}
    assert differ == set()


@pytest.mark.parametrize("lang", TRANSLATED)
def test_only_listed_sentences_are_the_same_in_english(lang: str) -> None:
    alike = {text for text, said in load_catalogue(lang).items() if text == said and _letters(text)}
    assert alike == ALIKE[lang]


@pytest.mark.parametrize("lang", TRANSLATED)
def test_nothing_in_a_translation_is_doubled_or_left_at_an_edge(lang: str) -> None:
    assert [said for said in load_catalogue(lang).values() if said != said.strip() or "  " in said] == []


def test_a_sentence_is_said_in_the_language_asked_for() -> None:
    asked = ["Monday", "A bed for the night", "Monday"]
    assert load_public_words("fr", asked) == {"A bed for the night": "Un lit pour la nuit", "Monday": "lundi"}
    assert load_public_words("ht", asked)["Monday"] == "lendi"
    assert list(load_public_words("es", asked)) == ["A bed for the night", "Monday"]


def test_english_is_said_as_it_is() -> None:
    assert load_public_words("en", ["Monday"]) == {"Monday": "Monday"}


def test_a_language_without_a_translation_falls_to_spanish_and_then_to_english() -> None:
    assert load_public_words("mam", ["Monday", "Nobody {ever} said this"]) == {
        "Monday": "lunes",
        "Nobody {ever} said this": "Nobody {ever} said this",
    }


@pytest.mark.parametrize(
    ("header", "reviewed"),
    [
        ('"X-Reviewed-By: \\n"\n', False),
        ('"X-Reviewed-By:\\n"\n', False),
        ("", False),
        ('"X-Reviewed-By: Marie Joseph, 2026-12-01\\n"\n', True),
    ],
)
def test_a_catalogue_is_reviewed_when_a_person_put_their_name_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, header: str, *, reviewed: bool
) -> None:
    (tmp_path / "fr.po").write_text(f'{HEAD}{header}\nmsgid "Monday"\nmsgstr "lundi"\n', "utf-8")
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    assert is_reviewed("fr") is reviewed


def test_no_translation_is_called_reviewed_before_a_person_went_through_it() -> None:
    assert [lang for lang in LANGUAGES_PUBLIC if is_reviewed(lang)] == ["en"]


@pytest.mark.parametrize("lang", ["xx", "", "../es"])
def test_an_unknown_language_says_which_there_are(lang: str) -> None:
    told = r"is not known\. Use one of: es, en, fr, ht, pt, mam"
    with pytest.raises(QuestionError, match=told):
        load_public_words(lang, ["Monday"])
    with pytest.raises(QuestionError, match=told):
        load_catalogue(lang)
    with pytest.raises(QuestionError, match=told):
        is_reviewed(lang)


def test_what_is_not_translated_yet_says_which_language_it_is_in() -> None:
    assert [spoken_in(lang) for lang in LANGUAGES_PUBLIC] == ["es", "en", "fr", "ht", "pt", "es"]
