"""The page Sites: where new sites should stand, what a change by hand loses, and the search again with what is kept."""

import threading
from io import BytesIO

import pandas as pd

from alcance.app.answers import KeptStudy
from alcance.app.asked_for import is_asked_for
from alcance.app.downloads import offer_downloads
from alcance.app.field_words import say_in_fields
from alcance.app.fields import Fields
from alcance.app.here import here
from alcance.app.link import language, show_link
from alcance.app.question import ask_question
from alcance.app.reading import begin_form, end_form
from alcance.app.said import show_text
from alcance.app.sites_answer import Sited, answer_sites, kept_sites, sites_key
from alcance.app.sites_asked import Question, ask_sites
from alcance.app.sites_moved import SOLVE, offer_moves
from alcance.app.view import show_frame
from alcance.app.waiting import awaited
from analysis.plan import Plan
from data.words import say
from geo.errors import AlcanceError
from layers.siting.short_answer import site_answer


def sites_page() -> None:
    """Ask the question, and show where the sites should stand once that is asked for."""
    lang = language()
    found = here()
    if found is None:
        return
    say_in_fields(lang)
    begin_form()
    plan, fields = ask_question(found), Fields(lang)
    fields.note("--cutoff-min", say("Limit, minutes", lang))
    question = None if plan is None else ask_sites(found, plan, fields)
    if plan is not None and question is not None:
        _answer(found, plan, question, fields)
    show_link()
    end_form(lang)


def _answer(found: KeptStudy, plan: Plan, question: Question, fields: Fields) -> None:
    lang, key = fields.lang, sites_key(found, plan, question)
    if not is_asked_for("sites", key, say("Find the sites", lang), again=SOLVE):
        return
    try:
        sited = _sited(found, plan, question, lang)
    except AlcanceError as error:
        fields.say(error)
        return
    show_text(site_answer(pd.read_csv(BytesIO(sited.answer.file("sites.csv"))), lang))
    show_frame(sited.answer, lang)
    offer_moves(sited.weighed, key, lang)
    offer_downloads(sited.answer, lang)


def _sited(found: KeptStudy, plan: Plan, question: Question, lang: str) -> Sited:
    key = sites_key(found, plan, question)
    kept = kept_sites(key)
    if kept is not None:
        return kept
    enough = threading.Event()
    return awaited(key, lambda step: answer_sites(found, plan, question, step, enough), lang, enough)
