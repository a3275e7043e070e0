"""Which of a file's own columns tell in words what a place is or whom it is for, or whether anybody may know it."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from data.cells import yes_no
from data.cut_names import fuller_names, lost_its_question
from data.quarantine import is_told_by_us
from data.recognise.headers import load_synonyms
from data.recognise.plain import header_names, plain_whole
from data.schemas import AREAS, FACILITIES
from data.secrecy import is_for_women_only, speaks_of_refuge
from data.secret_brackets import asked_by
from data.secret_codes import without_codes
from data.vocabulary import YES

IN_WORDS = ("name", "kind", "services", "services_possible")
# A column with one of these in its name tells what a place is, or for whom, as one of ours does.
_DESCRIBING = (
    "descripcion description descriptif descricao elegibilidad eligibility eligibilite elegibilidade taxonomy",
    "taxonomia poblacion population populacao objetivo beneficiarios beneficiaries beneficiaires perfil",
    "profile profil dirigido subtipo subtype modalidad especialidad especialidades programa program atiende",
    "atencion observaciones observacion observations observacoes notas nota notes note remarks comments",
    "comentarios comentario commentaires comment desc cmt folder carpeta dossier pasta layer capa camada",
)
_DESCRIBES = frozenset(word for line in _DESCRIBING for word in line.split())
_YES_WORDS = ("yes", "si", "oui", "sim", "wi", "true")
# A reason for telling of a place may name what it is; who may know it has words of its own.
_OF_NO_TEXT = frozenset(["facility_id", "lon", "lat", "visibility", "visibility_reason", "women_only", "status"])
# A longer header is a sentence, and asks for more than yes or no.
_LONGEST_QUESTION = 120


class Telling(NamedTuple):
    """The columns of a file that have a say in who may know its places, by what they say.

    Attributes
    ----------
    words
        Those whose text tells what a place is, or for whom: ours first.
    others
        All others with text that may speak of violence or ask for secrecy, such as whose the place is, or its address.
    refuge
        Those whose name speaks of violence or of women, so that a yes says it of the place.
    secret
        Those whose name asks whether a place is secret: what is not clearly no hides it.
    tellable
        Those whose name asks whether a place may be told: a no hides it.
    again
        Those that say who may know a place beside our own column for it.
    lost
        Those whose name was cut where it asks something of where a place is: a yes and a no hide it.
    """

    words: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    refuge: tuple[str, ...] = ()
    secret: tuple[str, ...] = ()
    tellable: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def hiding(self) -> tuple[str, ...]:
        """Return the columns that can hide a place by a single word, ours too: what cannot be read there hides it."""
        return ("visibility", "women_only", *self.secret, *self.tellable, *self.again, *self.refuge)


def find_telling(columns: Sequence[str]) -> Telling:
    """Return the columns of a file that have a say in who may know its places, whatever they were taken for."""
    theirs = [name for name in columns if name not in FACILITIES.names]
    asks = {name: asked_by(name) for name in theirs if len(name) <= _LONGEST_QUESTION}
    words = (*IN_WORDS, *(name for name in theirs if _tells(name)))
    return Telling(
        words,
        tuple(name for name in columns if name not in words and name not in _OF_NO_TEXT and not is_told_by_us(name)),
        tuple(name for name in asks if names_refuge(name, gives_shelter=True)),
        tuple(name for name, what in asks.items() if what == "secret"),
        tuple(name for name, what in asks.items() if what == "tellable"),
        tuple(name for name in theirs if _says_who_may_know(name)),
        tuple(name for name, what in asks.items() if not what and lost_its_question(name)),
    )


def says_yes(text: str) -> bool:
    """Tell whether a cell says yes, or begins with it."""
    return bool(text) and (yes_no(text) == YES or plain_whole(text).split()[:1] in [[word] for word in _YES_WORDS])


def names_refuge(column: str, *, gives_shelter: bool) -> bool:
    """Tell whether the name of a column, or what a cut one may stand for, speaks of a refuge or is for women only."""
    names = (without_codes(column), *fuller_names(column))
    return any(speaks_of_refuge(name, gives_shelter=gives_shelter) or is_for_women_only(name) for name in names)


@lru_cache(maxsize=10_000)
def _tells(column: str) -> bool:
    names = header_names(column)
    if names & _whole_names():
        return True
    return not names & _of_something_else() and any(_words_about() & set(name.split()) for name in names)


def _says_who_may_know(column: str) -> bool:
    words = load_synonyms(FACILITIES.noun)["visibility"].strong
    return not words.isdisjoint(header_names(column))


@cache
def _whole_names() -> frozenset[str]:
    """Return the headers that mean one of ours that tells in words."""
    synonyms = load_synonyms(FACILITIES.noun)
    return frozenset(word for ours in IN_WORDS for word in synonyms[ours].strong | synonyms[ours].weak)


@cache
def _words_about() -> frozenset[str]:
    synonyms = load_synonyms(FACILITIES.noun)
    single = (word for ours in IN_WORDS for word in synonyms[ours].strong if " " not in word)
    return _DESCRIBES.union(single)


@cache
def _of_something_else() -> frozenset[str]:
    """Return the headers that have a word of ours in them and mean where a place is, or whose."""
    synonyms = load_synonyms(FACILITIES.noun)
    others = (each.strong for ours, each in synonyms.items() if ours not in IN_WORDS)
    return frozenset().union(*others, *(each.strong for each in load_synonyms(AREAS.noun).values()))
