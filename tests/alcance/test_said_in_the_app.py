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
