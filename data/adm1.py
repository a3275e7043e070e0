"""The states of Mexico by their codes and names: in which of them a place is, where that can be told for sure.

`adm1.csv` holds the code of ISO 3166-2, INEGI's number, OCHA's p-code, INEGI's name and other ways of writing it. Other
countries have none: no stay status of theirs holds in some departments only.
"""

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from data.country_codes import country_code

_MEXICO = "MX"
# A state, or a municipality of it: MX07, MX07089; INEGI writes the same without the country.
_PCODE = re.compile(r"(?P<country>mx)?(?P<state>\d\d)(?:\d{3})?")
# The country's name and code of three letters are the state's too: who writes them may mean either.
_EITHER = frozenset(["mexico", "mex"])


def state_codes(country: str) -> frozenset[str]:
    """Return the ISO 3166-2 codes of a country's states; none where we have no list of them."""
    return frozenset(_by_pcode().values()) if country == _MEXICO else frozenset()


@lru_cache(maxsize=10_000)
def state_of(country: str, adm1: str, pcode: str) -> str:
    """Return the ISO 3166-2 code of the state a place is in, ``""`` where that cannot be told for sure.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2 or a name; empty where nobody said, and then only codes that name Mexico are told.
    adm1
        A state's name, short form, INEGI number, ISO code or p-code. Case, accents, spaces and points don't matter. Of
        a word we don't know, the p-code tells.
    pcode
        Of the place: a municipality's begins with its state's. One that is none of Mexico's, or tells another state
        than `adm1`, leaves it untold.

    Examples
    --------
    >>> state_of("MX", "Chiapas", ""), state_of("", "", "MX07089"), state_of("MX", "Tabasco", "MX07")
    ('MX-CHP', 'MX-CHP', '')
    """
    if country.strip() and country_code(country) != _MEXICO:
        return ""
    is_mexico = bool(country.strip())
    coded = _by_code(_bare(pcode), is_mexico=is_mexico)
    named = _by_word(_bare(adm1), is_mexico=is_mexico)
    if pcode.strip() and not coded:
        return ""
    return "" if coded and named and coded != named else coded or named


def _by_code(bare: str, *, is_mexico: bool) -> str:
    found = _PCODE.fullmatch(bare)
    if found is None or not (is_mexico or found["country"]):
        return ""
    return _by_pcode().get(f"{_MEXICO}{found['state']}", "")


def _by_word(bare: str, *, is_mexico: bool) -> str:
    return _words().get(bare, "") if is_mexico or bare.startswith("mx") else ""


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


@cache
def _lines() -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader(files("data").joinpath("adm1.csv").read_text("utf-8").splitlines()))


@cache
def _by_pcode() -> dict[str, str]:
    return {line["pcode"]: line["state"] for line in _lines()}


@cache
def _words() -> dict[str, str]:
    """Return the state of each way of writing it."""
    found: dict[str, str] = {}
    for line in _lines():
        codes = (line["state"], line["state"].removeprefix("MX-"), line["pcode"])
        numbers = (line["inegi"], str(int(line["inegi"])))
        for text in (*codes, *numbers, line["name"], *line["others"].split("|")):
            found[_bare(text)] = line["state"]
    return {word: state for word, state in found.items() if word not in _EITHER}
