"""The sites to choose from: of a file or of the study, one id a site, and an earlier answer's sites too."""

from pathlib import Path

import pytest
from doors import done, written
from toy_study import prepared, study_inputs, words

from data.candidates import load_candidates
from data.study import Study, load_study
from geo.errors import InputError, QuestionError


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("candidates")
    rows = ["site_id,lon,lat,opening_hours,service_min", "b,0.1,0,Mo-Fr 09:00-17:00,90", "a,0.2,0,,", ",x,0,,"]
    files = study_inputs(folder) | {"--candidates": written(folder / "theirs.csv", rows)}
    prepared(folder / "study", *words(files))
    return load_study(folder / "study")


def test_a_study_keeps_its_sites_and_names_them_by_their_id(study: Study) -> None:
    found = load_candidates(study)
    assert list(found.frame["site_id"]) == ["a", "b"]
    assert list(found.frame["name"]) == ["a", "b"]
    assert list(found.frame["opening_hours"]) == ["", "Mo-Fr 09:00-17:00"]
    assert list(found.frame["service_min"].fillna(-1)) == [-1, 90]
    assert list(study.set_aside["reason"]) == ["is empty: each row needs one of its own"]


def test_rows_are_added_to_the_sites_of_a_study(tmp_path: Path) -> None:
    prepared(tmp_path / "study", *words(study_inputs(tmp_path)))
    with pytest.raises(QuestionError, match="has no sites to choose from"):
        load_candidates(load_study(tmp_path / "study"))
    done(
        "add", tmp_path / "study", written(tmp_path / "more.csv", ["site_id,lon,lat", "c,0.3,0"]), "--table=candidates"
    )
    assert list(load_candidates(load_study(tmp_path / "study")).frame["site_id"]) == ["c"]


def test_the_sites_of_an_earlier_answer_can_be_chosen_from(study: Study, tmp_path: Path) -> None:
    header = "rank,site_id,service,mode,profile,direction,cutoff_min,scenario,lon,lat,marginal_population,status"
    answer = [
        header,
        "1,z,primary,drive,anyone,to,60,,0.1,0,120,chosen",
        "2,y,primary,drive,anyone,to,60,,0.2,0,9,chosen",
    ]
    found = load_candidates(study, written(tmp_path / "sites.csv", [header, *answer]))
    assert list(found.frame["site_id"]) == ["y", "z"]
    assert list(found.frame["lon"]) == [0.2, 0.1]


def test_two_sites_with_one_id_are_refused_and_a_row_without_a_place_is_set_aside(study: Study, tmp_path: Path) -> None:
    twice = written(tmp_path / "twice.csv", ["site_id,lon,lat", "a,0.1,0", "a,0.2,0"])
    with pytest.raises(InputError, match=r"twice.csv row 3: 'a' is the id of two sites. Give each its own."):
        load_candidates(study, twice)
    rows = ["site_id,name,lon,lat", "a,Plaza,0.1,0", "b,,,0", "c,Plaza,0.1,0"]
    found = load_candidates(study, written(tmp_path / "bad.csv", rows))
    assert list(found.frame["site_id"]) == ["a"]
    assert [reason.split(":")[0] for reason in found.set_aside["reason"]] == ["is empty", "is repeated"]
