"""Promises 3 and 10: a name leaves in every format as the text it is, and comes back the same."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
import python_calamine
from doors import done
from hostile_names import HOSTILE_NAMES
from toy_study import facility, road_study

from data.export.files import FORMATS
from data.formulas import freed
from data.raw import clean_text

NAMES = sorted(clean_text(name) for name in HOSTILE_NAMES)


def _quoted(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"'


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [
        facility("x", 2 * at).replace("x,Ejemplo x", f"s{at},{_quoted(name)}", 1)
        for at, name in enumerate(HOSTILE_NAMES)
    ]
    return road_study(tmp_path_factory.mktemp("road"), rows)


def _from_csv(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [freed(row["name"]) for row in csv.DictReader(file)]


def _from_xlsx(path: Path) -> list[str]:
    heads, *rows = python_calamine.load_workbook(path).get_sheet_by_name("facilities").to_python()
    return [str(row[heads.index("name")]) for row in rows]


def _from_map(path: Path) -> list[str]:
    return list(gpd.read_file(path, layer="facilities")["name"])


def _from_hsds(path: Path) -> list[str]:
    document = json.loads(path.read_text("utf-8"))
    return [each["name"] for each in document["contents"]]


READERS: dict[str, Callable[[Path], list[str]]] = {
    "csv": _from_csv,
    "xlsx": _from_xlsx,
    "gpkg": _from_map,
    "geojson": _from_map,
    "hsds": _from_hsds,
}


@pytest.mark.parametrize("file_format", FORMATS)
def test_every_name_is_read_back_as_it_was_typed(tmp_path: Path, study: Path, file_format: str) -> None:
    out = tmp_path / f"facilities.{'json' if file_format == 'hsds' else file_format}"
    done("export", study, "--table", "facilities", "--format", file_format, "--out", out)
    assert sorted(READERS[file_format](out)) == NAMES
