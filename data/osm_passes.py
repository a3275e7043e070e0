"""Pass over an OpenStreetMap file: osmium's own filters choose in C++ what Python gets to see."""

import re
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
_BLOCK = 1 << 23  # bytes of text at a time
_NOT_PLAIN = re.compile(rb"^(?:n-|\w-?\d+ v\d+ dD)", re.MULTILINE)
_WAY_DAY = re.compile(rb"^w\S+ v\d+ dV t(\d{4}-\d\d-\d\d)", re.MULTILINE)
_NO_YEAR = "1970"  # a file without dates has this year everywhere
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
        When its data was current, as its header or its newest way says; "" where neither is known yet.
    plain
        Whether it is PBF without deleted objects.
    """

    file: osmium.io.File
    progress: Progress
    dated: str
    plain: bool


@contextmanager
def open_source(path: Path, kind: str, progress: Progress) -> Iterator[Source]:
    """Yield a file ready to be passed over.

    Text is slow to pass over again and again: it is packed first, unless it holds what only each object tells.

    Parameters
    ----------
    path, kind
        The file, and osmium's name of its format.
    progress
        As in `Source`.
    """
    file = osmium.io.File(str(path.resolve()), kind)
    header = osmium.FileProcessor(file).header
    dated = header.get(_DATED, "")
    if kind == "pbf" and not header.has_multiple_object_versions:
        yield Source(file, progress, dated, plain=True)
        return
    with scratch_file(".osm.pbf") as packed:
        is_plain, newest = _repacked(file, packed)
        if is_plain:
            yield Source(osmium.io.File(str(packed), "pbf"), progress, dated or newest, plain=True)
        else:
            yield Source(file, progress, dated, plain=False)


def _repacked(file: osmium.io.File, packed: Path) -> tuple[bool, str]:
    """Write a file's objects as PBF; say whether none is deleted and no node's id below 0, and a way's newest day."""
    is_plain, newest = True, ""
    with scratch_file(".opl") as lines:
        forms = ((packed, "pbf,pbf_compression=none"), (lines, "opl,add_metadata=version+timestamp"))
        pass_through(osmium.io.Reader(file), *(open_writer(each, form) for each, form in forms))
        for block in blocks(lines):
            is_plain = is_plain and _NOT_PLAIN.search(block) is None
            newest = max([newest, *(day.decode() for day in set(_WAY_DAY.findall(block)))])
    return is_plain, newest if newest[:4] > _NO_YEAR else ""


def open_writer(path: Path, form: str) -> osmium.SimpleWriter:
    """Return osmium's writer into a file that is there; `form` is its name of the format."""
    return osmium.SimpleWriter(osmium.io.File(str(path), form), overwrite=True)


def pass_through(reader: osmium.io.Reader, *handlers: osmium.BaseHandler) -> None:
    """Have handlers of osmium's own see all objects, none of which Python sees, and end what they write."""
    with reader:
        osmium.apply(reader, *handlers)
    for each in handlers:
        if isinstance(each, osmium.SimpleWriter):
            each.close()


def blocks(path: Path) -> Iterator[bytes]:
    """Yield a file's text in blocks of whole lines."""
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            yield block + stream.readline()


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
