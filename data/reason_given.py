"""Whether a text says why a place may be known: an empty phrase, a doubt or a denial is no reason."""

from functools import lru_cache

from data.cells import yes_no
from data.recognise.plain import plain_whole
from data.said_services import is_plainly_said
from data.secrecy import word_groups

# What fills a cell and says nothing.
_FILLING = (
    "a an and as be by confirm confirmar confirmed de decided define definir definirse desconocido e el en es",
    "given hacer is it je la later lo mas motivo motivos n na nada nan nd nil no none null of on para pending",
    "pendiente pendientes por put raison razon razones reason reasons que revisar s see tbc tbd test the to",
    "todo un una unknown unspecified va ver visibilidad visibility y yet yes si oui sim true x xx xxx",
)
_EMPTY = frozenset(word for line in _FILLING for word in line.split())
_SHORTEST = 4


@lru_cache(maxsize=10_000)
def is_reason(text: str) -> bool:
    """Tell whether a text gives a reason for telling of a place.

    Parameters
    ----------
    text
        The cell ``visibility_reason``. It needs a word of its own, and neither denies, doubts nor asks for secrecy:
        whoever reads *do not publish* there must not publish.
    """
    said = plain_whole(text)
    if not said or yes_no(text) or not is_plainly_said(text) or word_groups(text) & {"not", "secret"}:
        return False
    return any(len(word) >= _SHORTEST for word in said.split() if word not in _EMPTY)
