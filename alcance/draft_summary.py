"""What was found while a study was made."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.draft_study import Drafted

Summary = dict[str, Any]


def summarise_draft(study: Path, drafted: Drafted) -> Summary:
    """Return the counts of a study just made."""
    tables = drafted.draft.tables
    services = drafted.services
    return {
        "study": str(study),
        "network": drafted.built.report.to_json(),
        "rows": {noun: len(intake.frame) for noun, intake in tables.items()},
        "facilities_by_kind": _by_kind(drafted),
        "facilities_from": "OpenStreetMap" if services else "file",
        "rain_roofs": services.rain_roofs if services else None,
        "services_without_a_place": len(services.set_aside) if services else None,
        "set_aside": len(drafted.set_aside),
        "repaired": len(drafted.repaired),
    }


def describe_draft(summary: Summary) -> list[str]:
    """Return the lines that say what a new study holds."""
    lines = [f"Study made: {summary['study']}", *describe_roads(summary["network"])]
    kinds = ", ".join(f"{count} {kind}" for kind, count in summary["facilities_by_kind"].items())
    lines.append(f"Services from {summary['facilities_from']}: {kinds or 'none: give a list with --facilities'}")
    if summary["rain_roofs"]:
        lines.append(f"  {summary['rain_roofs']} amenity=shelter passed over: roofs against rain, not refuges")
    if summary["services_without_a_place"]:
        lines.append(f"  {summary['services_without_a_place']} services left out: their place is outside the extract")
    others = {noun: count for noun, count in summary["rows"].items() if noun != "facilities"}
    lines += [f"{noun.capitalize()}: {count}" for noun, count in others.items()]
    return lines


def describe_roads(roads: Mapping[str, Any]) -> list[str]:
    """Return the lines that say what a road network holds."""
    nodes = ", ".join(f"{mode} {count:,}" for mode, count in roads["nodes"].items())
    pieces = f"{roads['drivable_components']} pieces, the largest with {roads['drivable_largest']:,}"
    lines = [f"Roads: {roads['drivable_nodes']:,} nodes on drivable roads in {pieces}; open to {nodes}"]
    if roads["pieces_outside"]:
        lines.append(
            f"  {roads['pieces_outside']:,} pieces of road point outside the extract and were left out "
            f"({roads['drivable_pieces_outside']:,} of them drivable): near its edge answers may be too pessimistic"
        )
    return lines


def _by_kind(drafted: Drafted) -> dict[str, int]:
    facilities = drafted.draft.tables.get("facilities")
    if facilities is None:
        return {}
    return {str(kind): int(count) for kind, count in facilities.frame["kind"].value_counts().sort_index().items()}
