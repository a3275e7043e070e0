"""The page Publish: what would go out, who answers for it, and the public map."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import NamedTuple

import streamlit as st

from alcance.app.answers import KeptStudy
from alcance.app.here import here
from alcance.app.link import language, show_link
from alcance.app.public_files import PUBLIC, public_folder
from alcance.app.said import say_error, show_table, show_text
from alcance.app.waiting import awaited
from alcance.app.work import Step
from alcance.day import local_day
from alcance.publishing.run import Published, check_publishable, publish_study
from data.public.prepare import prepare_view
from data.words import mark, say
from geo.errors import AlcanceError
from layers.public.report import Report, sentences
from layers.public.report_tables import cell_text, heading, report_tables

_MAKING = mark("Making the public map")
# All of most maps: nobody can answer for what is not shown.
_MOST = 2_000
# Nobody checked a place before; an earlier year is of another calendar.
_FIRST_DAY = date(1990, 1, 1)
_DRAFT = "-draft"
_ASKED, _MADE = "publish_asked", "published"


class Asked(NamedTuple):
    """What somebody asked to be made: of which state of a study, as of which day, called what, signed by whom."""

    fingerprint: str
    as_of: date
    name: str
    signed_by: str
    example: bool


def publish_page() -> None:
    """Show the report, ask who signs it, and make the bundle."""
    lang = language()
    found = here()
    show_link()
    if found is None:
        return
    st.write(
        say(
            "A map for people on the move: a folder that opens on any telephone, without internet. It holds public "
            "places only; of restricted ones it tells what is offered in their area, and nothing of hidden ones.",
            lang,
        )
    )
    as_of = _ask_day(lang)
    try:
        report = _report(found, as_of)
    except AlcanceError as error:
        say_error(error, lang)
        return
    _show_report(report, lang)
    _sign(found, as_of, lang)


def _ask_day(lang: str) -> date:
    today = local_day()
    told = st.date_input(
        say("Leave out what was checked after this day", lang),
        today,
        min_value=_FIRST_DAY,
        max_value=today,
        format="YYYY-MM-DD",
        key="publish-day",
        help=say(
            "Whoever compares two releases of the map then does not learn what changed lately. What has no day of "
            "checking goes out all the same.",
            lang,
        ),
    )
    return told if isinstance(told, date) else today


def _report(found: KeptStudy, as_of: date) -> Report:
    """Return what there is to know before this study goes out, worked out once for each state of it."""
    kept = st.session_state.setdefault("publish_report", {})
    key = (found.fingerprint, as_of)
    if key not in kept:
        kept.clear()
        kept[key] = Report.of(found.study, prepare_view(found.study, as_of=as_of, signed=False))
    report: Report = kept[key]
    return report


def _show_report(report: Report, lang: str) -> None:
    st.subheader(say("1. What goes out, and what does not", lang), anchor=False)
    for sentence in sentences(report, lang):
        st.text(f"• {sentence}")
    for title, rows, columns in report_tables(report):
        with st.expander(f"{say(title, lang)} ({len(rows):,})"):
            cells = rows[list(columns)].head(_MOST).itertuples(index=False, name=None)
            told = [
                [cell_text(name, cell, lang) or "—" for name, cell in zip(columns, row, strict=True)] for row in cells
            ]
            show_table([heading(name, lang) for name in columns], told)
            if len(rows) > _MOST:
                st.text(
                    say("… and {count} more; the report beside the map lists them all.", lang, count=len(rows) - _MOST)
                )


def _sign(found: KeptStudy, as_of: date, lang: str) -> None:
    st.subheader(say("2. Who answers for it", lang), anchor=False)
    with st.form("publish", border=False):
        signed_by = st.text_input(
            say("Your name and organisation; without it every screen says DRAFT", lang),
            max_chars=200,
            key="publish-name",
        )
        name = st.text_input(
            say("Name of the map in its address", lang), _free_name(found, as_of), max_chars=50, key="publish-address"
        )
        example = found.study.example and st.checkbox(
            say("These places are invented: publish them all the same, with EXAMPLE on every screen", lang),
            key="publish-example",
        )
        pressed = st.form_submit_button(say("Make the public map", lang), type="primary")
    st.subheader(say("3. The map", lang), anchor=False)
    if pressed and found.study.example and not example:
        st.error(say("Tick that invented places are to be published, if that is meant.", lang))
    elif pressed:
        # A draft and what is signed after it may be called alike.
        called = name.strip() if signed_by.strip() else f"{name.strip()}{_DRAFT}"
        st.session_state[_ASKED] = Asked(found.fingerprint, as_of, called, signed_by.strip(), example)
    asked: Asked | None = st.session_state.get(_ASKED)
    if asked is None or asked[:2] != (found.fingerprint, as_of):
        st.text(say("Nothing is made yet.", lang))
        return
    try:
        _show(_made(found, asked, lang), lang)
    except AlcanceError as error:
        say_error(error, lang)


def _made(found: KeptStudy, asked: Asked, lang: str) -> Published:
    """Return the map that was asked for, made now unless it was before."""
    made: tuple[Asked, Published] | None = st.session_state.get(_MADE)
    if made is not None and made[0] == asked:
        return made[1]
    out = public_folder(asked.name)

    def task(step: Step) -> Published:
        check_publishable(found.study, out, example=asked.example)
        return publish_study(
            found.study,
            out,
            as_of=asked.as_of,
            signed_by=asked.signed_by,
            progress=lambda done, of: step(_MAKING, done, of),
        )

    published = awaited(repr(asked), task, lang)
    st.session_state[_MADE] = (asked, published)
    return published


def _show(made: Published, lang: str) -> None:
    st.success(say("The public map is made.", lang))
    st.link_button(say("Open the public map", lang), f"/{PUBLIC}/{made.bundle.name}/")
    show_text(say("Its folder, to hand out: {folder}", lang, folder=str(made.bundle)))
    show_text(say("The report, to keep: {files}", lang, files=", ".join(path.name for path in made.report)))


def _free_name(found: KeptStudy, as_of: date) -> str:
    """Return a name made of the study's title and the day under which no map stands, the same all through a visit."""
    kept: dict[tuple[str, date], str] = st.session_state.setdefault("publish_names", {})
    key = (str(found.study.path), as_of)
    if key not in kept:
        kept[key] = next(filter(_is_free, _names(found.study.title, as_of)))
    return kept[key]


def _names(title: str, as_of: date) -> Iterator[str]:
    words = "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:35].strip("-") or "map"
    yield f"{words}-{as_of.isoformat()}"
    yield from (f"{words}-{as_of.isoformat()}-{number}" for number in count(2))


def _is_free(name: str) -> bool:
    """Tell whether neither a map of that name stands nor a draft of it."""
    return not any(public_folder(f"{name}{ending}").exists() for ending in ("", _DRAFT))
