"""No package of the lock carries the GPL or AGPL; what is not plainly permissive stands here with its reason."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest
from house.rooms import ROOT

PERMISSIVE = re.compile(r"\b(MIT|BSD|0BSD|Apache|ISC|ISCL|PSF|Python Software Foundation|Zlib|CC0|Public Domain)\b")
COPYLEFT = re.compile(r"GPL|GNU|Mozilla|MPL|EPL|CDDL|EUPL", re.IGNORECASE)

REASONS = {
    "certifi": "MPL-2.0: a list of certificate authorities, used unchanged by requests",
    "docutils": "public domain and BSD; its GPL part, an editor mode for Emacs, is not in the wheel; only for docs/",
    "hypothesis": "MPL-2.0: tests only, used unchanged, never shipped",
    "pathspec": "MPL-2.0: used unchanged by hatchling and mypy to match file names, never shipped",
    "tqdm": "MPL-2.0 and MIT: used unchanged, for the progress bars of pyvrp's own command line, which is not called",
}


def _locked() -> list[str]:
    return re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)


def _installed(name: str) -> Distribution | None:
    # The lock speaks for all systems: what belongs to another one is not here.
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _licence(package: Distribution) -> str:
    notes = package.metadata
    classifiers = [text for text in notes.get_all("Classifier") or [] if text.startswith("License")]
    # Some put the whole text of the licence where its name belongs: the first line is the name.
    first_line = (notes.get("License") or "").strip().split("\n")[0]
    return " | ".join(filter(None, [notes.get("License-Expression"), first_line, *classifiers]))


PACKAGES = {name: package for name in _locked() if (package := _installed(name))}


def _is_permissive(licence: str) -> bool:
    return bool(PERMISSIVE.search(licence)) and not COPYLEFT.search(licence)


@pytest.mark.parametrize("name", sorted(PACKAGES))
def test_a_locked_package_is_permissive_or_named_with_its_reason(name: str) -> None:
    assert name in REASONS or _is_permissive(_licence(PACKAGES[name])), _licence(PACKAGES[name])


def test_a_reason_is_kept_only_while_it_is_needed() -> None:
    assert [name for name in REASONS if name not in PACKAGES or _is_permissive(_licence(PACKAGES[name]))] == []


@pytest.mark.parametrize(
    "licence", ["AGPL-3.0-only", "License :: OSI Approved :: GNU General Public License v3 (GPLv3)", "LGPL-2.1", ""]
)
def test_a_copyleft_or_unknown_licence_is_seen(licence: str) -> None:
    assert not _is_permissive(licence)
