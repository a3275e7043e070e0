"""Everything the program can find wrong, and every advice it can give, can be said in Spanish."""

import ast
import errno
import os
import re

import pytest
from notes_made import collect_notes, collect_rooms
from reasons_raised import HOLE, collect

from data.reasons import CONTEXT, say_reason
from data.words import load_sentences
from geo.errors import QuestionError

SPANISH = load_sentences("es", CONTEXT)
# What the system says when it refuses a file; it stands in brackets behind our own words.
SYSTEM = {
    os.strerror(code)
    for code in (errno.ENOENT, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ENOTDIR, errno.ENOSPC, errno.EROFS)
}
# Commands, options, files, columns and numbers stand in both languages.
CODE = re.compile(r"`[^`]*`|--[\w-]+|alcance \w+ .*|alcance add|\[\w+\]|\(features\)|[\w-]*[._/:\d][\w./:-]*\w")
# So do these: names of things, and words the two languages share.
SAME = {"Alcance", "Feature", "FeatureCollection", "OpenStreetMap", "Overpass", "Point", "highway", "population"}
SAME |= {"all", "atlas", "bytes", "decimal", "editor", "false", "hash", "lat", "lon", "Latin", "script", "true", "use"}
SAME |= {"distributed", "pip", "install"}  # a package, and the command that fetches it
SAME |= {"flood"}  # what a hazard is called on the command line
SAME |= {
    "virtual",
    "world",
    "Excel",
    "Parquet",
    "Python",
    "Word",
    "gzip",
    "pickle",
    "Open",
    "Referral",
    "csv",
    "facilities",
    "gpkg",
    "shapefile",
    "xlsx",
    "zip",
}


def _shape(english: str) -> str:
    return re.sub(r"{\w+}", HOLE, english)


def _reasons_in(source: str) -> tuple[set[str], list[str]]:
    found = collect({"a module": ast.parse(source)})
    return set(found.templates), found.unresolved


def _filled(sentence: str) -> tuple[str, dict[str, str]]:
    """Return a sentence with a value in each place that no other sentence has."""
    names = re.findall(r"{(\w+)}", sentence)
    looks = {"count": "77", "quoted": "'⟨ ⟩'"}
    values = {name: looks.get(name, f"⟨{at}⟩") for at, name in enumerate(names)}
    return sentence.format_map(values), values


def _needed() -> dict[str, str]:
    """Return the reasons that hold words at all, and where they are given."""
    return {template: place for template, place in collect_rooms().templates.items() if re.search("[a-z]", template)}


def test_the_words_of_every_reason_can_be_told_from_its_source() -> None:
    assert collect_rooms().unresolved == []


def test_every_reason_has_its_spanish() -> None:
    known = {_shape(english) for english in SPANISH}
    assert {place: template for template, place in _needed().items() if template not in known} == {}


def test_no_spanish_reason_is_left_that_nobody_gives() -> None:
    given = set(collect_rooms().templates) | SYSTEM
    assert [english for english in SPANISH if _shape(english) not in given] == []


def test_no_reason_stands_in_the_catalogue_twice() -> None:
    assert len({_shape(english) for english in SPANISH}) == len(SPANISH)


@pytest.mark.parametrize("english", sorted(SPANISH))
def test_a_reason_is_said_with_its_values_and_without_a_word_of_english(english: str) -> None:
    text, values = _filled(english)
    said = say_reason(text, "es")
    assert said == SPANISH[english].format_map(values)
    words, ours = (set(re.findall(r"\b[A-Za-z]?[a-z]{3,}\b", CODE.sub("", each))) for each in (english, said))
    assert (words & ours) - SAME == set()


def test_a_reason_inside_a_reason_is_said_too() -> None:
    assert say_reason("set aside: lat 'bad': is below 0", "es") == "apartada: lat 'bad': es menor que 0"
    assert say_reason("cannot be read (Permission denied)", "es") == "no se puede leer (sin permiso)"
    first = "none of its 2 rows can be used as demand; the first: row 3 d 1 population '-1' is below 0"
    assert say_reason(first, "es") == (
        "de sus 2 filas ninguna sirve como demand; la primera: fila 3 d 1 population '-1' es menor que 0"
    )


def test_a_value_is_put_in_as_who_asks_says_it_by_its_name() -> None:
    def words(name: str, value: str) -> str:
        return f"<{name}: {value}>"

    assert say_reason("set aside: lat 'bad': 'x' is no weight", "es", words) == (
        "apartada: <column: lat> <quoted: 'bad'>: <quoted: 'x'> no es un peso"
    )


def test_a_reason_nobody_knows_inside_a_known_one_stays() -> None:
    assert say_reason("cannot be read (Bad luck)", "es") == "no se puede leer (Bad luck)"


def test_quoted_text_is_never_taken_for_a_reason() -> None:
    assert say_reason(r"set aside: name 'a\': is empty': is missing", "es") == (
        r"apartada: name 'a\': is empty': falta"
    )


def test_a_mend_that_begins_with_a_value_is_said_inside_a_finding() -> None:
    assert say_reason("geometry '': 3 parts joined", "es") == "geometry '': se unieron 3 partes"
    assert say_reason("services 'Agua: sí': WASH read as wash", "es") == "services 'Agua: sí': WASH se leyó como wash"


def test_values_enter_as_they_are() -> None:
    assert say_reason("{no} {way} read as {0}", "es") == "{no} {way} se leyó como {0}"


def test_the_entry_with_the_most_words_of_its_own_is_taken() -> None:
    assert say_reason("has 300 MB, more than 200", "es") == "tiene 300 MB, más de 200"
    assert say_reason("unknown word, read as empty", "es") == "palabra desconocida, se leyó como vacío"


def test_english_and_what_nobody_translated_stay_as_they_are() -> None:
    assert say_reason("is empty", "en") == "is empty"
    assert say_reason("a sentence from elsewhere", "es") == "a sentence from elsewhere"
    assert say_reason("", "es") == ""


def test_a_text_longer_than_any_reason_stays_as_it_is() -> None:
    assert say_reason(f"{'a' * 1979} is on no corridor", "es").endswith("en ningún corredor")
    assert say_reason(f"{'a' * 1990} is on no corridor", "es").endswith("is on no corridor")


def test_an_unknown_language_says_which_there_are() -> None:
    with pytest.raises(QuestionError, match="Use one of: es, en"):
        say_reason("is empty", "xx")


def test_words_are_found_behind_names_choices_and_functions() -> None:
    source = """
BASE = "Give " + "a box"
def f(x, many):
    what = f"has {x or 'no'} rows" if many else "is empty"
    raise InputError("where", what, f"{BASE}: {_kinds()}")
def g(): raise StudyError("where", todo=_todo(), what="is gone")
def _todo(): return "Wait"
"""
    assert _reasons_in(source) == (
        {"has {} rows", "has no rows", "is empty", "Give a box: {}", "is gone", "Wait"},
        [],
    )


def test_who_hands_its_own_parameter_on_is_asked_for_in_turn() -> None:
    source = """
def _refuse(table, what): return InputError(table, what, error.todo)
def check(reason): raise _refuse("t", reason)
check("is odd")
_refuse("t", f"column {x!r} is odd")
"""
    assert _reasons_in(source) == ({"is odd", "column {} is odd"}, [])


def test_a_reason_whose_words_cannot_be_told_is_named() -> None:
    assert _reasons_in("raise InputError(w, ' '.join(parts), 'Mend it.')") == (
        {"Mend it."},
        ["a module:1: ' '.join(parts)"],
    )


def test_notes_are_found_behind_names_choices_functions_and_what_was_added() -> None:
    source = """
def read(path, merged):
    text, notes = _text(path)
    notes += _above(rows)
    notes.append(f"sheet {path}")
    lost = tuple(f"{each} lost" for each in merged)
    return RawTable(path, (), (), False, (*notes, *raw.notes, *lost, *(("spread",) if merged else ())))
def _text(path): return path, ("is odd",)
def _above(rows):
    yield "line " + "above"
def _read(text) -> tuple[str, str]: return text, f"read as {text}" if text else ""
"""
    found = collect_notes({"a module": ast.parse(source)})
    expected = {"is odd", "line above", "sheet {}", "{} lost", "spread", "read as {}", ""}
    assert (set(found.templates), found.unresolved) == (expected, [])


def test_a_note_whose_words_cannot_be_told_is_named() -> None:
    source = "Grid('a', (), notes=made.of.anything())"
    assert collect_notes({"a module": ast.parse(source)}).unresolved == ["a module:1: made.of.anything()"]
