"""The page docs/commands.md, made from the commands themselves: ``python -m alcance.reference``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from alcance.doors import app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
_BEGIN = """\
# Commands

Made from the commands' own help by `python -m alcance.reference`; change it there.

Most commands take a study, which is a folder. What goes in and what comes out is in [Tables](tables.md), how it is
computed in [How we compute](how-we-compute.md), what each word means in the [glossary](glossary.md).

| exit code | means |
|---|---|
| 0 | done; rows that could not be used are set aside, counted and listed |
| 1 | the input or the question is wrong: one line says where, what, and what to do |
| 2 | an option is malformed |
| 3 | interrupted; nothing half-written stays, and it is said where finished work is kept |

With `--json` a command prints one JSON object and nothing else. Progress shows on a terminal only.
"""


def describe_commands() -> str:
    """Return the page as Markdown.

    Raises
    ------
    ValueError
        A command or an option has no help.
    """
    command = typer.main.get_command(app)
    context = typer.Context(command, info_name="alcance")
    doors = [command.get_command(context, name) for name in command.list_commands(context)]  # type: ignore[attr-defined]
    return "\n".join([_BEGIN, *(line for door in doors for line in _command(context, door))])


def _command(parent: typer.Context, command: Any) -> Iterator[str]:
    context = typer.Context(command, info_name=command.name, parent=parent)
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"## {command.name}\n\n```\nalcance {command.name} {usage}\n```\n"
    yield f"{_told(command.name, command.help)}\n"
    yield "| | |\n|---|---|"
    for option in (each for each in command.params if each.name != "help"):
        yield f"| {_typed(option)} | {_told(f'{command.name} {option.name}', option.help)} |"
    yield ""


def _typed(option: Any) -> str:
    """Return what one types for an option; the value in capitals, unless it is a switch."""
    if option.param_type_name == "argument":
        return f"`{option.metavar}`{' (required)' if option.required else ''}"
    value = "" if option.is_flag else f" {option.metavar}"
    return f"`{option.opts[0]}{value}`{' (required)' if option.required else ''}"


def _told(what: str, text: str | None) -> str:
    if not text:
        message = f"{what} has no help"
        raise ValueError(message)
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n")).strip()


if __name__ == "__main__":
    PAGE.write_text(describe_commands(), encoding="utf-8")
