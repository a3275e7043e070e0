"""One content for two readers: the cards a map opens and the table below it come from the same sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

NOTHING = '<span class="nothing">\u2013</span>'
_LONG = 24  # a table of more rows than this scrolls in a frame of its own height; a shorter one is seen whole


@dataclass(frozen=True, slots=True)
class Card:
    """What is told about one thing, as HTML that is already encoded.

    Attributes
    ----------
    key
        Unique on the page; joins the row of the table to the thing on the map.
    title
        What the thing is called.
    tip
        A line shown while pointing at it.
    cells
        One for each label of the sheet; empty where there is nothing to tell.
    lead
        One sentence at the head of the card; empty for none. The table has its figures in the cells.
    on_map
        False for a thing without a place: its row leads nowhere.
    """

    key: str
    title: str
    tip: str
    cells: tuple[str, ...]
    lead: str = ""
    on_map: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A titled set of cards that answer to the same labels, all HTML.

    Attributes
    ----------
    slug
        The part of the page: ASCII, used in its anchor.
    caption, head
        The table's caption; what its first column holds.
    labels
        The other columns' heads, and the labels inside a card.
    cards
        In the order of the table.
    """

    slug: str
    caption: str
    head: str
    labels: tuple[str, ...]
    cards: tuple[Card, ...]

    def as_table(self) -> str:
        """Return the sheet as an HTML table in a frame of its own; the keyboard reaches the frame and every row."""
        heads = "".join(f'<th scope="col">{label}</th>' for label in (self.head, *self.labels))
        body = "".join(_row(card) for card in self.cards)
        frame = "scroll long" if len(self.cards) > _LONG else "scroll"
        return (
            f'<div class="{frame}" role="region" aria-labelledby="{self.slug}-caption" tabindex="0">'
            f'<table id="{self.slug}"><caption id="{self.slug}-caption">{self.caption}</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
        )


def _row(card: Card) -> str:
    cells = "".join(f"<td>{value or NOTHING}</td>" for value in card.cells)
    if not card.on_map:
        return f'<tr><th scope="row">{card.title}</th>{cells}</tr>'
    button = f'<button type="button">{card.title}</button>'
    return f'<tr data-key="{card.key}"><th scope="row">{button}</th>{cells}</tr>'


def rows_of(frame: pd.DataFrame) -> Iterator[Mapping[str, Any]]:
    """Yield each row of a table as a mapping from column to cell, in the table's order."""
    columns = [str(column) for column in frame.columns]
    for cells in frame.itertuples(index=False, name=None):
        yield dict(zip(columns, cells, strict=True))
