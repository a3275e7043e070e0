"""How unequally access is shared out among people."""

import numpy as np

from geo.roads import FloatArray


def gini(access: FloatArray, population: FloatArray) -> float:
    """Return the Gini coefficient of access over people: 0 all have the same, near 1 one has all.

    With points ordered by access, F the share of people and L the share of access (people × access) up to a point:
    G = 1 − Σ (F_k − F_{k−1})(L_k + L_{k−1}), the trapezoids under the Lorenz curve (Gastwirth 1972, Review of Economics
    and Statistics 54:306). It equals Σ w_i w_j |x_i − x_j| / (2 μ W²).

    Parameters
    ----------
    access
        Access of each point, 0 or more, the more the better: never a time of travel, in which those who have no way
        would have to be left out.
    population
        People of each point, 0 or more. Points without people have no say.

    Returns
    -------
    float
        0 to 1; ``NaN`` where nobody lives, where nobody has any access (nothing is shared out, so no share is larger
        than another), and where the access of some people is ``NaN`` or ``inf``: they are never left out in silence.

    Examples
    --------
    >>> import numpy as np
    >>> gini(np.array([0.0, 2.0]), np.array([1.0, 1.0]))
    0.5
    """
    lived_in = population > 0
    value, people = access[lived_in], population[lived_in]
    has = people * value
    if not np.isfinite(value).all() or not has.sum() > 0:
        return np.nan
    order = np.argsort(value, kind="stable")
    people_share = people[order] / people.sum()
    lorenz = np.concatenate([[0.0], np.cumsum(has[order] / has.sum())])
    return max(0.0, 1.0 - float(people_share @ (lorenz[1:] + lorenz[:-1])))  # rounding can fall below 0
