"""What a cell says of services: that a place gives one, that it does not, or that it may."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from data.asides import is_closing, is_harmless, sign_of
from data.recognise.plain import plain, plain_whole

Sure = Literal["yes", "maybe", "no"]

_NOT = re.compile(
    r"\b(?:no|not|non|nao|sin|sans|sem|pas|ni|neither|without|never|nunca|jamais|none|nada|ning[a-z]+|aucune?|nenhuma?"
    r"|closed|cerrad[oa]s?|ferme(?:e?s?)|fechad[oa]s?|encerrad[oa]s?|clausurad[oa]s?|inactiv[oae]s?"
    r"|suspend(?:id[oa]s?|ed|ue?s?)|suspens[oa]s?|interr[a-z]+d[oa]s?|interrompue?s?|interrupted|discontinued"
    r"|cancel[a-z]*|annulee?s?|unavailable|indisponib[a-z]+|indisponivel|indisponiveis"
    r"|des?activ(?:ad[oa]s?|ee?s?)|desativad[oa]s?|(?:in|des)habilitad[oa]s?|demolid[oa]s?|demolished|destruid[oa]s?"
    r"|destroyed|detruite?s?|desmantelad[oa]s?|parali[sz]ad[oa]s?|pausad[oa]s?|paused|cesad[oa]s?|ceased|stopped"
    r"|shut|arretee?s?|defunct|inoperan[a-z]+|inoperativ[oa]s?|(?:en|em|under) constru(?:ccion|cao|ction)"
    r"|tempora(?:l|ria|ire)mente?|temporarily|(?:fuera|fora|hors|out) (?:servi[a-z]+|operac?[a-z]*|order|uso))\b"
)
# What says nothing about whether a service is given: that it costs nothing, asks for no papers, or whom it is for.
_FREE = re.compile(
    r"\b(?:no|sin|not|non|without|sans|sem|nao|pas)"
    r"(?: (?:se|hay|que|requiere|necesita|need|needs|needed|require|required|besoin|precisa|ningun|tiene|any))*"
    r" (?:costos?|cobros?|cargos?|pagos?|citas?|fees?|costs?|charges?|payment|appointments?|documentos|documents"
    r"|papeles|papers|papiers|identificacion|requisitos|rendez vous|rdv|frais|custos?|agendamento|seguro|insurance"
    r"|interrupcion|interruption|stop|limites?|limits?|distincion|discriminacion|discrimination"
    r"|acompana[a-z]*|accompan[a-z]*|accompagne[a-z]*|acompanha[a-z]*|trans?mis[a-z]*|communicable|formal[a-z]*)"
    r"\b|\b(?:non food|non alimentaires?|n[ao]o? alimentari?[oae]s)\b"
)
_MAYBE = re.compile(
    r"\b(?:quizas?|tal vez|talvez|maybe|perhaps|possibl[ey]|posible(?:s|mente)?|possive(?:l|is|lmente)"
    r"|probabl[ey]|probablemente|provavel(?:mente)?|peut etre|a veces|sometimes|parfois|as vezes|tbc|depende|depends"
    r"|por confirmar|to be confirmed|a? ?confirmer|confirmar|sin confirmar|no confirmad[oa]|(?:un|not )confirmed"
    r"|no se sabe|no sabe|not known|unknown|desconocid[oa]|inconnue?|ocasional(?:es|mente)?"
    r"|(?:no|not|pas|nem|nao) (?:siempre|always|toujours|sempre|todos dias|every ?day|tous jours))\b"
)
_EMPTY = re.compile(
    r"\b(?:servicios?|services?|servicos?|hay|tiene|ofrece|any|one|es|esta|estan|is|are|sont|sao|available|disponibles?"
    r"|all|both|todo|toda|todos|todas|ambos|ambas|tous|toutes)\b"
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_IN_A_LIST = re.compile(r"[;,|/]")


class Said(NamedTuple):
    """A service a text names.

    Attributes
    ----------
    service
        In our word.
    sure
        ``yes``: given; ``maybe``: possible; ``no``: neither.
    """

    service: str
    sure: Sure


def is_plainly_said(text: str) -> bool:
    """Tell whether a text neither denies nor doubts anything, in words or signs, and has nothing in brackets."""
    whole = plain_whole(text)
    signed = any(map(sign_of, _IN_A_LIST.split(text)))
    return not (re.search(r"[?¿(\[]", text) or signed or _NOT.search(whole) or _MAYBE.search(whole))


def read_said(text: str, known: Mapping[str, str]) -> tuple[Said, ...]:
    """Return the services a text names, and how sure that is; none where we know none of its words.

    Parameters
    ----------
    text
        One service as somebody wrote it: ``urgencias (no disponible)``, ``¿emergency?``, ``primary (no vaccination)``.
    known
        Our service by theirs, as `plain` writes it.
    """
    whole, sign = plain_whole(text), sign_of(text)
    if sign:
        return tuple(Said(each, sign) for each in _within(whole, known))
    if whole in known and not is_doubted(text):
        return (Said(known[whole], "yes"),)
    outside = _BRACKETS.sub(" ", text)
    if not plain_whole(outside):
        return tuple(_told(text, known))
    said = list(_told(outside, known))
    for aside in _BRACKETS.findall(text):
        said = _with_aside(said, aside, known)
    return tuple(dict.fromkeys(said))


def join_bare(parts: Iterable[str]) -> list[str]:
    """Return the parts of a list, a bare *no* together with the part behind it, or before it where it is the last."""
    joined: list[str] = []
    waiting = ""
    for part in parts:
        if is_bare_no(part):
            waiting = part
        else:
            joined.append(f"{waiting} {part}".strip())
            waiting = ""
    if waiting:
        joined[-1:] = [f"{joined[-1]} {waiting}"] if joined else [waiting]
    return joined


def is_bare_no(text: str) -> bool:
    """Tell whether a text denies without a word for what: *no*, *ninguno*, *sin servicios*, *not available*."""
    whole = plain_whole(text)
    return bool(_NOT.search(whole)) and not is_doubted(text) and not _EMPTY.sub(" ", _NOT.sub(" ", whole)).strip()


def begins_with_no(text: str) -> bool:
    """Tell whether a text begins by denying what follows."""
    whole = plain_whole(text)
    return bool(_NOT.match(whole)) and not _FREE.match(whole) and not _MAYBE.match(whole)


def is_doubted(text: str) -> bool:
    """Tell whether a text has a question mark or a word of doubt."""
    return "?" in text or "¿" in text or bool(_MAYBE.search(plain_whole(text)))


def begins_with_doubt(text: str) -> bool:
    """Tell whether a text begins by doubting what follows."""
    return text.lstrip().startswith("¿") or bool(_MAYBE.match(plain_whole(text)))


def is_bare_doubt(text: str) -> bool:
    """Tell whether a text doubts without a word for what: *?*, *por confirmar*, *maybe*."""
    return is_doubted(text) and not _EMPTY.sub(" ", _MAYBE.sub(" ", _NOT.sub(" ", plain_whole(text)))).strip()


def denied_outside(text: str, known: Mapping[str, str]) -> Literal["", "it", "another"]:
    """Return what words outside of brackets deny or doubt: what stands before them, or a service behind them.

    Parameters
    ----------
    text, known
        As for `read_said`.
    """
    whole = _FREE.sub(" ", plain_whole(_BRACKETS.sub(" ", text)))
    denial = _NOT.search(whole)
    if denial and _within(whole[denial.end() :], known):
        return "another"
    return "it" if denial or _MAYBE.search(whole) else ""


def in_our_words(said: Sequence[Said]) -> list[str]:
    """Return services as a cell of ours says them: ``emergency``, ``emergency?``, ``no emergency``."""
    return [{"yes": service, "maybe": f"{service}?", "no": f"no {service}"}[sure] for service, sure in said]


def _told(text: str, known: Mapping[str, str]) -> Iterator[Said]:
    """Yield what a text without brackets says."""
    whole = _FREE.sub(" ", plain_whole(text))
    if is_doubted(text):
        yield from (Said(each, "maybe") for each in _within(_NOT.sub(" ", _MAYBE.sub(" ", whole)), known))
        return
    denial = _NOT.search(whole)
    if not denial:
        yield from [Said(known[plain(text)], "yes")] if plain(text) in known else ()
        return
    before, after = _within(whole[: denial.start()], known), _within(whole[denial.end() :], known)
    # "Lodging without food" denies the food; of the lodging it does not say that it is as usual.
    yield from (Said(each, "maybe" if after else "no") for each in before if each not in after)
    yield from (Said(each, "no") for each in after)


def _with_aside(said: list[Said], aside: str, known: Mapping[str, str]) -> list[Said]:
    """Return what is said when brackets add to it: they may deny or doubt it, deny something else, or explain it.

    Words we don't know may do any of that: what they stand beside is possible, and no more.
    """
    if is_doubted(aside):
        return [Said(each.service, "maybe") if each.sure == "yes" else each for each in said]
    whole = _FREE.sub(" ", plain_whole(aside))
    if not _NOT.search(whole) and not is_closing(aside):
        explains = is_harmless(whole.strip()) or whole in known
        return said if explains else [Said(each.service, "maybe") if each.sure == "yes" else each for each in said]
    denied = [Said(each, "no") for each in _within(_NOT.sub(" ", whole), known)]
    if {each.service for each in denied} - {each.service for each in said}:
        return [*said, *denied]
    return [Said(each.service, "no") for each in said]


def _within(whole: str, known: Mapping[str, str]) -> list[str]:
    """Return our services for the words of theirs in a text; the whole of it where that is one."""
    words = " ".join(whole.split())
    if words in known:
        return [known[words]]
    return list(dict.fromkeys(ours for theirs, ours in known.items() if f" {theirs} " in f" {words} "))
