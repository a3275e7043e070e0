"""Searches on the road graph: numpy and numba only, one idea a file; run plain they are their own reference."""
