"""How likely each place counts, by what nobody knows of it."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.conditions import UNSURE
from analysis.usable import Mask, Usable
from geo.roads import FloatArray

SERVICE, SERVICE_PRIOR = "service_unknown", 0.5  # chance that a service nobody confirmed is given [G]


class Unsure(NamedTuple):
    """What nobody knows of the places.

    Attributes
    ----------
    names
        What may be unknown: whether it gives the service, and each condition asked.
    priors
        The chance of each that it is met where nobody knows [G].
    unsure
        One row a place seen, one column a name: whether nobody knows.
    """

    names: tuple[str, ...]
    priors: FloatArray
    unsure: npt.NDArray[np.bool_]


def unsure_of(usable: Usable) -> Unsure:
    """Return what nobody knows of each place seen."""
    conditions = usable.conditions
    return Unsure(
        (SERVICE, *(f"{kind.name}_unknown" for kind in conditions.kinds)),
        np.array([SERVICE_PRIOR, *(kind.prior for kind in conditions.kinds)]),
        np.column_stack([usable.unsure_service, conditions.verdict == UNSURE]),
    )


def chances(usable: Usable, which: Mask) -> FloatArray:
    """Return the chance that each of some places counts: Π of the priors of what nobody knows, 1 where all is known.

    Parameters
    ----------
    usable
        The part each place takes.
    which
        Places seen that certainly or possibly count.
    """
    _, priors, unsure = unsure_of(usable)
    return np.asarray(np.where(unsure[which], priors, 1.0).prod(axis=1), dtype=np.float64)
