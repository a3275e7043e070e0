"""The door that makes the public bundle of a study."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from alcance.day import local_day
from alcance.options import AsJson, StudyFolder
from alcance.progress import steps
from alcance.publishing.run import Published, check_publishable, publish_study
from alcance.report import report
from data.cells import is_iso_date
from data.public.fates import AREA, HELD, PLACE
from data.recognise.dates import is_plausible
from data.study import load_study
from geo.errors import QuestionError


def publish(
    study: StudyFolder,
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="Folder for the bundle; new or empty.", show_default=False)
    ],
    *,
    example: Annotated[
        bool, typer.Option("--example", help="Publish invented places, marked on every screen.")
    ] = False,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="Leave out what was checked after this day (else today); what has no day goes out.",
        ),
    ] = None,
    signed_by: Annotated[
        str | None,
        typer.Option("--signed-by", metavar="TEXT", help="Who read the report and answers for what goes out."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make the public map of a study: for a cheap phone, without internet, in four languages.

    Hidden places take no part in it; of restricted ones it tells only what is offered in their area. Beside the folder
    a report says what goes out and what was held back. Unsigned, every screen says DRAFT.
    """
    name = _signer(signed_by)
    loaded = load_study(study)
    check_publishable(loaded, out, example=example)
    with steps("Making the public map") as progress:
        made = publish_study(loaded, out, as_of=_day(as_of), signed_by=name, progress=progress)
    report(_lines(made, name), _summary(made), as_json=as_json)


def _signer(text: str | None) -> str:
    """Return who signs; nothing where nobody does. A script whose variable is empty did not mean a draft."""
    if text is not None and not text.strip():
        raise QuestionError("--signed-by", "names nobody", "Give the name of who read the report, or leave it out.")
    return (text or "").strip()


def _day(text: str | None) -> date:
    today = local_day()
    if text is None:
        return today
    if not is_iso_date(text):
        raise QuestionError("--as-of", f"'{text}' is no date", "Write it as 2026-01-31.")
    if (day := date.fromisoformat(text)) > today:
        raise QuestionError("--as-of", f"'{text}' is still to come", "Give today or an earlier day.")
    if not is_plausible(text):
        raise QuestionError("--as-of", f"'{text}' is of another calendar or a slip", "Give a day from 1990 on.")
    return day


def _lines(made: Published, signed_by: str) -> list[str]:
    counts = made.prepared.fates["fate"].value_counts()
    why = made.prepared.fates.loc[made.prepared.fates["fate"] == HELD, "why"].value_counts().sort_index()
    draft = "" if signed_by else "; DRAFT on every screen, for nobody signed it (--signed-by)"
    told = f"{counts.get(PLACE, 0)} as they are, {counts.get(AREA, 0)} told of by their area alone"
    return [
        f"{made.bundle}: the public map, as of {made.prepared.view.as_of.isoformat()}{draft}",
        f"Places: {told}, {counts.get(HELD, 0)} held back",
        *(f"  {count} held back: {reason}" for reason, count in why.items()),
        f"Report, not to be handed out: {', '.join(str(path) for path in made.report)}",
    ]


def _summary(made: Published) -> dict[str, object]:
    counts = made.prepared.fates["fate"].value_counts()
    return {
        "bundle": str(made.bundle),
        "as_of": made.prepared.view.as_of.isoformat(),
        "places": {fate: int(counts.get(fate, 0)) for fate in (PLACE, AREA, HELD)},
        "report": [str(path) for path in made.report],
    }
