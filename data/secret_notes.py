"""Whether a text asks that nobody learns of a place: *do not share the address*, *ubicación secreta*."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from data.encodings import is_suspect
from data.recognise.plain import plain_whole, with_signs
from data.secrecy import last_words
from data.secret_headers import is_request, secrecy_asked
from data.secret_requests import KEPT, NOT, REQUESTS, WHERE

_PUBLISH = (
    r"(?:public(?:a[bdmnr]|aci|ue|iz|at|is)[a-z]*|publique[a-z]*|publish[a-z]*|publi(?:er|ee?s?|ez|eront)"
    r"|difund[a-z]+|difus[a-z]+|diffus[a-z]+|divulg[a-z]+|compart[a-z]+|compartilh[a-z]+|partilh[a-z]+|partag[a-z]+"
    r"|shar(?:e|ed|es|ing|eable)|disclos[a-z]+|reveal[a-z]*|revel[a-z]+|pibliye|pataje|divilge)"
)
_GIVE = (
    r"(?:dar|den|de|decir|diga|digan|proporcion[a-z]+|entreg[a-z]+|indi[a-z]+|mostr[a-z]+|muestr[a-z]+|public[oa]s?"
    r"|poner|ponga"
    r"|aparec[a-z]+|apare[cz]ca[a-z]*|subir|inclu[a-z]+|give|tell|show|list|put|post|print|display|appear|public"
    r"|donner|communiqu[a-z]+"
    r"|indiquer|montrer|afficher|fornec[a-z]+|inform[a-z]+|dizer|colocar|exibir|map|bay|di|montre)"
)
# At most three words stand between a denial and what it denies.
_UP_TO_THREE = r"(?: [a-z0-9]+){0,3} "
_ASKS = re.compile(
    rf"\b{NOT}{_UP_TO_THREE}{_PUBLISH}"
    rf"|\b{NOT}{_UP_TO_THREE}{_GIVE}(?: [a-z0-9]+){{0,4}} {WHERE}\b"
    rf"|\b{NOT} (?:es |se |is |est |e |be )?public[oa]?s?\b"
    rf"|\b{WHERE}(?: [a-z]+)? {KEPT}\b|\b{KEPT} {WHERE}\b|\boff (?:the )?maps?\b"
    r"|\b(?:secret(?:[oa]s?|es?|s|ly)?|sekre|undisclosed|sigilos[oa]s?|sigilo|konfidansyel)\b"
    r"|\b(?:uso interno|solo interno|internal use|internal only|usage interne|strictly private)\b"
)
_CONFIDENTIAL = re.compile(r"\bconfiden[ct]i[a-z]+")
# Somebody's letters set apart, so that they are seen.
_SPACED = re.compile(r"\b(?:[a-z] ){4,}[a-z]\b")
_WHOLES = (
    "oculto oculta ocultos ocultas ocultar hidden hide escondido escondida masquer masque masquee esconder withheld",
    "masked",
    "redacted reservado reservada reservados reservadas restringido restringida restringidos restringidas restricted",
    "restreint restreinte restrito restrita clandestino clandestina clandestine clandestin sensible sensibles",
    "sensitive",
    "classified clasificado clasificada invisible omitido omitida unlisted",
)
_WHOLE = frozenset(word for line in _WHOLES for word in line.split()) | {"bajo reserva", "bajo estricta reserva"}
# An answer within a text that says no to secrecy by its very word.
_NO_SECRET = re.compile(r"\bconfiden[ct]i[a-z]+\W{1,4}(?:no|non|nao|not|false|falso|0)\b(?=\W*(?:$|[;,|}\n]))")
_PARTS = re.compile(r"[.;:!?()\[\]{}|/\n\",«»]+|\s[-–—]+\s")
_ANSWER = re.compile(r"([^;,|{}\n.?:=()]{2,60}?)[\"')]*\s*[?:=(–—-]+\s*[\"'(]*([^;,|{}\n()\"']{1,40})")
_YES = frozenset(["yes", "si", "oui", "sim", "wi", "true", "1", "x"])
_NO = frozenset(["no", "non", "nao", "false", "falso", "0", "never", "nunca", "jamais"])
# Where advice or a test is confidential, its place need not be.
_MANNER = (
    r"(?:free|gratis|gratuit[a-z]*|anon[iy]m[a-z]*|volunt[a-z]*|segur[oa]s?|safe|profes+ional[a-z]*"
    r"|humanitari[oa]s?|respectful|private|reservad[oa]s?|privad[oa]s?)"
)
_CARE = (
    r"(?:servici[a-z]+|services?|servicos?|atencion(?:es)?|atendimentos?|asesori[a-z]+|consejeria|orientacion|apoyo"
    r"|apoio|pruebas?"
    r"|tests?|testing|testes?|consult[a-z]+|counsel[a-z]+|support|care|help|advice|terapias?|therapy|tratamientos?"
    r"|treatments?|trato|hotlines?|helplines?|llamadas?|calls?|ecoute|accompagnement|depistages?|conseils?|soutien"
    r"|soins"
    r"|aconselhamento|screening|psicologic[oa]s?|psychological|medic[oa]s?|medical|legal|juridic[oa]s?|hiv|vih)"
)
_SMALL = r"(?:y|e|and|et|es|son|is|are|est|sont|de|en|100|totalmente|completely|strictly|estrictamente)"
# A comma may begin something else, but for one between two words for how somebody is treated.
_AND, _LISTED = rf" (?:{_SMALL} )?", rf"(?:,? | ?/ ?)(?:{_SMALL} )?"
_OF_CARE = re.compile(
    rf"\b(?:{_CARE}{_AND}(?:{_MANNER}{_LISTED})*|(?:{_MANNER}{_LISTED})+)confiden[ct]i[a-z]+"
    rf"|\bconfiden[ct]i[a-z]+(?:{_LISTED}{_MANNER}\b|{_AND}(?:{_MANNER}{_LISTED})*{_CARE}\b)"
)
_SAYS_WHERE = re.compile(rf"\b{WHERE}\b")
_SHORTEST = 4
# How the words begin without which nothing here is asked; most rows of most lists have none, and need no closer look.
# Those of seven letters and more are compared by seven, the others by four.
_FEW, _MANY = 4, 7
_BEGINNINGS = (
    "publi pub difund difus diffus divulg compart compartilh partilh partag share sharing disclos reveal revel pibliye",
    "direcci ubicaci localiz lugar sitio domicilio coord address location whereabouts adresse emplacement lieu ender",
    "local mapa maps map carte off secre sekre undis sigil konfid intern strict confid ocult hidden hide escond masqu",
    "mask withh redact omitid omitted reserva reserve restring restric restrein restrit sensibl sensiti clasifi",
    "classif",
    "private privado garder mantene quiet anonym anonim clandes unlisted visible visibil invisible mostrar mostrad",
    "muestra",
    "muestre",
    "show display exhibir exibir affich montrer indique mention transme cartogr communi comunica distrib circula",
    "forward",
    "dissemi release adverti reenvia anuncia consent consien directo annuair dar den give proporc donner donnez",
    "informe",
    "anyone anybody others outside nadie tercero tercera personne ninguem outros moun tlp adres kote pataje divilge",
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
    plain = [plain_whole(text) for text in parts]
    begun = {word[:most] for text in plain for word in text.split() for most in (_FEW, _MANY)}
    return begun.isdisjoint(_begun()) and not any(map(_SPACED.search, plain))


@cache
def _begun() -> frozenset[str]:
    words = (word for line in _BEGINNINGS for word in line.split())
    every = (*words, *last_words("violence", "safe_house", "women", "victims", "lgbt", "men"))
    return frozenset(word[: _FEW if len(word) < _MANY else _MANY] for word in every)


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
    signs = _SPACED.sub(lambda found: found[0].replace(" ", ""), with_signs(text))
    whole = plain_whole(_NO_SECRET.sub(" ", signs))
    if whole in _WHOLE or _ASKS.search(whole) or REQUESTS.search(whole):
        return True
    if _CONFIDENTIAL.search(whole) is not None and not _is_about_care(signs, whole):
        return True
    return any(is_request(plain_whole(part)) for part in _PARTS.split(signs)) or _answers(signs)


def _answers(signs: str) -> bool:
    """Tell whether a text names a question with its answer, and that asks for secrecy: *publicar: no*."""
    for name, answer in _ANSWER.findall(signs):
        said = answer.split()[:1]
        if said and said[0].rstrip(".!") in _YES | _NO:
            asked = secrecy_asked(name.strip(" \"'¿"))
            if (asked == "secret" and said[0].rstrip(".!") in _YES) or (
                asked == "tellable" and answer.strip(" .!") in _NO
            ):
                return True
    return False


def _is_about_care(bare: str, whole: str) -> bool:
    return not _SAYS_WHERE.search(whole) and not _CONFIDENTIAL.search(_OF_CARE.sub(" ", bare))
