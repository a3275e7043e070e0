"""Invents services by a stated rule from town sizes. None of them exists: each is called "Ejemplo …"."""

from collections.abc import Iterable

import numpy as np

from data.corridor.gazetteer import Town, read_rows

SEED = 2024
UNKNOWN_SHARE = 0.3  # of every attribute that somebody would have to ask for
SCATTER_DEG = 0.002  # a service stands up to about 300 m from the middle of its town
# Of the attributes that are known, how many say yes.
YES_SHARE = {
    "documents_required": 0.3,
    "fee": 0.35,
    "insurance_required": 0.2,
    "interpretation": 0.25,
    "trusted": 0.7,
    "no_fixed_address_ok": 0.7,
    "accepts_unaccompanied_minors": 0.6,
    "women_only": 0.08,
}
LANGUAGES = ("es", "es", "es", "es;en", "es;mam", "es;ht", "es;fr;en", "es;kek")
HIDDEN_SHARE, RESTRICTED_SHARE = 0.1, 0.1  # of shelters and of services about violence
CALLING_CODES = {"MX": "52", "GT": "502", "HN": "504", "SV": "503"}
COUNTRY_NAMES = {"MX": "México", "GT": "Guatemala", "HN": "Honduras", "SV": "El Salvador"}
WHERE_FROM = "Ejemplo: inventado / invented"

Service = dict[str, object]


def invent(towns: Iterable[tuple[Town, float]]) -> list[Service]:
    """Return invented services, sorted by id: those of services.csv in towns, and a hotline for each country.

    Parameters
    ----------
    towns
        Towns, each with its distance to the nearest corridor, metres. A town gets the same services whatever other
        towns there are.
    """
    rules = read_rows("services.csv")
    found = [_hotline(np.random.default_rng([SEED, at]), country) for at, country in enumerate(sorted(CALLING_CODES))]
    for town, away_m in towns:
        random = np.random.default_rng([SEED, town.node_id])
        found += [service for rule in rules for service in _placed(random, rule, town, away_m)]
    return sorted(found, key=lambda service: str(service["facility_id"]))


def _placed(random: np.random.Generator, rule: dict[str, str], town: Town, away_m: float) -> list[Service]:
    """Return the services of one kind in one town: one for so many people, each there by chance."""
    if town.population < int(rule["min_people"]) or away_m > float(rule["within_km"]) * 1000:
        return []
    count = min(int(rule["most"]), 1 + town.population // int(rule["people_each"]))
    there = random.random(count) < float(rule["chance"])
    return [_service(random, rule, town, number) for number in range(1, int(there.sum()) + 1)]


def _service(random: np.random.Generator, rule: dict[str, str], town: Town, number: int) -> Service:
    east, north = random.uniform(-SCATTER_DEG, SCATTER_DEG, 2)
    suffix = f" {number}" if number > 1 else ""
    services = ";".join([rule["services"], *_some(random, rule["sometimes"])])
    asked = _asked(random, rule)
    return {
        "facility_id": f"ejemplo-{rule['kind']}-{town.node_id}-{number}",
        "name": f"Ejemplo {rule['label']} {town.name}{suffix}",
        "kind": rule["kind"],
        "services": services,
        "lon": f"{town.lon + east:.5f}",
        "lat": f"{town.lat + north:.5f}",
        **asked,
        **_phones(random, town.country),
        "country": town.country,
        "adm1": town.adm1,
        **_who_may_know(random, services),
        **_checked(random),
    }


def _some(random: np.random.Generator, services: str) -> list[str]:
    """Return a quarter of the services a kind sometimes has."""
    names = [name for name in services.split(";") if name]
    return [name for name, drawn in zip(names, random.random(len(names)), strict=True) if drawn < 0.25]  # noqa: PLR2004


def _phones(random: np.random.Generator, country: str) -> Service:
    """Return numbers that cannot ring: no number of the four countries begins with 000."""
    known, line = random.random(2) >= UNKNOWN_SHARE, int(random.integers(10_000))
    number = f"+{CALLING_CODES[country]} 000 000 {line:04d}"
    return {"phone": number if known[0] else "", "referral_phone": number if known[1] else ""}


def _asked(random: np.random.Generator, rule: dict[str, str]) -> Service:
    """Return what only asking tells: opening hours, languages, barriers, capacity; some of it nobody asked."""
    known = random.random(4) >= UNKNOWN_SHARE
    size = random.uniform(0.5, 1.5)
    capacity, beds = round(int(rule["capacity"]) * size), round(int(rule["beds"]) * size)
    return {
        "opening_hours": rule["hours"] if known[0] else "",
        "languages": LANGUAGES[random.integers(len(LANGUAGES))] if known[1] else "",
        **{name: _answer(random, yes) for name, yes in YES_SHARE.items()},
        "capacity_per_day": capacity if known[2] else "",
        "beds": beds if known[3] and beds else "",
    }


def _answer(random: np.random.Generator, yes_share: float) -> str:
    known, yes = random.random(2)
    if known < UNKNOWN_SHARE:
        return "unknown"
    return "yes" if yes < yes_share else "no"


def _who_may_know(random: np.random.Generator, services: str) -> Service:
    """Return how visible a place is: invented, so a shelter may be shown; some are not, to show what that does."""
    drawn = random.random() if {"shelter", "gbv"} & set(services.split(";")) else 1.0
    hidden, restricted = drawn < HIDDEN_SHARE, drawn < HIDDEN_SHARE + RESTRICTED_SHARE
    return {
        "visibility": "hidden" if hidden else "restricted" if restricted else "public",
        "visibility_reason": "" if hidden else WHERE_FROM,
    }


def _checked(random: np.random.Generator) -> Service:
    """Return who runs it, whether it is open, and when somebody last looked."""
    status, day, organisation = random.random(), int(random.integers(1, 29)), "ABCDE"[random.integers(5)]
    known = random.random() >= UNKNOWN_SHARE
    return {
        "organisation": f"Ejemplo Organización {organisation}",
        "status": "closed" if status < 0.03 else "unknown" if status < UNKNOWN_SHARE else "open",  # noqa: PLR2004
        "source": WHERE_FROM,
        "checked_on": f"2025-{1 + day % 12:02d}-{day:02d}" if known else "",
    }


def _hotline(random: np.random.Generator, country: str) -> Service:
    rule = {"kind": "hotline", "hours": "24/7", "capacity": "200", "beds": "0"}
    return {
        "facility_id": f"ejemplo-hotline-{country.lower()}",
        "name": f"Ejemplo Línea de ayuda {COUNTRY_NAMES[country]}",
        "kind": "hotline",
        "services": "legal;protection_minors;interpretation;mental_health",
        "lon": "",
        "lat": "",
        **_asked(random, rule),
        **_phones(random, country),
        "country": country,
        "adm1": "",
        **_who_may_know(random, "legal"),
        **_checked(random),
    }
