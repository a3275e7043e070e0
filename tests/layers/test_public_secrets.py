"""Promise 1: a hidden place never leaves, in any form, and of a restricted one nothing but its cell.

The bundle is made as it is published, with the program's own page, of a view that was written and read again. Byte by
byte the same are: its files, the manifest with their hashes, the copies packed with gzip, the ground, the roads.
"""

import hashlib
import json
import os
import re
import shutil
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyogrio
import pytest
import shapely
from public_bytes import PARTS, Point, holding, points, records, spots, unpacked
from public_worlds import Row, luck_of, public_study, random_rows, rows_of, variants, with_places, world

from data.public.fates import PLACE
from data.public.prepare import prepare_view
from data.public.settlement_cells import settlement_cells
from data.public.view import PublicView, read_view, write_view
from data.study import Study
from data.study_file import Source
from layers.public.bundle import Files, bundle_files
from layers.public.corridors import public_corridors
from layers.public.ground import Ground
from layers.public.legs import all_legs
from layers.public.parts import Parts, load_parts
from layers.public.report import Report, sentences

FULL = os.environ.get("ALCANCE_PROMISES") == "full"
WORLDS = 1_000 if FULL else 5
DAY = date(2026, 7, 1)
LEAST_OF_A_PHONE = 9  # shorter ones may be part of any number


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return public_study(tmp_path_factory.mktemp("secrets") / "study")


@pytest.fixture(scope="module")
def parts() -> Parts:
    return load_parts()


def view_of(study: Study, rows: list[Row]) -> PublicView:
    return prepare_view(with_places(study, rows), as_of=DAY, signed=True).view


def told(folder: Path, view: PublicView) -> dict[str, bytes]:
    """Return the files a view is handed over in, left in a folder that may hold another."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    write_view(folder, view)
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def bundle(view: PublicView, parts: Parts) -> Files:
    return bundle_files(view, parts, lambda _done, _of: None)


def texts_nobody_may_read(places: dict[str, list[Row]]) -> set[str]:
    """Return ids, names, organisations and phones; of a restricted place the phone that refers people to it is told."""
    hidden, restricted = places["hidden"], places["restricted"]
    texts = {row[name] for row in (*hidden, *restricted) for name in ("facility_id", "name", "organisation", "phone")}
    texts |= {row["referral_phone"] for row in hidden}
    return {text for text in texts if len(text) >= LEAST_OF_A_PHONE}


def spots_nobody_may_see(places: dict[str, list[Row]]) -> set[Point]:
    rows = (*places["hidden"], *places["restricted"])
    return set().union(*(spots(float(row["lon"]), float(row["lat"])) for row in rows))


@pytest.mark.promise
def test_what_nobody_may_learn_changes_no_byte_of_the_bundle(study: Study, parts: Parts, tmp_path: Path) -> None:
    """Each world with each variant is compared by its view, and by the whole bundle with one of them in turn."""
    views = bundles = files = looked_for = 0
    for seed in range(WORLDS):
        luck = luck_of(seed)
        places = world(luck)
        first = view_of(study, rows_of(places))
        handed_over = told(tmp_path / "view", first)
        made = bundle(read_view(tmp_path / "view"), parts)
        for number, (name, other) in enumerate(variants(luck, places)):
            changed = view_of(study, rows_of(other))
            assert told(tmp_path / "view", changed) == handed_over, f"world {seed}: {name}"
            views += 1
            if number == seed % 5:
                assert bundle(changed, parts) == made, f"world {seed}: {name}"
                bundles, files = bundles + 1, files + len(made)
        secrets, whole = texts_nobody_may_read(places), unpacked(made)
        assert holding(whole, secrets) == [], f"world {seed}"
        assert not points(made) & spots_nobody_may_see(places), f"world {seed}"
        looked_for += len(secrets)
    sys.stdout.write(
        f"bundles of {WORLDS} worlds: {views} views and {bundles} bundles ({files} files) compared, all the same to "
        f"the byte; {looked_for} names, ids and phones and every exact place looked for, none found\n"
    )


def test_what_is_looked_for_would_be_found(study: Study, parts: Parts) -> None:
    """The same search finds the public places of the same bundle: their names, phones and exact places."""
    places = world(luck_of(5))
    public = [row | {"status": "open", "checked_on": ""} for row in places["public"]]
    made = bundle(view_of(study, rows_of(places | {"public": public})), parts)
    names = {row["name"] for row in public}
    assert {secret for _, secret in holding(unpacked(made), names)} == names
    assert all(points(made) & spots(float(row["lon"]), float(row["lat"])) for row in public)
    assert unpacked(made)["map/ground-00.js"].count(b"road_class")
    assert {"a", "b"} <= set().union(*records(made))


@pytest.mark.promise
def test_the_ground_shows_no_spot_of_a_place(study: Study, parts: Parts, tmp_path: Path) -> None:
    """Read with another program: the points and the corners of the lines of the finest tiles."""
    seen = 0
    for seed in range(25 if FULL else 1):
        places = world(luck_of(seed))
        view = view_of(study, rows_of(places))
        archive = tmp_path / f"{seed}.pmtiles"
        (leg, *_) = all_legs(public_corridors(view.corridors), view.towns)
        archive.write_bytes(Ground(parts.basemap, view.roads, view.towns).archive(leg))
        drawn = [
            pyogrio.read_dataframe(archive, layer=name, ZOOM_LEVEL="11").to_crs(4326) for name in ("roads", "towns")
        ]
        corners = [each for layer in drawn for each in shapely.get_coordinates(layer.geometry.to_numpy()).tolist()]
        shown = {(round(lon * PARTS), round(lat * PARTS)) for lon, lat in corners}
        assert not shown & spots_nobody_may_see(places)
        seen += len(shown)
    assert seen > 0
    sys.stdout.write(f"the ground of the map: {seen} corners, none where a hidden or restricted place is\n")


def test_the_own_number_of_a_restricted_place_is_told_nowhere_whoever_else_gives_it(study: Study, parts: Parts) -> None:
    places, always = world(luck_of(5)), {"status": "open", "checked_on": ""}
    first, *others = places["restricted"]
    assert others
    changed = {
        "public": [row | always | {"phone": "(962) 7008001", "referral_phone": "911"} for row in places["public"]],
        "restricted": [
            first | {"phone": "+52 1 962 700 8001", "status": "closed"},
            *(row | always | {"referral_phone": "52 962-700-8001 / 800 111 2222"} for row in others),
        ],
    }
    made = bundle(view_of(study, rows_of(places | changed)), parts)
    told = records(made)
    assert {number for record in told if record.get("a") for number in record.get("r", ())} == {"800 111 2222"}
    assert {(record.get("t"), record["r"]) for record in told if not record.get("a")} == {(None, "911")}
    assert "7008001" not in re.sub(
        "[^0-9]", "", "".join(str(record.get("t")) + str(record.get("r")) for record in told)
    )


def test_nor_is_it_told_in_a_name_in_hours_or_by_a_source(study: Study, parts: Parts) -> None:
    always = {"status": "open", "checked_on": "", "lon": "-92.26", "lat": "14.90"}
    (own,) = (row | {"phone": "962 700 8001"} for row in random_rows(luck_of(1), "restricted", 1))
    (other,) = (row | always for row in random_rows(luck_of(2), "public", 1))
    told = {
        "name": "Oficina Uno tel. 962 700 8001",
        "organisation": "Orden R +52 (962)-700.8001 ext. 3",
        "opening_hours": 'Mo-Fr 08:00-16:00 "llamar 9627008001"',
        "source": "Lista 0052 962-7008001",
        "phone": "96-27-00-80-01/02",
        "referral_phone": "wa.me/529627008001",
    }
    listed = Source("Lista 0052 962-7008001", "Tel. 9627008001", "https://wa.me/529627008001", table="facilities")
    given = replace(study, title="Costa 962 700 8001", sources=(*study.sources, listed))
    given = with_places(given, [own, other | told])
    prepared = prepare_view(given, as_of=DAY, signed=True)
    whole = unpacked(bundle(prepared.view, parts))
    digits = {path: re.sub(rb"[^0-9]", b"", body) for path, body in whole.items() if not path.startswith("map/ground")}
    assert not [path for path, body in digits.items() if b"9627008001" in body]
    (record,) = (each for each in records(bundle(prepared.view, parts)) if not each.get("a"))
    assert (record["n"], record["o"], record["f"]) == ("Oficina Uno tel.", "Orden R", "Lista")
    assert record["ht"] == 'Mo-Fr 08:00-16:00 "llamar "'
    assert not {"t", "r"} & set(record)
    report = Report.of(given, prepared)
    assert set(told.values()) - {"96-27-00-80-01/02", "wa.me/529627008001"} <= set(report.left_out)
    assert {"96-27-00-80-01", "529627008001", "Costa 962 700 8001"} <= set(report.left_out)
    assert "9627008001" not in re.sub("[^0-9]", "", "".join(map(str, report.with_fate(PLACE)["name"])))


def test_that_a_name_holds_the_number_of_a_hidden_place_changes_nothing_but_the_report(
    study: Study, tmp_path: Path
) -> None:
    (hidden,) = (row | {"phone": "962 700 8001"} for row in random_rows(luck_of(1), "hidden", 1))
    (other,) = random_rows(luck_of(2), "public", 1)
    other |= {"status": "open", "checked_on": "", "name": "Oficina 962 700 8001"}
    beside = with_places(study, [hidden, other])
    alone = told(tmp_path / "view", view_of(study, [other]))
    assert told(tmp_path / "view", view_of(study, [hidden, other])) == alone
    report = Report.of(beside, prepare_view(beside, as_of=DAY, signed=True))
    assert report.also_hidden == ["Oficina 962 700 8001"]


def test_only_the_report_names_an_unlike_place_in_the_spot_of_a_hidden_one(study: Study) -> None:
    spot, always = {"lon": "-92.26", "lat": "14.90"}, {"status": "open", "checked_on": ""}
    (hidden,) = (row | spot for row in random_rows(luck_of(1), "hidden", 1))
    (beside, far) = (row | always | spot for row in random_rows(luck_of(2), "public", 2))
    given = with_places(study, [hidden, beside | {"name": "Farmacia Sol"}, far | {"name": "Lejos", "lat": "14.91"}])
    prepared = prepare_view(given, as_of=DAY, signed=True)
    report = Report.of(given, prepared)
    assert report.beside == ["Farmacia Sol"]
    assert "a hidden or restricted one is within 25 m: Farmacia Sol." in " ".join(sentences(report, "en"))
    assert set(prepared.view.places["name"]) == {"Farmacia Sol", "Lejos"}


def test_a_hidden_place_with_the_id_of_another_leaves_no_trace(study: Study, tmp_path: Path) -> None:
    places = world(luck_of(11))
    plain = rows_of(places | {"hidden": []})
    twins = [row | {"facility_id": each["facility_id"]} for row, each in zip(places["hidden"], plain, strict=False)]
    assert twins
    alone = told(tmp_path / "view", view_of(study, plain))
    assert told(tmp_path / "view", view_of(study, [*twins, *plain])) == alone
    assert told(tmp_path / "view", view_of(study, [*plain, *twins])) == alone


def test_the_order_of_the_list_tells_nothing(study: Study, tmp_path: Path) -> None:
    rows = [*random_rows(luck_of(1), "public", 9), *random_rows(luck_of(2), "restricted", 9)]
    first = told(tmp_path / "view", view_of(study, rows))
    assert told(tmp_path / "view", view_of(study, rows[::-1])) == first


def test_the_cells_are_those_of_every_release_before() -> None:
    """Published once in an old cell and once in a new one, a place is known to lie where the two overlap.

    So the towns the cells are made of stay as they are. Whoever must change them also changes this line, and says in
    the changelog that restricted places are to be held back from the first map with the new cells.
    """
    sides = [[round(side, 5) for side in cell[:4]] for cell in settlement_cells()]
    assert hashlib.sha256(json.dumps(sides).encode()).hexdigest()[:16] == "4ea942c1a647c67f"
