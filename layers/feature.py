"""Turn shapes and their cards into a folium layer that answers to the mouse, a finger and the keyboard."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import folium
from folium.utilities import JsCode
from shapely import get_coordinates, set_coordinates
from shapely.geometry.base import BaseGeometry

from layers.sheet import Sheet

DECIMALS = 5  # about a metre

# No text is pasted into this script. A card and a tip are made of their row in the table: they say the same, and the
# page holds it once. Names leave the row as HTML that is encoded again. `<\/` keeps the script from ever holding a
# closing tag.
_ANSWER = JsCode(r"""
function (feature, layer) {
  const told = feature.properties, box = document.createElement('p'), frame = document.querySelector('.folium-map');
  box.innerHTML = told.key;
  window.alcanceRows = window.alcanceRows
    || new Map([...document.querySelectorAll('tr[data-key]')].map(row => [row.dataset.key, row]));
  // On a phone the map's own buttons give way to an open card; elsewhere the card keeps clear of them.
  const key = box.textContent, phone = frame.clientWidth < 500, wide = frame.clientWidth - (phone ? 40 : 145);
  const line = (head, cell) => cell.querySelector('.nothing') ? ''
    : '<tr><th scope="row">' + head.innerHTML + '<\/th><td' + (cell.hasAttribute('data-w') ? ' data-w>' : '>')
    + cell.innerHTML + '<\/td><\/tr>';
  const card = () => {
    const row = window.alcanceRows.get(key), leads = row.closest('.scroll').querySelector('[hidden]');
    const heads = row.closest('table').tHead.rows[0].cells, [title, ...cells] = row.cells;
    const lead = row.dataset.lead ? leads.children[row.dataset.lead].innerHTML : '';
    return '<div class="card"><h3>' + title.firstChild.innerHTML + '<\/h3><p>' + lead + '<\/p><table>'
      + cells.map((cell, i) => line(heads[i + 1], cell)).join('') + '<\/table><\/div>';
  };
  layer.bindPopup(card, {
    maxWidth: Math.min(340, wide), minWidth: Math.min(phone ? 340 : 240, wide), maxHeight: frame.clientHeight - 90,
    autoPanPaddingTopLeft: [phone ? 6 : 46, 6], autoPanPaddingBottomRight: [phone ? 6 : 54, 24]});
  // Read anew each time: the row is in the language of the moment.
  const seen = (cell, lang) => [...cell.childNodes].map(part =>
    part.lang && part.lang !== lang ? '' : part.childElementCount ? seen(part, lang) : part.textContent).join('');
  layer.spoken = () => {
    const row = window.alcanceRows.get(key), beside = row.parentNode.dataset.tip;
    return [0, ...(beside ? [beside] : [])].map(i => seen(row.cells[i], document.body.dataset.lang)).join(' \u00b7 ');
  };
  layer.bindTooltip(() => {
    const tip = document.createElement('span');
    tip.textContent = layer.spoken();
    return tip;
  }, {sticky: true});
  layer.on('add', () => {
    const sign = layer.getElement();
    if (!sign) { return; }
    sign.setAttribute('tabindex', '0');
    sign.setAttribute('role', 'button');
    sign.setAttribute('data-key', key);
    sign.setAttribute('aria-label', layer.spoken());
    sign.addEventListener('keydown', press => {
      if (press.key === 'Enter' || press.key === ' ') { press.preventDefault(); layer.openPopup(); }
    });
  });
  (window.alcanceLayers = window.alcanceLayers || new Map()).set(key, layer);
}
""")

Style = Mapping[str, Any]


def cards_layer(
    sheet: Sheet,
    shapes: Sequence[BaseGeometry | None],
    style: Callable[[int], Style],
    *,
    name: str,
    pane: str = "overlayPane",
    marker: folium.Marker | folium.CircleMarker | None = None,
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
    """
    features = [
        _feature(i, shape, {"key": card.key})
        for i, (card, shape) in enumerate(zip(sheet.cards, shapes, strict=True))
        if card.on_map and shape is not None
    ]
    return _layer(features, style, name=name, pane=pane, marker=marker, answer=_ANSWER)


def silent_layer(
    shapes: Iterable[BaseGeometry], style: Callable[[int], Style], *, name: str | None, pane: str
) -> folium.GeoJson:
    """Return a layer that is looked at only: it answers to nothing and, without a name, cannot be switched off."""
    features = [_feature(i, shape, {}) for i, shape in enumerate(shapes) if not shape.is_empty]
    return _layer(features, style, name=name, pane=pane, marker=None, answer=None)


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
