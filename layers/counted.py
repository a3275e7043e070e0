"""How many of a thing in words: one of it is told in the singular."""

from types import MappingProxyType

from data.words import mark, say
from layers.text import number

DAY, NIGHT, PERSON, CONSULTATION, CANDIDATE = "day", "night", "person", "consultation", "candidate"
_ONE = "1"
_WORDS = MappingProxyType(
    {
        DAY: (mark("1 day"), mark("{count} days")),
        NIGHT: (mark("1 night"), mark("{count} nights")),
        PERSON: (mark("1 person"), mark("{count} people")),
        CONSULTATION: (mark("1 consultation"), mark("{count} consultations")),
        CANDIDATE: (mark("1 candidate"), mark("{count} candidates")),
    }
)


def counted(count: float, what: str, lang: str, *, decimals: int = 0) -> str:
    """Return how many of a thing, plain text.

    Parameters
    ----------
    count
        How many.
    what
        ``day``, ``night``, ``person``, ``consultation`` or ``candidate``.
    lang
        The language.
    decimals
        Digits after the point; with any, one is told in the plural.
    """
    told = number(count, "", decimals=decimals)
    one, many = _WORDS[what]
    return say(one, lang) if told == _ONE else say(many, lang, count=told)
