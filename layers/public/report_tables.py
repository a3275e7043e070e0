"""The tables of the report before a public map goes out, for its page and the app: what is told, and of which rows."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from data.public.fates import AREA, HELD, PLACE
from data.words import mark, say
from layers.labels import word
from layers.public.report import Report

_HEADS = {
    "name": mark("Name"),
    "kind": mark("Kind"),
    "services": mark("Services"),
    "visibility_reason": mark("Why it may be public"),
    "phone": mark("Telephone"),
    "referral_phone": mark("Number to be sent on by"),
    "area": mark("Area told"),
    "status": mark("Status"),
    "opening_hours": mark("Opening hours"),
    "organisation": mark("Organisation"),
    "source": mark("Source"),
    "why": mark("Why"),
    "checked_on": mark("Last checked"),
}


class ReportTable(NamedTuple):
    """A table.

    Attributes
    ----------
    title
        English, marked.
    rows
        Of `Report.listed`; at least one.
    columns
        What is told of each, in order.
    """

    title: str
    rows: pd.DataFrame
    columns: Sequence[str]


def report_tables(report: Report) -> list[ReportTable]:
    """Return the tables that have rows: what to read first, and last all that goes out as it is, with all its words."""
    wanted = (
        (
            mark("Read these first: for women only or about violence, and public"),
            report.delicate(),
            ("name", "kind", "services", "visibility_reason", "phone"),
        ),
        (mark("Told of by their area"), report.with_fate(AREA), ("name", "kind", "services", "area", "referral_phone")),
        (mark("Held back, besides hidden ones"), report.with_fate(HELD), ("name", "kind", "why", "checked_on")),
        (
            mark("Do they still work? Their status is not understood, and they go out without hours"),
            report.unclear(),
            ("name", "kind", "status", "opening_hours", "checked_on"),
        ),
        (mark("Not checked for long"), report.stale(), ("name", "kind", "checked_on")),
        (mark("Nobody knows when they were last changed"), report.undated(), ("name", "kind", "source", "area")),
        (
            mark("Go out as they are"),
            report.with_fate(PLACE),
            (
                *("name", "kind", "services", "phone", "referral_phone", "status", "opening_hours"),
                *("organisation", "source", "checked_on"),
            ),
        ),
    )
    return [ReportTable(*table) for table in wanted if len(table[1])]


def heading(column: str, lang: str) -> str:
    """Return what stands over a column."""
    return say(_HEADS[column], lang)


def cell_text(column: str, value: object, lang: str) -> str:
    """Return what stands in a cell, as plain text."""
    if column == "kind":
        return word("kind", str(value), lang)
    if column == "why":
        return say(str(value), lang)
    if column == "services":
        return ", ".join(word("service", code, lang) for code in str(value).split(";") if code)
    return str(value)
