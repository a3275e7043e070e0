"""A language that is denied is not listed, one that is doubted is never certain, and both are told."""

import pytest

from data.facilities import take_facilities
from data.intake import Intake
from data.raw import RawRow, RawTable
from data.recognise.apply import apply_map
from data.recognise.find import recognise
from data.recognise.words import load_words, read_words
from data.said_languages import certain_languages, read_languages
from data.schemas import FACILITIES

HEADER = ("facility_id", "name", "kind", "languages", "lat", "lon")
COLUMN = next(column for column in FACILITIES.columns if column.name == "languages")
DOUBTED = (
    *("ht?", "¿ht?", "ht (pendiente)", "ht (planned)", "!ht", "-ht", "ht*", "ht (martes)", "ht (a veces)"),
    *(
        "criollo haitiano (no siempre)",
        "ht (not always)",
        "ht (básico)",
        "ht por confirmar",
        "créole haïtien (parfois)",
    ),
)
DENIED = (
    "ht (no)",
    "ht (suspendido)",
    "no ht",
    "no se habla criollo haitiano",
    "ht: no",
    "ht ✗",
    "pas de créole haïtien",
)


def take(languages: str, *, own: bool) -> Intake:
    row = RawRow(2, dict(zip(HEADER, ["a", "Uno", "clinic", languages, "15.5", "-88"], strict=True)))
    raw = RawTable("l.csv", HEADER, (row,))
    return take_facilities(raw if own else apply_map(raw, FACILITIES, recognise(raw, FACILITIES)))


def languages_of(text: str, *, own: bool) -> str:
    return str(take(text, own=own).frame["languages"].iloc[0])


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("text", DOUBTED)
def test_a_doubted_language_is_never_certain(text: str, *, own: bool) -> None:
    assert languages_of(text, own=own) == "ht?"
    assert languages_of(f"en; {text}", own=own) in ("en;ht?", "en?;ht?")
    assert any(mend.endswith("read as possible: ht") for mend in take(f"en;{text}", own=own).repaired["mend"])


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("text", DENIED)
def test_a_denied_language_is_not_listed(text: str, *, own: bool) -> None:
    assert languages_of(text, own=own) == ""
    assert languages_of(f"en;{text}", own=own) == "en"
    told = take(f"en;{text}", own=own).repaired["mend"]
    assert any(mend.endswith("read as neither spoken nor possible: ht") for mend in told)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("español; inglés", "es;en"),
        ("Kreyol (criollo haitiano); español", "ht;es"),
        ("es (ht)", "es?;ht?"),
        ("ht;ht (martes)", "ht?"),
        ("ht?;no ht;es", "es"),
        ("de?", "de?"),
        ("yua; es-MX (no)", "yua"),
        ("no yua, kek", "no yua;kek?"),
        ("no", ""),
        ("ninguno", ""),
    ],
)
def test_a_list_is_read_as_carefully_as_its_words(text: str, read: str) -> None:
    assert languages_of(text, own=False) == read


@pytest.mark.parametrize("text", ["es", "es;ht", "es;creole", "", "es-MX;pt"])
def test_a_plain_list_is_left_as_it_is_written(text: str) -> None:
    assert read_languages(text, load_words("languages")) == (text, ())


@pytest.mark.parametrize("text", [*DOUBTED, *DENIED])
def test_what_was_read_is_read_the_same_again(text: str) -> None:
    assert read_words(read_words(text, COLUMN), COLUMN) == read_words(text, COLUMN)


def test_only_what_nobody_doubts_is_told_further() -> None:
    assert certain_languages("es;ht?;mam") == ["es", "mam"]
