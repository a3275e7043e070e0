"""Whether the name of a column asks that a place is kept secret, or whether it may be told, in four languages."""

import re
from functools import lru_cache
from typing import Literal

from data.cut_names import fuller_names
from data.recognise.headers import is_header_word
from data.recognise.plain import hashtag, last_part, plain, plain_header, without_hashtag, without_number
from data.secrecy import word_groups
from data.secret_codes import without_codes

Asks = Literal["", "secret", "tellable"]
# How words begin that ask for secrecy, or whether a place may be told. A name asks by them only where every other word
# belongs to the question, so that "Hospital público" or "Baño privado" ask for nothing.
_SECRET = re.compile(
    r"(?:privad[oa]s?|private|privee?s?|reserv(?:ad[oa]s?|ed|ee?s?)|tlp|restrit[oa]s?|restreinte?s?|intern(?:[oa]s?"
    r"|al|es?)"
    r"|sensibles?|sensive(?:l|is)|sensitive|secret[oa]?s?|cachee?s?|proteg(?:e|er|ee?s?))$"
    r"|restringi|restricted|confid|sensibili(?!z)|sensitivit|sensivit|protegid|protecte|proteja|secrete|sigil|ocult"
    r"|hidden|hide|undisclos|anonim|anonym"
    r"|withh|escond|cacher|masqu|classified|clasificad"
)
_TELL = re.compile(
    r"(?:mapas?|maps?|cartes?)$|publi(?!ci[dt])|difu|diffus|divulg|compart|partag|partilh|shar|visib|mapped|mapea|mostr"
    r"|muestr|show|aparec|apare[sz]|appear|affich|exib|exhib|display|disclos|reveal|revel|consen|consient"
)
# What is to be taken out of sight: that asks for secrecy where it is told of what, or of where from.
_HIDE = re.compile(
    r"mask(?:ed|ing)?$|conceal|omit|omet|redact|blur|exclu(?!siv)|remov|retir|quitar|quite|borra|elimina|supprim"
    r"|suppress|suprim"
)
# What is done with goods or people, too, unless it is denied.
_SPREAD = re.compile(
    r"distribu(?:ir|ya|yan|te|er|ez)$|circul(?:ate|ar|en|er)$|disseminat|diseminar|release|communiquer$|comunicar$"
    r"|forward$"
    r"|reenvi|mention|menci|tell$|decir$|dire$|imprimir$|print$|anunci|advertis"
)
# Whose a place is, or for whom, where it stands beside a word for secrecy.
_PUBLIC = re.compile(r"publi(?:[ck]|[ck]?[oa]s?|ques?)$")
_DENIES = frozenset(["no", "not", "non", "ne", "nao", "pas", "never", "nunca", "jamais", "don", "sin", "sans", "sem"])
_SMALL_WORDS = (
    "a al au aux ao y e o or and et ou u un una uma une en in on em na sur dans para pour por to for as at t with con",
    "is are be been es esta estan son est sont ser sera etre estar se que si su sus sa ses seu sua their its your our",
    "this este ce cette do does did has have ha han you us we they it usted ustedes vous nous on ok solo only juste",
    "can could may might must uso use web meta flag info ficha dato dado data made making going general exact exacta",
    "exacto precise full completa release anyone anybody nadie personne ninguem moun off from desde hacer hacerse debe",
    "further externally fuera outside esto eso here",
)
_SMALL = frozenset(word for line in _SMALL_WORDS for word in line.split())
# How the other words of such a question begin: who wants or allows it, and what is told.
_QUESTION = re.compile(
    r"dese|quier|quer|want|wish|souhait|voul|veu|accept|acept|aceit|autor|author|permi|allow|agree|acuerd|accord|acord"
    r"|pued|pod(?:er|ria|emos|em)|pode|peut|peuv|pouv|should|deb|dev(?:e|rait)|doit|doiv|nuestr|notre|usage|nivel|level"
    r"|niveau|tipo|type|grado|estado|status|seulement|somente|direcci|ubicaci|localiza|localisa|locati|lugar|sitio|site"
    r"|place|address|adresse|lieu|enderec|domicilio|coord|emplacement|datos|dados|donnee|informa|registro|record"
    r"|internet"
    r"|dir$|ubic$|online|linea|ligne|linha|openly|mark|marca|keep|kept|manten|garder|manter"
)
# Public or private: that tells whose a place is, the last word of it too.
_OWNERS = re.compile(r"publi[a-z]+ (?:o |or |ou )?priv[a-z]+|priv[a-z]+ (?:o |or |ou )?publi[a-z]+")
_PERMITS = re.compile(r"(?:se )?(?:pued|pod|autor|permi|acept|consen|dese|quier|can|may|allow|agree|peut)")
# What is taken out of sight by its very word, and what there may be or not be of a place.
_TO_HIDE = re.compile(r"ocult(?:ar|e|en)$|esconder$|hide$|masqu(?:er|ez)$|cacher$|withhold$")
_NOUN = re.compile(r"(?:mapas?|maps?|cartes?|mapped|mapea[a-z]*|aparec[a-z]*|appear[a-z]*)$")
# Under these alone may stand for whom a place is, where a map of it is, or when something was printed.
_ALONE = re.compile(
    r"(?:mapas?|maps?|cartes?|public[oa]?s?|publiques?|publicad[oa]s?|published|publiee?s?|difusion|diffusion"
    r"|divulga[a-z]+"
    r"|publicaci[a-z]+|publications?|compartid[oa]s?|shared?|sharing|sitio|site|lugar|place|web|internet|online|linea)$"
)
_AT = frozenset(["en", "in", "on", "sur", "em", "na"])
_LONGEST_REQUEST = 9
# A hashtag asks by each of its parts; a private organisation is no secret.
_SECRET_PART = re.compile(r"confiden|restrict|sensitiv|secret|hidden|protected|internal|withheld|undisclos|tlp$")


@lru_cache(maxsize=4096)
def secrecy_asked(header: str) -> Asks:
    """Return what the name of a column asks for.

    Parameters
    ----------
    header
        ``Confidencial``, ``address_withheld``, ``Privé #meta+confidential``: ``secret``, where a yes hides the place;
        ``¿Se puede publicar?``, ``on_map``: ``tellable``, where a no does.
    """
    given = without_codes(header)
    asked = _asked(given)
    if asked:
        return asked
    # Of what a name may be short for, what asks to tell counts last: a place is told of by nobody's guess.
    fuller = {_asked_by_all(name) for name in fuller_names(given)}
    if {"secret", "tellable"} <= fuller:
        return "tellable" if _PERMITS.match(plain(given)) else "secret"
    return "secret" if "secret" in fuller else "tellable" if "tellable" in fuller else ""


def _asked(header: str) -> Asks:
    """Return what a name asks for that is written out."""
    tag = plain(hashtag(header).replace("+", " "))
    if any(map(_SECRET_PART.match, tag.split())):
        return "secret"
    for name in filter(None, (plain_header(header), tag)):
        groups = word_groups(name)
        if "secret" in groups or {"not", "publish"} <= groups:
            return "secret"
        if "publish" in groups and "not" not in groups:
            return "tellable"
    last = "" if _OWNERS.fullmatch(plain_header(header)) else plain(last_part(header))
    found = {_asked_by_all(without_number(name)) for name in (plain_header(header), last, tag, *_groups(header))}
    return "secret" if "secret" in found else "tellable" if "tellable" in found else ""


def _groups(header: str) -> list[str]:
    """Return what stands above a name that says nothing by itself: *Confidencialidad/Respuesta*."""
    *groups, last = without_hashtag(header).split("/")
    if is_header_word(last) or _OWNERS.fullmatch(plain_header(header)):
        return []
    return [plain(group) for group in groups]


def is_bare_question(header: str) -> bool:
    """Tell whether a name is nothing but the question whether a place may be told of, and can mean nothing else.

    Parameters
    ----------
    header
        *¿Se puede publicar?*, `show_on_map`; but not *Mapa*, *Público* or *Publicado en*, under which something else
        may stand.
    """
    given = without_codes(header)
    for name in (plain_header(given), plain(last_part(given)), *fuller_names(given)):
        if _asked_by_all(without_number(name)) == "tellable":
            words = [word for word in name.split() if word not in _SMALL]
            return "?" in header or "¿" in header or not all(map(_ALONE.match, words))
    return False


def is_request(text: str) -> bool:
    """Tell whether a short text of a cell is a request for secrecy and nothing else: *hide from map*, *no mostrar*.

    Parameters
    ----------
    text
        As `plain_whole` writes it. A single word is none, nor is one that only says what kind of place it is (*uso
        privado*), or what there is not (*sin mapa*).
    """
    words = text.split()
    if not 1 < len(words) <= _LONGEST_REQUEST or _asked_by_all(text) != "secret":
        return False
    if any(_HIDE.match(word) or _TO_HIDE.match(word) for word in words):
        return True
    told = [word for word in words if _TELL.match(word) or _SPREAD.match(word)]
    is_noun = all(map(_NOUN.match, told)) and _AT.isdisjoint(words)
    return bool(told) and not _DENIES.isdisjoint(words) and not is_noun


def _asked_by_all(name: str) -> Asks:
    """Return what a name asks for of which every word belongs to the question."""
    words = set(name.split())
    denied = not words.isdisjoint(_DENIES)
    secret, tell, hide = ({word for word in words if stems.match(word)} for stems in (_SECRET, _TELL, _HIDE))
    if denied:
        tell |= {word for word in words if _SPREAD.match(word)}
    others = words - secret - tell - hide - _DENIES - _SMALL
    if not all(map(_QUESTION.match, others)) or not (secret or tell or hide):
        return ""
    if secret and tell:
        # A public and a private place are two kinds of places, restricted publication is one thing.
        return "" if any(map(_PUBLIC.match, tell)) and not denied else "secret"
    if hide and not (secret or tell or others):
        return ""
    return "secret" if bool(secret or hide) != denied else "tellable"
