"""The embedded corridor: real towns, roads modelled between them, invented services."""

from data.corridor.example import draft_example, load_example

__all__ = ["draft_example", "load_example"]
