import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.demand import take_demand
from data.encodings import mended_text
from data.raw import RawRow, RawTable, clean_text

SPANISH = "Ñuño, Río Bravo; ¿Ángeles? Ciudad Acuña – «Él» “sí” ü Índice"


LATIN1 = ("Río Bravo", "Pharr–Reynosa", "Ángeles", "Índice", "Nº 5", "às três", "“sí”", "Çà et là")
MEANT = (SPANISH, "AÇÃO", "CORAÇÃO", "GÜEÑO", "ÁÑO", "CAFÉº", "Niño â Casa", "R\N{REPLACEMENT CHARACTER}o")


@pytest.mark.parametrize("text", LATIN1)
def test_utf8_read_as_latin1_is_read_again(text: str) -> None:
    assert mended_text(clean_text(text.encode().decode("latin-1"))) == text


@pytest.mark.parametrize(("given", "mended"), [("RÃ­o â€“ MÃ©xico", "Río – México"), ("â€œCasaâ€\x9d", "“Casa”")])
def test_utf8_read_as_windows_1252_is_read_again(given: str, mended: str) -> None:
    assert mended_text(clean_text(given)) == mended


@pytest.mark.parametrize("text", MEANT)
def test_text_that_may_be_meant_so_stays(text: str) -> None:
    assert mended_text(clean_text(text)) == text


@given(st.text(alphabet="áéíóúüñÁÉÍÓÚÜÑçãõâêôàº¿¡–“” abcxyz", max_size=30))
def test_text_in_our_languages_is_never_spoiled(text: str) -> None:
    cleaned = clean_text(text)
    assert mended_text(cleaned) == cleaned


@given(st.text(max_size=30))
def test_what_is_mended_stands_on_one_line_and_stays(text: str) -> None:
    once = mended_text(clean_text(text))
    assert clean_text(once) == once or mended_text(once) == once
    assert "\n" not in once


def test_a_mended_cell_is_listed_with_what_it_was() -> None:
    cells = {"demand_id": "MÃ©xico", "lon": "-90", "lat": "15", "population": "1", "note": "ñ"}
    intake = take_demand(RawTable("d.csv", tuple(cells), (RawRow(2, cells),)))
    assert list(intake.frame["demand_id"]) == ["México"]
    assert list(intake.repaired.itertuples(index=False, name=None)) == [
        ("d.csv", 2, "México", "demand_id", "MÃ©xico", "wrong encoding, read as México")
    ]
