"""The catchments of an opened question, batch by batch, and how sure their people are, run by run."""

import numpy as np

from alcance.bands import named, uncertain_about
from alcance.opened import Opened
from alcance.progress import Step
from alcance.where import Where
from analysis.bands.catchments import catchments_with_runs
from analysis.bands.draw import Uncertain
from analysis.bands.fingerprint import fingerprint as fingerprint_of_runs
from analysis.catchments import Batch, CatchmentsResult, People, catchments, fingerprint, people_of_catchments
from analysis.supply import Supply
from geo.roads import FloatArray


def people_in_reach(opened: Opened) -> People | None:
    """Return the people whom catchments count, None where nobody is known to live."""
    demand = opened.study.demand
    return None if demand is None else people_of_catchments(demand, opened.supply)


def catchments_over_facilities(
    opened: Opened, people: People | None, where: Where[Batch], progress: Step
) -> CatchmentsResult:
    """Return the catchments of all facilities; where says where batches of them are kept and worked out."""
    name = name_of_catchments(opened.supply, people)
    kept, spread = where.kept(name), where.spread(name)
    return catchments(opened.supply, people, progress=progress, kept=kept, spread=spread)


def catchments_over_runs(
    result: CatchmentsResult, opened: Opened, people: People | None, where: Where[FloatArray], progress: Step
) -> CatchmentsResult:
    """Return catchments with how sure their people are; as they are without runs, or where nobody is known to live."""
    if not opened.plan.runs or people is None:
        return result
    uncertain = uncertain_about(opened)
    name = name_of_people(people, uncertain)
    kept, spread = where.kept(name), where.spread(name)
    return catchments_with_runs(result, people, uncertain, progress=progress, kept=kept, spread=spread)


def name_of_catchments(supply: Supply, people: People | None) -> str:
    """Return what the batches of a question are known by, and all they follow from."""
    return named(fingerprint(supply, people))


def name_of_people(people: People, uncertain: Uncertain) -> str:
    """Return what the runs of a question are known by where they tell the people of catchments."""
    cutoff_s = np.array([uncertain.supply.plan.cutoff_s])
    return named(fingerprint_of_runs(people.points, uncertain, people.population, cutoff_s))
