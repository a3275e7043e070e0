"""An error says where, what and what to do, on one line."""

import pytest

from geo.errors import AlcanceError, InputError, QuestionError, StudyError


@pytest.mark.parametrize("kind", [InputError, StudyError, QuestionError])
def test_an_error_of_ours_is_one_line_whatever_its_parts_hold(kind: type[AlcanceError]) -> None:
    error = kind("row 3\n of a.csv", "lon is\t'abc'", "Give  a number.")
    assert str(error) == "row 3 of a.csv: lon is 'abc'. Give a number."
    assert isinstance(error, AlcanceError)
    assert (error.where, error.what, error.todo) == ("row 3\n of a.csv", "lon is\t'abc'", "Give  a number.")
