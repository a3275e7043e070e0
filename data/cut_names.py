"""What the short name of a column may stand for: one that a shapefile cut at its tenth letter, or an abbreviation."""

import re
from functools import lru_cache

from data.recognise.plain import last_part, plain

_CUT_AT = 10
_ONE_WORD = re.compile(r"[^\W\d][\w-]*")
# What such names ask by their last word, written out.
_ENDINGS = (
    "publicar publico publica publicacion publish public publishable publier difundir difusion diffusion divulgar",
    "divulgacion compartir share shared mostrar mapa map mappable visible disclose",
    "confidencial confidential reservada reservado restringida restringido restricted privada privado private oculta",
    "oculto hidden protegida protegido protected secreta secreto secret sensible sensitive withheld undisclosed",
    "violencia violence victimas mujeres women trata trafficking segura refugio",
)
_WORDS = tuple(word for line in _ENDINGS for word in line.split())
_SHORTENED = (
    "conf:confidencial confid:confidencial reserv:reservada restr:restringida secr:secreta",
    "sens:sensible ocul:oculta prot:protegida priv:privada dir:direccion",
    "ubic:ubicacion dom:domicilio loc:location addr:address publ:publicar",
    "pub:publicar difun:difundir dif:difundir comp:compartir aut:autoriza",
    "autor:autoriza perm:permite pued:puede vis:visible vict:victimas",
    "viol:violencia muj:mujeres alb:albergue ref:refugio",
)
_SHORT = dict(pair.split(":") for line in _SHORTENED for pair in line.split())
# Alone these mean something else as often: private, a public sector, the DIF, a reference.
_NOT_ALONE = frozenset(
    ["priv", "prot", "pub", "dif", "comp", "vis", "ref", "sens", "perm", "autor", "aut", "dom", "loc"]
)
# Where these were cut nobody can know what is asked of the place.
_PLACES = re.compile(r"direcci|ubicaci|localiza|localisa|locati|address|adresse|enderec|domicili|coorden|emplacem")


@lru_cache(maxsize=4096)
def fuller_names(header: str) -> tuple[str, ...]:
    """Return what a short name of one piece may stand for; nothing for a longer one, or one with spaces.

    Parameters
    ----------
    header
        The name of a column: ``conf``, ``se_puede_p``.
    """
    name = last_part(header)
    if len(name) > _CUT_AT or not _ONE_WORD.fullmatch(name):
        return ()
    words = plain(name).split()
    known = [word if len(words) == 1 and word in _NOT_ALONE else _SHORT.get(word, word) for word in words]
    found = [" ".join(known)] if known != words else []
    if is_cut(name) and words:
        *before, last = known if known[-1:] == words[-1:] else words
        found += [" ".join([*before, word]) for word in _WORDS if before and word.startswith(last) and word != last]
    return tuple(found)


def is_cut(name: str) -> bool:
    """Tell whether a name is as long as those that a shapefile cuts."""
    return _CUT_AT in (len(name), len(name.encode()))


@lru_cache(maxsize=4096)
def lost_its_question(header: str) -> bool:
    """Tell whether all that is left of a name may be where a place is, and what was asked of that was cut off."""
    name = last_part(header)
    words = plain(name).split()
    return is_cut(name) and _ONE_WORD.fullmatch(name) is not None and bool(words) and all(map(_PLACES.match, words))
