import pytest

from data.osm_ground import ground_of
from geo.roads import PAVED, UNKNOWN_GROUND, UNPAVED


@pytest.mark.parametrize(
    ("tags", "ground"),
    [
        ({"highway": "primary"}, PAVED),
        ({"highway": "secondary_link"}, PAVED),
        ({"highway": "primary", "surface": "gravel"}, UNPAVED),
        ({"highway": "tertiary"}, UNKNOWN_GROUND),
        ({"highway": "residential", "surface": "asphalt"}, PAVED),
        ({"highway": "residential", "surface": "cobblestone"}, PAVED),
        ({"highway": "residential", "surface": "asphalt;dirt"}, UNPAVED),
        ({"highway": "residential", "surface": "asphalt; lava"}, UNKNOWN_GROUND),
        ({"highway": "residential", "surface": "lava"}, UNKNOWN_GROUND),
        ({"highway": "track"}, UNPAVED),
        ({"highway": "track", "tracktype": "grade1"}, PAVED),
        ({"highway": "tertiary", "tracktype": "grade4"}, UNPAVED),
        ({"highway": "unclassified", "surface": ""}, UNKNOWN_GROUND),
        ({"route": "ferry"}, PAVED),
    ],
)
def test_what_a_way_is_made_of_follows_from_its_tags(tags: dict[str, str], ground: int) -> None:
    assert ground_of(tags) == ground
