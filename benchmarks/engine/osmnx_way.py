"""Isochrones the way OSMnx's own example draws them: ``ego_graph``, nodes and edges widened, one union.

The example is notebook 13 of osmnx-examples ("Draw isochrone maps"), ``make_iso_polys``.
"""

from collections.abc import Sequence

import geopandas as gpd
import networkx as nx
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from benchmarks.engine.doors import MODE
from geo.geodesy import metres_per_degree
from geo.roads import Roads

EDGE_BUFFER_M, NODE_BUFFER_M = 25.0, 50.0


def osmnx_graph(roads: Roads) -> "nx.MultiDiGraph[int]":
    """Return the roads as OSMnx has them, projected: nodes with x and y in metres, edges with a time and a line."""
    east, north = metres_per_degree(float(np.median(roads.lat)))
    x, y = (roads.lon - roads.lon[0]) * east, (roads.lat - roads.lat[0]) * north
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    graph.add_nodes_from((node, {"x": x[node], "y": y[node]}) for node in range(len(x)))
    row = np.flatnonzero(np.isfinite(roads.time_s[MODE]))
    ends = np.stack([np.stack([x, y], axis=1)[roads.tail[row]], np.stack([x, y], axis=1)[roads.head[row]]], axis=1)
    lines, times = np.asarray(shapely.linestrings(ends)).tolist(), roads.time_s[MODE][row].tolist()
    rows = zip(roads.tail[row].tolist(), roads.head[row].tolist(), times, lines, strict=True)
    graph.add_edges_from((tail, head, {"time": time, "geometry": line}) for tail, head, time, line in rows)
    return graph


def make_iso_polys(graph: "nx.MultiDiGraph[int]", center_node: int, trip_times: Sequence[float]) -> list[BaseGeometry]:
    """Return a shape for each time, the longest first, as the example does, line by line."""
    isochrone_polys = []
    for trip_time in sorted(trip_times, reverse=True):
        subgraph = nx.ego_graph(graph, center_node, radius=trip_time, distance="time")
        node_points = [shapely.Point((data["x"], data["y"])) for _, data in subgraph.nodes(data=True)]
        nodes_gdf = gpd.GeoDataFrame({"id": list(subgraph.nodes)}, geometry=node_points).set_index("id")
        edge_lines = []
        for n_fr, n_to in subgraph.edges():
            f, t = nodes_gdf.loc[n_fr].geometry, nodes_gdf.loc[n_to].geometry
            edge_data = graph.get_edge_data(n_fr, n_to)
            edge_lines.append(edge_data[0].get("geometry", shapely.LineString([f, t])))
        n = nodes_gdf.buffer(NODE_BUFFER_M).geometry
        e = gpd.GeoSeries(edge_lines).buffer(EDGE_BUFFER_M).geometry
        isochrone_polys.append(gpd.GeoSeries(list(n) + list(e)).union_all())
    return isochrone_polys
