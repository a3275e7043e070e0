"""What was found while a study was made."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.draft_study import Drafted
from data.quarantine import is_told_by_us
from data.recognise.column_map import ColumnMap
from data.schemas import INCIDENTS
from data.taken_file import TakenFile
from geo.roads import MODES

Summary = dict[str, Any]
# How a note ends that names a sheet or a layer nothing was read of.
_UNREAD = ", not read"
_OF_PEOPLE = "not kept, for they may tell of single people"


def summarise_draft(study: Path, drafted: Drafted) -> Summary:
    """Return the counts of a study just made."""
    tables = drafted.draft.tables
    services = drafted.services
    return {
        "study": str(study),
        "network": drafted.built.report.to_json(),
        "rows": {noun: len(intake.frame) for noun, intake in tables.items()},
        "facilities_by_kind": _counted(drafted, "kind"),
        "facilities_by_visibility": _counted(drafted, "visibility"),
        "facilities_from": "OpenStreetMap" if services else "file",
        "rain_roofs": services.rain_roofs if services else None,
        "services_without_a_place": len(services.set_aside) if services else None,
        "files": {noun: summarise_file(each) for noun, each in drafted.files.items()},
        "set_aside": len(drafted.set_aside),
        "repaired": len(drafted.repaired),
    }


def describe_draft(summary: Summary) -> list[str]:
    """Return the lines that say what a new study holds."""
    lines = [f"Study made: {summary['study']}", *describe_roads(summary["network"])]
    kinds = ", ".join(f"{count} {kind}" for kind, count in summary["facilities_by_kind"].items())
    lines.append(f"Services from {summary['facilities_from']}: {kinds or 'none: give a list with --facilities'}")
    seen = ", ".join(f"{count} {word}" for word, count in summary["facilities_by_visibility"].items())
    lines += [f"  Who may know where they are: {seen}; change it in the file's column visibility"] if seen else []
    if summary["rain_roofs"]:
        lines.append(f"  {summary['rain_roofs']} amenity=shelter passed over: roofs against rain, not refuges")
    if summary["services_without_a_place"]:
        lines.append(f"  {summary['services_without_a_place']} services left out: their place is outside the extract")
    others = {noun: count for noun, count in summary["rows"].items() if noun != "facilities"}
    lines += [f"{noun.capitalize()}: {count}" for noun, count in others.items()]
    return lines


def describe_files(summary: Summary) -> list[str]:
    """Return the lines that say what became of the rows of each file, and what its columns were taken for."""
    return [line for noun, file in summary["files"].items() for line in describe_file(noun, file)]


def describe_file(noun: str, file: Summary) -> list[str]:
    """Return the lines that say what became of a file's rows, and what its columns were taken for."""
    counts = ", ".join(f"{file[name]:,} {name.replace('_', ' ')}" for name in ("kept", "repaired", "set_aside"))
    lines = [f"{noun} from {file['file']}: {file['rows']:,} rows: {counts}"]
    # Whoever gave the file believes that it was read.
    unread = [note for note in file["notes"] if note.endswith(_UNREAD)]
    lines += [f"  NOT READ: {note.removesuffix(_UNREAD)}" for note in unread]
    renamed = [f"{ours} = {theirs}" for ours, theirs in file["columns"].items() if ours != theirs]
    lines += [f"  columns: {', '.join(renamed)}"] if renamed else []
    lines += [f"  {ours}: {how}" for ours, how in file["derived"].items()]
    lines += [f"  {ours} left empty: it could be {' or '.join(names)}" for ours, names in file["tied"].items()]
    told = _OF_PEOPLE if noun == INCIDENTS.noun else "kept under their own names"
    lines += [f"  {told}: {', '.join(file['left'])}"] if file["left"] else []
    return [*lines, *(f"  {note}" for note in file["notes"] if note not in unread)]


def describe_roads(roads: Mapping[str, Any]) -> list[str]:
    """Return the lines that say what a road network holds."""
    nodes = ", ".join(f"{mode} {roads['nodes'][mode]:,}" for mode in MODES)
    pieces = f"{roads['drivable_components']} pieces, the largest with {roads['drivable_largest']:,}"
    lines = [f"Roads: {roads['drivable_nodes']:,} nodes on drivable roads in {pieces}; open to {nodes}"]
    if roads["pieces_outside"]:
        lines.append(
            f"  {roads['pieces_outside']:,} pieces of road point outside the extract and were left out "
            f"({roads['drivable_pieces_outside']:,} of them drivable): near its edge answers may be too pessimistic"
        )
    return lines


def summarise_file(each: TakenFile) -> Summary:
    """Return what became of the rows and columns of a file."""
    columns = each.columns or ColumnMap("", "own", {}, (), ())
    return {
        "file": each.file,
        "form": columns.form,
        **each.intake.counts._asdict(),
        "columns": dict(columns.columns),
        "derived": dict(columns.derived),
        "tied": dict(columns.tied),
        "left": [name for name in columns.left if not is_told_by_us(name)],
        "notes": list(each.notes),
    }


def _counted(drafted: Drafted, column: str) -> dict[str, int]:
    facilities = drafted.draft.tables.get("facilities")
    if facilities is None:
        return {}
    return {str(word): int(count) for word, count in facilities.frame[column].value_counts().sort_index().items()}
