"""The weights somebody gave that change nothing: said, so that nobody takes an answer for one they had a part in."""

from collections.abc import Iterable

from alcance.hazard_options import HazardsAsked
from analysis.risk.hazard import BY_SUN, FLOOD, UNPAVED, RoadHazard
from data.bilingual import Bilingual, said
from data.words import LANGUAGES, mark, say
from layers.routes.words import HAZARD_WORDS

_UNKNOWN = mark(
    "Weights that change nothing, for this study has no data on the hazard: {hazards}. That is no sign of safety."
)
_DRY = mark("Weights that change nothing, for they count in the wet season alone: {hazards}.")
_NO_HOUR = mark("Weights that change nothing, for nobody said when the team leaves: {hazards}.")
_NONE_LEFT = mark("No hazard counts any more: by these weights an exposure of 0 says nothing of the road.")


def idle_weights(asked: HazardsAsked, found: Iterable[RoadHazard], *, departs: bool) -> list[Bilingual]:
    """Return a sentence for each reason why weights change nothing; a weight of 0 does what it is to do.

    Where weights of 0 leave no hazard at all, that is said too.

    Parameters
    ----------
    asked
        What was typed of hazards.
    found
        Those of which anything is known.
    departs
        Whether it is known when one leaves.
    """
    known = {each.name for each in found}
    given = [name for name in HAZARD_WORDS if asked.weights.get(name, 0)]
    by_sun = [name for name in given if name in BY_SUN and not departs]
    unknown = [name for name in given if name not in known and name not in BY_SUN]
    dry = [name for name in given if name in known and name in (FLOOD, UNPAVED) and not asked.wet]
    idle = (_UNKNOWN, unknown), (_DRY, dry), (_NO_HOUR, by_sun)
    told = [_said(words, names) for words, names in idle if names]
    counting = (known | set(BY_SUN if departs else ())) - (set() if asked.wet else {FLOOD, UNPAVED})
    return told if any(asked.weights.get(name, 1) for name in counting) else [*told, said(_NONE_LEFT)]


def _said(words: str, names: list[str]) -> Bilingual:
    told = {lang: ", ".join(say(HAZARD_WORDS[name], lang) for name in names) for lang in LANGUAGES}
    return Bilingual(**{lang: say(words, lang, hazards=each) for lang, each in told.items()})
