"""Whether the name of a column asks that a place is kept secret, or whether it may be told, in four languages."""

import re
from functools import lru_cache
from typing import Literal

from data.recognise.headers import is_header_word
from data.recognise.plain import hashtag, last_part, plain, plain_header, without_hashtag
from data.secrecy import word_groups

Asks = Literal["", "secret", "tellable"]
# How words begin that ask for secrecy, or whether a place may be told. A name asks by them only where every other word
# belongs to the question, so that "Hospital público" or "Baño privado" ask for nothing.
_SECRET = re.compile(
    r"(?:privad[oa]s?|private|privee?s?|reserv(?:ad[oa]s?|ed|ee?s?)|restrit[oa]s?|restreinte?s?|intern(?:[oa]s?|al|es?)"
    r"|sensibles?|sensive(?:l|is)|sensitive|secret[oa]?s?|cachee?s?|proteg(?:e|er|ee?s?))$"
    r"|restringi|restricted|confiden|protegid|protecte|proteja|secrete|sigil|ocult|hidden|hide|undisclos|anonim|anonym"
    r"|withh|escond|cacher|masqu|classified|clasificad"
)
_TELL = re.compile(
    r"(?:mapas?|maps?|cartes?)$|publi(?!ci[dt])|difu|diffus|divulg|compart|partag|partilh|shar|visib|mapped|mapea|mostr"
    r"|muestr|show|aparec|apare[sz]|appear|affich|exib|exhib|disclos|reveal|revel|consen|consient"
)
_DENIES = frozenset(["no", "not", "non", "ne", "nao", "pas", "never", "nunca", "jamais", "don", "sin", "sans", "sem"])
_SMALL_WORDS = (
    "a al au aux ao y e o or and et ou u un una uma une en in on em na sur dans para pour por to for as at t with con",
    "is are be been es esta estan son est sont ser sera etre estar se que si su sus sa ses seu sua their its your our",
    "this este ce cette do does did has have ha han you us we they it usted ustedes vous nous on ok solo only juste",
    "can could may might must uso use web meta flag info ficha dato dado data",
)
_SMALL = frozenset(word for line in _SMALL_WORDS for word in line.split())
# How the other words of such a question begin: who wants or allows it, and what is told.
_QUESTION = re.compile(
    r"dese|quier|quer|want|wish|souhait|voul|veu|accept|acept|aceit|autor|author|permi|allow|agree|acuerd|accord|acord"
    r"|pued|pod(?:er|ria|emos|em)|pode|peut|peuv|pouv|should|deb|dev(?:e|rait)|doit|doiv|nuestr|notre|usage|nivel|level"
    r"|niveau|tipo|type|grado|estado|status|seulement|somente|direcci|ubicaci|localiza|localisa|locati|lugar|sitio|site"
    r"|place|address|adresse|lieu|enderec|domicilio|coord|emplacement|datos|dados|donnee|informa|registro|record|internet"
    r"|online|linea|ligne|linha|openly|mark|marca|keep|kept|manten|garder|manter"
)
# Public or private: that tells whose a place is, the last word of it too.
_OWNERS = re.compile(r"publi[a-z]+ (?:o |or |ou )?priv[a-z]+|priv[a-z]+ (?:o |or |ou )?publi[a-z]+")
_NUMBER = re.compile(r"[ _]\d+$")


@lru_cache(maxsize=4096)
def secrecy_asked(header: str) -> Asks:
    """Return what the name of a column asks for.

    Parameters
    ----------
    header
        ``Confidencial``, ``address_withheld``, ``Privé #meta+confidential``: ``secret``, where a yes hides the place;
        ``¿Se puede publicar?``, ``on_map``: ``tellable``, where a no does.
    """
    tag = plain(hashtag(header).replace("+", " "))
    for name in filter(None, (plain_header(header), tag)):
        groups = word_groups(name)
        if "secret" in groups or {"not", "publish"} <= groups:
            return "secret"
        if "publish" in groups and "not" not in groups:
            return "tellable"
    last = "" if _OWNERS.fullmatch(plain_header(header)) else plain(last_part(header))
    found = {_asked_by_all(_NUMBER.sub("", name)) for name in (plain_header(header), last, tag, *_groups(header))}
    return "secret" if "secret" in found else "tellable" if "tellable" in found else ""


def _groups(header: str) -> list[str]:
    """Return what stands above a name that says nothing by itself: *Confidencialidad/Respuesta*."""
    *groups, last = without_hashtag(header).split("/")
    if is_header_word(last) or _OWNERS.fullmatch(plain_header(header)):
        return []
    return [plain(group) for group in groups]


def _asked_by_all(name: str) -> Asks:
    """Return what a name asks for of which every word belongs to the question."""
    words = set(name.split())
    secret, tell = ({word for word in words if stems.match(word)} for stems in (_SECRET, _TELL))
    others = words - secret - tell - _DENIES - _SMALL
    if bool(secret) == bool(tell) or not all(map(_QUESTION.match, others)):
        return ""
    denied = not words.isdisjoint(_DENIES)
    return "secret" if bool(secret) != denied else "tellable"
