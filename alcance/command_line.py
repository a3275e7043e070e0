"""The command ``alcance``: starts the door that was asked for and turns every end into an exit code."""

import sys

from geo.errors import AlcanceError

WRONG, MALFORMED, INTERRUPTED = 1, 2, 3


def main() -> None:
    """Run the command line and leave with 0 done, 1 wrong input or question, 2 malformed option, 3 interrupted."""
    try:
        sys.exit(_run())
    except AlcanceError as error:
        sys.stderr.write(f"alcance: {error}\n")
        sys.exit(WRONG)
    except KeyboardInterrupt:
        sys.stderr.write("alcance: interrupted; nothing half-written was left behind.\n")
        sys.exit(INTERRUPTED)


def _run() -> int:
    # Imported late: the doors import the rooms, and an intruder must be named before one of its parts is missed.
    from alcance.rooms import check_rooms  # noqa: PLC0415

    check_rooms()
    import click  # noqa: PLC0415

    from alcance.doors import app  # noqa: PLC0415

    try:
        return int(app(prog_name="alcance", standalone_mode=False) or 0)
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        error.show()
        return MALFORMED


if __name__ == "__main__":
    main()
