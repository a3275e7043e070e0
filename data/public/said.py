"""Collects what the public page's scripts say: the keys of its catalogues."""

import json
import re
from collections.abc import Iterable

_SAID = re.compile(r'\bsay\(\s*"((?:[^"\\]|\\.)*)"')


def said_in(scripts: Iterable[str]) -> tuple[str, ...]:
    """Return every English sentence that scripts say as ``say("…")``, sorted, each once.

    Parameters
    ----------
    scripts
        Their text.
    """
    return tuple(sorted({json.loads(f'"{said}"') for script in scripts for said in _SAID.findall(script)}))
