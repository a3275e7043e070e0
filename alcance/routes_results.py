"""Writing ways between two places: their tables, the same as a GeoPackage, and what people carry with them."""

from collections.abc import Mapping
from pathlib import Path

from alcance.map_view import bounds_of, credits_of
from alcance.results import Given, manifest_of, stamped
from alcance.routed import Routed
from analysis.routes.checkins import CheckIn, check_ins
from analysis.routes.routes import RouteTold
from analysis.routes.towns_along import towns_along
from analysis.routes.turns import Turn, turns
from data.basemap import load_basemap
from data.encode import encode_csv, encode_json
from data.network_store import load_places, load_road_names
from data.study import NETWORK
from data.write import Content, geopackage, write_together
from layers.drawn_map import Ground
from layers.main_roads import main_roads
from layers.routes.answer import RoutesAnswer
from layers.routes.page import build_routes_page
from layers.routes.print import build_route_sheets
from layers.routes.tables import (
    DECIMALS,
    check_ins_table,
    crossings_table,
    curve_table,
    routes_table,
    services_table,
    turns_table,
)
from layers.routes.tracks import build_tracks


def write_routes(out: Path, routed: Routed) -> tuple[Path, ...]:
    """Write everything an answer consists of; all files are ready before the first appears.

    Parameters
    ----------
    out
        The folder, as `results_folder` gives it.
    routed
        The ways.

    Raises
    ------
    QuestionError
        The folder cannot be written.
    """
    return write_together(out, files_of(routed))


def files_of(routed: Routed) -> dict[str, Content]:
    """Return the files of an answer by name."""
    stamps, study = routed.opened.stamps, routed.opened.study
    driven, called = turns_of(routed)
    tables = {
        "routes": routes_table(routed.result, routed.opened.plan),
        "curve": curve_table(routed.result),
        "route_services": services_table(routed.result),
        "turns": turns_table(routed.result, driven),
        "check_ins": check_ins_table(routed.result, called),
        "route_crossings": crossings_table(routed.result),
    }
    rounded = {name: stamped(frame.round(dict(DECIMALS)), stamps) for name, frame in tables.items()}
    contents: dict[str, Content] = {f"{name}.csv": encode_csv(frame, DECIMALS) for name, frame in rounded.items()}
    contents["result.gpkg"] = geopackage(rounded)
    drawn = _answer(routed, driven, called)
    contents["map.html"] = build_routes_page(
        drawn, _ground(routed), title=study.title, stamps=stamps, named=credits_of(study)
    ).encode()
    contents["print.html"] = build_route_sheets(drawn, title=study.title, stamps=stamps).encode()
    contents["routes.gpx"] = build_tracks(drawn, title=study.title, stamps=stamps)
    contents["manifest.json"] = encode_json(manifest_of(routed.opened, Given({"routes": _asked(routed)})))
    return contents


def turns_of(routed: Routed) -> tuple[list[list[Turn]], list[list[CheckIn]]]:
    """Return the turn list and the check-in points of each way."""
    folder = routed.opened.study.path / NETWORK
    names, places = load_road_names(folder), load_places(folder)
    network, result = routed.drivable.network, routed.result
    doors = result.asked.start, result.asked.goal

    def turns_along(told: RouteTold) -> list[Turn]:
        way, crossings = told.route, told.crossings
        return turns(way, network.roads, names, places, mode=network.mode, crossings=crossings, doors=doors)

    called = [check_ins(told.route, towns_along(told.route, places), doors=doors) for told in result.routes]
    return [turns_along(told) for told in result.routes], called


def _answer(routed: Routed, driven: list[list[Turn]], called: list[list[CheckIn]]) -> RoutesAnswer:
    plan, changed = routed.opened.plan, routed.opened.changed
    return RoutesAnswer(
        result=routed.result,
        turns=driven,
        check_ins=called,
        facilities=routed.opened.supply.usable.seen,
        mode=plan.mode,
        profile=plan.profile,
        notes=(*routed.told, *(changed.said if changed else ())),
    )


def _ground(routed: Routed) -> Ground:
    study, roads = routed.opened.study, main_roads(routed.drivable.network.roads)
    return Ground(load_basemap(bounds_of(study, roads)), roads, load_places(study.path / NETWORK))


def _asked(routed: Routed) -> Mapping[str, object]:
    asked = routed.result.asked
    return {
        "from": list(asked.start),
        "to": list(asked.goal),
        "weights": dict(asked.weights),
        "depart": None if asked.departure is None else asked.departure.isoformat(),
        "price_s": asked.price_s,
        "services": [each.service for each in routed.result.routes[0].services],
        "hazards": dict(routed.hazards.asked),
    }
