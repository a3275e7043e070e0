"""The arguments and options the doors share, each worded once."""

from pathlib import Path
from typing import Annotated

import typer

from analysis.plan import PROFILES
from data.vocabulary import SERVICES
from geo.roads import DIRECTIONS, MODES

StudyFolder = Annotated[Path, typer.Argument(metavar="STUDY", help="The study's folder.", show_default=False)]
Service = Annotated[str, typer.Option("--service", help=f"What is looked for: {', '.join(SERVICES)}.")]
Cutoff = Annotated[
    float | None,
    typer.Option(
        "--cutoff-min", help="Largest travel time that still counts, minutes.", show_default="the study's: 60"
    ),
]
Mode = Annotated[
    str | None,
    typer.Option("--mode", help=f"How people travel: {', '.join(MODES)}.", show_default="the study's: drive"),
]
Profile = Annotated[
    str | None,
    typer.Option("--profile", help=f"Who travels: {', '.join(PROFILES)}.", show_default="the study's: anyone"),
]
Direction = Annotated[
    str | None,
    typer.Option(
        "--direction",
        help=f"{' or '.join(DIRECTIONS)} the facility: people travelling to it, or a team sent out from it.",
        show_default="the study's: to",
    ),
]
Internal = Annotated[
    bool, typer.Option("--internal", help="Let hidden places take part; everything written is stamped INTERNAL.")
]
Out = Annotated[
    Path | None, typer.Option("--out", help="Folder for the results.", show_default="STUDY/results/COMMAND")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the summary as one JSON object.")]
