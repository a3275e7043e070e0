"""The public map as files: any web server, memory stick or folder can hold them, and nobody is asked for more."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from itertools import chain

from data.countries import countries_of
from data.public.view import PublicView
from geo.roads import Roads
from layers.public.borders import border_lines
from layers.public.clocks import with_clocks
from layers.public.corridors import public_corridors
from layers.public.ground import Ground
from layers.public.index_file import index_record
from layers.public.legs import all_legs, corridor_course
from layers.public.packed import packed
from layers.public.parts import Parts
from layers.public.places import cell_records, place_records
from layers.public.road_graph import encode_graph, join_chains
from layers.public.script import call
from layers.public.tile_archive import zipped
from layers.public.tiles import cut_tiles

_VERSION_LENGTH = 16
# A page never takes one of these out of another map.
_OF_THE_MAP = ("words-", "sheets-", "places/", "corridors.js", "borders.js", "roads.js", "map/ground-")
_NO_TEXT = (".png", ".jpg", ".gif", ".woff2")

Files = dict[str, bytes]


def bundle_files(view: PublicView, parts: Parts, tell: Callable[[int, int], None]) -> Files:
    """Return the files of a bundle by their path, sorted; the same view and parts give the same bytes.

    Parameters
    ----------
    view
        What may be published.
    parts
        The page.
    tell
        Told how many steps are done, and of how many.
    """
    corridors = public_corridors(view.corridors)
    placed = [*place_records(view, corridors), *cell_records(view.cells)]
    records, zones = with_clocks(placed, view.as_of)
    tiles = cut_tiles([record for record in records if "x" in record])
    legs = all_legs(corridors, view.towns)
    tell(1, steps := len(legs) + 2)
    files = {
        **parts.page,
        **{f"words-{language}.js": call("words", language, words) for language, words in parts.words.items()},
        **{f"sheets-{language}.js": call("sheets", language, sheets) for language, sheets in parts.sheets.items()},
        **{f"places/p{at:02d}.js": call("places", at, *packed(tile.records)) for at, tile in enumerate(tiles)},
        "corridors.js": call("corridors", [corridor_course(corridor.line) for corridor in corridors]),
        "borders.js": call("borders", border_lines(parts.basemap.borders)),
        "roads.js": call("roads", _roads(view.roads)),
    }
    ground = Ground(parts.basemap, view.roads, view.towns)
    for at, leg in enumerate(legs):
        files[f"map/ground-{at:02d}.js"] = call("ground", at, b64encode(ground.archive(leg)).decode())
        tell(at + 2, steps)
    index = index_record(view, parts, records, tiles, corridors=corridors, legs=legs, zones=zones)
    done = _finished(files, index, parts)
    tell(steps, steps)
    return done


def _roads(roads: Roads) -> Mapping[str, object]:
    graph = join_chains(roads)
    return encode_graph(graph, roads, countries_of(roads.lon[graph.node], roads.lat[graph.node]))


def _finished(files: Files, index: Mapping[str, object], parts: Parts) -> Files:
    """Return the files with what speaks of all of them: version, index, service worker, manifest.

    The version stands for the content of every file and of the index without it.
    """
    version = _hash_of({**files, "index.js": call("index", index), "sw.js": parts.service_worker([], "")})
    begin = call("version", version)
    files = {path: begin + body if path.startswith(_OF_THE_MAP) else body for path, body in files.items()}
    files["index.js"] = call("index", {**index, "version": version})
    # The ground is kept when it is looked at: nobody pays for the map of a road they do not take.
    kept = sorted(path for path in files if not path.startswith("map/ground-"))
    files["sw.js"] = parts.service_worker(kept, version)
    # What an open page, and a keeper that has to know whose files it got, ask the server for.
    files["version.txt"] = f"{version}\n".encode()
    packed = {f"{path}.gz": zipped(body) for path, body in files.items() if not path.endswith(_NO_TEXT)}
    files |= packed
    told = {name: index[name] for name in ("as_of", "example", "draft")}
    files["manifest.json"] = _manifest({"version": version, **told}, files)
    return dict(sorted(files.items()))


def _hash_of(files: Files) -> str:
    digests = ((path, hashlib.sha256(body).hexdigest()) for path, body in sorted(files.items()))
    return hashlib.sha256("\n".join(chain.from_iterable(digests)).encode()).hexdigest()[:_VERSION_LENGTH]


def _manifest(head: Mapping[str, object], files: Files) -> bytes:
    listed = {
        path: {"sha256": hashlib.sha256(body).hexdigest(), "bytes": len(body)} for path, body in sorted(files.items())
    }
    return (json.dumps({**head, "files": listed}, indent=1, ensure_ascii=False) + "\n").encode()
