"""What was promised, and what was measured: one line says whether it is kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that is to stay at or below another; without a target it only tells."""

    what: str
    figure: float
    unit: str
    most: float | None = None

    @staticmethod
    def header() -> str:
        """Return the heading of the table."""
        return f"{'what':<66} {'figure':>9} {'target':>9} {'unit':<7} reached"

    def __str__(self) -> str:
        """Return one line of the table."""
        target = "" if self.most is None else f"{self.most:g}"
        return f"{self.what:<66} {self.figure:>9.4g} {target:>9} {self.unit:<7} {self._said()}".rstrip()

    def _said(self) -> str:
        if self.most is None:
            return ""
        if self.figure <= self.most:
            return "yes"
        over = self.figure - self.most
        return f"missed by {over:.3g} {self.unit}" + (f" ({over / self.most:.0%})" if self.most else "")
