"""All commands of the command line; one function each, in the order of a first use."""

import typer

from alcance.answer import catchments, coverage, gaps, reach
from alcance.check import doctor
from alcance.fetch import fetch
from alcance.make import network, new

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Where along a migration corridor people cannot reach a service in time.",
)
for door in (new, fetch, network, doctor, catchments, reach, coverage, gaps):
    app.command()(door)
