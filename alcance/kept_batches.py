"""Finished batches kept beside where their answer will be, so that work broken off goes on where it was."""

import hashlib
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Generic, TypeVar

from alcance.broken_off import BrokenOffError
from alcance.kept_forms import Form
from data.write import check_out_folder, write_bytes

T = TypeVar("T")
FOLDER = "unfinished-runs"
TORNADO, TELL_IT = "tornado", frozenset(("gaps", "coverage"))
_DIGITS = 16  # of a hash, in a file's name


class KeptBatches(Generic[T]):
    """The finished batches of one question; those of another one are not found.

    Parameters
    ----------
    out
        The folder of the results, which exists.
    form
        What a batch is as a file.
    key
        Of the question and all it follows from.
    """

    def __init__(self, out: Path, form: Form[T], key: str) -> None:
        self._folder = out / FOLDER
        self._form = form
        self._key = key[:_DIGITS]
        # Looked through once, however many batches are asked for.
        self._found: dict[str, list[Path]] = {}
        for path in sorted(self._folder.glob(f"{self._key}-*.{form.suffix}")):
            self._found.setdefault(path.stem.split("-")[1], []).append(path)

    def get(self, batch: int) -> T | None:
        """Return what a batch told; None where it was not finished before, or its file was altered."""
        for path in self._found.get(str(batch), ()):
            blob = path.read_bytes()
            if path.stem.endswith(f"-{_hash(blob)}"):
                return self._form.decode(blob)
        return None

    def keep(self, batch: int, told: T) -> None:
        """Write what a finished batch told, whole or not at all.

        Raises
        ------
        QuestionError
            The folder cannot be written.
        """
        blob = self._form.encode(told)
        check_out_folder(self._folder)
        write_bytes(self._folder / f"{self._key}-{batch}-{_hash(blob)}.{self._form.suffix}", blob)


@contextmanager
def told_if_kept(out: Path) -> Iterator[None]:
    """Let Ctrl-C say it where finished batches stay.

    Raises
    ------
    BrokenOffError
        In the place of KeyboardInterrupt.
    """
    try:
        yield
    except KeyboardInterrupt:
        if not any((out / FOLDER).glob("[!.]*")):
            with suppress(OSError):
                (out / FOLDER).rmdir()
            raise
        said = f"interrupted; what is finished is kept in {out / FOLDER}: the same command goes on from there."
        raise BrokenOffError(said) from None


def forget_batches(out: Path, tables: Collection[str]) -> None:
    """Remove what was kept, once the answer is there; and what runs of an earlier question told, if these tell none.

    Parameters
    ----------
    out
        The folder of the results.
    tables
        Names of the tables of the answer; of those that may have one it is known whether it is of an earlier question.
    """
    shutil.rmtree(out / FOLDER, ignore_errors=True)
    if TORNADO not in tables and not TELL_IT.isdisjoint(tables):
        (out / f"{TORNADO}.csv").unlink(missing_ok=True)


def _hash(blob: bytes) -> str:
    return hashlib.sha256(blob).hexdigest()[:_DIGITS]
