"""The question a link asks of a study; what it leaves out is what is usual there, and for who travels."""

from collections.abc import Mapping

from alcance.app.answers import KeptStudy, asked, usual_service
from alcance.app.link import language, linked
from alcance.app.said import say_error
from alcance.opened import Asked, plan_of
from analysis.plan import DAYS_A_YEAR, VISITS_A_YEAR, Plan
from data.profile import ANYONE, Profile
from data.vocabulary import SERVICES
from data.words import say
from geo.errors import AlcanceError
from geo.roads import DIRECTIONS, MODES
from layers.labels import word

LONGEST_MIN = 2880.0
PARTS = ("service", "mode", "direction", "cutoff", "profile", "arrive", "visits")


def linked_plan(found: KeptStudy) -> Plan | None:
    """Return the question of the link, filled up with what is usual; None where it cannot be asked, which is said."""
    return plan_or_none(found, asked_by({key: linked(key) for key in PARTS}, found))


def asked_by(link: Mapping[str, str | None], found: KeptStudy) -> Asked:
    """Return the question a link asks of a study; what it leaves out, or nobody knows, is what is usual.

    Parameters
    ----------
    link
        ``PARTS`` as an address has them.
    found
        The study.
    """
    usual, profile = found.study.plan_defaults, profile_of(link.get("profile"), found)
    return asked(
        known_or(link.get("service"), SERVICES, service_for(profile, found)),
        cutoff_or(link.get("cutoff"), usual.cutoff_min),
        known_or(link.get("mode"), MODES, mode_for(profile, found)),
        known_or(link.get("direction"), DIRECTIONS, usual.direction),
        profile=profile.name,
        arrive=link.get("arrive"),
        visits_a_year=visits_or(link.get("visits"), VISITS_A_YEAR),
    )


def plan_or_none(found: KeptStudy, question: Asked) -> Plan | None:
    """Return a question checked; None where it cannot be asked, which is said."""
    try:
        return plan_of(found.study, question)
    except AlcanceError as error:
        say_error(error, language())
        return None


def profile_of(told: str | None, found: KeptStudy) -> Profile:
    """Return the profile a link names, else the study's usual one, else anyone."""
    profiles = found.study.profiles
    return profiles.get(told or "") or profiles.get(found.study.plan_defaults.profile) or profiles[ANYONE]


def service_for(profile: Profile, found: KeptStudy) -> str:
    """Return the service asked about first: the first of a profile's needs, else the study's usual one."""
    return profile.needs[0] if profile.needs else usual_service(found.study)


def mode_for(profile: Profile, found: KeptStudy) -> str:
    """Return how a profile travels where nobody says: its own way, else the study's."""
    return profile.mode or found.study.plan_defaults.mode


def described(plan: Plan, lang: str) -> str:
    """Return a question in words."""
    codes = {"service": plan.service, "mode": plan.mode, "direction": plan.direction}
    parts = [word(name, code, lang) for name, code in codes.items()]
    whom = [f"{say('For whom', lang)}: {plan.profile.title.say(lang)}"] if plan.profile.name != ANYONE else []
    when = [f"{say('Arrival', lang)}: {plan.arrive.isoformat(' ', 'minutes')}"] if plan.arrive else []
    return " · ".join([*parts, f"{plan.cutoff_s / 60:g} min", *whom, *when])


def known_or(wanted: str | None, codes: tuple[str, ...], usual: str) -> str:
    """Return a code if it is one of those known, else the usual one."""
    return wanted if wanted in codes else usual


def cutoff_or(told: str | None, usual: float) -> float:
    """Return a limit in minutes as a link tells it, the usual one where it is none."""
    return _number_or(told, LONGEST_MIN, usual)


def visits_or(told: str | None, usual: float) -> float:
    """Return how often a year somebody needs a service as a link tells it, the usual number where it is none."""
    return _number_or(told, DAYS_A_YEAR, usual)


def _number_or(told: str | None, most: float, usual: float) -> float:
    try:
        wanted = float(told or usual)
    except ValueError:
        return usual
    return wanted if 0 < wanted <= most else usual
