"""The arguments and options the doors share, each worded once."""

from pathlib import Path
from typing import Annotated

import typer

from data.known_scenarios import SHIPPED as SCENARIOS
from data.profile import SHIPPED
from data.vocabulary import SERVICES
from geo.errors import QuestionError
from geo.roads import DIRECTIONS, MODES

StudyFolder = Annotated[Path, typer.Argument(metavar="STUDY", help="The study's folder.", show_default=False)]
Service = Annotated[
    str, typer.Option("--service", metavar="SERVICE", help=f"What is looked for: {', '.join(SERVICES)}.")
]
Cutoff = Annotated[
    float | None,
    typer.Option(
        "--cutoff-min", metavar="MIN", help="Largest time that still counts, minutes; else the study's own, 60."
    ),
]
Mode = Annotated[
    str | None,
    typer.Option("--mode", metavar="MODE", help=f"How people travel: {', '.join(MODES)}; else the study's own, drive."),
]
Profile = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        help=f"Who travels: {', '.join(SHIPPED)}, or one of the study's profiles/NAME.toml; "
        "else the study's own, anyone.",
    ),
]
Direction = Annotated[
    str | None,
    typer.Option(
        "--direction",
        metavar="WAY",
        help=f"{' or '.join(DIRECTIONS)} the facility: people travelling to it, or a team sent out from it; "
        "else the study's own, to.",
    ),
]
Arrive = Annotated[
    str | None,
    typer.Option(
        "--arrive",
        metavar="TIME",
        help="When people arrive, such as 2026-03-03T22:00 on the clock of each place, or with an offset "
        "(2026-03-03T22:00-06:00): opening hours then count; else they do not.",
    ),
]
Scenario = Annotated[
    str | None,
    typer.Option(
        "--scenario",
        metavar="NAME",
        help=f"What if: {', '.join(SCENARIOS)}, one of the study's scenarios/NAME.toml, or a TOML file; "
        "else the study as it is.",
    ),
]
Visits = Annotated[
    float,
    typer.Option(
        "--visits-a-year",
        metavar="N",
        help="How often a year one person needs the service: how many a place can serve.",
    ),
]
Runs = Annotated[
    int,
    typer.Option(
        "--runs",
        metavar="N",
        help="How many random runs say how sure the answer is, of what nobody knows about speeds, season, ground, "
        "borders and places: 0, or from 100 on.",
    ),
]
Seed = Annotated[
    int, typer.Option("--seed", metavar="N", help="What the runs are drawn from: the same, the same runs.")
]
Threads = Annotated[
    int | None,
    typer.Option(
        "--threads",
        metavar="N",
        help="How many runs, or in catchments batches of facilities, are worked out at once in this process, which "
        "holds the roads once; else one.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        help="How many processes of this computer work the runs out, and in catchments the facilities; each opens the "
        "study.",
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="The dask scheduler whose workers work the runs out, and in catchments the facilities, such as "
        "tcp://10.0.0.5:8786; they find the study at the same path.",
    ),
]
Internal = Annotated[
    bool, typer.Option("--internal", help="Let hidden places take part; everything written is stamped INTERNAL.")
]


def _folder(text: str) -> Path:
    """Return a folder as it was typed; an empty name, as of a variable nobody set, would be the folder one is in."""
    if not text.strip():
        raise QuestionError("--out", "is empty", "Give a folder, such as results/mine, or leave it out.")
    return Path(text)


Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", parser=_folder, help="Folder for the results; else STUDY/results/COMMAND."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the summary as one JSON object.")]
