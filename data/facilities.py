"""Takes in facilities: what a place gives, to whom, and who may know where it is."""

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from data.cells import country, folded, hours, iso_date, side_amount, tristate, word
from data.closed_elsewhere import remark_columns, said_closed
from data.intake import Intake, Record, Row, take_rows
from data.located import ONE_CELL
from data.mends import Mend
from data.more_than_kind import is_kind_doubted, is_mobile_by_its_name, is_more_than_its_kind
from data.one_place import as_careful_as_namesakes, settle
from data.openness import CLOSED, read_openness
from data.raw import RawTable
from data.recognise.plain import plain, plain_whole
from data.recognise.words import load_words
from data.said_languages import read_languages
from data.said_services import Said, is_bare_no, join_bare, read_said
from data.schemas import FACILITIES
from data.shapes import point
from data.telling import find_telling
from data.visibility import HIDDEN, Origin, visibility
from data.vocabulary import (
    KIND_MAY_GIVE,
    KIND_SERVICES,
    KINDS,
    NO,
    NO_SERVICE,
    SERVICES,
    STATUSES,
    TRISTATE_COLUMNS,
    UNKNOWN,
)
from data.women_only import women_only

_PLACES = ("beds", "bed", "camas", "cama", "plazas", "lits", "lit", "places", "leitos", "leito", "vagas")
_PEOPLE = ("people", "patients", "personas", "pacientes", "personnes", "pessoas")
_A_DAY = ("", "/day", "/día", "/dia", "/jour", " per day", " a day", " por día", " al día", " por dia", " par jour")
_PEOPLE_A_DAY = [f"{people}{a_day}" for people in _PEOPLE for a_day in _A_DAY]
_FREE = frozenset(
    [
        *(
            "gratis",
            "gratuito",
            "gratuita",
            "gratuitos",
            "gratuitas",
            "sin costo",
            "sin costo alguno",
            "no tiene costo",
        ),
        *("free", "free charge", "no cost", "no charge", "no fee", "gratuit", "gratuite", "gratuits", "gratuites"),
        *(
            "sans frais",
            "sem custo",
            "sem custos",
            "totalmente gratuito",
            "totalmente gratis",
            "sin cobro",
            "no se cobra",
        ),
    ]
)
_OUR_WORDS = {plain(service): service for service in SERVICES}
_AS_WRITTEN = (
    "phone",
    "referral_phone",
    "adm1",
    "pcode",
    "organisation",
    "visibility_reason",
    "source",
)


class _Services(NamedTuple):
    """What a cell says of services: those a place gives, those it may give, those it does not."""

    named: frozenset[str]
    possible: frozenset[str]
    denied: frozenset[str]


def take_facilities(raw: RawTable, *, origin: Origin = "upload", shelters: str = HIDDEN, latest: str = "") -> Intake:
    """Return facilities with every attribute spelled out.

    Parameters
    ----------
    raw
        Rows with the columns of ``FACILITIES``; services may be absent, they are then those the kind gives by
        definition, and those it may give are possible.
    origin
        Who names the places: ``upload`` (somebody's file) or ``osm`` (OpenStreetMap, public already). It decides
        how visible a place is that does not say so.
    shelters
        How visible a shelter is that does not say so: one of ``VISIBILITIES``. Those for women only or about violence
        stay hidden all the same.
    latest
        The day it is (ISO date): a check dated later is emptied, and listed. Empty: no day is too late.

    Raises
    ------
    InputError
        A required column is missing, or no row can be used.
    """
    telling, remarks = find_telling(raw.columns), remark_columns(raw.columns)

    def judge(row: Row) -> Record:
        record = _judge(row) | {"checked_on": _checked_on(row, latest)}
        record["status"] = _or_closed(row, record["status"], remarks)
        return record | {"visibility": visibility(row, record, origin, telling, shelters)}

    # Were a hidden row to take the id of one that is told, its presence would show in every answer.
    taken = take_rows(FACILITIES, raw, judge, gives_way=lambda record: record["visibility"] == HIDDEN, settle=settle)
    return as_careful_as_namesakes(taken, raw)


def _judge(row: Row) -> Record:
    kind = word(row, "kind", KINDS, otherwise="")
    if not kind:
        row.refuse("kind", f"is none of {', '.join(KINDS)}")
    services, possible = _services(row, kind)
    record: Record = {
        "facility_id": row.text("facility_id"),
        "name": row.text("name"),
        "kind": kind,
        "services": ";".join(services),
        "services_possible": ";".join(possible),
        "capacity_per_day": side_amount(row, "capacity_per_day", _PEOPLE_A_DAY),
        "beds": side_amount(row, "beds", (*_PLACES, *_PEOPLE)),
        "opening_hours": hours(row, "opening_hours"),
        "country": country(row, "country"),
        "status": _status(row),
    }
    record |= {name: tristate(row, name) for name in TRISTATE_COLUMNS if name not in ("women_only", "fee")}
    record |= {"women_only": women_only(row), "fee": _fee(row)}
    record |= {name: row.text(name) for name in _AS_WRITTEN} | {"languages": _languages(row)}
    return record | _place(row, kind, record["country"])


def _checked_on(row: Row, latest: str) -> str:
    day = iso_date(row, "checked_on")
    if latest and day > latest:
        row.mend("checked_on", "is still to come, emptied")
        return ""
    return day


def _fee(row: Row) -> str:
    """Return whether something is to be paid: no too for a bare word for free, to whom it never says."""
    text = row.text("fee")
    # A mark behind it (gratuito*) may take it back.
    if plain_whole(text) in _FREE and all(sign.isalpha() or sign in " ." for sign in text):
        return _noted(row, "fee", NO)
    return tristate(row, "fee")


def _languages(row: Row) -> str:
    """Return the languages a row lists, those that are doubted with a question mark."""
    read = read_languages(row.text("languages"), load_words("languages"))
    row.mends.extend(read.mends)
    return read.cell


def _status(row: Row) -> str:
    """Return whether a place is open; a word of another language that says so is listed."""
    text = row.text("status")
    said = read_openness(text)
    if not said or text in STATUSES:
        return word(row, "status", STATUSES, otherwise=UNKNOWN) or UNKNOWN
    return _noted(row, "status", said)


def _noted(row: Row, column: str, said: str) -> str:
    row.mend(column, f"read as {said}")
    return said


def _or_closed(row: Row, status: str, remarks: Sequence[str]) -> str:
    """Return a status, ``closed`` where another cell of the row says so; that one is listed."""
    said = None if status == CLOSED else said_closed(row.raw, remarks, status)
    if said is None:
        return status
    row.mends.append(said)
    return CLOSED


def _place(row: Row, kind: str, country_code: str) -> Record:
    if kind == "hotline" and not any(row.text(name) for name in ("lon", "lat", ONE_CELL)):
        if not country_code:
            row.refuse("country", "is empty: a hotline without a place needs its country")
        return {"lon": math.nan, "lat": math.nan, "geometry": None}
    place = point(row)
    return {"lon": place.x, "lat": place.y, "geometry": place}


def _services(row: Row, kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the services a row names and those it may give, each once, in the order of the vocabulary.

    A row that denies all its kind gives says so in a word, for what is read again must not fill its cell.
    """
    said, hinted = _words(row, "services"), _words(row, "services_possible")
    named = said.named
    possible = hinted.named | said.possible | hinted.possible
    if not row.text("services") and not possible:
        named, possible = _by_kind(row, kind)
    elif row.text("services") and not named:
        # It gives something, in words we don't know: that its kind's own service is among them, nobody said.
        possible |= {*KIND_SERVICES[kind], *KIND_MAY_GIVE.get(kind, ())}
    denied = said.denied | hinted.denied
    named, possible = _unless_mobile(row, kind, named - denied), (possible | named) - denied
    possible -= named
    return (NO_SERVICE,) if denied and not named | possible else _in_order(named), _in_order(possible)


def _unless_mobile(row: Row, kind: str, named: frozenset[str]) -> frozenset[str]:
    """Return what a row names; nothing where it is called a mobile unit, for on most days that is not there.

    So it is also where the row itself names it: that the unit gives it does not say that it gives it here today.
    """
    if not named or not is_mobile_by_its_name(row.raw, kind):
        return named
    row.mend("services", f"a mobile unit by its name, read as possible: {';'.join(_in_order(named))}")
    return frozenset()


def _by_kind(row: Row, kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return what a row that names no service gives by definition of its kind, and what it may give, both listed."""
    given, perhaps = KIND_SERVICES[kind], KIND_MAY_GIVE.get(kind, ())
    if is_more_than_its_kind(row.raw, kind):
        given, perhaps = (), _in_order(frozenset([*given, *KIND_MAY_GIVE["hospital"]]))
    elif is_kind_doubted(row.raw):
        given, perhaps = (), (*given, *perhaps)
    if given:
        row.mend("services", f"empty, filled with what a {kind} gives: {';'.join(given)}")
    if perhaps:
        row.mend("services", f"empty, what a {kind} may give counts as possible: {';'.join(perhaps)}")
    return frozenset(given), frozenset(perhaps)


@cache
def _in_order(services: frozenset[str]) -> tuple[str, ...]:
    return tuple(service for service in SERVICES if service in services)


def _words(row: Row, column: str) -> _Services:
    """Return what a cell says of services; words we don't know are dropped, and listed."""
    read, mends = _read_services(column, row.text(column))
    row.mends.extend(mends)
    return read


@lru_cache(maxsize=10_000)
def _read_services(column: str, cell: str) -> tuple[_Services, tuple[Mend, ...]]:
    said: dict[str, set[str]] = {"yes": set(), "maybe": set(), "no": set()}
    mends = []
    for text in join_bare(text.strip() for text in cell.split(";") if text.strip()):
        service = folded(text)
        read = (Said(service, "yes"),) if service in SERVICES else read_said(text, _OUR_WORDS)
        if service == NO_SERVICE:
            said["no"].update(SERVICES)
        elif is_bare_no(text):
            mends.append(Mend(column, f"{text} read as no service"))
            said["no"].update(SERVICES)
        elif not read:
            mends.append(Mend(column, f"unknown service dropped: {text}"))
        for each in read:
            said[each.sure].add(each.service)
            if each.service != text:
                mends.append(Mend(column, _read_as(text, each)))
    return _Services(*map(frozenset, said.values())), tuple(mends)


def _read_as(text: str, said: Said) -> str:
    if said.sure == "no":
        return f"{text} read as neither given nor possible: {said.service}"
    return f"{text} read as possible: {said.service}" if said.sure == "maybe" else f"{text} read as {said.service}"
