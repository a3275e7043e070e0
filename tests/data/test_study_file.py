from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.study_file import PlanDefaults, Source, StudyFile, format_study_file, load_study_file
from geo.errors import StudyError

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12)
SOURCES = st.builds(
    Source,
    title=WORDS.filter(str.strip),
    licence=st.just("") | WORDS,
    url=st.just("") | WORDS,
    retrieved=st.just("") | st.dates(min_value=date(1900, 1, 1)).map(str),
    complete_in=st.just("all") | st.lists(WORDS, max_size=3).map(tuple),
    table=st.just("") | WORDS,
)
FILES = st.builds(
    StudyFile,
    title=WORDS.filter(str.strip),
    languages=st.lists(WORDS, min_size=1, max_size=3).map(tuple),
    example=st.booleans(),
    sources=st.lists(SOURCES, max_size=3).map(tuple),
    tables=st.just({"facilities": "facilities.csv", "areas": "areas.geojson"}),
    plan=st.builds(
        PlanDefaults,
        mode=st.sampled_from(["walk", "drive", "4x4"]),
        cutoff_min=st.floats(0.5, 600),
        profile=WORDS,
        direction=st.sampled_from(["to", "from"]),
        piece_km=st.floats(0.5, 100),
    ),
)


def load(tmp_path: Path, text: str) -> StudyFile:
    path = tmp_path / "study.toml"
    path.write_text(text, encoding="utf-8")
    return load_study_file(path)


@given(FILES)
def test_reading_what_was_written_gives_it_again(tmp_path_factory: pytest.TempPathFactory, study: StudyFile) -> None:
    text = format_study_file(study)
    assert load(tmp_path_factory.mktemp("law"), text) == study
    assert format_study_file(study) == text


def test_what_is_not_said_has_its_default(tmp_path: Path) -> None:
    study = load(tmp_path, 'title = "Mi estudio"')
    assert study == StudyFile("Mi estudio", ("es", "en"), example=False, sources=(), tables={}, plan=PlanDefaults())
    assert study.plan == PlanDefaults("drive", 60.0, "anyone", "to", 10.0)


def test_a_source_is_read_with_a_date_of_either_kind(tmp_path: Path) -> None:
    text = 'title="S"\n[[sources]]\ntitle="A"\nretrieved=2025-01-31\ncomplete_in="all"\n'
    text += '[[sources]]\ntitle="B"\nretrieved="2025-01-31"\ncomplete_in=["07"]\ntable="facilities"\n'
    assert load(tmp_path, text).sources == (
        Source("A", retrieved="2025-01-31", complete_in="all"),
        Source("B", retrieved="2025-01-31", complete_in=("07",), table="facilities"),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "study.toml, title: '' is not a title."),
        ("title = 'A'\nlanguage = ['es']", "study.toml: unknown key language. Remove it or mend its spelling."),
        ("title = 'A'\n[plan]\nspeed = 3", "study.toml, [plan]: unknown key speed."),
        ("title = 'A'\n[[sources]]\ntitle = 'B'\nlicense = 'x'", "study.toml, sources 1: unknown key license."),
        ("title = 'A'\n[tables]\nroads = 'roads.csv'", "study.toml, [tables]: unknown key roads."),
        ("title = 'A'\n[tables]\ndemand = '../demand.csv'", "[tables], demand: '../demand.csv' is not one of"),
        ("title = 'A'\ncrs = 'EPSG:32615'", "study.toml, crs: 'EPSG:32615' is not EPSG:4326."),
        ("title = 'A'\nexample = 'no'", "study.toml, example: 'no' is not true or false."),
        ("title = 'A'\nlanguages = 'es'", "languages: 'es' is not a list of language codes."),
        ("title = 'A'\nlanguages = []", "languages: '[]' is not a list of language codes."),
        ("title = 'A'\nplan = 3", "study.toml, [plan]: is not a table."),
        ("title = 'A'\nsources = 'x'", "sources: 'x' is not a list of tables ([[sources]])."),
        ("title = 'A'\nsources = ['x']", "study.toml, sources 1: is not a table."),
        ("title = 'A'\n[plan]\nmode = 'fly'", "[plan], mode: 'fly' is not one of walk, drive, 4x4."),
        ("title = 'A'\n[plan]\ncutoff_min = 0", "[plan], cutoff_min: '0' is not a number above 0."),
        ("title = 'A'\n[plan]\ncutoff_min = nan", "[plan], cutoff_min: 'nan' is not a number above 0."),
        ("title = 'A'\n[plan]\npiece_km = true", "[plan], piece_km: 'True' is not a number above 0."),
        ("title = 'A'\n[[sources]]\ntitle = 'B'\nretrieved = 'May'", "retrieved: 'May' is not a date like 2025-01-31."),
        ("title = 'A'\n[[sources]]\ntitle = 'B'\ncomplete_in = 'some'", "'some' is not area ids or \"all\"."),
        ("title = ", "study.toml: is not TOML"),
    ],
)
def test_a_key_that_is_wrong_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(StudyError) as caught:
        load(tmp_path, text)
    assert said in str(caught.value)


def test_text_that_is_not_utf8_is_not_toml(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_bytes(b"title = '\xf1'")
    with pytest.raises(StudyError, match="is not TOML"):
        load_study_file(tmp_path / "study.toml")
