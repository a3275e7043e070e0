"""What becomes of each place when a study is published, as a list a person can go through."""

from datetime import date

import pandas as pd

from data.cells import is_iso_date
from data.public.fates import AREA, HIDDEN_WHY, PLACE
from data.public.groups import numbers_told
from data.public.own_numbers import numbers_of, places_without
from data.public.phone_numbers import Numbers
from data.public.prepare import Prepared
from data.public.settlement_cells import cell_of
from data.visibility import RESTRICTED

# What a person has to see of a row before it goes out.
_OF_A_ROW = (
    *("services", "women_only", "visibility_reason", "phone", "referral_phone", "status", "opening_hours"),
    *("organisation", "source", "checked_on"),
)
ACCOUNT_COLUMNS = ("facility_id", "name", "kind", "fate", "why", "area", *_OF_A_ROW, "days_since_check")


def account(facilities: pd.DataFrame, prepared: Prepared) -> pd.DataFrame:
    """Return what becomes of each place that is not hidden, sorted by id.

    Parameters
    ----------
    facilities
        Of the study.
    prepared
        What was made of it.

    Returns
    -------
    DataFrame
        facility_id, name, kind, fate, why, area (what is told of where a restricted place is), services, women_only,
        visibility_reason, phone, referral_phone, status (as it was written where nobody knows what it means; such a
        place goes out without hours), opening_hours, organisation, source, checked_on, days_since_check (to the day
        the map is as of; NaN where nobody knows).
    """
    shown = facilities[["facility_id", "name", "kind", "lon", "lat", *_OF_A_ROW]]
    written = shown["status"].where(prepared.unread == "", prepared.unread)
    told = pd.concat([shown.assign(status=written), prepared.fates], axis=1)
    told = told[told["why"] != HIDDEN_WHY].sort_values("facility_id", ignore_index=True)
    spots = zip(told["lon"].to_numpy(float), told["lat"].to_numpy(float), told["fate"] == AREA, strict=True)
    cells = [cell_of(lon, lat) if by_area else None for lon, lat, by_area in spots]
    days = [_days(str(text), prepared.view.as_of) for text in told["checked_on"]]
    told = _as_told(told, numbers_of(facilities, RESTRICTED))
    return told.assign(area=[cell.label if cell else "" for cell in cells], days_since_check=days)[[*ACCOUNT_COLUMNS]]


def _as_told(told: pd.DataFrame, own: Numbers) -> pd.DataFrame:
    """Return the list with the numbers that go out: the plain ones alone, where only an area is told."""
    numbers = zip(told["referral_phone"], told["phone"], told["fate"] == AREA, strict=True)
    plain = ["; ".join(numbers_told(via, phone, own)) if by_area else via for via, phone, by_area in numbers]
    told = told.assign(referral_phone=plain)
    out = told["fate"] == PLACE
    return pd.concat([places_without(told[out], own), told[~out]]).sort_index()


def _days(checked_on: str, as_of: date) -> float:
    return float((as_of - date.fromisoformat(checked_on)).days) if is_iso_date(checked_on) else float("nan")
