"""How many random runs are to tell how sure an answer is."""

import streamlit as st

from alcance.app.link import linked, relink
from alcance.app.said import Field, say_beside
from analysis.plan import check_runs
from data.words import say
from geo.errors import AlcanceError

_USUAL = 200
_DIGITS = 6  # a link with more asks for nothing


def ask_runs(lang: str) -> int | None:
    """Ask for a number of runs, 0 unless somebody wants them; None where it is none, which is said beside the field."""
    told = linked("runs") or ""
    start = int(told) if told.isdecimal() and len(told) <= _DIGITS else 0
    with st.expander(say("How sure is this? 200 random runs", lang), expanded=start > 0):
        st.write(
            say(
                "The answer is worked out again and again, each time with other speeds, season, waiting at borders and "
                "places that may or may not be open: what comes out nearly always is sure, the rest is uncertain.",
                lang,
            )
        )
        label = say("Random runs: 0 for none, 200 are usual; they take longer", lang)
        runs: int = st.number_input(label, value=start, step=_USUAL, key=f"ask-runs-{lang}")
        beside = st.container()
    try:
        check_runs(runs)
    except AlcanceError as error:
        say_beside(error, {"--runs": Field(label, beside)}, lang)
        return None
    relink(runs=str(runs) if runs else None)
    return runs
