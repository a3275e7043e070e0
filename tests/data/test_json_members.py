"""Of two members of one name neither is dropped in silence."""

import json
from pathlib import Path

import pytest

from data.door.hsds import read
from data.json_members import RepeatedMemberError, parse_json
from data.read_geojson import read_geojson
from geo.errors import InputError

POINT = '"geometry": {"type": "Point", "coordinates": [-87.2, 14]}'
TWICE = '{"facility_id": "a", "visibility": "hidden", "visibility": "public"}'


def refused(folder: Path, text: str) -> str:
    path = folder / "p.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_geojson(path)
    return str(caught.value)


def test_a_property_that_stands_twice_with_two_values_is_told(tmp_path: Path) -> None:
    feature = f'{{"type": "Feature", "properties": {TWICE}, {POINT}}}'
    said = refused(tmp_path, f'{{"type": "FeatureCollection", "features": [{feature}]}}')
    assert "says visibility twice in one object, and each time something else" in said


def test_two_lists_of_features_are_told(tmp_path: Path) -> None:
    feature = f'{{"type": "Feature", "properties": {{"a": "1"}}, {POINT}}}'
    said = refused(tmp_path, f'{{"type": "FeatureCollection", "features": [{feature}], "features": []}}')
    assert "says features twice" in said


def test_services_that_say_a_member_twice_are_told(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text('[{"id": "1", "name": "A", "status": "inactive", "status": "active"}]', encoding="utf-8")
    with pytest.raises(InputError, match="says status twice"):
        read(path)


def test_what_is_said_twice_and_says_the_same_is_read() -> None:
    assert parse_json('{"a": [1, NaN], "a": [1, NaN]}')["a"][0] == 1
    with pytest.raises(RepeatedMemberError):
        parse_json('{"a": 1, "b": 2, "a": true}')


@pytest.mark.parametrize("value", [{"a": 1}, [{"b": None}, 2.5, "x"], "text"])
def test_json_is_read_as_it_is(value: object) -> None:
    assert parse_json(json.dumps(value)) == value


def test_a_number_of_thousands_of_digits_is_told_in_our_own_words(tmp_path: Path) -> None:
    said = refused(tmp_path, f'{{"type": "FeatureCollection", "features": [], "n": {"9" * 10_000}}}')
    assert "holds a number of more digits than any that means something" in said
