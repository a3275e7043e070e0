"""Profiles: those that ship, a study's own, and every way to write one wrong."""

import dataclasses
from pathlib import Path

import pytest

from data.country_codes import is_country
from data.profile import FOLDER, SHIPPED, Profile, is_language, load_profile, load_profiles
from data.public.sheets import load_sheets
from data.reasons import say_reason
from data.study_file import PlanDefaults
from data.vocabulary import SERVICES
from geo.errors import InputError

SHIPS = load_profiles()
FOUR = ("MX-CAM", "MX-CHP", "MX-ROO", "MX-TAB")
TITLE = "title = {en = 'Me'}\n"
STAY = TITLE + "[stay]\ncountry = 'MX'\nsource_title = 'A'\nsource_url = 'https://a.mx'\nchecked_on = 2026-01-31\n"
MEND = "Mend it in a text editor."
COUNTRY = "a country code (ISO 3166-1, two capitals such as MX)"
SERVICE_WORDS = ", ".join(SERVICES)


def load(tmp_path: Path, text: str, name: str = "mine.toml") -> Profile:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return load_profile(path)


def refusal(tmp_path: Path, text: str, name: str = "mine.toml") -> str:
    """Return what is said of a profile, without the folder it is in."""
    with pytest.raises(InputError) as caught:
        load(tmp_path, text, name)
    assert "\n" not in str(caught.value)
    return str(caught.value).replace(f"{tmp_path}/", "")


def test_the_shipped_profiles_are_those_of_the_commands_and_no_file_is_left_over() -> None:
    assert tuple(SHIPS) == SHIPPED
    assert {path.stem for path in FOLDER.iterdir()} == set(SHIPPED)
    assert PlanDefaults().profile in SHIPS


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_profile_speaks_both_languages_and_can_be_a_key(name: str) -> None:
    profile = SHIPS[name]
    texts = [profile.title, profile.note, *([profile.stay.text] if profile.stay else [])]
    assert all(text.es and text.en and text.es != text.en for text in texts)
    assert {profile: name}[load_profile(FOLDER / f"{name}.toml")] == name


def test_anyone_asks_nothing() -> None:
    asked = dataclasses.replace(SHIPS["anyone"], title=SHIPS["pregnant"].title, note=SHIPS["pregnant"].note)
    assert asked == Profile("anyone", asked.title, asked.note)


def test_the_shipped_profiles_ask_what_they_are_named_after() -> None:
    said = {
        "without_documents": {"papers": False, "insurance": False, "trust": True, "fixed_address": False},
        "without_money": {"money": False, "insurance": False},
        "woman_with_child": {
            "woman": True,
            "children": True,
            "walking_kmh": 3.5,
            "needs": ("primary", "child_health", "vaccination"),
        },
        "pregnant": {"woman": True, "walking_kmh": 3.5, "needs": ("maternal", "primary", "emergency")},
        "survivor": {
            "survivor": True,
            "trust": True,
            "papers": False,
            "insurance": False,
            "money": False,
            "needs": ("gbv", "sexual_health", "mental_health", "shelter"),
        },
        "unaccompanied_minor": {
            "minor": True,
            "papers": False,
            "insurance": False,
            "trust": True,
            "group": "children",
            "needs": ("protection_minors", "shelter", "primary", "legal"),
        },
        "tb_dot": {"dot": True, "needs": ("tb_dot",)},
        "creole_speaker": {"languages": ("ht",)},
        "mam_speaker": {"languages": ("mam",)},
    }
    for name, fields in said.items():
        profile = SHIPS[name]
        assert profile == dataclasses.replace(Profile(name, profile.title, profile.note), **fields), name


def test_the_stays_hold_where_their_sources_say_and_are_those_of_the_public_sheet() -> None:
    stays = {name: profile.stay for name, profile in SHIPS.items() if profile.stay}
    assert {name: (stay.country, stay.states) for name, stay in stays.items()} == {
        "regional_visitor": ("MX", FOUR),
        "border_worker": ("MX", FOUR),
        "humanitarian_visitor": ("MX", ()),
    }
    sheet = next(sheet for sheet in load_sheets() if sheet.id == "stay")
    sources = {(source.title, source.url, str(source.read)) for source in sheet.sources}
    assert {(stay.source_title, stay.source_url, stay.checked_on) for stay in stays.values()} <= sources
    assert all("Verifíquelo" in stay.text.es and "Verify" in stay.text.en for stay in stays.values())


def test_every_field_can_be_said(tmp_path: Path) -> None:
    text = """
        name = "mine"
        mode = "4x4"
        walking_kmh = 4
        hours_a_day = 6.5
        needs = ["water", "food", "water"]
        papers = true
        insurance = true
        money = true
        fixed_address = true
        trust = false
        languages = ["ES_mx", "kek", "es-MX"]
        minor = false
        woman = false
        wait_min = 90
        countries = ["GT", "MX"]
        group = "men"
        children = false
        dot = false
        survivor = false
        title = {es = " Yo "}
        note = {en = "A note"}
        [stay]
        country = "GT"
        states = ["GT-13"]
        source_title = "A"
        source_url = "http://a.gt/b"
        checked_on = "2026-01-31"
        text = {es = "Verifíquelo", en = "Verify"}
    """
    profile = load(tmp_path, text)
    assert (profile.title.say("es"), profile.title.say("en"), profile.note.say("es")) == ("Yo", "Yo", "A note")
    assert (profile.mode, profile.walking_kmh, profile.hours_a_day, profile.wait_min) == ("4x4", 4.0, 6.5, 90.0)
    assert (profile.needs, profile.languages) == (("water", "food"), ("es-MX", "kek"))
    assert (profile.papers, profile.trust, profile.woman, profile.group) == (True, False, False, "men")
    assert profile.stay is not None
    assert (profile.stay.states, profile.stay.checked_on) == (("GT-13",), "2026-01-31")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "mine.toml, title: says nothing. Write it in Spanish (es), in English (en) or both."),
        ("title = 'Me'", f"mine.toml, [title]: is not a table. {MEND}"),
        ("title = {fr = 'Moi'}", "mine.toml, [title]: unknown key fr. Remove it or mend its spelling."),
        ("title = ", f"mine.toml: is not TOML (Invalid value (at end of document)). {MEND}"),
        (f"{TITLE}speed = 3", "mine.toml: unknown key speed. Remove it or mend its spelling."),
        (
            f"{TITLE}name = 'other'",
            "mine.toml, name: 'other' is not its file's name. Call it mine, or leave the name out.",
        ),
        (f"{TITLE}mode = 'fly'", f"mine.toml, mode: 'fly' is not one of walk, drive, 4x4. {MEND}"),
        (
            f"{TITLE}walking_kmh = 11",
            f"mine.toml, walking_kmh: '11' is not a number above 0, at most 10. {MEND}",
        ),
        (
            f"{TITLE}walking_kmh = 0",
            f"mine.toml, walking_kmh: '0' is not a number above 0, at most 10. {MEND}",
        ),
        (
            f"{TITLE}hours_a_day = '8'",
            f"mine.toml, hours_a_day: '8' is not a number above 0, at most 24. {MEND}",
        ),
        *(
            (
                f"{TITLE}wait_min = {wait}",
                f"mine.toml, wait_min: '{wait}' is not a number of at least 0, at most 1440. {MEND}",
            )
            for wait in ("-1", "inf", "nan", "1e+300", "1440.5", "1000000")
        ),
        (f"{TITLE}papers = 'no'", f"mine.toml, papers: 'no' is not true or false. {MEND}"),
        (f"{TITLE}minor = 1", f"mine.toml, minor: '1' is not true or false. {MEND}"),
        (f"{TITLE}needs = 'water'", f"mine.toml, needs: 'water' is not a list of texts. {MEND}"),
        (f"{TITLE}needs = [3]", f"mine.toml, needs: '[3]' is not a list of texts. {MEND}"),
        (
            f"{TITLE}needs = ['dentist']",
            f"mine.toml, needs: 'dentist' is not one of {SERVICE_WORDS}. {MEND}",
        ),
        (
            f"{TITLE}languages = ['es', 'kreyol']",
            f"mine.toml, languages: 'kreyol' is not a language code (BCP 47, such as es or ht). {MEND}",
        ),
        (
            f"{TITLE}countries = ['Mexico']",
            f"mine.toml, countries: 'Mexico' is not {COUNTRY}. {MEND}",
        ),
        (f"{TITLE}group = 3", f"mine.toml, group: '3' is not text. {MEND}"),
        (f"{TITLE}stay = 3", f"mine.toml, [stay]: is not a table. {MEND}"),
        (
            STAY.replace("source_title", "#"),
            f"mine.toml, [stay], source_title: is missing. {MEND}",
        ),
        (STAY.replace("source_url", "#"), f"mine.toml, [stay], source_url: is missing. {MEND}"),
        (STAY.replace("checked_on", "#"), f"mine.toml, [stay], checked_on: is missing. {MEND}"),
        (
            STAY.replace("2026-01-31", "''"),
            f"mine.toml, [stay], checked_on: is missing. {MEND}",
        ),
        (
            STAY.replace("'A'", "' '"),
            f"mine.toml, [stay], source_title: ' ' is not a title. {MEND}",
        ),
        (
            STAY.replace("https://a.mx", "a.mx"),
            f"mine.toml, [stay], source_url: 'a.mx' is not a web address (such as https://example.org). {MEND}",
        ),
        (
            STAY.replace("https://a.mx", "https://"),
            f"mine.toml, [stay], source_url: 'https://' is not a web address (such as https://example.org). {MEND}",
        ),
        (
            STAY.replace("2026-01-31", "'May'"),
            f"mine.toml, [stay], checked_on: 'May' is not a date like 2025-01-31. {MEND}",
        ),
        (
            STAY.replace("2026-01-31", "1800-01-01"),
            (
                "mine.toml, [stay], checked_on: year 1800: another calendar or a slip. "
                "Enter the day on which the source was read."
            ),
        ),
        (
            STAY.replace("'MX'", "'ZZ'"),
            f"mine.toml, [stay], country: 'ZZ' is not {COUNTRY}. {MEND}",
        ),
        (
            f"{STAY}states = ['MX-XXX']",
            f"mine.toml, [stay], states: 'MX-XXX' is not a state of MX (ISO 3166-2, such as MX-CHP). {MEND}",
        ),
        (
            f"{STAY.replace('MX', 'GT')}states = ['MX-CHP']",
            f"mine.toml, [stay], states: 'MX-CHP' is not a state of GT (ISO 3166-2, such as MX-CHP). {MEND}",
        ),
        (f"{STAY}days = 7", "mine.toml, [stay]: unknown key days. Remove it or mend its spelling."),
    ],
)
def test_a_field_that_is_wrong_is_named_with_what_it_is_and_what_it_may_be(
    tmp_path: Path, text: str, said: str
) -> None:
    assert refusal(tmp_path, text) == said


def test_a_wait_of_a_whole_day_is_the_longest(tmp_path: Path) -> None:
    assert load(tmp_path, f"{TITLE}wait_min = 1440").wait_min == 1440.0


def test_what_is_wrong_is_said_in_spanish_too() -> None:
    said = "'kreyol' is not a language code (BCP 47, such as es or ht)"
    assert say_reason(said, "es") == "'kreyol' no es un código de idioma (BCP 47, como es o ht)"
    assert say_reason("'A b' is not a profile's name", "es") == "'A b' no es un nombre de perfil"


@pytest.mark.parametrize("name", ["My profile.toml", "Mine.toml", "niña.toml", "a-b.toml"])
def test_a_name_is_of_small_letters_digits_and_underscores(tmp_path: Path, name: str) -> None:
    stem = name.removesuffix(".toml")
    said = f"{name}: {stem!r} is not a profile's name. Use small letters, digits and _ alone."
    assert refusal(tmp_path, TITLE, name) == said


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"cannot be read \(No such file or directory\)\. Give the TOML file of a profile\."
    ):
        load_profile(tmp_path / "mine.toml")


def test_a_mark_in_front_of_the_text_is_no_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TITLE.encode())
    assert load_profile(path).name == "mine"


def test_tables_within_tables_without_end_are_no_toml(tmp_path: Path) -> None:
    assert "is not TOML" in refusal(tmp_path, f"title = {'[' * 100_000}")


def test_a_study_adds_its_own_profiles_after_the_shipped_ones(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    folder.mkdir()
    for name in ("nurse", "elder", "._elder"):
        (folder / f"{name}.toml").write_text(TITLE, encoding="utf-8")
    (folder / "readme.txt").write_text("not a profile", encoding="utf-8")
    assert tuple(load_profiles(tmp_path)) == (*SHIPPED, "elder", "nurse")


def test_a_study_without_profiles_has_the_shipped_ones(tmp_path: Path) -> None:
    assert load_profiles(tmp_path) == load_profiles() == SHIPS


def test_a_study_cannot_redefine_a_shipped_profile(tmp_path: Path) -> None:
    path = tmp_path / "profiles" / "anyone.toml"
    path.parent.mkdir()
    path.write_text(TITLE, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_profiles(tmp_path)
    assert str(caught.value) == f"{path}: a profile of this name is part of Alcance. Give it another name."


@pytest.mark.parametrize("code", ["es", "ht", "mam", "kek", "zh-Hant", "pt-BR", "quc", "qu"])
def test_a_language_code_is_known(code: str) -> None:
    assert is_language(code)


@pytest.mark.parametrize(
    "code", ["spanish", "xx", "e s", "es;en", "und", "mul", "x-ours", "-", "español", "qaa", "qtz-MX"]
)
def test_what_names_no_language_is_none(code: str) -> None:
    assert not is_language(code)


def test_countries_are_those_of_iso_and_not_unions_or_placeholders() -> None:
    assert all(is_country(code) for code in ("MX", "GT", "HT", "MQ", "VE", "CD"))
    assert not any(is_country(code) for code in ("EU", "UN", "ZZ", "mx", "MEX", "", "A1", "UK", "Mexico"))
