"""A place said to be closed elsewhere than under its status: in its name or kind, a remark, or its hours."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from data.hours_in_words import read_hours
from data.mends import Mend
from data.openness import CLOSED, OPEN
from data.raw import RawRow
from data.recognise.plain import header_names, plain_whole
from data.recognise.words import load_words
from data.schemas import FACILITIES

_ADVERB = (
    r"(?:(?:temporal|temporaria|temporaire|definitiva|definitive|permanente|provisional|actual|indefinida)ment[ey]?"
)
_ADVERB += r"|temporarily|permanently|currently|indefinitely|ahora|ya|hoy|now|esta|se encuentra|is|est)"
# What only ever is said of something that is not, or no longer, there.
_CLOSED = (
    r"cerrad[oa]s?|closed|clausurad[oa]s?|fermee?s?|fechad[oa]s?|encerrad[oa]s?|demoli(?:d[oa]s?|shed|es?)"
    r"|destruid[oa]s?|destroyed|detruite?s?|abandonad[oa]s?|abandoned|abandonnee?s?|desmantelad[oa]s?|shut(?: down)?"
    r"|defunct|cierre (?:temporal|definitivo|permanente)|clausura definitiva|dad[oa] baja|baja definitiva"
    r"|ya no (?:existe|opera|funciona|presta servicios?|da servicio)"
    r"|no longer (?:exists?|oper[a-z]+|open|function[a-z]*|there)"
    r"|dejo (?:operar|funcionar|existir|prestar servicios?)"
    r"|n existe plus|ne fonctionne plus|nao (?:existe|funciona) mais"
    r"|ceased (?:operat[a-z]+|to operate|to exist)|(?:fuera|fora|hors|out) (?:servi[a-z]+|operac?[a-z]*|uso)"
    r"|no (?:opera|funciona|existe|esta operando|esta funcionando|esta en operacion)|sin (?:operar|funcionar)"
    r"|not (?:operating|operational|open|functioning|in operation)|inactiv[oae]|inoperativ[oa]|en constru[a-z]+"
    r"|under construction|em construcao|suspendid[oa]|suspended|suspendue?|des?activad[oa]|desativad[oa]"
    r"|inhabilitad[oa]"
)
# What may follow where it is said of the place as a whole. "Cerrada de Hidalgo 5" is an address in Mexico.
_GOES_ON = (
    r"(?:por|desde|hasta|debido|a causa|al publico|a partir|para"
    r"|en (?:obras?|remodel|repara|manten|rehabilit|(?:19|20)\d\d)"
    r"|since|until|till|for|due|because|to public|after|during|following|as|in (?:19|20)\d\d|from|down|further|again"
    r"|depuis|jusqu|pour|a cause|suite|devido|ate\b|durante|mientras|tras|luego|despues"
    r"|pandemi|covid|indefini|nuevamente"
    r"|(?:19|20)\d\d|y\b|and\b|et\b|no\b|ya\b)"
)
_PLACE = (
    r"(?:(?:est[ae]|this|our|cette?|ce|nuestr[oa]) )?(?:clinica|unidad|centro|farmacia|oficina|sede|sitio|lugar"
    r"|albergue|hospital|consultorio|clinic|centre|center|facility|shelter|pharmacy|site|office|place"
    r"|clinique|unidade|abrigo)"
)
_IS = r"(?:ha sido|fue|quedo|has been|was|permanece|remains|a ete|foi)"
_SAYS_CLOSED = re.compile(
    rf"(?:{_PLACE} (?={_ADVERB} |{_IS} ))?(?:{_IS} )?(?:{_ADVERB} )*(?:{_CLOSED})(?: {_ADVERB})*"
    rf"(?: {_PLACE})?(?: {_ADVERB})*(?: {_GOES_ON}.*)?$"
)
# A word of its own only with its accent: a hill (cerro) is no news.
_WAS_CLOSED = re.compile(r"(?:ya |se )*(?:cerr(?:ó|aron)|fechou|a fermé)\b", re.IGNORECASE)
# Closed for some hours or on some days alone.
_AT_TIMES = re.compile(
    r"\b(?:lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?"
    r"|saturdays?|sundays?|lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?|segundas?|tercas?|quartas?"
    r"|quintas?|sextas?|festivos?|feriados?|holidays?|feries?|fines|weekends?|week end"
    r"|lunch|comida|almuerzo|almoco|dejeuner"
    r"|tardes?|noches?|mananas?|mornings?|afternoons?|evenings?|nights?|soirs?|nuits?|noites?|horas?|hours?|heures?"
    r"|hrs?|am|pm|\d{1,2}h?(?: a| to| \d\d)? \d{1,2}(?: ?h(?:rs?)?)?|\d{1,2}h)\b"
)
_SENTENCE = re.compile(r"[.;!\u2013\u2014]|\s-\s")
_CLAUSE = re.compile(r"[:,()\[\]]")
_LABEL = re.compile(
    r"^[\s*\-(\[¡]*(?:(?:notas?|note|aviso|ojo|atenci[oó]n|importante|actualizaci[oó]n|update|[\d/.-]+)\s*:\s*)?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[()\[\]{}*;:,|/\u2013\u2014]|\s-+\s|\s-+$|^-+\s")
# At the end of a name nothing else can be meant by these.
_AT_END = re.compile(
    rf"\b(?:{_ADVERB} (?:cerrad[oa]|closed|fermee?|suspendid[oa])|(?:cerrad[oa]|closed|fermee?) {_ADVERB}|closed"
    r"|(?:fuera|fora|hors|out) (?:servicio|servico|service|operacion|operation)|en construccion|under construction)$"
)
_SHOUTED = re.compile(r"(?:^|\s)(?:CERRAD[OA]|CLOSED|CLAUSURAD[OA]|FERM[ÉE]E?|FECHAD[OA]|DEMOLID[OA])[.!]*$")
_FORMER = re.compile(r"(?:ex|former|ancien|ancienne) ([a-z]+)")
# Of the dictionary's words for closed these mean something else in a name.
_TO_COME = frozenset(["proximamente", "coming soon", "por abrir", "proxima apertura", "em breve", "bientot"])
_OF_PLACES = frozenset(["baja", "construction", "vacant", "ruins", "previsto", "prevista"])
_REMARKS = (
    "observaciones observacion observations observation observacoes observacao obs notas nota notes note",
    "remarks remark comments comment comentarios comentario commentaires commentaire desc cmt description descripcion",
    "descricao descriptif alert alerta alertas alerte aviso avisos avis notice warning advertencia",
    "incidencias incidencia hallazgos novedades detalle detalles details situacion situation actualizacion update",
)
_IN_REMARKS = frozenset(word for line in _REMARKS for word in line.split())
_NEVER = re.compile(r"(?:(?:Mo-Su(?:,PH)?|PH,Mo-Su) )?(?:off|closed)(?: \"[^\"]*\")?")
_LONGEST = 400


def remark_columns(columns: Iterable[str]) -> tuple[str, ...]:
    """Return the columns of a file that hold remarks on a place, by their names."""
    return tuple(name for name in columns if name not in FACILITIES.names and _is_of_remarks(name))


def said_closed(row: RawRow, remarks: Sequence[str], status: str) -> Mend | None:
    """Return what is told of the cell that says a place is closed though it is not its status; None if none does.

    Parameters
    ----------
    row
        Its row, whose notes hold what the file calls its kind.
    remarks
        The columns `remark_columns` found.
    status
        What its status is otherwise.
    """
    how = "says that the place is closed, while its status says open: read as closed"
    if status != OPEN:
        how = "says that the place is closed: status read as closed"
    for column, text in _names(row):
        if text and _is_closed_name(text):
            return Mend(column, how, text)
    for column in ("opening_hours", *remarks):
        text = row.cells.get(column, "")
        if text and (_is_closed_remark(text) or (column == "opening_hours" and _is_never_open(text))):
            return Mend(column, how)
    return None


def _names(row: RawRow) -> Iterator[tuple[str, str]]:
    yield "name", row.cells.get("name", "")
    yield "kind", row.cells.get("kind", "")
    yield from (("kind", was) for was in row.given("kind"))


@lru_cache(maxsize=4096)
def _is_of_remarks(column: str) -> bool:
    return any(not _IN_REMARKS.isdisjoint(name.split()) for name in header_names(column))


@lru_cache(maxsize=10_000)
def _is_closed_name(text: str) -> bool:
    if len(text) > _LONGEST or "?" in text:
        return False
    whole = plain_whole(text)
    former = _FORMER.match(whole)
    if former and former[1] in _kinds():
        return True
    parts = [part for part in map(plain_whole, _PARTS.split(text)) if part]
    if len(parts) > 1 and any(part in _TO_COME or _says_closed(part) for part in parts):
        return True
    shouted = _SHOUTED.search(text) and not text.isupper()
    return bool(shouted or _AT_END.search(whole))


@lru_cache(maxsize=10_000)
def _is_closed_remark(text: str) -> bool:
    head = _LABEL.sub("", text[:_LONGEST])
    if "?" in head or _AT_TIMES.search(plain_whole(head)):
        return False
    return any(map(_begins_closed, _SENTENCE.split(head)))


@lru_cache(maxsize=10_000)
def _is_never_open(hours: str) -> bool:
    return bool(_NEVER.fullmatch(read_hours(hours) or ""))


def _begins_closed(sentence: str) -> bool:
    if _WAS_CLOSED.match(sentence.strip()):
        return True
    return _says_closed(plain_whole(_CLAUSE.split(sentence.lstrip("*([ "), maxsplit=1)[0]))


def _says_closed(whole: str) -> bool:
    if _AT_TIMES.search(whole):
        return False
    is_word = load_words("status").get(whole) == CLOSED and whole not in _OF_PLACES
    return is_word or bool(_SAYS_CLOSED.match(whole))


@cache
def _kinds() -> frozenset[str]:
    """Return the first words of what kinds are called."""
    return frozenset(word.split()[0] for word in load_words("kind") if word)
