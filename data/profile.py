"""Who travels: what a person needs of a place, has, and cannot give. Read from TOML; what is not said asks nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import langcodes

from data.bilingual import NOTHING_SAID, Bilingual, take_bilingual
from data.country_codes import is_country
from data.speeds import WALK_KMH
from data.stay import COUNTRY_FORM, Stay, take_stay
from data.toml_keys import TomlKeys, load_keys
from data.vocabulary import SERVICES
from geo.errors import InputError
from geo.roads import MODES

ANYONE = "anyone"
PROFILES = "profiles"  # where a study keeps its own
SHIPPED = (
    ANYONE,
    "without_documents",
    "without_money",
    "woman_with_child",
    "pregnant",
    "survivor",
    "unaccompanied_minor",
    "regional_visitor",
    "border_worker",
    "humanitarian_visitor",
    "tb_dot",
    "creole_speaker",
    "mam_speaker",
)
FOLDER = Path(__file__).parent / PROFILES
_NAME = re.compile(r"[a-z0-9_]+")
_FASTEST_WALK_KMH, _DAY_H, _DAY_MIN = 10.0, 24.0, 24 * 60.0
_NO_LANGUAGES = ("und", "mul", "zxx", "mis", "x-")


@dataclass(frozen=True, slots=True)
class Profile:
    """Who travels.

    Attributes
    ----------
    name
        The stem of its file: small letters, digits and ``_``.
    title, note
        What it is called; a sentence about it, which may be empty.
    mode
        One of ``MODES``, or empty: the question's.
    walking_kmh
        Walking speed, km/h.
    hours_a_day
        Hours on the way in a day.
    needs
        Services it needs, words of ``SERVICES``.
    papers, insurance, money, fixed_address
        Whether they have them. False: a place must not ask for papers, for insurance or for a fee, and must accept
        people without an address. True and None ask nothing of a place.
    trust
        True: only places without contact with migration enforcement will do.
    languages
        BCP 47 codes of those spoken; a place must have one of them or interpretation. Empty asks nothing.
    minor
        True: unaccompanied, so the place must accept that.
    woman
        True may use places for women only, False may not; None may or may not, so that such a place is no sure one.
    wait_min
        Longest wait for a place to open, minutes; counts only with a time of arrival.
    countries
        ISO 3166-1 codes of the countries they may be in; empty: any.
    stay
        Their stay status; None: not asked.
    group
        The rows of demand that are theirs, by its column ``group``; empty: all.
    children, dot, survivor
        Whether they travel with children, take tuberculosis treatment under direct observation, survived violence.
    """

    name: str
    title: Bilingual
    note: Bilingual = NOTHING_SAID
    mode: str = ""
    walking_kmh: float = WALK_KMH
    hours_a_day: float = 8.0
    needs: tuple[str, ...] = ()
    papers: bool | None = None
    insurance: bool | None = None
    money: bool | None = None
    fixed_address: bool | None = None
    trust: bool | None = None
    languages: tuple[str, ...] = ()
    minor: bool | None = None
    woman: bool | None = None
    wait_min: float = 0.0
    countries: tuple[str, ...] = ()
    stay: Stay | None = None
    group: str = ""
    children: bool | None = None
    dot: bool | None = None
    survivor: bool | None = None


def load_profile(path: Path, latest: str = "") -> Profile:
    """Read a profile.

    Parameters
    ----------
    path
        A TOML file, called as the profile.
    latest
        The day it is (ISO date): a source read later is refused. Empty: no day is too late.

    Raises
    ------
    InputError
        It cannot be read, its name is none, or a field is unknown or holds what it cannot.
    """
    keys = load_keys(path, todo="Give the TOML file of a profile.")
    name = keys.text("name", path.stem)
    if not _NAME.fullmatch(path.stem):
        raise keys.wrong("", f"{path.stem!r} is not a profile's name", "Use small letters, digits and _ alone.")
    if name != path.stem:
        raise keys.wrong("name", f"{name!r} is not its file's name", f"Call it {path.stem}, or leave the name out.")
    return _profile(name, keys, latest)


def load_profiles(study_folder: Path | None = None, latest: str = "") -> dict[str, Profile]:
    """Return the shipped profiles, in their order, and after them a study's own, by name.

    Parameters
    ----------
    study_folder
        Its ``profiles/*.toml`` are read; None, or no such folder: the shipped ones alone.
    latest
        As in `load_profile`, for the study's own: a computer whose clock is slow knows the shipped ones still.

    Raises
    ------
    InputError
        A profile cannot be used, or has the name of a shipped one.
    """
    profiles = dict(_shipped())
    for path in own_profiles(study_folder) if study_folder else ():
        profile = load_profile(path, latest)
        if profile.name in profiles:
            raise InputError(str(path), "a profile of this name is part of Alcance", "Give it another name.")
        profiles[profile.name] = profile
    return profiles


def own_profiles(study_folder: Path) -> list[Path]:
    """Return the files of a study's own profiles, sorted; none where it has none."""
    return sorted((study_folder / PROFILES).glob("[!.]*.toml"))


@cache
def _shipped() -> Mapping[str, Profile]:
    return {name: load_profile(FOLDER / f"{name}.toml") for name in SHIPPED}


def is_language(code: str) -> bool:
    """Tell whether a text is the BCP 47 code of a language; those for private use name none."""
    if "qaa" <= code.lower().partition("-")[0] <= "qtz":
        return False
    return not code.lower().startswith(_NO_LANGUAGES) and langcodes.tag_is_valid(code)


def _profile(name: str, keys: TomlKeys, latest: str) -> Profile:
    profile = Profile(
        name=name,
        title=take_bilingual(keys, "title", needed=True),
        note=take_bilingual(keys, "note"),
        mode=keys.one_of("mode", "", ("", *MODES)),
        walking_kmh=keys.positive_to("walking_kmh", WALK_KMH, _FASTEST_WALK_KMH),
        hours_a_day=keys.positive_to("hours_a_day", 8.0, _DAY_H),
        needs=keys.words("needs", SERVICES.__contains__, f"one of {', '.join(SERVICES)}"),
        papers=keys.yes_no("papers"),
        insurance=keys.yes_no("insurance"),
        money=keys.yes_no("money"),
        fixed_address=keys.yes_no("fixed_address"),
        trust=keys.yes_no("trust"),
        languages=_languages(keys),
        minor=keys.yes_no("minor"),
        woman=keys.yes_no("woman"),
        wait_min=keys.up_to("wait_min", 0.0, _DAY_MIN),
        countries=keys.words("countries", is_country, COUNTRY_FORM),
        stay=take_stay(keys.table("stay"), latest) if keys.has("stay") else None,
        group=keys.text("group"),
        children=keys.yes_no("children"),
        dot=keys.yes_no("dot"),
        survivor=keys.yes_no("survivor"),
    )
    keys.end()
    return profile


def _languages(keys: TomlKeys) -> tuple[str, ...]:
    """Return the languages, each code written the one usual way."""
    codes = keys.words("languages", is_language, "a language code (BCP 47, such as es or ht)")
    return tuple(dict.fromkeys(langcodes.standardize_tag(code) for code in codes))
