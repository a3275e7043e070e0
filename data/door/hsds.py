"""Reads services in the form of Open Referral (HSDS 3) from a JSON file."""

from pathlib import Path
from typing import NoReturn

from data.hsds_in import raw_from_hsds
from data.json_members import LONG_NUMBER, LongNumberError, RepeatedMemberError, parse_json, repeated_member
from data.raw import RawTable
from geo.errors import InputError


def read(path: Path) -> RawTable:
    """Return the services of a JSON file; see `raw_from_hsds`.

    Parameters
    ----------
    path
        The file, in UTF-8.

    Raises
    ------
    InputError
        Not UTF-8, not JSON (NaN and Infinity are not JSON), a member that stands twice, or no services.
    """
    try:
        document = parse_json(path.read_bytes().decode("utf-8-sig"), parse_constant=_refuse_constant)
    except RepeatedMemberError as error:
        raise repeated_member(path.name, error) from None
    except LongNumberError:
        raise InputError(path.name, LONG_NUMBER, "Export the services again.") from None
    except (ValueError, RecursionError):
        raise InputError(path.name, "is not JSON", "Export it again; it may have been cut short.") from None
    return raw_from_hsds(document, path.name)


def _refuse_constant(name: str) -> NoReturn:
    message = f"{name} is not a number JSON knows"
    raise ValueError(message)
