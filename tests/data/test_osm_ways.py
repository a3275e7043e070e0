"""The roads as flat arrays: the tags that matter are all that matter."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from data.osm_access import is_reversible, passable_kmh
from data.osm_ground import ground_of
from data.osm_ways import ROAD_KEYS, Combos
from data.speeds import CLASS_OF_HIGHWAY, road_class, tagged_limit
from geo.roads import MODES

VALUES = {
    "highway": [*CLASS_OF_HIGHWAY, "proposed"],
    "route": ["ferry", "bus"],
    "maxspeed": ["50", "30 mph", "none"],
    "surface": ["asphalt", "dirt", "lava"],
    "smoothness": ["bad", "impassable"],
    "tracktype": ["grade1", "grade4"],
    "junction": ["roundabout"],
    "oneway": ["yes", "-1", "reversible"],
    "motorroad": ["yes"],
    "oneway:foot": ["yes"],
}
ACCESS = ["yes", "no", "private", "destination"]
OTHERS = ["name", "lanes", "bicycle", "oneway:bicycle", "access:conditional", "maxspeed:hgv", "maxspeed:forward:hgv"]


def values_of(key: str) -> list[str]:
    return VALUES.get(key.removesuffix(":forward").removesuffix(":backward"), ACCESS)


@st.composite
def some_tags(draw: st.DrawFn) -> dict[str, str]:
    keys = draw(st.lists(st.sampled_from([*ROAD_KEYS, *OTHERS]), unique=True))
    return {key: draw(st.sampled_from(values_of(key))) for key in keys}


def told(tags: Mapping[str, str]) -> object:
    speeds = [passable_kmh(tags, mode) for mode in MODES]
    return speeds, road_class(tags), ground_of(tags), is_reversible(tags), tagged_limit(tags, forward=False)


@given(some_tags())
def test_no_other_tag_changes_a_road(tags: dict[str, str]) -> None:
    combos = Combos()
    number = combos.number(tags)
    if number < 0:
        assert "highway" not in tags
        assert tags.get("route") != "ferry"
        return
    assert told(combos.tags[number]) == told(tags)


class Asked(dict[str, str]):
    """Tags that remember what they were asked for."""

    def __init__(self, tags: Mapping[str, str], asked: set[str]) -> None:
        super().__init__(tags)
        self.asked = asked

    def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
        self.asked.add(key)
        return super().get(key, default)  # type: ignore[arg-type]


def test_every_key_a_road_is_asked_for_is_kept() -> None:
    asked: set[str] = set()
    for highway in ("primary", "track", "path"):
        told(Asked({"highway": highway}, asked))
    assert asked == set(ROAD_KEYS)


def test_ways_with_the_same_tags_that_matter_are_one_combination() -> None:
    combos = Combos()
    texts = (
        b"highway=primary,name=a,surface=dirt",
        b"surface=dirt,name=b%2c%%20%c,highway=primary",
        b"highway=primary,surface=dirt%3b%asphalt",
        b"name=highway%3d%primary",
        b"xhighway=primary",
    )
    assert [combos.read([text]).tolist() for text in texts] == [[0], [0], [1], [-1], [-1]]
    assert combos.read(texts).tolist() == [0, 0, 1, -1, -1]
    assert combos.tags == [
        {"highway": "primary", "surface": "dirt"},
        {"highway": "primary", "surface": "dirt;asphalt"},
    ]
