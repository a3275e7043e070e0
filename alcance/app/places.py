"""Which studies the app may open, and where it puts the ones it makes."""

import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

import streamlit as st

from alcance.start_app import FIRST
from data.study_file import FILE_NAME
from data.write_study import check_free
from geo.errors import QuestionError, StudyError

EXAMPLE = "example"
HOME = "ALCANCE_HOME"  # the folder for studies made in the app, else .alcance in the user's own
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_MADE = re.compile(r"[a-z0-9][a-z0-9-]{0,60}-[0-9a-f]{16}")


def home() -> Path:
    """Return the folder the app keeps its studies in; made when it is first asked for, its owner's alone."""
    folder = Path(os.environ.get(HOME) or Path.home() / ".alcance")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        todo = f"Name another folder in {HOME}."
        raise StudyError(str(folder), f"cannot be made ({error.strerror})", todo) from None
    return folder


def first_study() -> str:
    """Return what a link calls the study the app opens with: the one it was started with, else the example."""
    return os.environ.get(FIRST) or EXAMPLE


def study_folder(name: str) -> Path:
    """Return the folder of a study as a link names it.

    Parameters
    ----------
    name
        The name of a study made here, or a folder's absolute path.

    Raises
    ------
    StudyError
        There is no such study.
    """
    if _MADE.fullmatch(name):
        return home() / name
    path = Path(name)
    if name == os.environ.get(FIRST) or (may_open_folders() and path.is_absolute()):
        return path
    raise StudyError(name[:80], "is no study", "Give the whole path of a study's folder.")


def is_gone(name: str) -> bool:
    """Return whether a link's study was made here, by its name, and is not kept any more."""
    return bool(_MADE.fullmatch(name)) and not (home() / name / FILE_NAME).is_file()


def kept_studies(own: Iterable[str]) -> list[Path]:
    """Return the studies made here that this session may be told of, the one made last first.

    Parameters
    ----------
    own
        The names of those this session made. Whoever sits at this computer may open any folder of it, and is told of
        all; whoever does not, of their own only.
    """
    names = [path.name for path in home().iterdir()] if may_open_folders() else list(own)
    found = [home() / name for name in names if _MADE.fullmatch(name) and not is_gone(name)]
    return sorted(found, key=lambda path: (-made_at(path), path.name))


def made_at(study: Path) -> float:
    """Return when a study made here was made, seconds since 1970."""
    return (study / FILE_NAME).stat().st_mtime


def may_open_folders() -> bool:
    """Return whether any folder may be opened: only where whoever sits at the browser sits at this computer."""
    return st.get_option("server.address") in _LOOPBACK


def new_study(title: str) -> Path:
    """Return a folder for a new study; its name cannot be guessed, so that only its maker's links open it.

    Raises
    ------
    QuestionError
        The title holds no letter or digit.
    """
    if not any(each.isalnum() for each in title):
        raise QuestionError(title or "—", "is no name for a study", "Give a name with letters or digits.")
    # Titles in other letters than these are names too; only their folders are called alike.
    slug = "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:40].strip("-") or "study"
    path = home() / f"{slug}-{secrets.token_hex(8)}"
    check_free(path)
    return path
