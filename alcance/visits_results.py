"""Writing a timetable: its tables, the same as a GeoPackage, and what people carry with them."""

import hashlib
from pathlib import Path

from data.encode import encode_csv, encode_json
from data.study import Study, input_hashes
from data.write import Content, geopackage, write_together
from layers.visits.tables import DECIMALS, Answer, groups_table, stops_table, visits_table

# What no timetable is made of, and whose hash could betray a hidden place.
_NOT_USED = ("facilities.", "quarantine.", "demand.", "flows.", "incidents.", "visits.")


def write_timetable(
    out: Path, study: Study, answer: Answer, *, stamps: tuple[str, ...], stops: Path | None
) -> tuple[Path, ...]:
    """Write everything a timetable consists of; all files are ready before the first appears.

    Raises
    ------
    QuestionError
        The folder cannot be written.
    """
    groups = {} if answer.groups is None else {"groups": groups_table(answer)}
    tables = {"visits": visits_table(answer), "stops": stops_table(answer)} | groups
    stamped = {
        name: frame.round(DECIMALS).assign(**{stamp: stamp for stamp in stamps}) for name, frame in tables.items()
    }
    contents: dict[str, Content] = {f"{name}.csv": encode_csv(frame, DECIMALS) for name, frame in stamped.items()}
    contents["result.gpkg"] = geopackage(stamped)
    contents["manifest.json"] = encode_json(_manifest(study, answer, stamps, stops))
    return write_together(out, contents)


def _manifest(study: Study, answer: Answer, stamps: tuple[str, ...], stops: Path | None) -> dict[str, object]:
    asked = answer.asked
    inputs = {name: value for name, value in input_hashes(study).items() if not name.startswith(_NOT_USED)}
    if stops is not None:
        inputs[f"stops: {stops.name}"] = hashlib.sha256(stops.read_bytes()).hexdigest()
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
            "walk_m_a_day": answer.way.day_m if answer.groups is not None else None,
        },
        "inputs": dict(sorted(inputs.items())),
    }
