"""What tells one state of a study from another: changed by any byte an answer could be made from."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from data.network_store import MANIFEST
from data.profile import own_profiles
from data.study import NETWORK, QUARANTINE
from data.study_file import FILE_NAME
from data.tables_of_study import STUDY_TABLES
from geo.errors import StudyError


def study_fingerprint(path: Path) -> str:
    """Return a hash of a study's inputs, hexadecimal.

    Parameters
    ----------
    path
        The study's folder. The network counts by its manifest, which holds the hashes of its arrays.

    Returns
    -------
    str
        Two folders with the same inputs have the same fingerprint, wherever they stand.

    Raises
    ------
    StudyError
        The folder is no study, or a file cannot be read.
    """
    if not (path / FILE_NAME).is_file():
        raise StudyError(str(path), "is no study folder", "Give a study folder, or make one.")
    nouns = {FILE_NAME, QUARANTINE}
    tables = {each.name for noun in STUDY_TABLES for each in path.glob(f"{noun}.*")}
    files = [path / name for name in sorted(nouns | tables)] + [path / NETWORK / MANIFEST, *own_profiles(path)]
    return files_fingerprint(files)


def files_fingerprint(paths: Iterable[Path]) -> str:
    """Return a hash of the names and contents of files, in their order; a missing one counts as such.

    Raises
    ------
    StudyError
        A file cannot be read.
    """
    digest = hashlib.sha256()
    for each in paths:
        digest.update(f"{each.name}\0{_content_hash(each)}\0".encode())
    return digest.hexdigest()


def _content_hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return "none"
    except OSError as error:
        raise StudyError(str(path), f"cannot be read ({error.strerror})", "Check its permissions.") from None
