"""The page of a journey: a day is told by its words, its stroke and its place in the bar, never by colour alone."""

import re
from pathlib import Path

import pytest
from doors import done
from toy_study import road_study

ASKED = ("--service", "primary", "--cutoff-min", 4, "--km-a-day", 10, "--supply-days", 3)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the page of ten days on the way and one of rest: sites on days 1, 2 and 10, 11; doses for 3 days."""
    folder = tmp_path_factory.mktemp("road")
    study = road_study(folder, {"a": 5, "b": 95})
    done("continuity", study, *ASKED, "--rest-days", 1, "--rest-every", 5, "--out", folder / "out")
    return (folder / "out" / "map.html").read_text("utf-8")


def _states(part: str) -> list[str]:
    return re.findall(r'class="flag (\w+)"', part)


def test_the_bar_and_the_table_tell_the_same_state_for_each_day(page: str) -> None:
    bar = page.split('class="strip"')[1].split("</div>", maxsplit=1)[0]
    table = page.split('<table id="continuity">')[1].split("</table>", maxsplit=1)[0]
    expected = ["site"] * 2 + ["supply"] * 3 + ["missed"] * 4 + ["site"] * 2
    assert _states(bar) == _states(table) == expected
    assert re.findall(r'data-key="(\w+:\d+)"', bar) == [f"{'rest' if n == 6 else 'day'}:{n}" for n in range(1, 12)]


def test_the_answer_is_said_in_both_languages_before_the_map(page: str) -> None:
    head = page.split("<main>", maxsplit=1)[0]
    assert "On 4 of 11 days no dose is left with a supply of 3 days, first on day 6" in head
    assert "En 4 de 11 días no queda dosis con una reserva de 3 días" in head
    assert "if all unknowns were yes, on 4." in head
    assert "si todo lo desconocido fuera un sí, en 4." in head


def test_the_line_of_the_question_says_along_what_from_where_to_where_how_fast_and_with_which_rests(page: str) -> None:
    chips = re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", page.split("</dl>", maxsplit=1)[0])
    english = [[re.sub('<span lang="es">.*?</span>|<.*?>', "", part) for part in chip] for chip in chips]
    assert english[5:] == [
        *(["Corridor", "East"], ["Way", "km 0.0 to 100.0"], ["Km a day", "10"]),
        *(["Rest", "1 day after each 5 days on the way"], ["Supply", "3 days"]),
    ]


def test_the_legend_names_the_signs_there_are(page: str) -> None:
    legend = page.split('<section class="legend">')[1].split("</section>", maxsplit=1)[0]
    for told in (
        "No dose left",
        "On the doses carried",
        "A site within the limit",
        "A day of rest without a dose",
        "helps most",
    ):
        assert told in legend


def test_without_rest_and_missed_days_no_sign_is_told_of_them(tmp_path: Path) -> None:
    study = road_study(tmp_path, {"a": 5})
    done("continuity", study, "--service", "primary", "--to-km", 10, "--out", tmp_path / "out")
    page = (tmp_path / "out" / "map.html").read_text("utf-8")
    legend = page.split('<section class="legend">')[1].split("</section>")[0]
    assert "A site within the limit" in legend
    assert "No dose left" not in legend
    assert "A day of rest" not in legend
    assert "helps most" not in legend
    assert "No dose is missed in 1 day with a supply of 30 days." in page
    assert "A supply of 1 day would be enough." in page


def test_with_a_first_day_the_date_stands_beside_the_day(tmp_path: Path) -> None:
    study = road_study(tmp_path, {"a": 5})
    asked = ("--service", "primary", "--to-km", 10, "--out", tmp_path / "out")
    heads = []
    for start in ((), ("--start", "2026-03-02")):
        done("continuity", study, *asked, *start)
        table = (tmp_path / "out" / "map.html").read_text("utf-8").split('<table id="continuity">')[1]
        found = re.findall('<th scope="col"><span data-w>(.*?)</span>', table)
        heads.append(found[:3])
    assert heads == [["Día", "Tratamiento", "Duerme en"], ["Día", "Fecha", "Tratamiento"]]
    assert "<td><time>2026-03-02</time></td><td><b" in table
