"""Every command and every option is documented, and the page in docs/ says what the commands say."""

import pytest
import typer
from doors import alcance

from alcance import reference
from alcance.reference import PAGE, describe_commands

COMMANDS = (
    "demo",
    "new",
    "add",
    "fetch",
    "network",
    "doctor",
    "catchments",
    "reach",
    "coverage",
    "gaps",
    "sectors",
    "continuity",
    "scenarios",
    "borders",
    "sites",
    "visits",
    "routes",
    "exposure",
    "surge",
    "export",
    "publish",
    "app",
)


def test_the_page_is_what_the_commands_say_today() -> None:
    assert PAGE.read_text("utf-8") == describe_commands(), "make it again: python -m alcance.reference"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_option_of_the_help_is_on_the_page(command: str) -> None:
    section = describe_commands().split(f"\n## {command}\n")[1].split("\n## ")[0]
    options = {word for word in alcance(command, "--help").out.split() if word.startswith("--")} - {"--help"}
    assert options
    assert {option for option in options if f"`{option}" not in section} == set()


def test_the_commands_agreed_on_are_there_in_the_order_of_a_first_use() -> None:
    titles = [line.removeprefix("## ") for line in describe_commands().splitlines() if line.startswith("## ")]
    assert tuple(titles) == COMMANDS


def _undocumented(study: str) -> None:
    raise NotImplementedError


def _without_help_for_its_option(study: str) -> None:
    """Do something."""
    raise NotImplementedError


@pytest.mark.parametrize("door", [_undocumented, _without_help_for_its_option])
def test_a_command_or_an_option_without_help_is_refused(monkeypatch: pytest.MonkeyPatch, door: object) -> None:
    app = typer.Typer()
    app.command("first")(door)  # type: ignore[arg-type]
    app.command("second")(door)  # type: ignore[arg-type]
    monkeypatch.setattr(reference, "app", app)
    with pytest.raises(ValueError, match="has no help"):
        describe_commands()
