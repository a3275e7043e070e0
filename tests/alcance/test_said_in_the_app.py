"""An error on the app's pages is in the reader's language, and says which language it is in."""

import pytest

from alcance.app import said
from geo.errors import InputError


def _shown(error: InputError, lang: str, monkeypatch: pytest.MonkeyPatch) -> str:
    pieces: list[str] = []
    monkeypatch.setattr(said.st, "html", pieces.append)
    said.say_error(error, lang)
    return "".join(pieces)


def test_an_error_is_said_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    error = InputError("a.csv", "the file is empty", "Export it again.")
    assert '<b>a.csv</b>: <span lang="es">el archivo está vacío</span>. <span lang="es">Expórtelo de nuevo.</span>' in (
        _shown(error, "es", monkeypatch)
    )
    assert '<span lang="en">the file is empty</span>. <span lang="en">Export it again.</span>' in (
        _shown(error, "en", monkeypatch)
    )


def test_what_nobody_translated_is_marked_as_english(monkeypatch: pytest.MonkeyPatch) -> None:
    error = InputError("a.csv", "fell into the sea", "Export it again.")
    assert '<span lang="en">fell into the sea</span>. <span lang="es">' in _shown(error, "es", monkeypatch)


def test_names_in_an_error_are_never_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    error = InputError("<b>.csv", "has two columns named <script>", "Rename or remove one of them.")
    shown = _shown(error, "es", monkeypatch)
    assert "tiene dos columnas llamadas &lt;script&gt;" in shown
    assert "<b>&lt;b&gt;.csv</b>" in shown


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("no way leads there from --from by drive", "ningún camino lleva allí desde --from en vehículo"),
        ("no way leads there from --from by walk", "ningún camino lleva allí desde --from a pie"),
        ("has no road open to 4x4 within 5 km", "no tiene a menos de 5 km un camino por el que se pueda ir en 4x4"),
        (
            "no road open to mode 'drive' within 5 km of any of it",
            "ningún camino por el que se pueda ir en vehículo a 5 km o menos de parte alguna",
        ),
        (
            "Modes with roads: walk, 4x4; build the network from an extract that has them.",
            "Modos con caminos: a pie, en 4x4; haga la red con un extracto que los tenga.",
        ),
        ("-1 is no weight of night", "-1 no es un peso de “Conducir a oscuras”"),
        ("no way leads there from --from by sea", "ningún camino lleva allí desde --from sea"),
    ],
)
def test_ways_of_travelling_and_hazards_in_an_error_are_words_of_the_readers_language(
    english: str, spanish: str
) -> None:
    assert said.reason_in(english, "es") == spanish
    assert said.reason_in(english, "en") == english
