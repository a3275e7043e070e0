"""Ten clinics on one road, each with one thing somebody may stumble over, and a home at its beginning.

::

    H----a----b----c----d----e----f----g----h----i----j      5 km, 5 minutes each

a  asks nothing and speaks Spanish, Creole and Mam     f  takes no unaccompanied minors
b  asks for papers                                     g  speaks Spanish alone, without an interpreter
c  charges                                             h  nobody asked about anything
d  asks for insurance                                  i  is in Oaxaca, and wants a fixed address
e  is in contact with migration enforcement            j  is for women only
"""

import geopandas as gpd
from towns import Town, clinics, people, town

NAMES = "abcdefghij"
WORLD: Town = town("H----a----b----c----d----e----f----g----h----i----j")
EASY = {
    "documents_required": "no",
    "fee": "no",
    "insurance_required": "no",
    "interpretation": "no",
    "trusted": "yes",
    "no_fixed_address_ok": "yes",
    "accepts_unaccompanied_minors": "yes",
    "women_only": "no",
    "languages": "es;ht;mam",
    "country": "MX",
    "adm1": "Chiapas",
    "pcode": "",
    "opening_hours": "24/7",
}
NOBODY_ASKED = dict.fromkeys([name for name in EASY if EASY[name] in ("yes", "no")], "unknown")
OTHERWISE = {
    "b": {"documents_required": "yes"},
    "c": {"fee": "yes"},
    "d": {"insurance_required": "yes"},
    "e": {"trusted": "no"},
    "f": {"accepts_unaccompanied_minors": "no"},
    "g": {"languages": "es-MX"},
    "h": {**NOBODY_ASKED, "languages": "", "opening_hours": ""},
    "i": {"adm1": "Oaxaca", "no_fixed_address_ok": "no"},
    "j": {"women_only": "yes"},
}


def ten_services() -> gpd.GeoDataFrame:
    """Return the ten clinics."""
    told = {name: EASY | OTHERWISE.get(name, {}) for name in NAMES}
    columns = {column: [told[name][column] for name in NAMES] for column in EASY}
    return clinics({name: WORLD.spot[name] for name in NAMES}, **columns)


def one_home(population: float = 100.0) -> gpd.GeoDataFrame:
    """Return the home at the beginning of the road."""
    return people({"H": WORLD.spot["H"]}, population)
