"""The main roads of a network as a network of their own."""

import numpy as np

from geo.roads import ROAD_CLASSES, Roads

_LEAST = ROAD_CLASSES.index("tertiary")


def main_graph(roads: Roads) -> Roads:
    """Return the roads from motorway to tertiary, with the nodes they join; both in their order.

    Ferries are left out: the phone tells how long one walks and drives, and a boat is neither, sails when it sails and
    takes a fare.
    """
    kept = np.flatnonzero(roads.road_class <= _LEAST)
    nodes, ends = np.unique(np.concatenate([roads.tail[kept], roads.head[kept]]), return_inverse=True)
    tail, head = ends[: len(kept)].astype(np.int32), ends[len(kept) :].astype(np.int32)
    return Roads(
        node_id=roads.node_id[nodes],
        lon=roads.lon[nodes],
        lat=roads.lat[nodes],
        tail=tail,
        head=head,
        length_m=roads.length_m[kept],
        road_class=roads.road_class[kept],
        way_id=roads.way_id[kept],
        ground=roads.ground[kept],
        time_s={mode: seconds[kept] for mode, seconds in roads.time_s.items()},
    )
