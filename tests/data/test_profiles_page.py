"""The page about profiles says what the code does: fields and their defaults, those that ship, whom rules name."""

import dataclasses
import re
from pathlib import Path

import pytest

from data.profile import SHIPPED, Profile, load_profile, load_profiles
from data.rules import WHO

PAGE = (Path(__file__).parents[2] / "docs" / "profiles.md").read_text("utf-8")
FIELDS = {field.name: field.default for field in dataclasses.fields(Profile)}
# How the page writes what a field is left out as.
LEFT_OUT = {
    "asks nothing": (None, ()),
    "not said": (None,),
    "not asked": (None,),
    "none": ((),),
    "any": ((),),
    "all": ("",),
    "the question's": ("",),
}


def rows(title: str) -> list[list[str]]:
    """Return the cells of the table under a title, its head left out."""
    section = re.split(r"^#+ ", PAGE.split(f"## {title}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def test_every_field_is_on_the_page_in_its_order() -> None:
    assert [row[0].strip("`") for row in rows("Fields")] == list(FIELDS)


@pytest.mark.parametrize("row", rows("Fields"), ids=lambda row: row[0].strip("`"))
def test_a_field_is_left_out_as_the_page_says(row: list[str]) -> None:
    name, _, left_out, _ = row
    default = FIELDS[name.strip("`")]
    if left_out in LEFT_OUT:
        assert default in LEFT_OUT[left_out]
    elif left_out.isdigit():
        assert default == float(left_out)
    else:
        assert (name, left_out) in {("`name`", "the file's"), ("`title`", "refused"), ("`note`", "empty")}


def test_the_example_on_the_page_is_a_profile(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(PAGE.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    assert load_profile(path).languages == ("kek",)


def test_the_shipped_profiles_are_on_the_page_with_what_they_ask() -> None:
    asked = {}
    for name, profile in load_profiles().items():
        told = [field for field in FIELDS if field not in ("name", "title", "note")]
        names = [field for field in told if getattr(profile, field) != FIELDS[field]]
        asked[name] = [profile.title.en, ", ".join(f"`{field}`" for field in names) or "nothing"]
    assert {row[0].strip("`"): row[1:] for row in rows("Profiles that ship")} == asked
    assert tuple(asked) == SHIPPED


def test_the_words_for_whom_a_rule_is_about_are_on_the_page() -> None:
    assert {row[0].strip("`"): row[1] for row in rows("Rules")} == dict(WHO)
