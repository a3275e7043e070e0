"""What the law of a country gives to whom: entitlement rules, each with its source and the day it was read.

Law is not practice: a rule tells what somebody can ask for, never that a place gives it. `rules/*.toml` holds those
that ship, one file a country. What nobody looked up is ``unknown``, or has no rule.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from data.bilingual import NOTHING_SAID, Bilingual, take_bilingual
from data.country_codes import is_country
from data.profile import Profile
from data.stay import COUNTRY_FORM, take_source
from data.toml_keys import TomlKeys, load_keys
from data.vocabulary import NO, SERVICES, UNKNOWN, YES

FOLDER = Path(__file__).parent / "rules"
CONDITIONAL = "conditional"
ENTITLED = (YES, NO, UNKNOWN, CONDITIONAL)
# Whom a rule is about. A profile does not say whether somebody asked for refuge or was granted it.
WHO: Mapping[str, str] = MappingProxyType(
    {
        "everyone": "whoever is in the country",
        "without_documents": "people without papers or whose stay is not regular",
        "without_insurance": "people without social security or health insurance",
        "asylum_seeker": "people who asked for refuge and wait for the answer",
        "refugee": "people who were recognised as refugees",
        "children": "anyone under age, alone or with their family",
        "unaccompanied_minor": "anyone under age without their family",
        "pregnant": "pregnant women",
        "survivor": "people who survived violence",
    }
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a country's law says of some services for some people.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2.
    services
        Words of ``SERVICES``, at least one.
    who
        A word of ``WHO``.
    entitled
        ``yes``, ``no``, ``conditional`` or ``unknown``.
    text
        What it says, in plain words.
    source_title, source_url
        Where it was read.
    checked_on
        The day it was read, ISO date.
    condition
        What must be so; says something where, and only where, `entitled` is ``conditional``.
    article
        Of the law, as the source numbers it; empty where the source does not.
    in_force_since, source_date
        ISO dates: since when the rule holds, and of the source; empty where the source does not tell.
    """

    country: str
    services: tuple[str, ...]
    who: str
    entitled: str
    text: Bilingual
    source_title: str
    source_url: str
    checked_on: str
    condition: Bilingual = NOTHING_SAID
    article: str = ""
    in_force_since: str = ""
    source_date: str = ""


def load_rules() -> tuple[Rule, ...]:
    """Return the rules that ship, by country's file and in its order."""
    return tuple(rule for path in sorted(FOLDER.glob("*.toml")) for rule in load_rules_file(path))


def load_rules_file(path: Path, latest: str = "") -> tuple[Rule, ...]:
    """Read the rules of a country.

    Parameters
    ----------
    path
        A TOML file with ``country`` and ``[[rules]]``.
    latest
        The day it is (ISO date): a source read later is refused. Empty: no day is too late.

    Raises
    ------
    InputError
        It cannot be read, a rule lacks its source or has a country, service or word that is not known, or two rules
        are about the same service and people.
    """
    keys = load_keys(path, todo="Give a TOML file of rules.")
    country = str(keys.take("country", "", lambda value: isinstance(value, str) and is_country(value), COUNTRY_FORM))
    rules: list[Rule] = []
    for table in keys.tables("rules"):
        rule = _rule(country, table, latest)
        _check_asked_once(rule, rules, table)
        rules.append(rule)
    keys.end()
    return tuple(rules)


def rules_for(rules: Iterable[Rule], country: str, service: str, profile: Profile) -> tuple[Rule, ...]:
    """Return the rules on a service of a country that concern a profile or may concern it, the former first.

    Parameters
    ----------
    rules
        Of any country and service.
    country
        ISO 3166-1 alpha-2.
    service
        A word of ``SERVICES``.
    profile
        Who travels. `concerns` tells the sure ones from the others.
    """
    found = [rule for rule in rules if rule.country == country and service in rule.services]
    return tuple(rule for sure in (YES, UNKNOWN) for rule in found if concerns(rule, profile) == sure)


def concerns(rule: Rule, profile: Profile) -> str:
    """Return whether a rule is about a profile: ``yes``, ``no``, or ``unknown`` where the profile does not tell."""
    told = _told(profile).get(rule.who)
    return UNKNOWN if told is None else YES if told else NO


def _told(profile: Profile) -> dict[str, bool | None]:
    """Return of each word of ``WHO`` whether a profile is one of them; what is absent or None it does not tell."""
    return {
        "everyone": True,
        "without_documents": _opposite(profile.papers),
        "without_insurance": _opposite(profile.insurance),
        "children": _either(profile.minor, profile.children),
        "unaccompanied_minor": profile.minor,
        "pregnant": True if "maternal" in profile.needs else False if profile.woman is False else None,
        "survivor": profile.survivor,
    }


def _opposite(value: bool | None) -> bool | None:  # noqa: FBT001 - a value, not a switch
    return None if value is None else not value


def _either(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001 - values, not switches
    return True if one or other else None if one is None or other is None else False


def _rule(country: str, keys: TomlKeys, latest: str) -> Rule:
    title, url, day = take_source(keys, latest)
    for key in ("services", "who", "entitled"):
        keys.need(key)
    rule = Rule(
        country=country,
        services=keys.words("services", SERVICES.__contains__, f"one of {', '.join(SERVICES)}"),
        who=keys.one_of("who", "", tuple(WHO)),
        entitled=keys.one_of("entitled", "", ENTITLED),
        text=take_bilingual(keys, "text", needed=True),
        source_title=title,
        source_url=url,
        checked_on=day,
        condition=take_bilingual(keys, "condition"),
        article=keys.text("article"),
        in_force_since=keys.day("in_force_since"),
        source_date=keys.day("source_date"),
    )
    keys.end()
    return _checked(rule, keys)


def _check_asked_once(rule: Rule, before: Sequence[Rule], keys: TomlKeys) -> None:
    """Refuse a rule on a service and people that another is about: which of two answers holds, nobody could tell."""
    for number, other in enumerate(before, start=1):
        both = [service for service in rule.services if other.who == rule.who and service in other.services]
        if both:
            raise keys.wrong("", f"{both[0]!r} for {rule.who!r} is in rule {number} too", "Keep one of the two.")


def _checked(rule: Rule, keys: TomlKeys) -> Rule:
    """Return a rule whose parts go together."""
    if not rule.services:
        raise keys.wrong("services", "names no service")
    if rule.entitled == CONDITIONAL and not rule.condition:
        raise keys.wrong("condition", "says nothing", "Say what must be so, or enter another word at entitled.")
    if rule.entitled != CONDITIONAL and rule.condition:
        raise keys.wrong("condition", "is given, but the rule is not conditional", "Enter conditional, or remove it.")
    return rule
