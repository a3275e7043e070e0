"""How the ways are told apart: a colour, a width and a dash each, so that no meaning hangs on colour alone."""

from layers.palette import Stroke

# Later ones lie on top and are narrower and broken, so that on a road they share each is seen.
STROKES = (
    Stroke("#0072B2", 9, ""),
    Stroke("#C25A12", 7, "14 10"),
    Stroke("#00785A", 6, "3 9"),
    Stroke("#8A3F6B", 5, "16 6 3 6"),
    Stroke("#1b1b1b", 4, "7 7"),
)


def stroke_of(number: int) -> Stroke:
    """Return how the route of a number, from 1 on, is drawn."""
    return STROKES[(number - 1) % len(STROKES)]
