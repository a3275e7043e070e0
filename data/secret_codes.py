"""The codes that the name of a column explains, *(1=sí 2=no)*: what they mean, and the name without them."""

import re
from collections.abc import Mapping
from functools import lru_cache

_CODE = re.compile(r"(?<!\w)(\d{1,3}|[a-z])\s*(?:[=:)–—-]|\.(?!\d))\s*([^\W\d][^\d=:;,/|()\[\]]*)", re.IGNORECASE)
_BARE = re.compile(r"(?<!\w)(\d)\s+([^\W\d][^\d=:;,/|()\[\]]*)")
# The answers a question names: they deny nothing.
_ANSWERS = re.compile(
    r"(?<!\w)(?:(?:s[ií]|yes|oui|sim|s|y)\s*(?:[/|,-]|\b[oóu]\b|\bor\b|\bou\b)\s*(?:no|non|não|nao|n)"
    r"|(?:no|non|não|nao|n)\s*(?:[/|,-]|\b[oóu]\b|\bor\b|\bou\b)\s*(?:s[ií]|yes|oui|sim|s|y))(?!\w)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def codes_of(header: str) -> Mapping[str, str]:
    """Return what each code means that a name explains; none where it explains fewer than two.

    Parameters
    ----------
    header
        ``¿Se puede publicar? (1=sí 2=no)``: ``1`` is *sí*, ``2`` is *no*.
    """
    found = _pairs(_CODE, header) or _pairs(_BARE, header)
    return {code.casefold(): meaning.strip(" .-–—") for code, meaning in found}


def _pairs(pattern: re.Pattern[str], header: str) -> list[tuple[str, str]]:
    pairs = pattern.findall(header)
    return pairs if len(pairs) > 1 else []


@lru_cache(maxsize=4096)
def without_codes(header: str) -> str:
    """Return a name without the codes and answers it explains, which ask and deny nothing themselves."""
    for pattern in (_CODE, _BARE):
        if _pairs(pattern, header):
            header = pattern.sub(" ", header)
            break
    bare = _ANSWERS.sub(" ", header)
    return bare if bare.strip(" ()[]¿?") else header
