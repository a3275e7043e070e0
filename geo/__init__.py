"""Space and roads: units, distances, the road graph as flat arrays, kernels, snapping. Knows nothing of health."""
