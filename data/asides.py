"""What stands beside a service, in brackets or as a sign: what ends it, and what says no more than when or for whom."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from data.recognise.plain import plain_whole
from data.secrecy import word_groups

# What a text about something that is not, or no longer, there begins with.
CLOSING = re.compile(
    r"(?:(?:temporal|temporaria|temporaire|definitiva|definitive|permanente|provisional)ment[ey]? "
    r"|(?:temporarily|permanently|currently|actualmente|esta|is|est) )*"
    r"(?:cerr(?:ad|o\b)|cierre|clos(?:ed|ing|ure)|clausur|ferme|fechad|encerrad|encerrament|inactiv|inativ|inactif|defunct"
    r"|suspend|suspens|inhabilit|deshabilit|desactiv|desativ|demol|destru|destroy|detrui|abandon|shut|paraliz|paus[ae]d"
    r"|discontinu|(?:dad[oa] )?baja\b|(?:fuera|fora|hors|out) (?:serv|opera|order|uso)|(?:en|em|under) constru|ya no\b"
    r"|no longer|dejo|liquidad|cesad|ceased|stopped|arret)"
)
_HOURS = (
    "h hr hrs hora horas hour hours heure heures am pm a de en por y e o and or et ou at to from x con with avec com",
    "dia dias day days jour jours diario diaria diariamente daily todos todas all every cada siempre always toujours",
    "lunes martes miercoles jueves viernes sabado sabados domingo domingos lun mar mie jue vie sab dom l m j v s d",
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun weekdays weekends",
    "lundi mardi mercredi jeudi vendredi samedi dimanche segunda terca quarta quinta sexta feira",
    "manana tarde noche morning afternoon evening night matin soir nuit guardia turno permanente continuo",
)
_TERMS = (
    "gratis gratuito gratuita gratuitos gratuitas free gratuit gratuite cita citas previa appointment appointments rdv",
    "adultos adultas adults adultes adulto ninos nino ninas children kids enfants criancas menores familias familia",
    "families family pacientes patients personas people personnes pessoas migrantes migrants poblacion abierta",
    "basico basica basicos basicas basic basique nivel primer primero segundo tercer level first walk in sitio site",
    "presencial costo bajo ambulatorio ambulatoria outpatient recien nacidos newborns victimas victims general",
)
_HARMLESS = frozenset(word for line in (*_HOURS, *_TERMS) for word in line.split())
_NUMBER = re.compile(r"\d{1,2}h?")
_FOR_WHOM = frozenset(["women", "men", "violence"])
_CROSSES = frozenset("✗✘☒✖✕×❌❎🚫⛔")
# Symbols that deny nothing: ticks, money, what adds, and what stands where a letter could not be read.
_FINE = frozenset("✓✔☑✅+$€£¢°®™^`|=<>\N{REPLACEMENT CHARACTER}")


@lru_cache(maxsize=10_000)
def is_closing(text: str) -> bool:
    """Tell whether an aside says that what it stands beside is not, or no longer, there."""
    whole = plain_whole(text)
    return bool(CLOSING.match(whole)) or whole == "0"


@lru_cache(maxsize=10_000)
def is_harmless(whole: str) -> bool:
    """Tell whether an aside, as `plain_whole` writes it, says no more than when, at what price or for whom."""
    return all(word in _HARMLESS or _NUMBER.fullmatch(word) or word_groups(word) & _FOR_WHOM for word in whole.split())


@lru_cache(maxsize=10_000)
def sign_of(text: str) -> Literal["", "maybe", "no"]:
    """Return what a sign makes of the words it stands with: ``no``, ``maybe``, or ``""`` where there is none.

    Parameters
    ----------
    text
        One service as somebody wrote it. A cross denies it. A stroke through it, a mark of denial before it (``!``, a
        minus without a space), or a symbol we don't know leaves it possible.
    """
    if text.isascii() and text[:1].isalnum() and "~" not in text:
        return ""
    if not _CROSSES.isdisjoint(text):
        return "no"
    if re.match(r"\s*[!\-\u2212~](?=\w)", text):
        return "maybe"
    is_odd = any(unicodedata.category(sign) in ("So", "Sm") and sign not in _FINE for sign in text)
    return "maybe" if is_odd else ""
