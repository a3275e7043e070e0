"""What the columns of our tables are called on the app's pages."""

from collections.abc import Mapping

from data.words import mark, say

_WORDS: Mapping[str, str] = {
    "facility_id": mark("Its own id"),
    "demand_id": mark("Its own id"),
    "corridor_id": mark("Corridor's id"),
    "area_id": mark("Its own id"),
    "border_id": mark("Its own id"),
    "crossing_id": mark("Its own id"),
    "name": mark("Name"),
    "site_id": mark("Its own id"),
    "service_min": mark("Minutes of work there"),
    "revisit_days": mark("Most days between two visits"),
    "kind": mark("Kind"),
    "services": mark("What it offers"),
    "services_possible": mark("What it may offer"),
    "lon": mark("Longitude (X, east)"),
    "lat": mark("Latitude (Y, north)"),
    "opening_hours": mark("Opening hours"),
    "hours": mark("Opening hours"),
    "languages": mark("Languages"),
    "documents_required": mark("Asks for papers"),
    "fee": mark("Charges a fee"),
    "insurance_required": mark("Asks for insurance"),
    "interpretation": mark("Interpretation"),
    "trusted": mark("No contact with migration enforcement"),
    "no_fixed_address_ok": mark("Takes people without a fixed address"),
    "accepts_unaccompanied_minors": mark("Takes unaccompanied minors"),
    "women_only": mark("For women only"),
    "capacity_per_day": mark("People it can serve a day"),
    "beds": mark("Beds"),
    "phone": mark("Telephone"),
    "referral_phone": mark("Telephone for referrals"),
    "country": mark("Country"),
    "country_a": mark("Country on one side"),
    "country_b": mark("Country on the other side"),
    "country_from": mark("From country"),
    "country_to": mark("To country"),
    "adm1": mark("State or department"),
    "pcode": mark("P-code"),
    "organisation": mark("Organisation"),
    "visibility": mark("Who may know it"),
    "visibility_reason": mark("Why it may be known"),
    "status": mark("Open or closed"),
    "source": mark("Who says so"),
    "checked_on": mark("Last checked"),
    "population": mark("People"),
    "group": mark("Group of people"),
    "level": mark("Level"),
    "start_km": mark("From km"),
    "end_km": mark("To km"),
    "people_per_day": mark("People a day"),
    "delay_min": mark("Waiting time, minutes"),
}


def in_words(column: str, lang: str) -> str:
    """Return what a column of ours is called."""
    return say(_WORDS[column], lang)


def name_column(column: str, lang: str) -> str:
    """Return what a column of ours is called, followed by its name in the tables."""
    return f"{in_words(column, lang)} ({column})"
