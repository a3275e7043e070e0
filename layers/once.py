"""Words that stand in many cells are written in one language there, and kept beside it in the others once.

A table holds the same few words thousands of times: in every language at once they would be most of the page.
"""

import html
import re
from collections import Counter

from data.words import LANGUAGES

Pairs = list[tuple[str, ...]]

_BOTH = re.compile("".join(f'<span lang="{lang}">([^<]*)</span>' for lang in LANGUAGES))
_WHOLE_CELL = re.compile("<td><span data-w>([^<]*)</span></td>")


def say_once(tables: str) -> tuple[str, Pairs]:
    """Return tables with each sentence in the first language alone, and what the page's script needs to change it.

    Parameters
    ----------
    tables
        HTML as `layers.bilingual.both` writes sentences into it.

    Returns
    -------
    str
        The tables; a sentence that has a pair stands in a `<span data-w>`, or alone in a `<td data-w>`. One that is
        the same in every language stands bare; one whose words in one language lead to several in another stays in
        every language.
    Pairs
        Plain text in each language, in the order of `LANGUAGES`, sorted; no text stands twice in a language.
    """
    said = {match.groups() for match in _BOTH.finditer(tables)}
    used = [Counter(column) for column in zip(*said, strict=True)]
    pairs = {words for words in said if all(counts[word] == 1 for counts, word in zip(used, words, strict=True))}

    def shorter(match: re.Match[str]) -> str:
        words = match.groups()
        if len(set(words)) == 1:
            return str(words[0])
        return f"<span data-w>{words[0]}</span>" if words in pairs else match[0]

    kept = sorted(words for words in pairs if len(set(words)) > 1)
    told = _WHOLE_CELL.sub(r"<td data-w>\1</td>", _BOTH.sub(shorter, tables))
    return told, [tuple(map(html.unescape, words)) for words in kept]
