"""A visibility_reason counts only where it says why."""

import pandas as pd
import pytest

from data.facilities import take_facilities
from data.raw import raw_from_frame
from data.reason_given import is_reason

EMPTY = ["n/a", "-", "--", "?", ".", "0", "no", "None", "null", "NaN", "ninguno", "sin motivo", "no reason", "unknown"]
EMPTY += ["x", "pendiente", "DO NOT PUBLISH", "no debe publicarse", "sí", "por definir", "motivo", "confidencial"]
EMPTY += ["dirección secreta", "¿conocido?", "tbd", ""]
REASONS = ["known to all", "Publicado por el ministerio", "agreed", "asked for", "a public office", "well known"]
REASONS += ["Ejemplo: inventado / invented", "está en su página web", "connu de tous", "todos a conhecem"]


@pytest.mark.parametrize("text", EMPTY)
def test_an_empty_phrase_a_doubt_or_a_denial_is_no_reason(text: str) -> None:
    assert not is_reason(text)


@pytest.mark.parametrize("text", REASONS)
def test_words_of_their_own_are_a_reason(text: str) -> None:
    assert is_reason(text)


def test_a_place_with_no_more_than_an_empty_phrase_stays_hidden_and_that_is_listed() -> None:
    row = {
        "facility_id": "a",
        "name": "A",
        "kind": "shelter",
        "services": "shelter",
        "lon": "-92.2",
        "lat": "14.9",
        "women_only": "yes",
    }
    intake = take_facilities(
        raw_from_frame(
            pd.DataFrame([row | {"women_only": "yes", "visibility": "public", "visibility_reason": "DO NOT PUBLISH"}]),
            "x.csv",
        )
    )
    assert list(intake.frame["visibility"]) == ["hidden"]
    assert list(intake.repaired["mend"]) == [
        "says no reason why everybody may know the place, counts as empty",
        "hidden: for women only or about violence, and no visibility_reason is given",
    ]
