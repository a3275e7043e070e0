"""Finished runs kept beside where their answer will be, so that work broken off goes on where it was."""

import hashlib
import io
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from alcance.broken_off import BrokenOffError
from data.write import check_out_folder, write_bytes
from geo.roads import FloatArray

FOLDER = "unfinished-runs"
TORNADO, TELL_IT = "tornado", frozenset(("gaps", "coverage"))
_DIGITS = 16  # of a hash, in a file's name


class KeptRuns:
    """The finished batches of one question; those of another one are not found.

    Parameters
    ----------
    out
        The folder of the results, which exists.
    key
        Of the question and its points.
    """

    def __init__(self, out: Path, key: str) -> None:
        self._folder = out / FOLDER
        self._key = key[:_DIGITS]

    def get(self, batch: int) -> FloatArray | None:
        """Return the times of a batch; None where it is not finished, or its file was altered."""
        for path in sorted(self._folder.glob(f"{self._key}-{batch}-*.npy")):
            blob = path.read_bytes()
            if path.stem.endswith(f"-{_hash(blob)}"):
                return np.asarray(np.load(io.BytesIO(blob), allow_pickle=False), dtype=np.float64)
        return None

    def keep(self, batch: int, times_s: FloatArray) -> None:
        """Write the times of a finished batch, whole or not at all.

        Raises
        ------
        QuestionError
            The folder cannot be written.
        """
        stream = io.BytesIO()
        np.save(stream, times_s, allow_pickle=False)
        check_out_folder(self._folder)
        write_bytes(self._folder / f"{self._key}-{batch}-{_hash(stream.getvalue())}.npy", stream.getvalue())


@contextmanager
def told_if_kept(out: Path) -> Iterator[None]:
    """Let Ctrl-C say it where finished runs stay.

    Raises
    ------
    BrokenOffError
        In the place of KeyboardInterrupt.
    """
    try:
        yield
    except KeyboardInterrupt:
        if not any((out / FOLDER).glob("*.npy")):
            raise
        said = f"interrupted; finished runs are kept in {out / FOLDER}: the same command goes on from there."
        raise BrokenOffError(said) from None


def forget_runs(out: Path, tables: Collection[str]) -> None:
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
