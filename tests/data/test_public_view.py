"""What may be published of a study: nothing of hidden places, nothing but the area of restricted ones."""

import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from public_worlds import Row, luck_of, public_study, random_rows, rows_of, variants, with_places, world

from data.public.fates import (
    AREA,
    AREA_WHY,
    CLOSED_WHY,
    COPY_WHY,
    HELD,
    HIDDEN_WHY,
    LINE_WHY,
    NO_AREA_WHY,
    NO_VISITS_WHY,
    PLACE,
    TOO_NEW_WHY,
    UNREAD_DAY_WHY,
)
from data.public.groups import referral_numbers
from data.public.prepare import Prepared, prepare_view, with_countries
from data.public.settlement_cells import LEAST_SETTLEMENTS, cell_of, part_settlements, settlement_cells
from data.public.unseen_signs import without_unseen
from data.public.view import read_view, write_view
from data.study import Study
from geo.errors import QuestionError, StudyError

WORLDS = 1_000 if os.environ.get("ALCANCE_PROMISES") == "full" else 12
DAY = date(2026, 7, 1)
TAPACHULA = {"lon": "-92.26", "lat": "14.90"}
LINE = {"kind": "hotline", "services": "legal", "lon": "", "lat": "", "country": "MX"}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return public_study(tmp_path_factory.mktemp("public") / "study")


def prepared(study: Study, *rows: Row) -> Prepared:
    return prepare_view(with_places(study, list(rows)), as_of=DAY, signed=True)


def place(facility_id: str = "a", **cells: str) -> Row:
    first = {"facility_id": facility_id, "name": f"Casa {facility_id}", "kind": "clinic", "services": "primary"}
    return first | TAPACHULA | {"visibility": "public"} | cells


def bytes_of(folder: Path, made: Prepared) -> dict[str, bytes]:
    folder.mkdir(parents=True)
    write_view(folder, made.view)
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_each_place_meets_its_fate(study: Study) -> None:
    rows = [
        (place("as-it-is"), PLACE, ""),
        (place("hidden", visibility="hidden"), HELD, HIDDEN_WHY),
        (place("hidden-and-closed", visibility="hidden", status="closed"), HELD, HIDDEN_WHY),
        (place("shut", status="closed"), HELD, CLOSED_WHY),
        (place("mobile", kind="mobile_clinic"), HELD, NO_VISITS_WHY),
        (place("today", checked_on="2026-07-01"), PLACE, ""),
        (place("tomorrow", checked_on="2026-07-02"), HELD, TOO_NEW_WHY),
        (place("restricted", visibility="restricted"), AREA, AREA_WHY),
        (place("restricted-too-new", visibility="restricted", checked_on="2026-07-02"), HELD, TOO_NEW_WHY),
        (place("restricted-in-the-ocean", visibility="restricted", lon="-140", lat="20"), HELD, NO_AREA_WHY),
        (place("restricted-line", visibility="restricted", **LINE), HELD, LINE_WHY),
    ]
    made = prepared(study, *(row for row, _, _ in rows))
    expected = {row["facility_id"]: (fate, why) for row, fate, why in rows}
    facilities = with_places(study, [row for row, _, _ in rows]).facilities
    assert facilities is not None
    told = zip(facilities["facility_id"], made.fates["fate"], made.fates["why"], strict=True)
    assert {each: (fate, why) for each, fate, why in told} == expected
    assert list(made.view.places["name"]) == ["Casa as-it-is", "Casa today"]


TEN_M, FORTY_M, NINETY_M, FAR = "14.90009", "14.90036", "14.90081", "14.901"


@pytest.mark.parametrize("seen", ["hidden", "restricted"])
@pytest.mark.parametrize(
    ("secret", "public", "why"),
    [
        ({"name": "Casa Tres"}, {"name": "Casa Cuatro"}, ""),
        ({"name": ""}, {"name": "Casa"}, ""),
        ({"phone": "962 123 4567"}, {"phone": "+52 9621234567 / 911", "lat": NINETY_M}, COPY_WHY),
        ({"phone": "962 123 4567"}, {"phone": "+52 9621234567", "lat": FAR}, ""),
        ({"phone": "911"}, {"phone": "911"}, ""),
        ({"phone": "962 123 4567"}, {"phone": "962 123 4567", "kind": "hotline"}, ""),
    ],
)
def test_what_is_perhaps_another_row_of_a_place_nobody_may_find_is_held_back(
    study: Study, seen: str, secret: dict[str, str], public: dict[str, str], why: str
) -> None:
    hidden = secret | {"visibility": seen, "visibility_reason": "agreed with those who run it"}
    made = prepared(study, place("first", **hidden), place("open", **public))
    assert made.fates["why"].iloc[1] == why
    assert len(made.view.places) == (not why)


@pytest.mark.parametrize("seen", ["hidden", "restricted"])
@pytest.mark.parametrize(
    ("secret", "public"),
    [
        ("Casa Restringida", {"name": "CASA RESTRINGIDA A.C."}),
        ("Clinica Tap 3 (casa segura)", {"name": "Clínica Tap 3", "lat": TEN_M}),
        ("Casa Restringida", {"name": "Casa Restringida A.C.", "lat": FORTY_M}),
        ("Casa Tres", {"name": "Tres, Casa", "lat": NINETY_M}),
    ],
)
def test_a_row_with_much_of_the_name_of_a_place_nobody_may_find_goes_out_nowhere(
    study: Study, seen: str, secret: str, public: dict[str, str]
) -> None:
    hidden = {"name": secret, "visibility": seen, "visibility_reason": "agreed with those who run it"}
    assert list(prepared(study, place("first", **hidden), place("open", **public)).view.places["name"]) == []


def test_a_row_like_one_that_is_held_back_is_held_back_too(study: Study) -> None:
    rows = [
        place("c", name="Casa A.C. Oficina", lat="14.90036"),
        place("b", name="Casa A.C.", lat="14.90018"),
        place("a", name="Casa", visibility="hidden"),
    ]
    assert list(prepared(study, *rows).fates["why"]) == [HIDDEN_WHY] * 3


def test_places_with_no_copy_are_as_they_were_without_the_hidden_one(study: Study, tmp_path: Path) -> None:
    rows = [place("a"), place("b", lat=TEN_M), place("c", phone="962 123 4567", lat=FAR)]
    beside = prepared(study, *rows, place("d", name="Otra", phone="962 123 4567", visibility="hidden"))
    assert bytes_of(tmp_path / "beside", beside) == bytes_of(tmp_path / "alone", prepared(study, *rows))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("20/11/2027", UNREAD_DAY_WHY),
        ("2026-11-25T10:00", UNREAD_DAY_WHY),
        ("2027", UNREAD_DAY_WHY),
        ("mañana", UNREAD_DAY_WHY),
        ("2026", UNREAD_DAY_WHY),
        ("2025", ""),
        ("a fines de 2025", ""),
        ("", ""),
    ],
)
def test_of_a_day_that_cannot_be_read_nobody_knows_that_it_is_not_too_late(study: Study, day: str, why: str) -> None:
    assert list(prepared(study, place(checked_on=day)).fates["why"]) == [why]


def test_a_day_that_somebody_mended_since_is_read(study: Study) -> None:
    given = with_places(study, [place(checked_on="mañana")])
    assert given.facilities is not None
    mended = replace(given, facilities=given.facilities.assign(checked_on="2026-06-30"))
    assert list(prepare_view(mended, as_of=DAY, signed=True).view.places["name"]) == ["Casa a"]
    unread = replace(given, facilities=given.facilities.assign(checked_on="20/11/2027"))
    assert list(prepare_view(unread, as_of=DAY, signed=True).fates["why"]) == [UNREAD_DAY_WHY]


def test_an_uploaded_shelter_stays_inside_unless_its_row_says_otherwise(study: Study) -> None:
    made = prepared(study, place("clinic"), place("night", kind="shelter", services="shelter", visibility=""))
    assert list(made.view.places["name"]) == ["Casa clinic"]
    assert made.view.cells.empty


@pytest.mark.parametrize("cells", [{"women_only": "yes"}, {"services": "gbv"}], ids=["for women only", "violence"])
def test_a_womens_shelter_set_public_without_a_reason_stops_everything(study: Study, cells: dict[str, str]) -> None:
    with pytest.raises(QuestionError) as told:
        prepared(study, place("clinic"), place("casa", kind="shelter", **cells))
    assert str(told.value) == (
        "places.csv, row 2: a place for women only or about violence is set public. "
        "Say why in its visibility_reason, or hide it in the list and make the study again."
    )
    assert len(prepared(study, place("casa", kind="shelter", visibility_reason="agreed", **cells)).view.places) == 1


@pytest.mark.parametrize("reason", [".", "-", "x", "N/A", "???", "ok", "Ninguna"])
def test_what_only_fills_the_cell_is_no_reason(study: Study, reason: str) -> None:
    with pytest.raises(QuestionError, match="is set public"):
        prepared(study, place("clinic"), place("casa", kind="shelter", women_only="yes", visibility_reason=reason))


def test_a_place_whose_status_nobody_understood_goes_out_without_hours(study: Study) -> None:
    words = {"a": "en pausa quizás", "b": "open", "c": "", "d": "abierta", "e": "fuera de servicio", "f": "Planned"}
    made = prepared(study, *(place(each, status=said, opening_hours="24/7") for each, said in words.items()))
    told = dict(zip(made.view.places["name"], made.view.places["opening_hours"], strict=True))
    assert told == {"Casa a": "", "Casa b": "24/7", "Casa c": "24/7", "Casa d": "24/7"}
    assert list(made.unread) == ["en pausa quizás", "", "", "", "", ""]


def test_a_status_that_somebody_mended_since_is_understood(study: Study) -> None:
    given = with_places(study, [place(status="en pausa quizás", opening_hours="24/7")])
    assert given.facilities is not None
    mended = replace(given, facilities=given.facilities.assign(status="open"))
    assert list(prepare_view(mended, as_of=DAY, signed=True).view.places["opening_hours"]) == ["24/7"]


def test_a_study_without_places_is_not_published(study: Study) -> None:
    with pytest.raises(StudyError, match="has no facilities"):
        prepare_view(study, as_of=DAY, signed=False)


def test_restricted_places_are_told_of_by_cell_and_few_of_a_kind_together(study: Study) -> None:
    clinics = [place(f"c{each}", visibility="restricted", services="primary;tb_dot") for each in range(5)]
    others = [
        place("pharmacy", visibility="restricted", kind="pharmacy", services="pharmacy", referral_phone="+52 1"),
        place("legal", visibility="restricted", kind="legal_aid", services="legal"),
    ]
    cell = cell_of(-92.26, 14.90)
    assert cell is not None
    rows = prepared(study, *clinics, *others).view.cells
    assert [tuple(row) for row in rows.itertuples(index=False)] == [
        (cell.label, *cell[:4], "", "pharmacy;legal", "", "+52 1", cell.countries),
        (cell.label, *cell[:4], "clinic", "primary;tb_dot", "", "", cell.countries),
    ]
    assert list(prepared(study, *clinics[1:]).view.cells["kind"]) == [""]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", []),
        ("911", ["911"]),
        ("+52 (962) 123-4567", ["+52 (962) 123-4567"]),
        ("9876-5432 o 9999-8888", ["9876-5432", "9999-8888"]),
        ("9876-5432 and 9999-8888", ["9876-5432", "9999-8888"]),
        ("(962) 123 4567; 911 / 1572, 066 y 110", ["(962) 123 4567", "911", "1572", "066", "110"]),
        ("962\u00a0123\n4567", ["962 123", "4567"]),
        ("12", []),
        ("1234567890123456", []),
        ("١٢٣٤", []),
        ("Ask for Ana, Calle 5 no. 12", []),
        ("Casa Ana, 7a Avenida, 123, 30700", []),
        ("Ana: 962 123 4567", []),
        ("Casa Ana; 962 123 4567", ["962 123 4567"]),
        ("14.90123, -92.26123", []),
        ("14.90123; +92.26123; 179.5", []),
        ("14.0120 -87.2050", []),
        ("+14.0120 87.2050", []),
        ("(14.0120) (87.2050)", []),
        ("14 54 12, 92 15 36", []),
        ("555.1234", []),
        ("962 123 4567 ext. 5", []),
    ],
)
def test_of_what_refers_people_to_a_restricted_place_only_plain_numbers_are_told(typed: str, told: list[str]) -> None:
    assert referral_numbers(typed, "") == told


@pytest.mark.parametrize(
    ("phone", "told"),
    [
        ("962-123-4567", ["911"]),
        ("+52 962 123 4567 / 555", ["911"]),
        ("Ana: 123 4567", ["911"]),
        ("962 123 4567 ext. 2", ["911"]),
        ("962 123 4567 extensión 2", ["911"]),
        ("962 123 4567 x2", ["911"]),
        ("962 123 4567 o 999 888 7777", ["911"]),
        ("999 888 7777 and 962 123 4567", ["911"]),
        ("999 888 7777 962 123 4567", ["911"]),
        ("999-8887777 (Ana, 962 123 4567)", ["911"]),
        ("911", ["962 123 4567"]),
        ("4567", ["962 123 4567", "911"]),
        ("962 123 4568", ["962 123 4567", "911"]),
    ],
)
def test_the_number_of_a_restricted_place_itself_is_not_told(phone: str, told: list[str]) -> None:
    assert referral_numbers("962 123 4567; 911", phone) == told


def test_of_a_group_only_plain_numbers_are_told(study: Study) -> None:
    typed = {"phone": "962 123 4567", "referral_phone": "Ana, Calle 5; +52 962 123 4567; 962 765 4321"}
    view = prepared(study, place("legal", visibility="restricted", **typed)).view
    assert list(view.cells["referral_phones"]) == ["962 765 4321"]


SECRET = {"phone": "962 123 4567", "visibility": "restricted"}


@pytest.mark.parametrize("fate", [{}, {"status": "closed"}, {"checked_on": "2026-07-02"}, {"lon": "-140", "lat": "20"}])
def test_the_own_number_of_a_restricted_place_refers_nobody_to_another(study: Study, fate: Row) -> None:
    via = {"visibility": "restricted", "referral_phone": "+52 1 (962) 123-4567; 800 111 2222"}
    view = prepared(study, place("own", **(SECRET | fate)), place("other", phone="962 765 4321", **via)).view
    assert list(view.cells["referral_phones"]) == ["800 111 2222"]


def test_nor_is_it_told_of_a_public_place(study: Study) -> None:
    numbers = {"phone": "9621234567 / 911", "referral_phone": "52 962 123 4567"}
    places = prepared(study, place("own", **SECRET), place("other", lat=FAR, **numbers)).view.places
    assert places[["phone", "referral_phone"]].to_numpy().tolist() == [["911", ""]]


def test_not_even_if_the_place_gives_it_itself_to_refer_people(study: Study) -> None:
    rows = [place(each, **SECRET, referral_phone="962 123 4567") for each in ("own", "twin")]
    assert list(prepared(study, *rows).view.cells["referral_phones"]) == [""]


def test_the_number_of_a_hidden_place_changes_nothing(study: Study, tmp_path: Path) -> None:
    first = place("a", phone="962 123 4567", lat=FAR)
    rows = [first, place("b", visibility="restricted", referral_phone="962 123 4567")]
    alone = prepared(study, *rows)
    beside = prepared(study, *rows, place("c", visibility="hidden", phone="962 123 4567"))
    assert list(beside.view.places["phone"]) == ["962 123 4567"]
    assert bytes_of(tmp_path / "beside", beside) == bytes_of(tmp_path / "alone", alone)


def test_a_public_hotline_is_called_and_not_walked_to(study: Study, tmp_path: Path) -> None:
    here = prepared(study, place("line", kind="hotline", country="MX"))
    nowhere = prepared(study, place("line", kind="hotline", country="MX", lon="", lat=""))
    assert list(here.fates["fate"]) == [PLACE]
    assert here.view.places[["lon", "lat"]].isna().to_numpy().all()
    assert bytes_of(tmp_path / "here", here) == bytes_of(tmp_path / "nowhere", nowhere)


def test_a_place_and_a_town_of_which_no_country_is_told_have_the_one_they_lie_in(study: Study) -> None:
    spots = {"a": ("-92.26", "14.90"), "b": ("-91.52", "14.84"), "c": ("-92.139", "14.679"), "d": ("-92.148", "14.68")}
    made = prepared(study, *(place(each, lon=lon, lat=lat) for each, (lon, lat) in spots.items()))
    told = dict(zip(made.view.places["name"], made.view.places["country"], strict=True))
    # c is in Tecún Umán and d in Ciudad Hidalgo, 1 km apart with the river between: the border is not drawn so finely.
    assert told == {"Casa a": "MX", "Casa b": "GT", "Casa c": "", "Casa d": ""}
    assert list(prepared(study, place(country="GT")).view.places["country"]) == ["GT"]  # it says so itself
    ojojona = pd.DataFrame({"name": ["Ojojona"], "country": [""], "lon": [-87.29], "lat": [13.93], "population": [9.0]})
    assert list(with_countries(ojojona)["country"]) == ["HN"]
    assert "" not in set(made.view.towns["country"])


def test_what_goes_out_holds_no_sign_that_nobody_sees(study: Study) -> None:
    turned = "Casa\u202e \u2066b\u2069\x00\x85c\u2028d\u200f"
    assert without_unseen(turned) == "Casa b c d"
    assert without_unseen("Clínica Ñandú 👩\u200d⚕️") == "Clínica Ñandú 👩\u200d⚕️"
    given = with_places(study, [place(name="x", source="Clinics of the coast")])
    assert given.facilities is not None
    assert given.corridors is not None
    spoilt = replace(
        given,
        title=turned,
        facilities=given.facilities.assign(name=turned, organisation=turned),
        corridors=given.corridors.assign(name=turned),
        sources=tuple(replace(source, licence=turned) for source in given.sources),
    )
    view = prepare_view(spoilt, as_of=DAY, signed=True).view
    told = [view.title, *view.places["name"], *view.places["organisation"], *view.corridors["name"]]
    assert [*told, *(source.licence for source in view.sources)] == ["Casa b c d"] * 6


def test_a_source_of_places_is_told_only_where_something_of_it_goes_out(study: Study) -> None:
    told = [source.title for source in prepared(study, place(source="Clinics of the coast")).view.sources]
    assert told == ["Roads by hand", "Clinics of the coast"]
    only_hidden = place(source="Clinics of the coast", visibility="hidden")
    assert [source.title for source in prepared(study, only_hidden).view.sources] == ["Roads by hand"]


def test_a_view_is_read_as_it_was_written(study: Study, tmp_path: Path) -> None:
    rows = [*random_rows(luck_of(1), "public", 20), *random_rows(luck_of(2), "restricted", 9)]
    rows.append(place("line", kind="hotline", lon="", lat="", country="MX", name="=1+1"))
    view = prepared(study, *rows).view
    (tmp_path / "view").mkdir()
    write_view(tmp_path / "view", view)
    again = read_view(tmp_path / "view")
    for name in ("places", "cells", "towns", "corridors"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(view, name), check_dtype=False)
    assert (again.title, again.example, again.signed, again.as_of) == ("Coast", False, True, DAY)
    assert again.sources == view.sources
    assert (again.roads.time_s["drive"] == view.roads.time_s["drive"]).all()


@pytest.mark.promise
def test_what_nobody_may_learn_changes_no_byte_of_the_view(study: Study, tmp_path: Path) -> None:
    """Over random worlds; the bundle is made by a process that sees the view alone."""
    compared = 0
    for seed in range(WORLDS):
        luck = luck_of(seed)
        places = world(luck)
        first = bytes_of(
            tmp_path / f"{seed}", prepare_view(with_places(study, rows_of(places)), as_of=DAY, signed=True)
        )
        everything = b"".join(first.values()).decode("utf-8", "replace")
        for row in (*places["hidden"], *places["restricted"]):
            assert row["facility_id"] not in everything
        for name, other in variants(luck, places):
            changed = prepare_view(with_places(study, rows_of(other)), as_of=DAY, signed=True)
            assert bytes_of(tmp_path / f"{seed} {name}", changed) == first, f"world {seed}: {name}"
            compared += 1
    sys.stdout.write(f"public views of {WORLDS} worlds: {compared} compared, all the same to the byte\n")


def test_the_cells_part_the_world_and_each_holds_its_settlements() -> None:
    cells = settlement_cells()
    luck = luck_of(3)
    box = (
        min(c.west for c in cells),
        min(c.south for c in cells),
        max(c.east for c in cells),
        max(c.north for c in cells),
    )
    for _ in range(300):
        lon, lat = luck.uniform(box[0], box[2] - 1e-9), luck.uniform(box[1], box[3] - 1e-9)
        assert sum(cell.holds(lon, lat) for cell in cells) == 1


def test_nine_settlements_stay_together_and_ten_part() -> None:
    names = "abcdefghij"
    countries = [*["GT"] * 5, "MX", "", "GT", "GT", "MX"]
    ten = pd.DataFrame({"name": list(names), "country": countries, "lon": np.arange(10.0), "lat": [0.0] * 10})
    assert len(part_settlements(ten.head(LEAST_SETTLEMENTS - 1))) == 0
    (whole,) = part_settlements(ten.head(9))
    assert whole.label == "a, b, c"
    west, east = part_settlements(ten)
    assert (west.west, west.east, east.west) == (0.0, 4.5, 4.5)
    assert (west.label, east.label) == ("a, b, c", "f, g, h")
    assert (west.countries, east.countries) == ("GT", "GT;MX")
    assert east.holds(9.0, 0.0)


def test_settlements_in_one_spot_are_never_parted() -> None:
    same = pd.DataFrame({"name": list("abcdefghijkl"), "country": "GT", "lon": [1.0] * 12, "lat": [2.0] * 12})
    assert len(part_settlements(same)) == 1
