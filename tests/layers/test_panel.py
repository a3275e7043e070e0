"""The bar of a corridor and the legend: what they say, and only what this page uses."""

import re

import geopandas as gpd
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


def test_the_words_over_a_bar_say_what_is_not_known_before_what_is_served() -> None:
    told = strips(toy.segments(), toy.corridors(), {})
    order = [
        "Sin datos en 10.0\u00a0km: no se sabe si tienen",
        "Incierto: 10.0\u00a0km.",
        "Con servicio: 50.0\u00a0km.",
    ]
    places = [told.index(sentence) for sentence in order]
    assert places == sorted(places)
    assert "No data for 10.0\u00a0km: nobody knows whether they are served." in told
    assert "Served: 50.0\u00a0km." in told


def test_the_words_over_a_bar_tell_no_flag_without_a_length() -> None:
    known = toy.corridors().assign(km_no_data=1e-12, km_uncertain=0.0, km_served=70.0)
    told = strips(toy.segments(), known, {})
    assert "Con servicio: 70.0" in told
    assert "Sin datos" not in told
    assert "Incierto" not in told


def test_a_corridor_of_which_nothing_is_known_says_so_and_counts_nothing_as_served() -> None:
    unknown = toy.corridors().assign(km_no_data=100.0, km_uncertain=0.0, km_served=0.0, km_underserved=0.0)
    segments = toy.segments().assign(facility_ahead="", facility_behind="", flag="no_data")
    told = strips(segments, unknown, {})
    assert "Sin datos en 100.0" in told
    assert "Con servicio" not in told


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


def _with_others(count: int) -> gpd.GeoDataFrame:
    others = [toy.facilities().iloc[[4]].assign(facility_id=f"x{i}") for i in range(count)]
    return pd.concat([toy.facilities().iloc[:4], *others], ignore_index=True)


def test_the_legend_counts_the_places_that_are_not_shown_and_has_no_sign_for_them() -> None:
    many, few = (legend(toy.toy_view(facilities=_with_others(count))) for count in (1061, 60))
    count = "1\u202f061"
    hidden = both("{count} other places do not count in this answer and are not shown.", count=count)
    assert hidden in many
    assert both("Does not count") not in many
    assert both("Pharmacy") not in many
    assert "are not shown" not in few
    assert both("Does not count") in few


def test_the_legend_says_that_a_crowd_of_services_is_left_out_from_afar() -> None:
    afar = both("From afar they are left out: come closer to see them.")
    crowd = pd.concat([toy.facilities().iloc[[1]]] * 61, ignore_index=True)
    assert afar in legend(toy.toy_view(facilities=crowd))
    assert afar not in legend(toy.toy_view(facilities=crowd.iloc[1:]))
    assert afar not in legend(toy.toy_view(facilities=_with_others(61)))


def test_dashes_of_areas_are_explained_only_where_an_area_has_nobody() -> None:
    dashed = both("Dashed: nobody known there")
    assert dashed in legend(toy.toy_view(coverage=toy.coverage()))
    assert dashed not in legend(toy.toy_view(coverage=toy.coverage().iloc[[0, 2]]))
