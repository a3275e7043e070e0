"""Writing a timetable: its tables, the same as a GeoPackage, and what people carry with them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from alcance.map_view import bounds_of, credits_of
from alcance.visits_lines import ways_of_days
from data.basemap import load_basemap
from data.encode import encode_csv, encode_json
from data.network_store import load_places
from data.study import NETWORK, Study, input_hashes
from data.write import Content, geopackage, write_together
from geo.network import Network
from layers.drawn_map import Ground
from layers.main_roads import main_roads
from layers.visits.calendar import build_calendar
from layers.visits.page import build_visits_page
from layers.visits.print import build_print_page
from layers.visits.tables import DECIMALS, Answer, groups_table, stops_table, visits_table
from layers.visits.tracks import build_tracks

# What no timetable is made of, and whose hash could betray a hidden place.
_NOT_USED = ("facilities.", "quarantine.", "demand.", "flows.", "incidents.", "hazards.", "visits.")


def write_timetable(
    out: Path,
    opened: tuple[Study, Network],
    answer: Answer,
    *,
    stamps: tuple[str, ...],
    hashes: Mapping[str, str],
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Path, ...]:
    """Write everything a timetable consists of; all files are ready before the first appears.

    Parameters
    ----------
    out
        The folder, as `results_folder` gives it.
    opened
        The study, and its roads for a 4x4.
    answer
        The timetable.
    stamps
        The words everything must carry.
    hashes
        The hash of the file the stops are of, by what it is called; none: they are the study's own.
    progress
        Told how many ways are drawn, and of how many.

    Raises
    ------
    QuestionError
        The folder cannot be written.
    """
    study, network = opened
    lines = ways_of_days(answer, network, progress=progress)
    # All of them each time: one of an earlier question would stay beside these.
    tables = {"visits": visits_table(answer), "stops": stops_table(answer), "groups": groups_table(answer)}
    stamped = {
        name: frame.round(DECIMALS).assign(**{stamp: stamp for stamp in stamps}) for name, frame in tables.items()
    }
    contents: dict[str, Content] = {f"{name}.csv": encode_csv(frame, DECIMALS) for name, frame in stamped.items()}
    contents["result.gpkg"] = geopackage(stamped)
    title = study.title
    contents["map.html"] = build_visits_page(
        answer, _ground(study, network), lines, title=title, stamps=stamps, named=credits_of(study)
    ).encode()
    contents["print.html"] = build_print_page(answer, title=title, stamps=stamps).encode()
    contents["visits.ics"] = build_calendar(answer, title=title, stamps=stamps)
    contents["visits.gpx"] = build_tracks(answer, title=title, stamps=stamps)
    contents["manifest.json"] = encode_json(_manifest(study, answer, stamps, hashes))
    return write_together(out, contents)


def _ground(study: Study, network: Network) -> Ground:
    roads = main_roads(network.roads)
    return Ground(load_basemap(bounds_of(study, roads)), roads, load_places(study.path / NETWORK))


def _manifest(study: Study, answer: Answer, stamps: tuple[str, ...], hashes: Mapping[str, str]) -> dict[str, object]:
    asked = answer.asked
    inputs = {name: value for name, value in input_hashes(study).items() if not name.startswith(_NOT_USED)}
    return {
        "study": study.title,
        "stamps": list(stamps),
        "asked": {
            "teams": list(asked.teams),
            "bases": [list(base) for base in asked.bases],
            "first_day": asked.first.isoformat(),
            "works": list(asked.works),
            "day_start_s": asked.start_s,
            "day_length_s": asked.length_s,
            "service_s": asked.service_s,
            "revisit_days": asked.revisit_days,
            "stops": list(answer.built.problem.stops.ids),
            "locked": list(asked.locked),
            "left_out": list(asked.forbidden),
            "walk_m_a_day": answer.way.day_m if answer.groups is not None else None,
        },
        "inputs": dict(sorted({**inputs, **hashes}.items())),
    }
