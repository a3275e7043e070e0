"""All commands of the command line; one function each, in the order of a first use."""

from typing import Any

import typer
from typer.core import TyperCommand

from alcance.add import add
from alcance.answer import catchments, coverage, gaps, reach
from alcance.borders import borders
from alcance.check import doctor
from alcance.continuity import continuity
from alcance.demo import demo
from alcance.export import export
from alcance.exposure import exposure
from alcance.fetch import fetch
from alcance.make import network, new
from alcance.publish import publish
from alcance.routes import routes
from alcance.scenarios import scenarios
from alcance.sectors import sectors
from alcance.sites import sites
from alcance.start_app import start_app
from alcance.surge import surge
from alcance.visits import visits


class Door(TyperCommand):
    """A command whose usage reads as one types it."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return what follows the command's name: the study first, without Typer's braces."""
        options, *arguments = super().collect_usage_pieces(ctx)
        return [*(argument.strip("{}") for argument in arguments), options]


app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Where along a migration corridor people cannot reach a service in time.",
)
for door in (
    demo,
    new,
    add,
    fetch,
    network,
    doctor,
    catchments,
    reach,
    coverage,
    gaps,
    sectors,
    continuity,
    scenarios,
    borders,
    sites,
    visits,
    routes,
    exposure,
    surge,
    export,
    publish,
):
    app.command(cls=Door)(door)
app.command("app", cls=Door)(start_app)
