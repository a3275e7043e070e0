"""Pass over an OpenStreetMap file: osmium's own filters choose in C++ what Python gets to see."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import osmium
from osmium.osm import NODE, RELATION, WAY, Node, Relation, Way

from data.osm_keep import SERVICE_KEYS, SERVICE_VALUES

Progress = Callable[[str, int], None]
Thing = TypeVar("Thing", Relation, Way, Node)

BITS = {Relation: RELATION, Way: WAY, Node: NODE}
NAMES = {Relation: "relations", Way: "ways", Node: "nodes"}
SERVICE_TAGS = (*SERVICE_KEYS, *SERVICE_VALUES)
STEP = 100_000  # objects between two reports of progress
_MANY = 1_000  # ids a filter is worth its pass for; of fewer Python asks itself
_DATED = "osmosis_replication_timestamp"


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A file to pass over.

    Attributes
    ----------
    file
        For osmium.
    progress
        Called now and then with what is being read and how many objects of it have been.
    dated
        When its data was current, as its header says; "" where it does not.
    plain
        Whether it is of the kind that holds no deleted objects: PBF without history.
    """

    file: osmium.io.File
    progress: Progress
    dated: str
    plain: bool


def open_source(path: Path, kind: str, progress: Progress) -> Source:
    """Return a file ready to be passed over; `kind` is osmium's name of its format."""
    file = osmium.io.File(str(path.resolve()), kind)
    header = osmium.FileProcessor(file).header
    return Source(file, progress, header.get(_DATED, ""), kind == "pbf" and not header.has_multiple_object_versions)


class Tally:
    """Counts the objects of one type that are not deleted, tells progress, and remembers the newest.

    Parameters
    ----------
    source
        The file being passed over.
    kind
        The type.
    """

    def __init__(self, source: Source, kind: type[Relation | Way | Node]) -> None:
        self._progress, self._name, self._dated = source.progress, NAMES[kind], bool(source.dated)
        self.count = 0
        self.newest = datetime.min.replace(tzinfo=UTC)
        # osmium calls what has its objects' names.
        self.node = self.way = self.relation = self.see

    def see(self, thing: Relation | Way | Node) -> None:
        """Count one object."""
        if thing.deleted:
            return
        self.count += 1
        if self.count % STEP == 0:
            self._progress(self._name, self.count)
        if not self._dated:
            self.newest = max(self.newest, thing.timestamp)

    def end(self) -> int:
        """Return the count, and tell it."""
        self._progress(self._name, self.count)
        return self.count


def each_with_keys(source: Source, kind: type[Thing], keys: Sequence[str], others: Tally | None) -> Iterator[Thing]:
    """Yield the objects of one type that have at least one of some keys and are not deleted; `others` sees the rest."""
    passing = osmium.FileProcessor(source.file, BITS[kind]).with_filter(osmium.filter.KeyFilter(*keys))
    if others is not None:
        passing = passing.handler_for_filtered(others)
    yield from _living(passing, kind)


def each_of(source: Source, kind: type[Thing], ids: set[int]) -> Iterator[Thing]:
    """Yield the objects of one type with these ids that are not deleted; makes no pass where there are no ids."""
    if not ids:
        return
    passing = osmium.FileProcessor(source.file, BITS[kind])
    if min(ids) >= 0:  # osmium's filter knows no other ids
        passing = passing.with_filter(osmium.filter.IdFilter(ids))
    yield from (thing for thing in _living(passing, kind) if thing.id in ids)


def _living(passing: osmium.FileProcessor, kind: type[Thing]) -> Iterator[Thing]:
    return (thing for thing in passing if isinstance(thing, kind) and not thing.deleted)


@contextmanager
def scratch_file(suffix: str) -> Iterator[Path]:
    """Yield an empty file for what would fill the memory, gone at the end."""
    with tempfile.NamedTemporaryFile(prefix="alcance-", suffix=suffix, delete=False) as made:
        path = Path(made.name)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
