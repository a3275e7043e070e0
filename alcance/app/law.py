"""What the law says: the rules on a service for who travels, each with its source; what nobody read is unknown."""

from functools import cache

import streamlit as st
from babel import Locale

from alcance.app.answers import KeptStudy
from alcance.app.link import language
from alcance.app.said import show_marked_table
from analysis.plan import Plan
from data.rules import CONDITIONAL, Rule, concerns, load_rules, rules_for
from data.vocabulary import YES
from data.words import mark, say
from layers.labels import word
from layers.text import encode

_WHO = {
    "everyone": mark("Whoever is in the country"),
    "without_documents": mark("People without papers or whose stay is not regular"),
    "without_insurance": mark("People without social security or health insurance"),
    "asylum_seeker": mark("People who asked for refuge and wait for the answer"),
    "refugee": mark("People who were recognised as refugees"),
    "children": mark("Anyone under age, alone or with their family"),
    "unaccompanied_minor": mark("Anyone under age without their family"),
    "pregnant": mark("Pregnant women"),
    "survivor": mark("People who survived violence"),
}
_HEADS = (
    mark("Country"),
    mark("Whom it is about"),
    mark("Is it theirs by law?"),
    mark("What it says"),
    mark("Source"),
    mark("Read on"),
)


def show_law(found: KeptStudy, plan: Plan) -> None:
    """Show what the law of each country of a study says of the service asked about, for the profile."""
    lang = language()
    with st.expander(say("What the law says", lang)):
        st.text(say("Law is not practice, and rules change: verify it before anyone relies on it.", lang))
        rows = [row for country in countries_of(found) for row in told_by_law(country, plan, lang)]
        if rows:
            show_marked_table([say(head, lang) for head in _HEADS], [_marked(row) for row in rows])
        else:
            st.info(say("The services of this study do not say in which country they are.", lang))


def _marked(row: list[str]) -> list[str]:
    """Return the cells of a row as HTML; the law's own words get room, and a long address breaks anywhere."""
    kinds = {
        _HEADS.index("What it says"): "alcance-text",
        _HEADS.index("Source"): "alcance-source",
        len(_HEADS) - 1: "alcance-day",
    }
    return [
        f'<span class="{kinds[i]}">{encode(cell)}</span>' if i in kinds else encode(cell) for i, cell in enumerate(row)
    ]


def countries_of(found: KeptStudy) -> list[str]:
    """Return the countries a study has services in, sorted; those of hidden places are not told of."""
    facilities = found.study.facilities
    if facilities is None or "country" not in facilities:
        return []
    told = facilities.loc[facilities["visibility"] != "hidden", "country"]
    return sorted({str(code) for code in told if code})


def told_by_law(country: str, plan: Plan, lang: str) -> list[list[str]]:
    """Return what the law of a country says of a question, row by row; that nobody looked it up where that is so."""
    name = str(Locale(lang).territories.get(country, country))
    rules = rules_for(_rules(), country, plan.service, plan.profile)
    if not rules:
        told = say("Nobody looked up a rule on this service here.", lang)
        return [[name, "", word("answer", "unknown", lang), told, "", ""]]
    return [[name, *_cells(rule, plan, lang)] for rule in rules]


def _cells(rule: Rule, plan: Plan, lang: str) -> list[str]:
    whom = say(_WHO[rule.who], lang)
    if concerns(rule, plan.profile) != YES:
        whom = say("{whom} (whether that is so here, the profile does not say)", lang, whom=whom)
    entitled = say("On a condition", lang) if rule.entitled == CONDITIONAL else word("answer", rule.entitled, lang)
    condition = f"{say('The condition', lang)}: {rule.condition.say(lang)}" if rule.condition else ""
    since = say("In force since {day}.", lang, day=rule.in_force_since) if rule.in_force_since else ""
    text = " ".join(filter(None, [rule.text.say(lang), condition, since]))
    source = ", ".join(filter(None, [rule.article, rule.source_title, rule.source_url]))
    return [whom, entitled, text, source, rule.checked_on]


@cache
def _rules() -> tuple[Rule, ...]:
    return load_rules()
