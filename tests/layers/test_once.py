"""Words of many cells, kept once."""

import json
import re

import folium

from layers.bilingual import both, in_each_language
from layers.once import say_once
from layers.script import PageScript


def test_a_sentence_stands_in_the_first_language_and_its_pair_is_kept_once() -> None:
    tables = f"<th>{both('Ahead')}</th><td>{both('Served')}</td><td>{both('Served')} · 3</td>"
    told, pairs = say_once(tables)
    cells = "<td data-w>Con servicio</td><td><span data-w>Con servicio</span> · 3</td>"
    assert told == f"<th><span data-w>Adelante</span></th>{cells}"
    assert pairs == [("Adelante", "Ahead"), ("Con servicio", "Served")]


def test_what_is_the_same_in_every_language_stands_bare() -> None:
    assert say_once(f"<td>{both('Hospital')}</td>") == ("<td>Hospital</td>", [])


def test_words_that_lead_to_several_in_another_language_stay_in_every_language() -> None:
    here, there = (in_each_language({"es": "Aquí", "en": each}.__getitem__) for each in ("Here", "There"))
    assert say_once(here + there) == (here + there, [])


def test_pairs_are_plain_text_and_names_stay_as_they_are() -> None:
    name = "<td>&lt;span lang=&quot;es&quot;&gt;</td>"
    told, pairs = say_once(name + in_each_language({"es": "<a> ${1}", "en": "b & c"}.__getitem__))
    assert told == f"{name}<span data-w>&lt;a&gt; &#36;&#123;1&#125;</span>"
    assert pairs == [("<a> ${1}", "b & c")]


def test_no_name_in_a_pair_is_read_as_a_template() -> None:
    pairs = [("Uno {{7*7}} {% raw %}", "One {{7*7}} {# x")]
    page = folium.Map()
    page.add_child(PageScript(bounds=[[0.0, 0.0], [1.0, 1.0]], attribution="", pairs=pairs, crowded=False))
    found = re.search(r"const pairs = (.*?), languages", page.get_root().render())
    assert found
    assert [tuple(each) for each in json.loads(found[1])] == pairs
