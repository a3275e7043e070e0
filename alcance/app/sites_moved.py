"""Sites moved by hand: what that loses at once, and the search again with those that are kept."""

import numpy as np
import streamlit as st

from alcance.app.candidates import CHOSEN, HANDED
from alcance.app.fields import choose_next
from alcance.app.link import relink
from alcance.app.said import show_text
from analysis.siting.weighed import Weighed
from data.encode import encode_csv
from data.words import mark, say
from geo.roads import IntArray
from layers.text import number

SOLVE = "sites_solve"  # the page is to look for the best again
_NEAREST = 100  # candidates offered in the place of a site
_STAYS = -1


@st.fragment
def offer_moves(weighed: Weighed, key: str, lang: str) -> None:
    """Show each site with the candidates it could be moved to, what the moves lose, and what can be done with them.

    Parameters
    ----------
    weighed
        The sites found, and what to weigh others by.
    key
        The answer's.
    lang
        The language of the words shown.
    """
    st.subheader(say("Change it by hand", lang), anchor=False)
    st.write(say("Choose another place for a site: what that loses is said at once, nothing is searched anew.", lang))
    kept, now = [], []
    for rank, site in enumerate(weighed.chosen.tolist(), 1):
        keep_at, move_at = st.columns([2, 5], vertical_alignment="bottom")
        with move_at:
            now.append(_instead(weighed, rank, site, key, lang))
        with keep_at:
            if st.checkbox(say("Keep number {rank}", lang, rank=rank), key=f"keep-{rank}-{key}"):
                kept.append(now[-1])
    _say_loss(weighed, np.array(now), lang)
    _offer_next(weighed, kept, now, lang)


def _instead(weighed: Weighed, rank: int, site: int, key: str, lang: str) -> int:
    """Ask where a site is to stand and return that."""
    names = weighed.sites["name"].to_numpy()
    near = weighed.near(site, _NEAREST)
    lost, away_m = weighed.covered(weighed.chosen) - weighed.covered_instead(site, near), weighed.away_m(site)[near]
    told = {_STAYS: say("It stays there", lang)}
    for other, people, metres in zip(near.tolist(), lost.tolist(), away_m.tolist(), strict=True):
        told[other] = f"{names[other]} · {number(metres / 1000, 'km')} · {_difference(people, lang)}"
    label = say("Instead of {rank}. {name}", lang, rank=rank, name=names[site])
    picked: int = st.selectbox(label, list(told), format_func=told.__getitem__, key=f"move-{rank}-{lang}-{key}")
    return site if picked == _STAYS else picked


def _say_loss(weighed: Weighed, now: IntArray, lang: str) -> None:
    best, mine = weighed.covered(weighed.chosen), weighed.covered(now)
    told = say(
        "People within the limit: {best} with the sites found, {mine} with yours. {difference}.",
        lang,
        best=_people(best),
        mine=_people(mine),
        difference=_difference(best - mine, lang),
    )
    if len(np.unique(now)) < len(now):
        told = f"{told} {say('Two of your sites stand at one place.', lang)}"
    show_text(told)


def _difference(lost: float, lang: str) -> str:
    """Return how many people fewer that is, or more."""
    if round(lost) == 0:
        return say("As many people", lang)
    sentence = mark("{people} people fewer") if lost > 0 else mark("{people} people more")
    return say(sentence, lang, people=_people(abs(lost)))


def _people(count: float) -> str:
    return number(count, "", decimals=0)


def _offer_next(weighed: Weighed, kept: list[int], now: list[int], lang: str) -> None:
    """Show what can be done with the sites as they are now."""
    ids = weighed.sites["site_id"].to_numpy()
    with st.container(horizontal=True):
        if st.button(say("Find the others again, with those I keep", lang), key="lock-and-find", disabled=not kept):
            choose_next("locked", [ids[site] for site in dict.fromkeys(kept)])
            st.session_state[SOLVE] = True
            st.rerun()
        if st.button(say("Make a timetable for these sites", lang), key="to-timetable"):
            rows = weighed.sites.iloc[list(dict.fromkeys(now))].sort_values("site_id")
            st.session_state[HANDED] = encode_csv(rows)
            relink(stops=CHOSEN)
            st.switch_page(st.session_state["timetable"])
