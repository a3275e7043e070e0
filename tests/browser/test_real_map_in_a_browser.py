"""The page at the end of the whole chain: made by the command line from files, met in a browser with no network."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import toy_view as toy
from doors import done
from osm_world import at_km, node
from real_browser import Browser, click, popup, press, segment
from selenium.webdriver.common.by import By
from toy_study import corridor_geojson, geojson, road_study

from layers.palette import FLAG_STROKES
from layers.tables import GAPS

pytestmark = pytest.mark.browser
COURSE = (
    *((-87.209, 14.032), (-87.207, 14.030), (-87.208, 14.026), (-87.205, 14.022), (-87.203, 14.019), (-87.196, 14.016)),
    *((-87.195, 14.014), (-87.196, 14.011), (-87.198, 14.009), (-87.194, 14.005), (-87.193, 14.001), (-87.196, 14.000)),
    *((-87.190, 13.995), (-87.199, 13.987), (-87.210, 13.964), (-87.213, 13.959), (-87.211, 13.953), (-87.208, 13.957)),
    *((-87.206, 13.954), (-87.210, 13.947), (-87.217, 13.944), (-87.234, 13.927), (-87.240, 13.930), (-87.245, 13.920)),
    *((-87.241, 13.912), (-87.245, 13.906), (-87.252, 13.907), (-87.248, 13.894), (-87.244, 13.879), (-87.247, 13.873)),
    *((-87.246, 13.854), (-87.245, 13.846), (-87.248, 13.837), (-87.256, 13.828), (-87.254, 13.814), (-87.259, 13.809)),
)
CLINICS = (
    "facility_id,name,kind,services,lon,lat",
    "n,Ejemplo Clínica Norte,clinic,primary;emergency,-87.2010,14.0180",
    "c,Ejemplo Puesto Centro,health_post,primary,-87.2420,13.9160",
    "s,Ejemplo Hospital Sur,hospital,primary;emergency,-87.2580,13.8110",
)
NAMES = {"n": "Ejemplo Clínica Norte", "c": "Ejemplo Puesto Centro", "s": "Ejemplo Hospital Sur"}


def _gaps(folder: Path) -> list[dict[str, str]]:
    with (folder / "gaps.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _count(chrome: Any, selector: str) -> int:
    return len(chrome.find_elements(By.CSS_SELECTOR, selector))


def _told(row: dict[str, str], side: str) -> str:
    name = NAMES[row[f"facility_{side}"]]
    return f"{name} · {float(row[f'km_{side}']):.1f} km · {float(row[f'time_{side}_min']):.1f} min"


def test_a_click_on_ca_5_tells_ahead_and_behind_as_its_row_of_gaps_csv(browser: Browser, real_data: Path) -> None:
    clinics = browser.folder / "clinics.csv"
    clinics.write_text("\n".join(CLINICS) + "\n", encoding="utf-8")
    course = [({"corridor_id": "ca5", "name": "CA-5"}, "LineString", COURSE)]
    line = geojson(browser.folder / "line.geojson", course)
    study = browser.folder / "study"
    done("new", study, "--osm", real_data / "osm/honduras-south.osm.pbf", "--facilities", clinics, "--corridors", line)
    done("gaps", study, "--service", "emergency", "--cutoff-min", 10, "--out", browser.folder)

    chrome = browser.open_written()
    rows = _gaps(browser.folder)
    assert tuple(rows[0])[: len(GAPS)] == GAPS
    assert {row["flag"] for row in rows} == {"served", "underserved"}
    for pane in ("land", "roads"):
        assert _count(chrome, f".leaflet-{pane}-pane path"), pane
    assert _count(chrome, ".town")
    assert _count(chrome, ".arrow")
    assert (_count(chrome, ".leaflet-marker-pane .sign"), _count(chrome, ".leaflet-other-services-pane .sign")) == (
        2,
        1,
    )
    colours = [segment(chrome, at).get_attribute("stroke") for at in range(len(rows))]
    assert colours == [FLAG_STROKES[row["flag"]].colour for row in rows]

    middle = next(at for at, row in enumerate(rows) if row["flag"] == "underserved")
    press(chrome, segment(chrome, middle))
    card = popup(chrome)
    assert card.startswith("CA-5 · km ")
    assert f"Adelante {_told(rows[middle], 'ahead')}" in " ".join(card.split())
    assert f"Atrás {_told(rows[middle], 'behind')}" in " ".join(card.split())
    assert "Sin servicio suficiente" in card
    assert browser.requests() == []
    assert browser.complaints() == []


def test_hostile_names_in_every_input_go_through_the_whole_chain_as_text(browser: Browser) -> None:
    quoted = '"' + toy.HOSTILE.replace('"', '""') + '"'
    rows = [f"a,{quoted},clinic,primary,{at_km(0)!r},0,public,", f"b,B,clinic,primary,{at_km(50)!r},0,public,"]
    town = node(900, at_km(50), 0.0, place="town", name=toy.HOSTILE)
    study = road_study(browser.folder, rows, things=[town])
    line = corridor_geojson(browser.folder)
    course = json.loads(line.read_text("utf-8"))
    course["features"][0]["properties"]["name"] = toy.HOSTILE
    (study / "corridors.geojson").write_text(json.dumps(course), encoding="utf-8")
    toml = study / "study.toml"
    lines = toml.read_text("utf-8").splitlines()
    lines[next(at for at, each in enumerate(lines) if each.startswith("title"))] = f"title = {json.dumps(toy.HOSTILE)}"
    toml.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done("gaps", study, "--service", "primary", "--cutoff-min", 20, "--out", browser.folder)

    chrome = browser.open_written()
    assert chrome.title == toy.HOSTILE
    assert chrome.find_element(By.TAG_NAME, "h1").get_attribute("textContent") == toy.HOSTILE
    heading = chrome.find_element(By.CSS_SELECTOR, ".panel section h3")
    assert heading.get_attribute("textContent") == toy.HOSTILE
    assert toy.HOSTILE in [town.get_attribute("textContent") for town in chrome.find_elements(By.CLASS_NAME, "town")]
    press(chrome, segment(chrome, 5))
    assert popup(chrome).startswith(" ".join(toy.HOSTILE.split()))
    click(chrome, chrome.find_elements(By.CSS_SELECTOR, "#facilities tbody tr")[0])
    assert popup(chrome).split("\n")[0] == toy.HOSTILE
    assert chrome.execute_script("return typeof window.X") == "undefined"
    assert browser.requests() == []
    assert browser.complaints() == []
