"""What a file of services (HSDS) holds and a study does not is said when the study is made, and when rows are added."""

import json
from pathlib import Path
from typing import Any

from doors import done
from osm_world import at_km, straight_road


def _service(name: str, km: float) -> dict[str, Any]:
    location = {"id": f"l-{name}", "latitude": 0, "longitude": at_km(km)}
    return {
        "id": name,
        "name": name,
        "status": "active",
        "eligibility_description": "adults",
        "program": {"id": "p", "name": "Winter"},
        "attributes": [{"id": "t", "taxonomy_term": {"id": "f", "name": "food"}}],
        "service_at_locations": [{"id": f"at-{name}", "location": location}],
    }


def _page(path: Path, *services: dict[str, Any]) -> Path:
    source = {"title": "A list", "licence": "CC BY 4.0", "url": "https://example.org"}
    path.write_text(json.dumps({"contents": services, "attributions": [source]}), "utf-8")
    return path


def test_what_a_study_does_not_keep_of_its_services_is_said(tmp_path: Path) -> None:
    first = _page(tmp_path / "first.json", _service("a", 10), _service("b", 20))
    made = done("new", tmp_path / "study", "--osm", straight_road(tmp_path), "--facilities", first).out
    left_out = "  not kept, for no column holds it (and how many have it): program.name"
    assert f"{left_out} (2)\n" in made
    listed = tmp_path / "study" / "not-kept.csv"
    assert listed.read_text("utf-8") == "file,object,member,services\nfirst.json,program,name,2\n"
    assert "A list" in (tmp_path / "study" / "study.toml").read_text("utf-8")
    second = _page(tmp_path / "second.json", _service("c", 30))
    added = done("add", tmp_path / "study", second, "--table", "facilities").out
    assert f"{left_out} (1)\n" in added
    assert listed.read_text("utf-8").splitlines()[1:] == ["first.json,program,name,2", "second.json,program,name,1"]
    out = tmp_path / "out" / "f.json"
    done("export", tmp_path / "study", "--table", "facilities", "--format", "hsds", "--out", out)
    page = json.loads(out.read_text("utf-8"))
    told = {"title": "A list", "licence": "CC BY 4.0", "url": "https://example.org", "retrieved": ""}
    assert page["attributions"] == [told]
    services = page["contents"]
    assert [each["eligibility_description"] for each in services] == ["adults"] * 3
