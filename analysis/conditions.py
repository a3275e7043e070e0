"""What a person needs of a place besides its service, one condition at a time: met, not met, or nobody knows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import langcodes
import numpy as np
import numpy.typing as npt

from analysis.plan import Plan
from analysis.visited import is_visited
from data.adm1 import state_of
from data.open_at import Where, open_at
from data.profile import ANYONE, Profile, is_language
from data.said_languages import DOUBTED
from data.vocabulary import NO, YES
from geo.roads import FloatArray

MET, UNSURE, UNMET = 1, 0, -1
NO_LANGUAGE = ""
Verdict = npt.NDArray[np.int8]
ADMISSIBLE, ACCEPTABLE = "admissible", "acceptable"


@dataclass(frozen=True, slots=True)
class Kind:
    """A condition a profile may ask.

    Attributes
    ----------
    name
        The barrier where it is not met; with ``_unknown`` where nobody knows.
    step
        The step of the cascade it belongs to: the law and the door (``admissible``), or language, cost and trust
        (``acceptable``).
    prior
        Chance that a place nobody asked meets it, for the index alone: a guess, to be set from local knowledge [G].
    """

    name: str
    step: str
    prior: float


HOURS = Kind("hours", ADMISSIBLE, 0.5)
# Of a place that is there on some days alone nobody knows whether it is there, while no day is asked about.
VISIT_DAY = Kind("visit_day", ADMISSIBLE, 0.14)
KINDS = (
    HOURS,
    VISIT_DAY,
    Kind("documents", ADMISSIBLE, 0.5),
    Kind("insurance", ADMISSIBLE, 0.5),
    Kind("minors", ADMISSIBLE, 0.3),
    Kind("women_only", ADMISSIBLE, 0.9),
    Kind("woman", ADMISSIBLE, 0.5),
    Kind("address", ADMISSIBLE, 0.5),
    Kind("country", ADMISSIBLE, 0.5),
    Kind("stay_status", ADMISSIBLE, 0.5),
    Kind("language", ACCEPTABLE, 0.2),
    Kind("fee", ACCEPTABLE, 0.5),
    Kind("trust", ACCEPTABLE, 0.5),
)


@dataclass(frozen=True, slots=True, eq=False)
class Conditions:
    """The conditions a question asks, judged for some facilities.

    Attributes
    ----------
    kinds
        The conditions asked, in the order in which they are named.
    verdict
        One row a facility, one column a condition: 1 met, 0 nobody knows, -1 not met.
    wait_s
        Seconds until each opens for somebody who arrives at the time asked; 0 where that was not asked.
    """

    kinds: tuple[Kind, ...]
    verdict: Verdict
    wait_s: FloatArray

    def met(self, *steps: str) -> npt.NDArray[np.bool_]:
        """Return which facilities are known to meet every condition of some steps; without steps, of all."""
        asked = [at for at, kind in enumerate(self.kinds) if not steps or kind.step in steps]
        return np.asarray((self.verdict[:, asked] == MET).all(axis=1))

    def unmet(self) -> npt.NDArray[np.bool_]:
        """Return which facilities are known to fail some condition."""
        return np.asarray((self.verdict == UNMET).any(axis=1))

    def barrier(self) -> npt.NDArray[np.str_]:
        """Return what stands in the way at each facility: the first condition not met, else the first unknown one."""
        names = [kind.name for kind in self.kinds]
        unmet = [self.verdict[:, at] == UNMET for at in range(len(names))]
        unsure = [self.verdict[:, at] == UNSURE for at in range(len(names))]
        if not names:
            return np.full(len(self.verdict), "", dtype="<U20")
        return np.select([*unmet, *unsure], [*names, *(f"{name}_unknown" for name in names)], "")


def judge_conditions(facilities: gpd.GeoDataFrame, plan: Plan) -> Conditions:
    """Return what is known of each facility about everything the plan's profile asks.

    Parameters
    ----------
    facilities
        Facilities of a study; a column that is absent tells nothing.
    plan
        The question: its profile, and its time of arrival if any.
    """
    profile, count = plan.profile, len(facilities)
    judged = dict(_asked(facilities, profile))
    wait_s = np.zeros(count)
    if plan.arrive is not None:
        judged["hours"], wait_s = _hours(facilities, plan)
    elif is_visited(facilities).any():
        judged["visit_day"] = np.where(is_visited(facilities), UNSURE, MET).astype(np.int8)
    kinds = tuple(kind for kind in KINDS if kind.name in judged)
    columns = [judged[kind.name] for kind in kinds]
    verdict = np.column_stack(columns) if columns else np.empty((count, 0), dtype=np.int8)
    return Conditions(kinds, verdict.astype(np.int8), wait_s)


def _asked(facilities: gpd.GeoDataFrame, profile: Profile) -> Iterator[tuple[str, Verdict]]:
    """Yield each condition the profile asks with its verdicts."""
    for name, column, wanted in _said(profile):
        yield name, _answers(facilities, column, wanted)
    if profile.woman is None and profile.name != ANYONE and _for_women(facilities).any():
        yield "woman", np.where(_for_women(facilities), UNSURE, MET).astype(np.int8)
    if profile.languages:
        yield "language", _languages(facilities, profile.languages)
    if profile.countries:
        yield "country", _each(facilities, lambda country, _adm1, _pcode: _country(country, profile))
    if profile.stay is not None:
        yield "stay_status", _each(facilities, lambda *where: _stay(*where, profile=profile))


def _said(profile: Profile) -> Iterator[tuple[str, str, str]]:
    """Yield the conditions that one column answers: their name, the column, and the answer that meets them."""
    asked = (
        (profile.papers is False, "documents", "documents_required", NO),
        (profile.insurance is False, "insurance", "insurance_required", NO),
        (profile.minor is True, "minors", "accepts_unaccompanied_minors", YES),
        (profile.woman is False, "women_only", "women_only", NO),
        (profile.fixed_address is False, "address", "no_fixed_address_ok", YES),
        (profile.money is False, "fee", "fee", NO),
        (profile.trust is True, "trust", "trusted", YES),
    )
    return ((name, column, wanted) for is_asked, name, column, wanted in asked if is_asked)


def _for_women(facilities: gpd.GeoDataFrame) -> npt.NDArray[np.bool_]:
    """Return which facilities say to be for women only; of the others nothing is asked but of who is none."""
    if "women_only" not in facilities:
        return np.zeros(len(facilities), dtype=np.bool_)
    return np.asarray(facilities["women_only"].to_numpy() == YES)


def _answers(facilities: gpd.GeoDataFrame, column: str, wanted: str) -> Verdict:
    if column not in facilities:
        return np.full(len(facilities), UNSURE, dtype=np.int8)
    said = facilities[column].to_numpy()
    return np.where(said == wanted, MET, np.where(np.isin(said, (YES, NO)), UNMET, UNSURE)).astype(np.int8)


def _languages(facilities: gpd.GeoDataFrame, spoken: tuple[str, ...]) -> Verdict:
    """Judge whether somebody is understood: in a language of theirs, or through an interpreter.

    Languages listed without theirs say that only an interpreter helps; where none are listed nobody knows.
    """
    interpreted = _answers(facilities, "interpretation", YES)
    if "languages" not in facilities:
        return np.maximum(interpreted, UNSURE)
    mine = {_primary(code) for code in spoken}
    told = np.array([_spoken(mine, _listed(cell)) for cell in facilities["languages"]], dtype=np.int8)
    return np.where(told == UNMET, interpreted, np.maximum(told, interpreted)).astype(np.int8)


def _spoken(mine: set[str], listed: set[str]) -> int:
    """Judge a list of languages; a word in it that is no language may be any, one that is doubted may be spoken."""
    if mine & listed:
        return MET
    doubted = {f"{language}{DOUBTED}" for language in mine} & listed
    is_told = any(not each.endswith(DOUBTED) for each in listed)
    return UNMET if is_told and not doubted and NO_LANGUAGE not in listed else UNSURE


def _listed(cell: str) -> set[str]:
    """Return the languages of a cell, a doubted one with its question mark."""
    return {_primary(code) for code in cell.split(";") if code.strip()}


@lru_cache(maxsize=10_000)
def _primary(code: str) -> str:
    """Return the language of a tag without its region or script: whoever speaks es understands es-MX, spa and es_MX."""
    tag = code.strip()
    bare = tag.removesuffix(DOUBTED)
    if not is_language(bare):
        return NO_LANGUAGE
    return langcodes.standardize_tag(bare).split("-")[0] + (DOUBTED if bare != tag else "")


def _each(facilities: gpd.GeoDataFrame, judge: Callable[[str, str, str], int]) -> Verdict:
    """Judge each facility by where it says to be: country, adm1 and p-code."""
    empty = np.full(len(facilities), "", dtype=object)
    told = [facilities.get(name, empty) for name in ("country", "adm1", "pcode")]
    return np.array([judge(*map(str, where)) for where in zip(*told, strict=True)], dtype=np.int8)


def _country(country: str, profile: Profile) -> int:
    return UNSURE if not country else MET if country in profile.countries else UNMET


def _stay(country: str, adm1: str, pcode: str, *, profile: Profile) -> int:
    """Judge whether a stay status holds at a place; of other countries than its own nobody knows."""
    if profile.stay is None or country != profile.stay.country:
        return UNSURE
    if not profile.stay.states:
        return MET
    state = state_of(country, adm1, pcode)
    return UNSURE if not state else MET if state in profile.stay.states else UNMET


def _hours(facilities: gpd.GeoDataFrame, plan: Plan) -> tuple[Verdict, FloatArray]:
    empty = np.full(len(facilities), "", dtype=object)
    hours, country = (facilities.get(name, empty) for name in ("opening_hours", "country"))
    limit_s = plan.profile.wait_min * 60.0
    told = [
        open_at(str(text), Where(str(code), lon, lat), plan.arrive, limit_s)
        for text, code, lon, lat in zip(hours, country, facilities["lon"], facilities["lat"], strict=True)
        if plan.arrive is not None
    ]
    verdict = [UNSURE if each.is_open is None else MET if each.is_open else UNMET for each in told]
    return np.array(verdict, dtype=np.int8), np.array([each.wait_s for each in told], dtype=np.float64)
