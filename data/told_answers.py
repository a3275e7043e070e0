"""What a cell answers under a name that asks whether its place is secret, or whether it may be told of."""

import re
from functools import lru_cache

from data.cells import yes_no
from data.recognise.plain import plain_whole
from data.said_services import begins_with_no
from data.secrecy import word_groups
from data.secret_codes import codes_of
from data.secret_headers import is_bare_question
from data.secret_notes import asks_for_secrecy
from data.vocabulary import NO, UNKNOWN, YES

# What says no under a name that asks how secret a place is.
_OPEN = frozenset(
    [
        *("low", "bajo", "baja", "faible", "baixo", "baixa", "none", "nula", "nulo", "ninguna", "ninguno", "aucune"),
        *("public", "publico", "publica", "publique", "abierto", "abierta", "open", "clear", "white", "tlp clear"),
        *("tlp white", "no sensible", "not sensitive", "non sensitive", "no confidencial", "not confidential"),
    ]
)
# How a clear yes to telling begins, beside yes itself.
_ALLOWS = re.compile(
    r"(?:yes|si|oui|sim|wi|ok|okay|claro|true|verdadero|autoriza[a-z]*|autorise[a-z]*|authori[sz]ed|acepta"
    r"|aceptad[oa]|accepted"
    r"|accepte|aceita|allowed|permitid[oa]|permis|permite|acuerdo|accord|agreed?|public[oa]?|publique|publicar"
    r"|publicable"
    r"|publicad[oa]|published|visible|shown|mostrar|granted|consentid[oa]|afirmativo|siempre|always|todo|todos|all)\b"
)
_DOUBTS = re.compile(
    r"\b(?:pero|but|mais|mas|solo|solamente|unicamente|only|just|seulement|somente|apenas|salvo|excepto|except"
    r"|parcial[a-z]*"
    r"|partial[a-z]*|limitad[oa]|limited|reserva|intern[oa]|internal|pendientes?|pending|pendente|en attente"
    r"|preguntar|ask|demander"
    r"|perguntar|consultar|confirmar|confirm|revisar|review|verificar|depende|depends|quizas?|maybe|tal vez|talvez"
    r"|peut etre"
    r"|municipio|ciudad|city|tbd|tbc|unknown|desconocido|restring[a-z]*|restricted|sabe|saben|sabemos)\b"
)
# Neither a yes nor a no, nor a word that nobody knows.
_UNEXPLAINED = "(?)"
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
# What stands in such a cell and answers nothing: an address of the web, or a stroke.
_NO_ANSWER = re.compile(r"\s*(?:[-–—_.]*|(?:https?://|www\.)\S+)\s*", re.IGNORECASE)


@lru_cache(maxsize=10_000)
def may_say_yes(text: str, header: str = "") -> bool:
    """Tell whether a filled cell says anything but a clear no, or that nobody knows.

    Parameters
    ----------
    text
        The cell.
    header
        The name it stands under, whose codes count: *(1=sí 2=no)*.
    """
    said = meant(text, header)
    return bool(said.strip()) and yes_no(said) not in (NO, UNKNOWN) and plain_whole(said) not in _OPEN


@lru_cache(maxsize=10_000)
def may_say_no(text: str, header: str = "") -> bool:
    """Tell whether a filled cell says anything but a clear yes: *no sabe*, *pendiente*, a code nobody explains.

    Parameters
    ----------
    text
        The cell.
    header
        The name it stands under. Where that may mean something else than a question (*Mapa*, *Público*), the cell must
        deny, doubt or be a number.
    """
    said = meant(text, header)
    if _NO_ANSWER.fullmatch(said):
        return False
    if yes_no(said):
        return yes_no(said) != YES
    whole = plain_whole(said)
    denies = "?" in said or begins_with_no(said) or asks_for_secrecy(said)
    denies = denies or not word_groups(said).isdisjoint(("not", "secret")) or _DOUBTS.search(whole) is not None
    if denies or _NUMBER.fullmatch(said.strip()):
        return True
    return is_bare_question(header) and not _ALLOWS.match(whole)


def meant(text: str, header: str) -> str:
    """Return what a code means that the name explains; another code is no answer; any other text is as it is."""
    codes = codes_of(header)
    code = text.strip().casefold().removesuffix(".0")
    return codes.get(code, _UNEXPLAINED) if codes and (code in codes or _NUMBER.fullmatch(code)) else text
