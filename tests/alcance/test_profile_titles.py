"""Profiles of one title are told apart where one is chosen."""

from dataclasses import replace

from alcance.app.profile_titles import profile_titles
from data.profile import load_profiles


def test_two_profiles_of_one_title_show_their_names_and_others_do_not() -> None:
    shipped = load_profiles()
    copy = replace(shipped["without_documents"], name="sin_papeles")
    titles = profile_titles({**shipped, "sin_papeles": copy}, "en")
    assert titles["without_documents"] == f"{shipped['without_documents'].title.en} (without_documents)"
    assert titles["sin_papeles"] == f"{shipped['without_documents'].title.en} (sin_papeles)"
    assert titles["anyone"] == "Anyone"
    assert len(set(titles.values())) == len(titles)
