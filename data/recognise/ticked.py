"""Services with a column each and yes or no under it, as KoboToolbox splits a question with several answers."""

import re
from collections.abc import Iterable, Mapping

from data.cells import yes_no
from data.raw import RawTable
from data.recognise.column_map import CONSTANT
from data.recognise.headers import load_synonyms
from data.recognise.plain import plain, without_hashtag
from data.recognise.words import load_words
from data.schemas import FACILITIES
from data.vocabulary import NO, UNKNOWN, YES

_PARTS = re.compile(r"[/:.|]")
# One column alone may mean something else (Registro: has it been registered?); of violence no word is passed over.
_FEWEST, _ALWAYS = 2, "gbv"


def ticked_columns(raw: RawTable, theirs: Iterable[str]) -> dict[str, str]:
    """Return the columns that each ask for one service, and which.

    Parameters
    ----------
    raw
        The file.
    theirs
        Its columns that stand for none of ours. Of a group about services (``Servicios/Urgencias``) each column named
        by a word we know counts; outside of one, those whose cells are mostly yes or no, where there are two or more.
    """
    known = load_words("services")
    grouped, alone = {}, {}
    for name in theirs:
        *groups, last = _PARTS.split(without_hashtag(name))
        service = known.get(plain(last), "")
        if not service or name.startswith(CONSTANT):
            continue
        if groups and _is_about_services(groups[-1]):
            grouped[name] = service
        elif _is_mostly_answers([row.cells.get(name, "") for row in raw.rows]):
            alone[name] = service
    if len(alone) < _FEWEST:
        alone = {name: service for name, service in alone.items() if service == _ALWAYS}
    return grouped | alone


def said_by_ticks(cells: Mapping[str, str], ticked: Mapping[str, str]) -> str:
    """Return what a row's cells say of services, as a cell of ours would: ``gbv;no emergency;water?``."""
    said = (_said(cells.get(name, ""), service) for name, service in ticked.items())
    return ";".join(dict.fromkeys(word for word in said if word))


def _said(cell: str, service: str) -> str:
    answer = yes_no(cell) if cell else UNKNOWN
    # An answer with words behind it (yes, on Mondays) is possible and no more.
    return {YES: service, NO: f"no {service}", UNKNOWN: ""}.get(answer, f"{service}?")


def _is_about_services(group: str) -> bool:
    synonyms = load_synonyms(FACILITIES.noun)["services"]
    return plain(group) in synonyms.strong | synonyms.weak


def _is_mostly_answers(cells: Iterable[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return 2 * sum(bool(yes_no(cell)) for cell in filled) > len(filled)
