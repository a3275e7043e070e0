"""What is said of a child that did not come to a good end."""

import json

from data.door.allowance import Allowance
from data.door.child_process import Ended
from geo.errors import InputError


def check_ended(ended: Ended, name: str, allowance: Allowance) -> None:
    """Make sure that a child did its task.

    Raises
    ------
    InputError
        It took too long, sent too much, died, or says itself what is wrong with the file.
    """
    if ended.why == "time":
        what = f"took longer than {allowance.seconds} s to read"
        raise InputError(name, what, "Cut it to the study's place or export it as CSV.")
    if ended.why == "size":
        raise InputError(name, "holds far more than a file of its size should", "Export it again as CSV.")
    if ended.code != 0 or not ended.lines:
        raise broken_reader(ended, name)
    if ended.lines[0].startswith(b'{"error"'):
        raise InputError(*(str(part) for part in json.loads(ended.lines[0])["error"]))


def broken_reader(ended: Ended, name: str) -> InputError:
    """Return what is said of a file whose reader died or stopped halfway."""
    what = f"broke the program that reads it (code {ended.code})"
    return InputError(name, what, "Export it again, or in another format.")
