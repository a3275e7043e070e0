"""What would become of an uploaded file, said under its field, and what only a person can decide about it."""

from collections.abc import Iterable

import streamlit as st

from alcance.app.column_words import name_column
from alcance.app.said import reason_in, say_error
from data.from_outside import Trial
from data.visibility import HIDDEN, PUBLIC, RESTRICTED, Unsaid
from data.words import mark, say
from layers.text import encode

SEEN = {
    HIDDEN: (mark("Hidden (recommended)"), mark("In no map, table or count: nobody learns that they exist.")),
    RESTRICTED: (mark("Restricted"), mark("In your answers, for people who plan with you; not for publishing.")),
    PUBLIC: (mark("Public"), mark("In your answers, and anyone may know where they are.")),
}


def say_missing(file: str, trial: Trial, lang: str) -> None:
    """Say which needed columns nobody could tell, and between which of theirs nothing decides."""
    if trial.counts is not None or trial.fault is not None:
        return
    names = ", ".join(name_column(each, lang) for each in trial.columns.missing)
    told = say("columns not recognised: {columns}. Choose them under “Columns of this file”.", lang, columns=names)
    st.html(f'<div class="alcance-error" role="alert"><b>{encode(file)}</b>: {encode(told)}</div>')
    for ours, theirs in trial.columns.tied.items():
        could_be = say("{column} could be any of these:", lang, column=name_column(ours, lang))
        _say_plainly([f"{could_be} {', '.join(theirs)}"])


def say_outcome(trial: Trial, lang: str, *, into_study: bool) -> None:
    """Say what would become of the rows, and what was noticed about the file."""
    _say_plainly(reason_in(note, lang) for note in trial.notes)
    if trial.fault is not None:
        say_error(trial.fault, lang)
    if trial.counts is None:
        return
    rows, kept, repaired, aside = (f"{count:,}" for count in trial.counts)
    sentence = mark("{rows} rows: {kept} taken as they are, {repaired} repaired, {aside} set aside.")
    told = say(sentence, lang, rows=rows, kept=kept, repaired=repaired, aside=aside)
    where = say("Data check lists the rows set aside, once the study is made.", lang)
    st.write(f"{told} {where}" if trial.counts.set_aside and into_study else told)


def ask_about_shelters(unsaid: Unsaid, key: str, lang: str) -> str:
    """Ask who may know shelters that do not say it, where there are any, and return the answer: hidden unless told."""
    if unsaid.secret:
        told = mark(
            "For women only or about violence, hidden unless their row says why not (visibility_reason): {count}."
        )
        st.write(say(told, lang, count=unsaid.secret))
    if not unsaid.shelters:
        return HIDDEN
    return st.radio(
        say("Shelters that do not say who may know where they are: {count}. Who may?", lang, count=unsaid.shelters),
        list(SEEN),
        format_func=lambda each: say(SEEN[each][0], lang),
        captions=[say(meaning, lang) for _, meaning in SEEN.values()],
        key=key,
    )


def _say_plainly(sentences: Iterable[str]) -> None:
    """Show sentences that hold text from the file, never taken for markup."""
    for sentence in sentences:
        st.html(f"<p>{encode(sentence)}</p>")
