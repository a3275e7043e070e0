"""The door that hands out a table of a study in the formats of other programs."""

from pathlib import Path
from typing import Annotated

import typer

from alcance.options import AsJson, StudyFolder
from alcance.report import report
from alcance.results import results_folder
from data.export.files import FORMATS, GPKG, write_export
from data.export.geopackage_columns import note_renamed, renamed_columns
from data.export.told import told
from data.study import load_study
from data.tables_of_study import STUDY_TABLES


def export(
    study: StudyFolder,
    *,
    table: Annotated[str, typer.Option("--table", metavar="TABLE", help=f"One of {', '.join(STUDY_TABLES)}.")],
    file_format: Annotated[str, typer.Option("--format", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write; replaced if it is there.")],
    hxl: Annotated[bool, typer.Option("--hxl", help="CSV only: a second row with HXL hashtags.")] = False,
    internal: Annotated[
        bool, typer.Option("--internal", help="Hidden places and flows too; what is written is stamped INTERNAL.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write a table of a study as CSV, XLSX, GeoPackage, GeoJSON or HSDS.

    Its sources and licences come along: inside the file, for CSV in a second one beside it.
    """
    loaded = load_study(study)
    each = told(loaded, table, internal=internal)
    with results_folder(out.parent):
        files = write_export(out, each, file_format, hxl=hxl)
    lines = [f"{table}: {len(each.frame)} rows in {', '.join(str(path) for path in files)}"]
    if not internal and table == "facilities":
        lines.append("Places that are hidden are left out.")
    renamed = renamed_columns(each.frame) if file_format == GPKG else {}
    lines += note_renamed(renamed)
    lines += [f"Everything is stamped {stamp}." for stamp in each.stamps]
    summary: dict[str, object] = {
        "rows": len(each.frame),
        "files": [str(path) for path in files],
        "stamps": list(each.stamps),
    }
    summary |= {"renamed": renamed} if renamed else {}
    report(lines, summary, as_json=as_json)
