"""What whoever signs a public map is told before it goes out."""

from datetime import date

import pytest
from public_worlds import Row, public_study, with_places

from data.public.prepare import prepare_view
from data.study import Study
from layers.public.report import Report, sentences
from layers.public.report_page import report_files

DAY = date(2026, 7, 1)
CELL = "Tapachula"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return public_study(tmp_path_factory.mktemp("reports") / "study")


def place(facility_id: str, **cells: str) -> Row:
    first = {"facility_id": facility_id, "name": f"Casa {facility_id}", "kind": "clinic", "services": "primary"}
    return first | {"lon": "-92.26", "lat": "14.90", "visibility": "public", "checked_on": "2026-06-01"} | cells


def line(**cells: str) -> Row:
    return place("line", kind="hotline", services="legal", lon="", lat="", country="MX", **cells)


def report_on(study: Study, *rows: Row) -> Report:
    given = with_places(study, list(rows))
    return Report.of(given, prepare_view(given, as_of=DAY, signed=True))


def told(report: Report, lang: str = "en") -> str:
    return "\n".join(sentences(report, lang))


def test_an_area_without_a_number_is_named_to_who_signs(study: Study) -> None:
    silent, line_of = place("a", visibility="restricted"), line(phone="800 111 2222")
    (area,) = report_on(study, silent).mute_areas()
    assert CELL in area
    nobody = f"and there is no help line: {area}. Nobody can ask for them."
    assert nobody in told(report_on(study, silent))
    # A line that gives no number is nobody to call.
    assert nobody in told(report_on(study, silent, line()))
    assert f"people are sent to the help lines: {area}. Give" in told(report_on(study, silent, line_of))
    assert f"líneas de ayuda: {area}. Ponga" in told(report_on(study, silent, line_of), "es")
    with_number = place("a", visibility="restricted", referral_phone="800 333 4444")
    assert "without a number to call" not in told(report_on(study, with_number))
    # Its own number refers nobody.
    assert nobody in told(report_on(study, silent | {"phone": "962 123 4567", "referral_phone": "9621234567"}))


def test_what_has_no_day_goes_out_and_is_named_to_who_signs_areas_included(study: Study) -> None:
    rows = (
        *(place("old", lat="14.91", checked_on="2019-05-01"), place("new", lat="14.92", checked_on="2026-06-01")),
        *(place("undated", lat="14.93", checked_on=""), place("by-area", visibility="restricted", checked_on="")),
        *(place("by-area-old", visibility="restricted", checked_on="2019-05-01"), place("shut", status="closed")),
        *(place("unseen", visibility="hidden", checked_on=""), place("later", checked_on="2026-07-02")),
    )
    report = report_on(study, *rows)
    assert list(report.undated()["facility_id"]) == ["by-area", "undated"]
    assert list(report.stale()["facility_id"]) == ["by-area", "by-area-old", "old", "undated"]
    assert "Go out though nobody checked them in the last 180 days: 4." in told(report)
    assert "Go out though nobody knows when they were last changed: 2." in told(report)
    page = report_files(report, name="map", stem="map-report", signed_by="", manifest="0")[
        "map-report-en.html"
    ].decode()
    table = page.partition("<h2>Nobody knows when they were last changed (2)</h2>")[2].partition("</table>")[0]
    assert ("Casa undated" in table, "Casa by-area" in table, "Casa old" in table) == (True, True, False)
    assert "nobody knows when" not in told(report_on(study, rows[0]))


def test_that_nothing_goes_out_is_said(study: Study) -> None:
    unseen = place("unseen", visibility="hidden")
    assert "Nothing goes out: no place, no area, no help line." in told(report_on(study, unseen))
    for row in (place("a"), place("a", visibility="restricted"), line(phone="1")):
        assert "Nothing goes out" not in told(report_on(study, unseen, row))
