"""The part of our own workbooks and GeoPackages that says who told the rest: what it is called and looks like."""

from collections.abc import Iterable

SOURCES = "sources"
SOURCE_COLUMNS = ("title", "licence", "url", "retrieved")


def is_sources_sheet(name: str, columns: Iterable[str]) -> bool:
    """Tell whether a sheet or layer is the list of sources of an export of ours, and so not the table to be read.

    Parameters
    ----------
    name
        What it is called.
    columns
        Its columns in order, those that only number its rows left out.
    """
    return name == SOURCES and tuple(columns)[: len(SOURCE_COLUMNS)] == SOURCE_COLUMNS
