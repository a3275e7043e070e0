"""What HSDS says in free words: unknown is never yes, and a place that keeps somebody safe stays hidden."""

from typing import Any

import pandas as pd
import pytest

from data.facilities import take_facilities
from data.hsds_in import raw_from_hsds
from data.raw import RawRow, RawTable

PLACED: dict[str, Any] = {"location": {"name": "A", "latitude": 14.0, "longitude": -87.2}}
SERVICE: dict[str, Any] = {"id": "s1", "name": "Ejemplo A", "service_at_locations": [PLACED]}
CLINIC = [{"taxonomy_term": {"name": "clinic"}}]


def told_of(**members: Any) -> pd.Series:
    service = {**SERVICE, "attributes": CLINIC, **members}
    raw = raw_from_hsds([service])
    rows = tuple(RawRow(row.number, row.cells | {"visibility": "public"}) for row in raw.rows)
    return take_facilities(RawTable(raw.file, raw.columns, rows)).frame.iloc[0]


@pytest.mark.parametrize(
    "members",
    [
        {"attributes": [*CLINIC, {"taxonomy_term": {"name": "Domestic violence"}}]},
        {"alternate_name": "Refugio para mujeres"},
        {"description": "Safe house for victims of trafficking"},
        {"eligibility_description": "Women only"},
        *(
            {"service_at_locations": [{"location": PLACED["location"] | {name: "Refugio para mujeres violentadas"}}]}
            for name in ("name", "alternate_name", "description")
        ),
    ],
)
def test_whatever_a_service_or_its_location_says_of_violence_or_women_hides_it(members: dict[str, Any]) -> None:
    assert told_of(**members)["visibility"] == "hidden"
    assert told_of()["visibility"] == "public"


@pytest.mark.parametrize(
    "text", ["Inactive", "INACTIVE", "closed", "temporarily_closed", "defunct", "temporarily closed"]
)
def test_a_service_that_is_not_active_is_closed_however_it_is_written(text: str) -> None:
    assert told_of(status=text)["status"] == "closed"
    assert (told_of(status="Active")["status"], told_of(status="dormant")["status"]) == ("open", "unknown")


def test_a_status_nobody_knows_is_listed() -> None:
    raw = raw_from_hsds([{**SERVICE, "attributes": CLINIC, "status": "dormant"}])
    repaired = take_facilities(raw).repaired
    assert ("dormant", "unknown word, read as unknown") in list(zip(repaired["value"], repaired["mend"], strict=True))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *((text, "no") for text in ("No disponible", "not available", "No interpreter on site", "none", "No")),
        *((text, "unknown") for text in ("unknown", "¿?", "?", "maybe", "por confirmar", "")),
        *((text, "yes") for text in ("Spanish, on request", "yes", "Mam (by phone)")),
    ],
)
def test_interpretation_is_offered_only_where_it_is_plainly_said(text: str, said: str) -> None:
    assert told_of(interpretation_services=text)["interpretation"] == said


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        *(([text], "no") for text in ("No se requiere", "Sin documentos", "none", "No documents needed")),
        *(([text], "unknown") for text in ("unknown", "?", "No objection letter", "tbc")),
        (["Passport"], "yes"),
        (["none", "Passport"], "yes"),
        (["none", "?"], "unknown"),
    ],
)
def test_papers_are_asked_for_or_not_only_where_that_is_plainly_said(texts: list[str], said: str) -> None:
    documents = [{"document": text} for text in texts]
    assert told_of(required_documents=documents)["documents_required"] == said
