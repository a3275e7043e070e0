"""HXL hashtags of our columns, for the second row of a CSV file (hxlstandard.org)."""

HASHTAGS = {
    "facility_id": "#loc+id",
    "demand_id": "#loc+id+demand",
    "corridor_id": "#loc+id+corridor",
    "area_id": "#adm+id",
    "border_id": "#loc+id+border",
    "crossing_id": "#loc+id+crossing",
    "incident_id": "#event+id",
    "hazard_id": "#event+id+hazard",
    "site_id": "#loc+id+site",
    "name": "#loc+name",
    "kind": "#loc+type",
    "services": "#service+list",
    "services_possible": "#service+list+possible",
    "lon": "#geo+lon",
    "lat": "#geo+lat",
    "wkt": "#geo+wkt",
    "opening_hours": "#date+hours",
    "hours": "#date+hours",
    "languages": "#service+lang+list",
    "capacity_per_day": "#capacity+day",
    "beds": "#capacity+beds",
    "phone": "#contact+phone",
    "referral_phone": "#contact+phone+referral",
    "country": "#country+code",
    "country_a": "#country+code+a",
    "country_b": "#country+code+b",
    "country_from": "#country+code+from",
    "country_to": "#country+code+to",
    "adm1": "#adm1+name",
    "pcode": "#adm+code",
    "organisation": "#org+name",
    "status": "#status",
    "source": "#meta+source",
    "checked_on": "#date+checked",
    "population": "#population",
    "group": "#population+type",
    "people_per_day": "#affected+transit",
    "date": "#date+event",
    "severity": "#severity",
    "rate": "#indicator+rate",
    "per": "#indicator+rate+unit",
    "service_min": "#indicator+service_min",
    "revisit_days": "#indicator+revisit_days",
    "day": "#date+visit",
    "team": "#org+team",
    "order": "#meta+order",
    "arrive": "#date+arrive",
    "depart": "#date+depart",
    "drive_min": "#indicator+drive_min",
    "wait_min": "#indicator+wait_min",
    "back_min": "#indicator+back_min",
}


def hashtag(column: str) -> str:
    """Return the hashtag of a column; one without a place in the standard is an item of `#meta`.

    >>> hashtag("lon"), hashtag("women_only"), hashtag("Dirección 2")
    ('#geo+lon', '#meta+women_only', '#meta+direcci_n_2')
    """
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in column.lower())
    return HASHTAGS.get(column, f"#meta+{plain}")
