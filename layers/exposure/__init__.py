"""Corridor exposure as a table, on a map, and what must be told of the incidents behind it."""
