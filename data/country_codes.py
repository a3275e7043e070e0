"""Countries by their ISO 3166-1 codes, and by their names in English, Spanish, French and Portuguese."""

import re
import unicodedata
from functools import cache, lru_cache

from babel import Locale

_CODE = re.compile(r"[A-Z]{2}")
# Those people travel through and most come from; any other is given by its code.
_NAMES = {
    "BR": "brazil brasil bresil bra",
    "BZ": "belize belice blz",
    "CL": "chile chili chl",
    "CO": "colombia colombie col",
    "CR": "costa_rica cri",
    "CU": "cuba cub",
    "DO": "dominican_republic republica_dominicana republique_dominicaine dom",
    "EC": "ecuador equateur equador ecu",
    "GT": "guatemala gtm",
    "HN": "honduras hnd",
    "HT": "haiti hti",
    "MX": "mexico mexique mex estados_unidos_mexicanos",
    "NI": "nicaragua nic",
    "PA": "panama pan",
    "PE": "peru perou per",
    "SV": "el_salvador salvador slv",
    "US": "united_states united_states_of_america usa estados_unidos eeuu etats_unis eua",
    "VE": "venezuela ven",
}
# Codes that are no country's: of islands and unions, and what is kept for tests and for the unknown.
_NO_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
_BY_NAME = {name: code for code, names in _NAMES.items() for name in names.split()}


@lru_cache(maxsize=10_000)
def country_code(text: str) -> str:
    """Return the code of two capitals a text stands for, "" where it is neither a code nor a name we know."""
    capitals = text.strip().upper()
    if _CODE.fullmatch(capitals):
        return capitals
    bare = unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode()
    return _BY_NAME.get("_".join(re.findall("[a-z]+", bare.replace(".", ""))), "")


def is_country(text: str) -> bool:
    """Tell whether a text is the ISO 3166-1 code, of two capitals, of a country there is."""
    return text in _codes()


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for code in map(str, Locale("en").territories) if _CODE.fullmatch(code)) - _NO_COUNTRIES
