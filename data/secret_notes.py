"""Whether a text asks that nobody learns of a place: *do not share the address*, *ubicación secreta*."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from data.encodings import is_suspect
from data.recognise.plain import plain_whole
from data.secrecy import first_words

_NOT = (
    r"(?:no|not|non|ne|nao|nunca|never|jamais|jamas|pa|don t|dont|cannot|can t|prohibido|prohibida|proibido|interdit"
    r"|interdiction|forbidden|prohibited|evitar|evite|avoid|eviter|sin|sans|sem|without)"
)
_PUBLISH = (
    r"(?:public(?:a[bdmnr]|aci|ue|iz|at|is)[a-z]*|publique[a-z]*|publish[a-z]*|publi(?:er|ee?s?|ez|eront)"
    r"|difund[a-z]+|difus[a-z]+|diffus[a-z]+|divulg[a-z]+|compart[a-z]+|compartilh[a-z]+|partilh[a-z]+|partag[a-z]+"
    r"|shar(?:e|ed|es|ing|eable)|disclos[a-z]+|reveal[a-z]*|revel[a-z]+|pibliye)"
)
_WHERE = (
    r"(?:direccion|direcciones|ubicacion|ubicaciones|localizacion|lugar|sitio|domicilio|coordenadas?|address|addresses|location"
    r"|whereabouts|coordinates|adresses?|emplacement|lieu|coordonnees|enderecos?|localizacao|local|mapas?|maps?|cartes?)"
)
_KEPT = (
    r"(?:reservad[oa]s?|protegid[oa]s?|ocult[oa]s?|privad[oa]s?|restringid[oa]s?|anonim[oa]s?|sensibles?|withheld|hidden|protected"
    r"|private|restricted|sensitive|masquee?s?|cachee?s?|protegee?s?|privee?s?|reservee?s?|escondid[oa]s?|restrit[oa]s?)"
)
_GIVE = (
    r"(?:dar|den|de|decir|diga|digan|proporcion[a-z]+|entreg[a-z]+|indi[a-z]+|mostr[a-z]+|muestr[a-z]+|public[oa]s?|poner|ponga"
    r"|aparec[a-z]+|apare[cz]ca[a-z]*|subir|inclu[a-z]+|give|tell|show|list|put|post|print|display|appear|public|donner|communiqu[a-z]+"
    r"|indiquer|montrer|afficher|fornec[a-z]+|inform[a-z]+|dizer|colocar|exibir|map)"
)
# At most three words stand between a denial and what it denies.
_UP_TO_THREE = r"(?: [a-z0-9]+){0,3} "
_ASKS = re.compile(
    rf"\b{_NOT}{_UP_TO_THREE}{_PUBLISH}"
    rf"|\b{_NOT}{_UP_TO_THREE}{_GIVE}(?: [a-z0-9]+){{0,4}} {_WHERE}\b"
    rf"|\b{_NOT} (?:es |se |is |est |e |be )?public[oa]?s?\b"
    rf"|\b{_WHERE}(?: [a-z]+)? {_KEPT}\b|\b{_KEPT} {_WHERE}\b|\boff (?:the )?maps?\b"
    r"|\b(?:secret(?:[oa]s?|es?|s|ly)?|sekre|undisclosed|sigilos[oa]s?|sigilo|konfidansyel)\b"
    r"|\b(?:uso interno|solo interno|internal use|internal only|usage interne|strictly private)\b"
)
_CONFIDENTIAL = re.compile(r"\bconfiden[ct]i[a-z]+")
_WHOLE = frozenset(["oculto", "oculta", "ocultar", "hidden", "hide", "escondido", "escondida", "masquer", "esconder"])
# Where advice or a test is confidential, its place need not be.
_MANNER = (
    r"(?:free|gratis|gratuit[a-z]*|anon[iy]m[a-z]*|volunt[a-z]*|segur[oa]s?|safe|profes+ional[a-z]*"
    r"|humanitari[oa]s?|respectful|private)"
)
_CARE = (
    r"(?:servici[a-z]+|services?|servicos?|atencion(?:es)?|atendimentos?|asesori[a-z]+|consejeria|orientacion|apoyo|apoio|pruebas?"
    r"|tests?|testing|testes?|consult[a-z]+|counsel[a-z]+|support|care|help|advice|terapias?|therapy|tratamientos?"
    r"|treatments?|trato|hotlines?|helplines?|llamadas?|calls?|ecoute|accompagnement|depistages?|conseils?|soutien|soins"
    r"|aconselhamento|screening|psicologic[oa]s?|psychological|medic[oa]s?|medical|legal|juridic[oa]s?|hiv|vih)"
)
_SMALL = r"(?:y|e|and|et|es|son|is|are|est|sont|de|en|100|totalmente|completely|strictly|estrictamente)"
# A comma may begin something else, but for one between two words for how somebody is treated.
_AND, _LISTED = rf" (?:{_SMALL} )?", rf",? (?:{_SMALL} )?"
_OF_CARE = re.compile(
    rf"\b(?:{_CARE}{_AND}(?:{_MANNER}{_LISTED})*|(?:{_MANNER}{_LISTED})+)confiden[ct]i[a-z]+"
    rf"|\bconfiden[ct]i[a-z]+(?:{_LISTED}{_MANNER}\b|{_AND}(?:{_MANNER}{_LISTED})*{_CARE}\b)"
)
_SAYS_WHERE = re.compile(rf"\b{_WHERE}\b")
_SHORTEST = 4
# How the words begin without which nothing here is asked; most rows of most lists have none, and need no closer look.
_LETTERS = 4
_BEGINNINGS = (
    "publi pub difund difus diffus divulg compart compartilh partilh partag share sharing disclos reveal revel pibliye",
    "direcci ubicaci localiz lugar sitio domicilio coord address location whereabouts adresse emplacement lieu ender",
    "local mapa maps map carte off secre sekre undis sigil konfid intern strict confid ocult hidden hide escond masqu",
)


def may_be_told(texts: Sequence[str]) -> bool:
    """Tell whether no text holds a word that could ask for secrecy, or speak of violence, of women or of men.

    Parameters
    ----------
    texts
        The cells of a row.
    """
    # Of a cell in a mistaken encoding the words are read alone, or another cell would be in their way.
    whole = " ".join(texts)
    parts = texts if is_suspect(whole) else [whole]
    begun = {word[:_LETTERS] for text in parts for word in plain_whole(text).split()}
    return begun.isdisjoint(_begun())


@cache
def _begun() -> frozenset[str]:
    words = (word for line in _BEGINNINGS for word in line.split())
    return frozenset(word[:_LETTERS] for word in (*words, *first_words("violence", "safe_house", "women", "men")))


@lru_cache(maxsize=10_000)
def asks_for_secrecy(text: str) -> bool:
    """Tell whether a text of any column asks that a place is kept secret.

    Parameters
    ----------
    text
        A cell. *Free and confidential counselling* speaks of how somebody is treated there, and asks for nothing.
    """
    if len(text) < _SHORTEST:
        return False
    whole = plain_whole(text)
    if whole in _WHOLE or _ASKS.search(whole):
        return True
    return _CONFIDENTIAL.search(whole) is not None and not _is_about_care(text, whole)


def _is_about_care(text: str, whole: str) -> bool:
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return not _SAYS_WHERE.search(whole) and not _CONFIDENTIAL.search(_OF_CARE.sub(" ", bare))
