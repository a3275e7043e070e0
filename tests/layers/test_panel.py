"""The bar of a corridor and the legend: what they say, and only what this page uses."""

import re

import pandas as pd
import toy_view as toy

from layers.bilingual import both
from layers.legend import legend
from layers.strip import strips


def test_a_bar_names_its_corridor_its_ends_and_its_direction() -> None:
    bar = strips(toy.segments(), toy.corridors(), {"norte": "Camino <del> Norte"})
    assert bar.startswith("<h3>Camino &lt;del&gt; Norte</h3>")
    assert re.search(r"<span>0\u00a0km</span>.*Adelante.*\u2192.*<span>100\.0\u00a0km</span>", bar)


def test_a_corridor_without_a_service_of_its_own_has_no_gap_between_services() -> None:
    segments = toy.segments().assign(facility_ahead="", facility_behind="")
    assert "a lo largo no hay ningún servicio" in strips(segments, toy.corridors(), {})
    assert "el hueco más largo entre servicios es de 70.0\u00a0km" in strips(toy.segments(), toy.corridors(), {})


def test_the_legend_shows_only_the_flags_of_its_page() -> None:
    served = toy.segments().assign(flag="served")
    told = legend(toy.toy_view(segments=served, border_gaps=None))
    assert re.findall(r'class="flag (\w+) swatch"', told) == ["served"]
    assert re.findall(r'class="flag (\w+) swatch"', legend(toy.toy_view())) == [
        "underserved",
        "uncertain",
        "served",
        "no_data",
    ]


def test_the_legend_says_that_places_which_do_not_count_are_hidden_at_first() -> None:
    other = toy.facilities().iloc[[4]]
    many = pd.concat([other] * 61, ignore_index=True)
    hidden = both("Does not count: hidden at first, the button with the layers shows them")
    assert hidden in legend(toy.toy_view(facilities=many))
    assert hidden not in legend(toy.toy_view())


def test_dashes_of_areas_are_explained_only_where_an_area_has_nobody() -> None:
    dashed = both("Dashed: nobody known there")
    assert dashed in legend(toy.toy_view(coverage=toy.coverage()))
    assert dashed not in legend(toy.toy_view(coverage=toy.coverage().iloc[[0, 2]]))
