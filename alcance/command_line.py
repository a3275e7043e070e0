"""The command ``alcance``: starts the door that was asked for and turns every end into an exit code."""

import sys
from typing import NoReturn

from geo.errors import AlcanceError

WRONG, INTERRUPTED = 1, 3
_TYPER_INTERRUPTED = 130  # what Typer makes of Ctrl-C


def main() -> None:
    """Run the command line and leave with 0 done, 1 wrong input or question, 2 malformed option, 3 interrupted."""
    try:
        _run()
    except AlcanceError as error:
        sys.stderr.write(f"alcance: {error}\n")
        sys.exit(WRONG)
    except KeyboardInterrupt:
        _leave_interrupted()
    except SystemExit as end:
        if end.code == _TYPER_INTERRUPTED:
            _leave_interrupted()
        raise


def _run() -> None:
    # Imported late: the doors import the rooms, and an intruder must be named before one of its parts is missed.
    from alcance.rooms import check_rooms  # noqa: PLC0415

    check_rooms()
    from alcance.doors import app  # noqa: PLC0415

    app(prog_name="alcance")


def _leave_interrupted() -> NoReturn:
    sys.stderr.write("alcance: interrupted; nothing half-written was left behind.\n")
    sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
