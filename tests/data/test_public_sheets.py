"""The information sheets say what somebody stands for, in every language, on one page."""

import json
import re
from datetime import date
from urllib.parse import urlsplit

import pytest

from data.public.sheets import FOLDER, SHEETS, VERIFY, Fact, Sheet, load_sheets
from data.public.words import LANGUAGES_PUBLIC, load_catalogue, load_public_words

# What fits a printed page beside the sources; Creole has more words, and shorter ones.
MOST_WORDS, MOST_WORDS_TRANSLATED = 450, 550
ALL = pytest.mark.parametrize("sheet", load_sheets(), ids=SHEETS)


def _facts(sheet: Sheet) -> list[Fact]:
    return [fact for section in sheet.sections if section != VERIFY for fact in section.facts]


def test_there_is_a_sheet_of_each_name_and_no_other() -> None:
    assert tuple(sheet.id for sheet in load_sheets()) == SHEETS
    assert {path.stem for path in FOLDER.iterdir()} == set(SHEETS)


@ALL
def test_every_fact_has_a_source_with_a_title_an_address_and_a_day(sheet: Sheet) -> None:
    for fact in _facts(sheet):
        assert fact.sources, fact.text
        for source in fact.sources:
            assert source.title
            assert urlsplit(source.url).scheme in {"http", "https"}
            assert urlsplit(source.url).hostname
            assert isinstance(source.read, date)


@ALL
def test_every_source_stands_behind_a_fact_and_none_was_read_after_the_sheet(sheet: Sheet) -> None:
    assert set(sheet.sources) == {source for fact in _facts(sheet) for source in fact.sources}
    assert len(set(sheet.sources)) == len(sheet.sources)
    assert max(source.read for source in sheet.sources) <= sheet.as_of


@ALL
def test_every_sheet_ends_with_verify_before_you_rely_on_it(sheet: Sheet) -> None:
    assert sheet.sections[-1].title == "Verify before you rely on it"
    assert sheet.sections[-1] == VERIFY
    assert VERIFY not in sheet.sections[:-1]


@ALL
@pytest.mark.parametrize("lang", ["es", "fr", "ht", "pt"])
def test_every_sentence_of_a_sheet_has_its_translation(sheet: Sheet, lang: str) -> None:
    assert set(sheet.sentences) - set(load_catalogue(lang)) == set()


@ALL
@pytest.mark.parametrize("lang", LANGUAGES_PUBLIC)
def test_the_words_of_a_sheet_fit_a_page_in_every_language(sheet: Sheet, lang: str) -> None:
    most = MOST_WORDS if lang == "en" else MOST_WORDS_TRANSLATED
    said = load_public_words(lang, sheet.sentences)
    words = " ".join(said[sentence] for sentence in sheet.sentences).split()
    assert len([word for word in words if re.search(r"\w", word)]) <= most


@ALL
def test_a_sheet_says_nothing_twice(sheet: Sheet) -> None:
    assert len(set(sheet.sentences)) == len(sheet.sentences)


def test_the_page_takes_a_sheet_as_plain_text_and_lists() -> None:
    sheet = load_sheets()[0]
    record = sheet.record({sentence: sentence for sentence in sheet.sentences})
    assert json.loads(json.dumps(record)) == record
    assert record["id"] == "stay"
    assert record["title"] == "Ways to stay in Mexico with papers"
    assert record["as_of"] == sheet.as_of.isoformat()
    assert record["sections"][-1]["items"] == [fact.text for fact in VERIFY.facts]
    assert [source["url"] for source in record["sources"]] == [source.url for source in sheet.sources]
    said = [record["title"], *(text for part in record["sections"] for text in (part["title"], *part["items"]))]
    assert tuple(said) == sheet.sentences


def test_a_sheet_is_taken_in_the_words_it_is_given() -> None:
    sheet = load_sheets()[0]
    record = sheet.record({sentence: f"({sentence})" for sentence in sheet.sentences})
    said = [record["title"], *(text for part in record["sections"] for text in (part["title"], *part["items"]))]
    assert said == [f"({sentence})" for sentence in sheet.sentences]
