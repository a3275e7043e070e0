"""Turn shapes and their cards into a folium layer that answers to the mouse, a finger and the keyboard."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import folium
from folium.utilities import JsCode
from shapely import get_coordinates, set_coordinates
from shapely.geometry.base import BaseGeometry

from layers.sheet import Card, Sheet

DECIMALS = 5  # about a metre

# No text is pasted into this script: names reach it through the feature's JSON and leave it encoded, as HTML.
# `<\/` keeps the script from ever holding a closing tag.
_ANSWER = r"""
function (feature, layer) {
  const told = feature.properties, labels = %s, wide = innerWidth - 145;
  const row = (label, i) => told.cells[i]
    ? '<tr><th scope="row">' + label + '<\/th><td>' + told.cells[i] + '<\/td><\/tr>' : '';
  layer.bindPopup(() => '<div class="card"><h3>' + told.title + '<\/h3><table>'
    + labels.map(row).join('') + '<\/table><\/div>',
    {maxWidth: Math.min(320, wide), minWidth: Math.min(240, wide), maxHeight: innerHeight * 0.4,
     autoPanPaddingTopLeft: [46, 6], autoPanPaddingBottomRight: [54, 6]});
  layer.bindTooltip(told.tip, {sticky: true});
  layer.on('add', () => {
    const sign = layer.getElement();
    if (!sign) { return; }
    sign.setAttribute('tabindex', '0');
    sign.setAttribute('role', 'button');
    sign.setAttribute('data-key', told.key);
    sign.addEventListener('keydown', press => {
      if (press.key === 'Enter' || press.key === ' ') { press.preventDefault(); layer.openPopup(); }
    });
  });
  (window.alcanceLayers = window.alcanceLayers || new Map()).set(told.key, layer);
}
"""

Style = Mapping[str, Any]


def cards_layer(
    sheet: Sheet,
    shapes: Sequence[BaseGeometry | None],
    style: Callable[[int], Style],
    *,
    name: str,
    pane: str = "overlayPane",
    marker: folium.Marker | folium.CircleMarker | None = None,
    show: bool = True,
) -> folium.GeoJson:
    """Return a layer whose every shape opens its card.

    Parameters
    ----------
    sheet
        Its cards stand in the order of `shapes`; those not `on_map` are left out.
    shapes
        EPSG:4326.
    style
        From the position of a card to Leaflet's path options (for a point drawn by a sign: `html`).
    name
        HTML, shown in the list of layers.
    pane
        The map's pane to draw in.
    marker
        How points are drawn; None where there are only lines and areas.
    show
        Whether the layer is drawn at first.
    """
    features = [
        _feature(i, shape, _told(card))
        for i, (card, shape) in enumerate(zip(sheet.cards, shapes, strict=True))
        if card.on_map and shape is not None
    ]
    return _layer(features, style, name=name, show=show, pane=pane, marker=marker, answer=_answer(sheet.labels))


def silent_layer(
    shapes: Iterable[BaseGeometry], style: Callable[[int], Style], *, name: str | None, pane: str
) -> folium.GeoJson:
    """Return a layer that is looked at only: it answers to nothing and, without a name, cannot be switched off."""
    features = [_feature(i, shape, {}) for i, shape in enumerate(shapes) if not shape.is_empty]
    return _layer(features, style, name=name, show=True, pane=pane, marker=None, answer=None)


def _layer(
    features: list[dict[str, Any]],
    style: Callable[[int], Style],
    *,
    name: str | None,
    answer: JsCode | None,
    **options: Any,
) -> folium.GeoJson:
    if options["marker"] is None:
        del options["marker"]
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        style_function=lambda feature: dict(style(int(feature["id"]))),
        name=name,
        control=name is not None,
        on_each_feature=answer,
        interactive=answer is not None,
        **options,
    )


def _feature(position: int, shape: BaseGeometry, told: dict[str, Any]) -> dict[str, Any]:
    rounded = set_coordinates(shape, get_coordinates(shape).round(DECIMALS))
    return {"type": "Feature", "id": str(position), "properties": told, "geometry": rounded.__geo_interface__}


def _told(card: Card) -> dict[str, Any]:
    return {"key": card.key, "title": card.title, "tip": card.tip, "cells": list(card.cells)}


def _answer(labels: tuple[str, ...]) -> JsCode:
    return JsCode(_ANSWER % json.dumps(labels).replace("</", "<\\/"))
