"""What can be worked out in pieces: random runs of each answer, and the catchments of facilities."""

from collections.abc import Callable, Mapping
from functools import partial

from alcance.bands import name_of_times, uncertain_about
from alcance.catchments import name_of_catchments, name_of_people, people_in_reach
from alcance.opened import Opened, demand_of, terrain_of
from analysis.bands.catchments import people_in
from analysis.bands.gaps import points_of_gaps
from analysis.bands.people import points_of_coverage, points_of_reach
from analysis.bands.runs import row_of_run, times_in
from analysis.catchments import catchments_in, people_of_catchments
from geo.snap import Snaps

FACILITIES = "facilities"  # whose catchments are drawn, batch by batch; the others are runs, by their command
# The name of some work, which tells all it follows from, and what does a piece of it.
Named = tuple[str, Callable[[int], object]]


def _times(points_of: Callable[[Opened], Snaps], opened: Opened) -> Named:
    points, uncertain = points_of(opened), uncertain_about(opened)
    return name_of_times(points, uncertain), partial(row_of_run, partial(times_in, points, uncertain), uncertain)


def _people(opened: Opened) -> Named:
    people, uncertain = people_of_catchments(demand_of(opened), opened.supply), uncertain_about(opened)
    return name_of_people(people, uncertain), partial(row_of_run, partial(people_in, people, uncertain), uncertain)


def _facilities(opened: Opened) -> Named:
    people = people_in_reach(opened)
    return name_of_catchments(opened.supply, people), partial(catchments_in, opened.supply, people)


WORKS: Mapping[str, Callable[[Opened], Named]] = {
    "gaps": partial(_times, lambda opened: points_of_gaps(terrain_of(opened.study), opened.supply)),
    "reach": partial(_times, lambda opened: points_of_reach(demand_of(opened), opened.supply)),
    "coverage": partial(_times, lambda opened: points_of_coverage(demand_of(opened), opened.supply)),
    "catchments": _people,
    FACILITIES: _facilities,
}
