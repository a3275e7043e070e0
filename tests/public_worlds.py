"""Random worlds to publish: roads and a corridor in Chiapas, public places, restricted ones and hidden ones."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import LineString

from data.facilities import take_facilities
from data.network_store import write_network
from data.osm_places import PLACE_TYPES
from data.public.settlement_cells import cell_of
from data.raw import raw_from_frame
from data.study import NETWORK, Study, load_study
from data.study_file import PlanDefaults, Source, StudyFile, format_study_file
from data.vocabulary import SERVICES
from geo.roads import MODES, ROAD_CLASSES, Roads

WEST, SOUTH, EAST, NORTH = -93.4, 14.7, -91.2, 16.6
SOURCE = "Clinics of the coast"
Row = dict[str, str]
_KINDS = ("hospital", "clinic", "health_post", "pharmacy", "shelter", "water", "legal_aid", "food")
_TRISTATES = ("documents_required", "fee", "women_only", "trusted", "accepts_unaccompanied_minors")
_HOURS = ("", "24/7", "Mo-Fr 08:00-16:00", "Mo-Su 20:00-06:00", "por las tardes")


def luck_of(seed: int) -> Random:
    """Return the same luck for the same seed."""
    return Random(seed)  # noqa: S311 - a fixed seed, no secret


def public_study(folder: Path) -> Study:
    """Return a study of roads, a corridor and no places; its network is written into the folder."""
    folder.mkdir(parents=True)
    write_network(folder / NETWORK, _roads(), pd.DataFrame(columns=list(PLACE_TYPES)).astype(PLACE_TYPES), described={})
    sources = (Source("Roads by hand", "MIT", table="network"), Source(SOURCE, "CC0", table="facilities"))
    file = StudyFile("Coast", ("es", "en"), example=False, sources=sources, tables={}, columns={}, plan=PlanDefaults())
    (folder / "study.toml").write_text(format_study_file(file), "utf-8")
    line = LineString([(WEST + 0.1, NORTH - 0.1), (-92.4, 15.2), (EAST - 0.1, SOUTH + 0.1)])
    corridors = gpd.GeoDataFrame({"corridor_id": ["coast"], "name": ["Coast"]}, geometry=[line], crs="EPSG:4326")
    return replace(load_study(folder), corridors=corridors)


def with_places(study: Study, rows: list[Row]) -> Study:
    """Return the study with a list of places, read as an uploaded one is."""
    taken = take_facilities(raw_from_frame(pd.DataFrame(rows).fillna(""), "places.csv"))
    assert isinstance(taken.frame, gpd.GeoDataFrame)
    return replace(study, facilities=taken.frame, set_aside=taken.set_aside, repaired=taken.repaired)


def random_rows(luck: Random, visibility: str, count: int) -> list[Row]:
    """Return places of one visibility, whose names and ids no other text holds."""
    return [_row(luck, visibility) for _ in range(count)]


def world(luck: Random) -> dict[str, list[Row]]:
    """Return the places of a world by visibility; each has a few, so that groups of all sizes occur."""
    return {seen: random_rows(luck, seen, luck.randint(1, 14)) for seen in ("public", "restricted", "hidden")}


def rows_of(places: Mapping[str, list[Row]]) -> list[Row]:
    """Return the rows of a world as one list, in an order that tells nothing."""
    return sorted((row for rows in places.values() for row in rows), key=lambda row: row["facility_id"])


def variants(luck: Random, places: Mapping[str, list[Row]]) -> Iterator[tuple[str, dict[str, list[Row]]]]:
    """Yield worlds that differ in what nobody may learn, and how."""
    hidden, restricted = places["hidden"], places["restricted"]
    numbers = [row[name] for row in (*places["public"], *restricted) for name in ("phone", "referral_phone")] or [""]
    yield "hidden deleted", {**places, "hidden": []}
    yield "hidden moved", {**places, "hidden": [row | _somewhere(luck) for row in hidden]}
    yield "hidden added", {**places, "hidden": [*hidden, *random_rows(luck, "hidden", luck.randint(1, 9))]}
    yield (
        "hidden with the numbers of others",
        {**places, "hidden": [row | {"phone": luck.choice(numbers)} for row in hidden]},
    )
    yield (
        "restricted moved in its cell",
        {**places, "restricted": [row | _in_its_cell(luck, row) for row in restricted]},
    )


def _row(luck: Random, visibility: str) -> Row:
    kind = luck.choice(_KINDS)
    word = f"{visibility[:3]}{luck.getrandbits(64):016x}"
    row = {
        "facility_id": word,
        "name": f"Casa {word}",
        "kind": kind,
        "services": ";".join(luck.sample(SERVICES, luck.randint(0, 4))),
        "visibility": visibility,
        "visibility_reason": "agreed with those who run it",
        "opening_hours": luck.choice(_HOURS),
        "languages": luck.choice(("", "es", "es;mam", "es;en")),
        "phone": luck.choice(("", f"+52 {luck.randrange(10**9)}")),
        "referral_phone": luck.choice(("", f"+52 1 {luck.randrange(10**8)}")),
        "organisation": luck.choice(("", f"Org {word}")),
        "status": luck.choice(("", "open", "unknown")),
        "source": SOURCE,
        "checked_on": luck.choice(("", "2026-01-05", "2026-06-30", "2025-02-01")),
        **{name: luck.choice(("yes", "no", "unknown")) for name in _TRISTATES},
    }
    return row | _somewhere(luck)


def _somewhere(luck: Random) -> Row:
    return _at(luck.uniform(WEST, EAST), luck.uniform(SOUTH, NORTH))


def _in_its_cell(luck: Random, row: Row) -> Row:
    cell = cell_of(float(row["lon"]), float(row["lat"]))
    assert cell is not None
    return _at(luck.uniform(cell.west, cell.east - 1e-5), luck.uniform(cell.south, cell.north - 1e-5))


def _at(lon: float, lat: float) -> Row:
    return {"lon": f"{lon:.6f}", "lat": f"{lat:.6f}"}


def _roads() -> Roads:
    """Return a lattice of trunk roads, driven both ways at 20 m/s."""
    lon, lat = (each.ravel() for each in np.meshgrid(np.linspace(WEST, EAST, 12), np.linspace(SOUTH, NORTH, 10)))
    at = np.arange(120).reshape(10, 12)
    ends = np.concatenate(
        [np.stack([at[:, :-1].ravel(), at[:, 1:].ravel()]), np.stack([at[:-1].ravel(), at[1:].ravel()])], 1
    )
    tail, head = np.concatenate([ends, ends[::-1]], axis=1).astype(np.int32)
    length_m = np.hypot((lon[head] - lon[tail]) * 107_000, (lat[head] - lat[tail]) * 110_600)
    seconds = np.round(length_m / 20)
    return Roads(
        node_id=np.arange(120),
        lon=lon,
        lat=lat,
        tail=tail,
        head=head,
        length_m=length_m,
        road_class=np.full(len(tail), ROAD_CLASSES.index("trunk"), dtype=np.int8),
        way_id=np.arange(len(tail)),
        ground=np.zeros(len(tail), dtype=np.int8),
        time_s={mode: seconds * (15 if mode == "walk" else 1) for mode in MODES},
    )
