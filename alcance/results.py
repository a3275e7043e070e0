"""Writing an answer: its tables, the same as one GeoPackage, a map, and a manifest of where it all comes from."""

import hashlib
import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from alcance.map_view import map_view
from alcance.opened import Opened
from analysis.visited import VISIT_OF
from data.encode import encode_csv, encode_json
from data.known_scenarios import SCENARIOS
from data.profile import PROFILES
from data.study import NETWORK, input_hashes
from data.study_file import FILE_NAME
from data.write import Content, check_out_folder, geopackage, write_together
from geo.errors import QuestionError
from layers.page import build_page
from layers.tables import access_table, decimals_of, question_of

PACKAGES = ("alcance", "geopandas", "numba", "numpy", "osmium", "pandas", "pyogrio", "pyproj", "scipy", "shapely")
# Visits are those of hidden clinics too.
_MAY_BETRAY = ("facilities.", "quarantine.", "visits.")
Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Given:
    """What was asked and read for one answer beside the study and the question.

    Attributes
    ----------
    asked
        By the name under which the manifest tells it.
    hashes
        Of what was read beside the study, by the name under which the manifest tells it.
    """

    asked: Mapping[str, object] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def results_folder(out: Path) -> Iterator[Path]:
    """Yield the folder for results, made before the work begins; what stays empty after a failure is removed again.

    Raises
    ------
    QuestionError
        The folder cannot be written, or is a study or a folder of its inputs.
    """
    missing = [path for path in (out, *out.parents) if not os.path.lexists(path)]
    try:
        check_out_folder(out)
        _check_no_input(out)
        yield out
    except BaseException:
        # Ctrl-C too, also just as the folder is made: none stays that holds nothing.
        for path in missing:
            with suppress(OSError):
                path.rmdir()
        raise


def _check_no_input(out: Path) -> None:
    """Refuse a folder whose files would be taken for a study's inputs, or would stand among them."""
    place = out.resolve()
    study = place.parent if place.name in (NETWORK, SCENARIOS, PROFILES) else place
    if (study / FILE_NAME).is_file():
        todo = f"Choose another folder, such as {study.name}/results/mine."
        raise QuestionError(str(out), "holds the inputs of a study, where results would be mistaken for them", todo)


def write_answer(
    out: Path,
    opened: Opened,
    tables: Tables,
    *,
    on_page: Collection[str] | None = None,
    given: Given | None = None,
) -> tuple[Path, ...]:
    """Write everything an answer consists of; all files are ready before the first appears.

    Parameters
    ----------
    out
        The folder, as `results_folder` gives it.
    opened
        The study and the question.
    tables
        The tables by name, as ``layers.tables`` builds them; with them goes ``access``: why each place counts or not.
    on_page
        Which of them the page shows; None: all.
    given
        What was asked and read beside the question, for the manifest.

    Raises
    ------
    QuestionError
        The folder cannot be written.
    """
    # The page shows the very figures of the files: rounded once more from the raw ones, a tie would read differently.
    decimals = decimals_of(opened.plan)
    # A matrix asks about many services at once: of none of them could it be told why a place counts.
    told = {} if "sectors" in tables else {"access": access_table(opened.supply.usable, opened.plan)}
    whole = {**tables, **told}
    rounded = {name: frame.round(decimals) for name, frame in whole.items()}
    marked = {name: stamped(frame, opened.stamps) for name, frame in rounded.items()}
    contents: dict[str, Content] = {f"{name}.csv": encode_csv(frame, decimals) for name, frame in marked.items()}
    contents["result.gpkg"] = geopackage(marked)
    shown = {name: frame for name, frame in rounded.items() if on_page is None or name in on_page}
    given = given or Given()
    contents["map.html"] = build_page(map_view(opened, shown, given.asked)).encode()
    contents["manifest.json"] = encode_json(manifest_of(opened, given))
    return write_together(out, contents)


def stamped(frame: pd.DataFrame, stamps: tuple[str, ...]) -> pd.DataFrame:
    """Return the frame with a column for each stamp: a table without rows then says it too, in its header."""
    return frame.assign(**{stamp: stamp for stamp in stamps})


def manifest_of(opened: Opened, given: Given, *others: Opened) -> dict[str, object]:
    """Return what a manifest tells of an answer, and of others to the same question in scenarios."""
    return {
        "study": opened.study.title,
        "stamps": list(stamps_of(opened, *others)),
        "plan": {
            **question_of(opened.plan),
            "piece_km": opened.plan.piece_m / 1000.0,
            "arrive": None if opened.plan.arrive is None else opened.plan.arrive.isoformat(),
            "visits_a_year": opened.plan.visits_a_year,
            **given.asked,
        },
        "runs": opened.plan.runs,
        "seed": opened.plan.seed if opened.plan.runs else None,
        **_scenarios(opened, *others),
        "inputs": dict(sorted({**_inputs(opened), **given.hashes}.items())),
        "sources": [
            {"title": each.title, "licence": each.licence, "url": each.url, "retrieved": each.retrieved}
            for each in opened.study.sources
        ],
        "versions": dict(versions()),
    }


def stamps_of(*answers: Opened) -> tuple[str, ...]:
    """Return the words everything made from several answers must carry."""
    return tuple(dict.fromkeys(stamp for each in answers for stamp in each.stamps))


def _scenarios(*answers: Opened) -> dict[str, object]:
    """Return the scenarios of answers; nothing where the study is as it is in all of them."""
    told = [
        {
            "name": asked.name,
            "sha256": asked.sha256,
            "content": json.loads(asked.content),
            "told": [] if each.changed is None else list(each.changed.told),
        }
        for each in answers
        if (asked := each.plan.what_if)
    ]
    return {"scenarios": told} if told else {}


@cache
def versions() -> Mapping[str, str]:
    """Return the version of each package figures follow from; looked up once, each is read from a text of its own."""
    return {name: version(name) for name in PACKAGES}


def _inputs(opened: Opened) -> dict[str, str]:
    """Return the hash of each input; of the facilities only what may be told: no hash betrays a hidden place."""
    hashes = input_hashes(opened.study)
    if opened.plan.internal:
        return hashes
    told = {name: value for name, value in hashes.items() if not name.startswith(_MAY_BETRAY)}
    seen = encode_csv(pd.DataFrame(opened.supply.usable.seen.drop(columns=["geometry", VISIT_OF])))
    name = "facilities (those not hidden)" if opened.changed is None else "facilities (those not hidden, as changed)"
    return dict(sorted({**told, name: hashlib.sha256(seen).hexdigest()}.items()))
