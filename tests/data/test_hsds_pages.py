"""One page of a directory is not the directory."""

import pytest

from data.hsds_in import raw_from_hsds

SERVICE = {"id": "s1", "name": "Clinic", "service_at_locations": []}


def test_a_page_of_several_says_that_the_others_are_not_here() -> None:
    raw = raw_from_hsds({"total_pages": 3, "page_number": 2, "contents": [SERVICE]})
    assert raw.notes == ("is one of 3 pages: what stands on the others is not here, so join them in one list first",)
    assert len(raw.rows) == 1


@pytest.mark.parametrize("pages", [1, 0, None, "3"])
def test_the_only_page_says_nothing(pages: object) -> None:
    assert raw_from_hsds({"total_pages": pages, "contents": [SERVICE]}).notes == ()
