"""Every sentence of the program can be said in Spanish."""

import ast
import re
from pathlib import Path

import pytest

from data.reasons import CONTEXT
from data.words import load_sentences, mark, say
from geo.errors import QuestionError

ROOT = Path(__file__).parents[2]
SPEAKERS = {"say", "both", "mark"}


def _sentences_in(source: str) -> set[str]:
    """Return the sentences a file says; f-strings are looked into, which gettext's own collector does not."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args)
    named = (call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in SPEAKERS)
    return {str(call.args[0].value) for call in named if isinstance(call.args[0], ast.Constant)}


def _said() -> set[str]:
    files = [path for room in ("data", "layers", "alcance") for path in sorted((ROOT / room).rglob("*.py"))]
    return {sentence for path in files for sentence in _sentences_in(path.read_text("utf-8"))}


def test_a_sentence_inside_an_f_string_is_found() -> None:
    assert _sentences_in("""x = f"<p>{both('Roads')}</p>" + say("Open", "es") + both(code)""") == {"Roads", "Open"}


def test_every_sentence_the_program_says_has_its_spanish() -> None:
    assert _said() - set(load_sentences("es")) == set()


def test_no_spanish_sentence_is_left_that_nobody_says() -> None:
    assert set(load_sentences("es")) - _said() == set()


def test_a_translation_takes_the_same_values_as_its_sentence() -> None:
    for english, spanish in (*load_sentences("es").items(), *load_sentences("es", CONTEXT).items()):
        assert sorted(re.findall(r"{\w*}", english)) == sorted(re.findall(r"{\w*}", spanish)), english


def test_a_sentence_is_said_in_the_language_asked_for_with_its_values() -> None:
    sentence = "{beyond} of {length} are underserved; the longest gap between services is {gap}."
    assert say("Shelter", "es") == "Albergue"
    assert say("Shelter", "en") == mark("Shelter") == "Shelter"
    assert say(sentence, "es", beyond="3 km", length="9 km", gap="2 km").startswith("3 km de 9 km sin servicio")


def test_a_sentence_nobody_translated_is_said_in_english_and_braces_in_it_stay() -> None:
    assert say("Not {yet} translated", "es") == "Not {yet} translated"


def test_an_unknown_language_says_which_there_are() -> None:
    with pytest.raises(QuestionError, match=r"'xx' is not known\. Use one of: es, en"):
        say("Shelter", "xx")
