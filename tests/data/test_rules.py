"""Entitlement rules: those that ship, whom they concern, and every way to write one wrong."""

from dataclasses import replace
from pathlib import Path

import pytest

from data.profile import load_profiles
from data.rules import ENTITLED, FOLDER, WHO, Rule, concerns, load_rules, load_rules_file, rules_for
from data.vocabulary import SERVICES
from geo.errors import InputError

RULES = load_rules()
PROFILES = load_profiles()
GOOD = """
country = "MX"
[[rules]]
services = ["primary"]
who = "everyone"
entitled = "yes"
source_title = "A"
source_url = "https://a.mx"
checked_on = 2026-01-31
text = {en = "Verify"}
"""
MEND = "Mend it in a text editor."
COUNTRY = "a country code (ISO 3166-1, two capitals such as MX)"
SERVICE_WORDS = ", ".join(SERVICES)


def load(tmp_path: Path, text: str) -> tuple[Rule, ...]:
    path = tmp_path / "mx.toml"
    path.write_text(text, encoding="utf-8")
    return load_rules_file(path)


def test_each_country_of_the_corridor_has_its_file_and_each_file_its_country() -> None:
    files = {path.stem for path in FOLDER.iterdir()}
    assert files == {"bz", "cr", "gt", "hn", "mx", "ni", "sv"}
    for name in files:
        assert {rule.country for rule in load_rules_file(FOLDER / f"{name}.toml")} == {name.upper()}
    assert len(RULES) == len(set(RULES)) > len(files)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.country}-{rule.who}-{rule.services[0]}")
def test_a_shipped_rule_says_in_both_languages_to_verify_it_and_who_says_so(rule: Rule) -> None:
    assert "verifíquelo" in rule.text.es.lower()
    assert "verify" in rule.text.en.lower()
    assert rule.source_title
    assert rule.source_url.startswith("http")
    assert rule.checked_on >= "2026-11-27"
    assert bool(rule.condition.es) is bool(rule.condition.en) is (rule.entitled == "conditional")


def test_no_two_rules_of_a_country_answer_the_same_question() -> None:
    asked = [(rule.country, rule.who, service) for rule in RULES for service in rule.services]
    assert len(asked) == len(set(asked))


def test_a_rule_is_read_with_all_it_says(tmp_path: Path) -> None:
    text = GOOD.replace("yes", "conditional") + (
        "article = '8'\nin_force_since = 2020-01-01\nsource_date = '2021-02-03'\ncondition = {es = 'Con acta'}\n"
    )
    (rule,) = load(tmp_path, text)
    assert (rule.country, rule.services, rule.who, rule.entitled) == ("MX", ("primary",), "everyone", "conditional")
    assert (rule.article, rule.in_force_since, rule.source_date) == ("8", "2020-01-01", "2021-02-03")
    assert (rule.source_title, rule.source_url, rule.checked_on) == ("A", "https://a.mx", "2026-01-31")
    assert rule.condition.say("en") == "Con acta"


def test_a_rule_read_in_a_year_to_come_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "mx.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert load_rules_file(path, "2026-01-31")[0].checked_on == "2026-01-31"
    with pytest.raises(InputError) as refused:
        load_rules_file(path, "2026-01-30")
    assert str(refused.value).startswith(
        f"{path}, rules 1, checked_on: '2026-01-31' is still to come: no place on Earth has that day yet. Enter the day"
    )


@pytest.mark.parametrize("year", ["1800", "1989", "2101"])
def test_a_source_of_a_year_in_which_nobody_read_it_is_refused(tmp_path: Path, year: str) -> None:
    with pytest.raises(InputError) as refused:
        load(tmp_path, GOOD.replace("2026-01-31", f"{year}-12-31"))
    assert str(refused.value) == (
        f"{tmp_path}/mx.toml, rules 1, checked_on: year {year}: another calendar or a slip. "
        "Enter the day on which the source was read."
    )
    assert load(tmp_path, GOOD.replace("2026-01-31", "1990-01-01"))[0].checked_on == "1990-01-01"


@pytest.mark.parametrize("entitled", ["yes", "no", "unknown"])
def test_two_rules_on_one_service_and_the_same_people_are_refused(tmp_path: Path, entitled: str) -> None:
    second = GOOD.partition("[[rules]]")[2].replace('"yes"', f'"{entitled}"')
    second = second.replace('["primary"]', '["water", "primary"]')
    with pytest.raises(InputError) as refused:
        load(tmp_path, f"{GOOD}[[rules]]{second}")
    assert str(refused.value) == (
        f"{tmp_path}/mx.toml, rules 2: 'primary' for 'everyone' is in rule 1 too. Keep one of the two."
    )
    for other in (second.replace("everyone", "refugee"), second.replace(', "primary"', "")):
        assert len(load(tmp_path, f"{GOOD}[[rules]]{other}")) == 2


def test_a_country_may_have_no_rules(tmp_path: Path) -> None:
    assert load(tmp_path, "country = 'PA'") == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('source_title = "A"', "", f"mx.toml, rules 1, source_title: is missing. {MEND}"),
        ('source_url = "https://a.mx"', "", f"mx.toml, rules 1, source_url: is missing. {MEND}"),
        ("checked_on = 2026-01-31", "", f"mx.toml, rules 1, checked_on: is missing. {MEND}"),
        (
            '"A"',
            '""',
            f"mx.toml, rules 1, source_title: '' is not a title. {MEND}",
        ),
        (
            "https://a.mx",
            "my memory",
            f"mx.toml, rules 1, source_url: 'my memory' is not a web address (such as https://example.org). {MEND}",
        ),
        (
            "2026-01-31",
            '"last year"',
            f"mx.toml, rules 1, checked_on: 'last year' is not a date like 2025-01-31. {MEND}",
        ),
        (
            '"MX"',
            '"Mexico"',
            f"mx.toml, country: 'Mexico' is not {COUNTRY}. {MEND}",
        ),
        (
            'country = "MX"',
            "",
            f"mx.toml, country: '' is not {COUNTRY}. {MEND}",
        ),
        (
            '"primary"',
            '"dentist"',
            f"mx.toml, rules 1, services: 'dentist' is not one of {SERVICE_WORDS}. {MEND}",
        ),
        ('["primary"]', "[]", f"mx.toml, rules 1, services: names no service. {MEND}"),
        ('services = ["primary"]', "", f"mx.toml, rules 1, services: is missing. {MEND}"),
        (
            '"everyone"',
            '"tourists"',
            f"mx.toml, rules 1, who: 'tourists' is not one of {', '.join(WHO)}. {MEND}",
        ),
        (
            '"yes"',
            '"maybe"',
            f"mx.toml, rules 1, entitled: 'maybe' is not one of {', '.join(ENTITLED)}. {MEND}",
        ),
        ('entitled = "yes"', "", f"mx.toml, rules 1, entitled: is missing. {MEND}"),
        (
            '"yes"',
            '"conditional"',
            "mx.toml, rules 1, condition: says nothing. Say what must be so, or enter another word at entitled.",
        ),
        (
            "text =",
            'condition = {en = "C"}\ntext =',
            "mx.toml, rules 1, condition: is given, but the rule is not conditional. Enter conditional, or remove it.",
        ),
        (
            'text = {en = "Verify"}',
            "",
            "mx.toml, rules 1, text: says nothing. Write it in Spanish (es), in English (en) or both.",
        ),
        ("text =", "law = 'L'\ntext =", "mx.toml, rules 1: unknown key law. Remove it or mend its spelling."),
        ("[[rules]]", "[rules]", f"is not a list of tables ([[rules]]). {MEND}"),
    ],
)
def test_a_rule_without_a_source_or_with_a_word_nobody_knows_is_refused_in_one_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in GOOD
    with pytest.raises(InputError) as caught:
        load(tmp_path, GOOD.replace(old, new))
    assert "\n" not in str(caught.value)
    assert said in str(caught.value)


def test_a_rule_concerns_those_it_is_about_and_perhaps_those_who_do_not_say() -> None:
    (rule,) = [rule for rule in RULES if rule.country == "CR" and rule.who == "pregnant"]
    told = {
        "everyone": ("anyone", "yes"),
        "without_documents": ("without_documents", "yes"),
        "without_insurance": ("without_money", "yes"),
        "children": ("woman_with_child", "yes"),
        "unaccompanied_minor": ("unaccompanied_minor", "yes"),
        "pregnant": ("pregnant", "yes"),
        "survivor": ("survivor", "yes"),
        "asylum_seeker": ("humanitarian_visitor", "unknown"),
        "refugee": ("humanitarian_visitor", "unknown"),
    }
    assert set(told) == set(WHO)
    for who, (name, answer) in told.items():
        assert concerns(replace(rule, who=who), PROFILES[name]) == answer, who
    assert concerns(replace(rule, who="without_documents"), PROFILES["regional_visitor"]) == "no"
    assert concerns(replace(rule, who="without_documents"), PROFILES["anyone"]) == "unknown"
    assert concerns(replace(rule, who="children"), PROFILES["unaccompanied_minor"]) == "yes"
    alone = replace(PROFILES["anyone"], minor=False, children=False, woman=False, survivor=False, insurance=True)
    for who in ("children", "unaccompanied_minor", "pregnant", "survivor", "without_insurance"):
        assert concerns(replace(rule, who=who), alone) == "no", who


def test_rules_for_a_profile_are_of_its_country_and_service_the_sure_ones_first() -> None:
    found = rules_for(RULES, "MX", "shelter", PROFILES["unaccompanied_minor"])
    assert [(rule.who, rule.entitled) for rule in found] == [("unaccompanied_minor", "yes")]
    health = rules_for(RULES, "MX", "primary", PROFILES["without_money"])
    assert [rule.who for rule in health] == ["everyone", "without_insurance", "refugee"]
    assert rules_for(RULES, "PA", "primary", PROFILES["anyone"]) == ()
    assert rules_for(RULES, "MX", "water", PROFILES["anyone"]) == ()


def test_what_nobody_looked_up_is_unknown_and_never_yes() -> None:
    unknown = [rule for rule in RULES if rule.entitled == "unknown"]
    assert {rule.country for rule in unknown} >= {"GT", "HN", "SV", "BZ", "NI", "CR"}
    assert all("Pregunte" in rule.text.es for rule in unknown)
