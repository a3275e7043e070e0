"""One content for two readers: the cards a map opens and the table below it come from the same sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from layers.bilingual import both

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
    cells
        One for each label of the sheet; empty where there is nothing to tell.
    lead
        One sentence at the head of the card; empty for none.
    on_map
        False for a thing without a place: its row leads nowhere.
    on_paper
        False for a row that is not printed.
    """

    key: str
    title: str
    cells: tuple[str, ...]
    lead: str = ""
    on_map: bool = True
    on_paper: bool = True


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
    tip
        The label whose cell is told after the title while pointing at a thing, by its position; None for the title
        alone.
    figures
        The positions of the labels whose cells are numbers.
    first
        How many labels, from the first on, are shown until all columns are asked for; 0: all of them. What a card tells
        does not depend on it.
    note
        HTML told below the table together with all columns; empty for none.
    left_out
        HTML told below the table on paper alone, of the rows that are not printed; empty where all are.
    """

    slug: str
    caption: str
    head: str
    labels: tuple[str, ...]
    cards: tuple[Card, ...]
    tip: int | None = None
    figures: tuple[int, ...] = ()
    first: int = 0
    note: str = ""
    left_out: str = ""

    def as_table(self) -> str:
        """Return the sheet as an HTML table in a frame of its own; the keyboard reaches the frame and every row."""
        heads = "".join(f'<th scope="col">{label}</th>' for label in (self.head, *self.labels))
        leads = list(dict.fromkeys(card.lead for card in self.cards if card.lead))
        body = "".join(_row(card, leads) for card in self.cards)
        numbered = _attribute("class", " ".join(f"n{column + 2}" for column in self.figures))
        tip = _attribute("data-tip", "" if self.tip is None else str(self.tip + 1))
        frame = "scroll long" if len(self.cards) > _LONG else "scroll"
        few, switch = (f" few{self.first + 1}", _switch()) if self.first else ("", "")
        is_unprinted = bool(self.cards) and not any(card.on_paper for card in self.cards)
        frame = f"{frame}{few}{' unprinted' * is_unprinted}"
        note = f'<p class="beside">{self.note}</p>' if self.note else ""
        note += f'<p class="printed">{self.left_out}</p>' if self.left_out else ""
        return (
            f'{switch}<div class="{frame}" role="region" aria-labelledby="{self.slug}-caption" tabindex="0">'
            f'<table id="{self.slug}"><caption id="{self.slug}-caption">{self.caption}</caption>'
            f"<thead{numbered}><tr>{heads}</tr></thead><tbody{numbered}{tip}>{body}</tbody></table>"
            f"{_hidden(leads)}</div>{note}"
        )


def _switch() -> str:
    """Return what shows all columns; it works without a script: the style sheet looks whether it is ticked."""
    return f'<label class="all"><input type="checkbox"> {both("All columns")}</label>'


def _attribute(name: str, value: str) -> str:
    return f' {name}="{value}"' if value else ""


def _hidden(leads: list[str]) -> str:
    """Return the sentences cards begin with, each once: a row only says which is its own."""
    return f"<div hidden>{''.join(f'<p>{lead}</p>' for lead in leads)}</div>" if leads else ""


def _row(card: Card, leads: list[str]) -> str:
    cells = "".join(f"<td>{value or NOTHING}</td>" for value in card.cells)
    paper = "" if card.on_paper else _attribute("class", "unprinted")
    if not card.on_map:
        return f'<tr{paper}><th scope="row">{card.title}</th>{cells}</tr>'
    button = f'<button type="button">{card.title}</button>'
    lead = _attribute("data-lead", str(leads.index(card.lead)) if card.lead else "")
    return f'<tr data-key="{card.key}"{lead}{paper}><th scope="row">{button}</th>{cells}</tr>'


def rows_of(frame: pd.DataFrame) -> Iterator[Mapping[str, Any]]:
    """Yield each row of a table as a mapping from column to cell, in the table's order."""
    columns = [str(column) for column in frame.columns]
    for cells in frame.itertuples(index=False, name=None):
        yield dict(zip(columns, cells, strict=True))
