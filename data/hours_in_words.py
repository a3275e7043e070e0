"""Opening hours in the words of four languages, put into OpenStreetMap's syntax; what is not sure stays unknown."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from opening_hours import validate

from data.hours_rules import are_sure_times

# OpenStreetMap's own limit for a value.
_LONGEST = 255
_NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH")
_WEEK, _HOLIDAYS = frozenset(range(7)), frozenset([7])
# Of each language the words for Monday to Sunday; English has OpenStreetMap's own among its words.
_DAY_WORDS = {
    "es": "l lu lun lunes|ma mar mart martes|x mi mie mier miercoles|j ju jue juev jueves|v vi vie vier viernes"
    "|s sa sab sabado sabados|d do dom domingo domingos",
    "fr": "l lu lun lundi lundis|ma mar mardi mardis|me mer mercredi mercredis|j je jeu jeudi jeudis"
    "|v ve ven vendredi vendredis|s sa sam samedi samedis|d di dim dimanche dimanches",
    "en": "m mo mon monday mondays|tu tue tues tuesday tuesdays|w we wed wednesday wednesdays"
    "|th thu thur thurs thursday thursdays|f fr fri friday fridays|sa sat saturday saturdays|su sun sunday sundays",
    "pt": "seg segunda segundas|ter terca tercas|qua quarta quartas|qui quinta quintas|sex sexta sextas"
    "|sa sab sabado sabados|d dom domingo domingos",
}
# What is two days in a language, or a day there and a month in everybody's.
_UNSURE = {"es": "m", "fr": "m", "en": "mar s t", "pt": "mar m s t q"}
_READINGS: dict[str, dict[str, int | None]] = {
    language: {word: day for day, words in enumerate(days.split("|")) for word in words.split()}
    | dict.fromkeys(_UNSURE[language].split())
    for language, days in _DAY_WORDS.items()
}
_HALF = re.compile(r"(?<=[\d ])([ap])(?:\. ?m\b\.?|m\.)")
_FEIRA = re.compile(r"[- ]feiras?\b")
_EVERY_WEEK = re.compile(r"\b24 ?[/x-] ?7\b")
_OF_HOURS = r"(?:hrs?|hs|h|horas?|hours?|heures?)"
_TOKEN = re.compile(
    rf"""\s*(?:
    (?P<end>;)
    |(?P<E>(?:todos\ (?:los|os)\ dias|tous\ les\ jours|every\ ?day|daily|diario|diariamente|7(?:\ ?j)?\ ?/\ ?7
        |(?:(?:los|os)\ )?7\ (?:dias|days|jours)(?:\ (?:a\ la|de\ la|da|a|per)\ (?:semana|week))?)\b)
    |(?P<A>(?:(?:las|as|the)\ )?24(?:\ ?{_OF_HOURS}\b(?:\ ?/\ ?24\b)?|\ ?/\ ?24\b)\.?)
    |(?P<C>(?:cerrad[oa]s?|closed|fermee?s?|fechad[oa]s?)\b)
    |(?P<H>(?:(?:dias|jours|public)\ )?(?:festivos?|feriados?|feries?|holidays?)\b)
    |(?P<T>(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>\d\d))?(?:\ ?(?P<half>am|pm)|\ ?{_OF_HOURS})?(?![a-z0-9:])\.?)
    |(?P<to>-|(?:a|al|to|au|as|ate|hasta|through|thru)\b)
    |(?P<and>[,&]|(?:y|e|et|and)\b)
    |(?P<filler>:|(?:de|del|desde|du|des|le|les|los|las|el|from|das|on|abiert[oa]s?|open|ouvert|abert[oa]s?|horarios?)\b)
    |(?P<D>[a-z]+\b\.?)
    )\s*""",
    re.VERBOSE | re.ASCII,
)
_DAYS = "(?:D(?:-D)?|E|H)(?:,*(?:D(?:-D)?|E|H))*"
_TIMES = "(?:(?:A|T-T)(?:,*T-T)*|C)"
_PART = re.compile(rf"(?P<days>{_DAYS}),*(?P<times>{_TIMES}),*")
_TURNED = re.compile(rf"(?P<times>{_TIMES}),*(?P<days>{_DAYS})")
_SIGNS = {"to": "-", "and": ",", "end": ";"}
_DAYS_OF = {"E": _WEEK, "H": _HOLIDAYS}
_EARLY, _LATE, _NOON = 6 * 60, 10 * 60, 12 * 60
_REMARK = re.compile(r'"[^"]*"')
_SURE = re.compile(r"\d:\d\d|24/7|\"|\b(?:mo|tu|we|th|fr|sa|su|ph|sh|off|closed|unknown|sun(?:rise|set)|dawn|dusk)\b")
_MONTH = "(?:jan|feb|apr|may|jun|jul|aug|sep|oct|nov|dec)"
# March beside another month, or before a day no Spanish or French word looks like (Sa does).
_SURE_MARCH = re.compile(
    rf"{_MONTH}(?: \d+)? ?[-,] ?mar\b|\bmar(?: \d+)? ?[-,] ?{_MONTH}|\bmar (?:mo|tu|we|th|fr|su|ph)\b"
)
_MARCH = re.compile(r"\bmar\b")


class _Token(NamedTuple):
    """A word or sign: a letter or sign for its kind, and the days or the time it stands for."""

    kind: str
    days: frozenset[int] = frozenset()
    minutes: int = 0
    half: str = ""
    padded: bool = False


class _Part(NamedTuple):
    """Some days and what is said of them, in OpenStreetMap's syntax."""

    days: frozenset[int]
    times: str


@lru_cache(maxsize=10_000)
def read_hours(text: str) -> str | None:
    """Return opening hours in OpenStreetMap's syntax, or None where they cannot be read and count as unknown.

    Parameters
    ----------
    text
        One cell. Proper syntax comes back as it is; but what it would take for a month (``Mar``, which is Tuesday in
        two languages), or for day and night (``2024``, ``Mo-Fr``, ``Mo-Fr 8:00-3:00``), comes back as
        ``unknown "2024"``. Words in Spanish, French, English or Portuguese are read only as a whole, and only where
        they name both days and hours.

    Examples
    --------
    >>> read_hours("Lunes a Viernes de 8:00 a 15:00"), read_hours("las 24 hrs"), read_hours("Mar 10:00-12:00")
    ('Mo-Fr 08:00-15:00', '24/7', 'unknown "Mar 10:00-12:00"')
    """
    if len(text) > _LONGEST:
        return None
    if validate(text):
        return text if _is_sure(text) else f'unknown "{text.replace(chr(34), "")}"'
    read = _read_words(text)
    return read if read and validate(read) else None


def is_unsure(hours: str) -> bool:
    """Tell whether hours as `read_hours` returns them say of themselves that they are unknown."""
    return hours.startswith('unknown "')


def _is_sure(text: str) -> bool:
    bare = _REMARK.sub('"', text.lower())
    return bool(_SURE.search(bare)) and not _MARCH.search(_SURE_MARCH.sub(" ", bare)) and are_sure_times(text)


def _read_words(text: str) -> str | None:
    tokens = _tokens(_folded(text))
    if tokens is None:
        return None
    alone = "".join(token.kind for token in tokens).strip(",;")
    if alone in ("A", "AE", "A,E", "EA", "E,A", "C"):
        return "off" if alone == "C" else "24/7"
    parts: list[_Part] = []
    for segment in _segments(tokens):
        found = _parts(segment)
        if found is None:
            return None
        parts += found
    if not parts or _is_said_twice(parts):
        return None
    return "; ".join(f"{_days_told(part.days)} {part.times}" for part in parts)


def _folded(text: str) -> str:
    """Return a text in small letters without accents, its line ends and dashes of one sort."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    lines = re.sub(r"[|\n\r]+", ";", re.sub("[\u2010-\u2015\u2212]", "-", bare))
    return _EVERY_WEEK.sub("24h 7/7", _FEIRA.sub("", _HALF.sub(r"\1m", " ".join(lines.split()))))


def _tokens(text: str) -> list[_Token] | None:
    """Return the words and signs of a text, or None where one is not known or could be two days."""
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        found.append(match)
        at = match.end()
    days = _agreed([match["D"].rstrip(".") for match in found if match["D"]])
    tokens = [_token(match) for match in found if match.lastgroup != "filler"]
    if days is None or None in tokens:
        return None
    told = iter(days)
    return [token._replace(days=frozenset([next(told)])) if token.kind == "D" else token for token in tokens if token]


def _agreed(words: Sequence[str]) -> tuple[int, ...] | None:
    """Return the days that words are in every language that has all of them; None where that is not one answer."""
    readings = {
        tuple(days[word] for word in words) for days in _READINGS.values() if all(word in days for word in words)
    }
    reading = readings.pop() if len(readings) == 1 else (None,)
    return tuple(day for day in reading if day is not None) if None not in reading else None


def _token(match: re.Match[str]) -> _Token | None:
    kind = match.lastgroup or ""
    if kind in _DAYS_OF:
        return _Token(kind, _DAYS_OF[kind])
    if kind != "T":
        return _Token(_SIGNS.get(kind, kind))
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"] or ""
    if minute > 59 or hour > (12 if half else 24) or (half and not hour):  # noqa: PLR2004 - as clocks have it
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return _Token("T", minutes=hour * 60 + minute, half=half, padded=match["hour"].startswith("0"))


def _segments(tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    """Yield the tokens between semicolons."""
    for is_end, segment in groupby(tokens, lambda token: token.kind == ";"):
        if not is_end:
            yield list(segment)


def _parts(tokens: Sequence[_Token]) -> list[_Part] | None:
    """Return the days and their times, one part after another, or one part with its times first; None for any other."""
    kinds = "".join(token.kind for token in tokens)
    found = list(_PART.finditer(kinds))
    if "".join(each[0] for each in found) != kinds:
        turned = _TURNED.fullmatch(kinds)
        found = [turned] if turned else []
    parts = [
        _Part(_days(tokens[slice(*each.span("days"))]), _times(tokens[slice(*each.span("times"))])) for each in found
    ]
    return parts if parts and all(part.days and part.times for part in parts) else None


def _days(tokens: Sequence[_Token]) -> frozenset[int]:
    days = frozenset[int]().union(*(token.days for token in tokens))
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.kind == "-":
            [first], [last] = before.days, after.days
            days |= {(first + step) % 7 for step in range((last - first) % 7)}
    return days


def _times(tokens: Sequence[_Token]) -> str:
    """Return the times of a part, "" where one is not sure."""
    if [token.kind for token in tokens] == ["C"]:
        return "off"
    spans: list[tuple[int, int]] = []
    clocks = [token for token in tokens if token.kind in "AT"]
    if clocks[0].kind == "A":
        return "00:00-24:00" if len(clocks) == 1 else ""
    for opens, closes in zip(clocks[::2], clocks[1::2], strict=True):
        if not _is_span(opens, closes) or (spans and opens.minutes < spans[-1][1]):
            return ""
        spans.append((opens.minutes, closes.minutes if closes.minutes > opens.minutes else closes.minutes + 24 * 60))
    return ",".join(f"{_clock(opens)}-{_clock(closes % (24 * 60) or closes)}" for opens, closes in spans)


def _is_span(opens: _Token, closes: _Token) -> bool:
    """Tell whether it is sure what two times are: 9-5 is not, since nobody opens from nine at night, or does he."""
    if bool(opens.half) != bool(closes.half):
        return False
    if closes.minutes <= opens.minutes:
        return opens.half == "pm" and closes.half == "am" if opens.half else opens.minutes > _NOON
    return (
        bool(opens.half)
        or opens.padded
        or closes.minutes > _NOON
        or (opens.minutes >= _EARLY and closes.minutes >= _LATE)
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _is_said_twice(parts: Sequence[_Part]) -> bool:
    """Tell whether a day has times in two parts; that it is closed after all may be said last."""
    return any(
        part.days & other.days and other.times != "off" for at, part in enumerate(parts) for other in parts[at + 1 :]
    )


def _days_told(days: frozenset[int]) -> str:
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1 and day not in _HOLIDAYS:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(_NAMES[run[0]] if len(run) == 1 else f"{_NAMES[run[0]]}-{_NAMES[run[-1]]}" for run in runs)
