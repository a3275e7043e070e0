"""The command ``alcance``: starts the door that was asked for and turns every end into an exit code."""

import atexit
import signal
import sys
from typing import NoReturn

from typer.exceptions import TyperException

from alcance.broken_off import BrokenOffError
from geo.errors import AlcanceError

WRONG, INTERRUPTED = 1, 3
_TYPER_INTERRUPTED = 130  # what Typer makes of Ctrl-C


def main() -> None:
    """Run the command line and leave with 0 done, 1 wrong input or question, 2 malformed option, 3 interrupted."""
    # On the way out all is written, or nothing: Ctrl-C has nothing to stop there and could only break it.
    atexit.register(signal.signal, signal.SIGINT, signal.SIG_IGN)
    try:
        code = _run()
    except AlcanceError as error:
        _leave(str(error), WRONG)
    except TyperException as error:
        what = " ".join(error.format_message().split())
        _leave(f"{what}{'' if what.endswith(('.', '?')) else '.'} See {_asked(error)} --help.", error.exit_code)
    except BrokenOffError as end:
        _leave(str(end), INTERRUPTED)
    except KeyboardInterrupt:
        code = _TYPER_INTERRUPTED
    if code == _TYPER_INTERRUPTED:
        _leave("interrupted; nothing half-written was left behind.", INTERRUPTED)
    sys.exit(code)


def _run() -> int:
    # Imported late: the doors import the rooms, and an intruder must be named before one of its parts is missed.
    from alcance.rooms import check_rooms  # noqa: PLC0415
    from geo.interrupts import interrupts_held  # noqa: PLC0415

    check_rooms()
    with interrupts_held():
        from alcance.doors import app  # noqa: PLC0415

    return app(sys.argv[1:] or ["--help"], prog_name="alcance", standalone_mode=False) or 0


def _asked(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    return context.command_path if context else "alcance"


def _leave(message: str, code: int) -> NoReturn:
    sys.stderr.write(f"alcance: {message}\n")
    sys.exit(code)


if __name__ == "__main__":
    main()
