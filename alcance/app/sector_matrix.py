"""The sectors of help along the corridor: the matrix of segments and sectors, below the page of one service."""

from dataclasses import replace

import streamlit as st

from alcance.app.answers import KeptStudy
from alcance.app.downloads import offer_downloads
from alcance.app.link import language, linked, relink, show_link
from alcance.app.view import show_page
from analysis.plan import Plan
from analysis.sectors import SECTORS
from data.words import say

# Reasons of access.csv are told for one service, and here none is asked about alone.
_FILES = ("sectors.csv", "map.html", "manifest.json")


def offer_sectors(found: KeptStudy, plan: Plan) -> None:
    """Offer the matrix, and show it where it was asked for."""
    lang = language()
    if found.study.corridors is None:
        return
    wanted = st.checkbox(
        say("Sectors along the corridor: housing, work, health, school, legal help", lang),
        value=linked("sectors") == "yes",
        key="ask-sectors",
    )
    relink(sectors="yes" if wanted else None)
    show_link()
    if not wanted:
        return
    shown = show_page(found, replace(plan, runs=0, service=SECTORS["health"][0]), "sectors")
    if shown is not None:
        offer_downloads(shown, lang, only=_FILES, beside="sectors-")
