"""What is asked of new sites: how many, good at what, for whom, from which list, and what they must keep to."""

from dataclasses import dataclass, replace

import streamlit as st

from alcance.app.answers import KeptStudy
from alcance.app.candidates import Offered, choose_list
from alcance.app.fields import Fields
from alcance.app.link import linked
from analysis.plan import Plan
from analysis.siting.asked import ACCESS, BACKUP, CENTRE, COVER, MEDIAN, SET, SitesAsked, build_asked
from analysis.siting.whom import BOTH, RESIDENTS, TRANSIT
from data.words import mark, say
from geo.errors import AlcanceError

_AIMS = {
    COVER: mark("Most people within the limit"),
    ACCESS: mark("Most people who can really use them, the nearer the better"),
    BACKUP: mark("Most people, better still with a second site within the limit"),
    MEDIAN: mark("Least travel for everybody together"),
    CENTRE: mark("The longest way as short as can be"),
    SET: mark("As few sites as reach everybody who can be reached"),
}
_WHOM = {
    RESIDENTS: mark("People who live there"),
    TRANSIT: mark("People on their way"),
    BOTH: mark("Both"),
}

_MORE = ("locked", "forbidden", "spacing", "floor", "alternatives")


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What is asked of one list of candidates.

    Attributes
    ----------
    asked
        Checked.
    offered
        The list.
    """

    asked: SitesAsked
    offered: Offered


def ask_sites(found: KeptStudy, plan: Plan, fields: Fields) -> Question | None:
    """Show the fields and return the question; None where it cannot be asked yet, which is said beside the field."""
    lang = fields.lang
    count_at, aim_at, whom_at = st.columns([2, 5, 3])
    with count_at:
        count = fields.number("count", "--count", say("How many new sites", lang), 5, step=1)
    with aim_at:
        aim = fields.code("aim", "--objective", say("Good at what", lang), {c: say(w, lang) for c, w in _AIMS.items()})
    with whom_at:
        told = {code: say(words, lang) for code, words in _WHOM.items()}
        whom = fields.code("people", "--people", say("Whom they are for", lang), told)
    offered = choose_list(found, plan, fields, part="candidates")
    if offered is None:
        return None
    question = _with_rules(SitesAsked(objective=aim, count=count, whom=whom), offered, fields)
    try:
        return Question(build_asked(question), offered)
    except AlcanceError as error:
        fields.say(error)
        return None


def _with_rules(question: SitesAsked, offered: Offered, fields: Fields) -> SitesAsked:
    """Return the question with what its answer must keep to, which few ask for."""
    lang = fields.lang
    more = say("More: sites that must or must not be there, distance, fairness, other choices", lang)
    # What the link asks for is seen, and so is what is wrong with it.
    with st.expander(more, expanded=any(linked(part) is not None for part in _MORE)):
        titles, of = offered.titles, str(hash(offered.key))
        locked = fields.some("locked", "--lock", say("Must be among them", lang), titles, of=of)
        forbidden = fields.some("forbidden", "--forbid", say("Must not be among them", lang), titles, of=of)
        spacing_at, floor_at, others_at = st.columns(3)
        with spacing_at:
            apart = say("Least distance between two of them, km", lang)
            spacing_km = fields.number("spacing", "--spacing-km", apart, 0.0, step=1.0)
        with floor_at:
            share = say("In every area, reach at least this share of the people, %", lang)
            floor = fields.number("floor", "--floor", share, 0.0, step=5.0)
        with others_at:
            others = say("Other choices nearly as good to show", lang)
            alternatives = fields.number("alternatives", "--alternatives", others, 0, step=1)
    return replace(
        question,
        locked=locked,
        forbidden=forbidden,
        spacing_m=spacing_km * 1000.0,
        floor=floor / 100.0,
        alternatives=alternatives,
    )
