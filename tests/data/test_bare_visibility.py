"""Only the bare word makes a place public: whatever stands beside it may take it back, and hides the place."""

from pathlib import Path

import pytest

from data.from_outside import NO_CHOICE, Choice, take_outside
from data.intake import Intake


def taken(folder: Path, text: str, kind: str = "Comedor", chosen: Choice = NO_CHOICE) -> Intake:
    path = folder / "lista.csv"
    lines = ["Nombre;Tipo;Latitud;Longitud;visibilidad", f"Casa Uno;{kind};13.95;-87.2;{text}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return take_outside("facilities", path, chosen).intake


@pytest.mark.parametrize(
    "text",
    [
        *("público (no)", "Público (confidencial)", "público (solo interno)", "público [no publicar]", "(no) público"),
        *("public (staff only)", "public (hidden)", "public?", "público ¿?", "public ✗", "público!", "público*"),
        *("restricted (hidden)", "restringido (secreto)", "restringido?", "public - no", "public-", "el público"),
        *("público, no publicar", "public/hidden", "public..", "público 2", "semipúblico", "#N/A"),
    ],
)
@pytest.mark.parametrize("kind", ["Comedor", "Albergue"])
def test_anything_beside_the_word_hides_the_place_and_is_listed(tmp_path: Path, text: str, kind: str) -> None:
    intake = taken(tmp_path, text, kind)
    assert list(intake.frame["visibility"]) == ["hidden"]
    told = intake.repaired[intake.repaired["column"] == "visibility"]
    assert list(zip(told["value"], told["mend"], strict=True)) == [(text, "unknown word, read as hidden")]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        *(("public", "public"), ("PÚBLICO.", "public"), ("Publica", "public"), ("visible  para TODOS", "public")),
        *(("pÃºblico", "public"), ("tout le monde", "public"), ("Restringido.", "restricted")),
        *(("staff_only", "restricted"), ("sólo personal", "restricted"), ("Confidencial.", "hidden")),
    ],
)
def test_case_accents_spaces_and_a_full_stop_change_nothing(tmp_path: Path, text: str, seen: str) -> None:
    assert list(taken(tmp_path, text).frame["visibility"]) == [seen]


def test_one_value_for_all_rows_is_read_as_a_cell(tmp_path: Path) -> None:
    assert list(taken(tmp_path, "", chosen={"visibility": "=público"}).frame["visibility"]) == ["public"]
    assert list(taken(tmp_path, "", chosen={"visibility": "=público (no)"}).frame["visibility"]) == ["hidden"]
