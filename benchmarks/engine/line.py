"""One line of the table: what was asked, of whom, what came out, and whether it is what was promised."""

from dataclasses import dataclass

from benchmarks.engine.turns import Timed


@dataclass(frozen=True, slots=True)
class Line:
    """One promise. A line that could not be measured stays, with the reason as its note."""

    work: str
    peer: str
    ours: str
    theirs: str
    ratio: str
    target: str
    kept: str
    note: str = ""

    HEADER = ("work", "peer", "ours", "peer's", "ratio", "target", "", "note")

    @property
    def cells(self) -> tuple[str, ...]:
        """The line, cell by cell."""
        return self.work, self.peer, self.ours, self.theirs, self.ratio, self.target, self.kept, self.note


def ahead(work: str, peer: str, timed: Timed, at_least: float, *, note: str = "") -> Line:
    """Return the line of a comparison: how many times slower the peer is."""
    ratio = timed.theirs_s / timed.ours_s
    notes = "; ".join(filter(None, [note, timed.told()]))
    return Line(
        work,
        peer,
        _seconds(timed.ours_s),
        _seconds(timed.theirs_s),
        f"{ratio:.3g} ×",
        f"≥ {at_least:g} ×",
        "met" if ratio >= at_least else "missed",
        notes,
    )


def at_most(work: str, figure: float, unit: str, most: float, *, note: str = "") -> Line:
    """Return the line of a figure of ours that must not be larger."""
    kept = "met" if figure <= most else "missed"
    return Line(work, "", f"{figure:.3g} {unit}".strip(), "", "", f"≤ {most:g} {unit}".strip(), kept, note)


def not_measured(work: str, peer: str, target: str, reason: str) -> Line:
    """Return the line of a comparison that could not be made."""
    return Line(work, peer, "", "", "", target, "not measured", reason)


def _seconds(seconds: float) -> str:
    return f"{seconds:.3g} s" if seconds < 1_000 else f"{seconds:,.0f} s"  # noqa: PLR2004  (no 1.2e+03)
