"""What a page does by itself: changes its language, leads from a row to its place on the map and back."""

import folium
from folium.template import Template

from data.words import LANGUAGES
from layers.bilingual import both
from layers.once import Pairs


class PageScript(folium.MacroElement):
    """The page's own script as a folium element; the last one added to the map.

    Parameters
    ----------
    bounds
        [[south, west], [north, east]], degrees: what the page opens on. Around it one can move as far again as its
        longer side, and half: a straight corridor has a box without width.
    attribution
        HTML of the credit in the map's corner.
    pairs
        As `say_once` returns them: plain text. What is written here is read as a template once more, so that no brace
        of a name may stand in it as it is.
    crowded
        Whether the services are so many that from afar they are left out of the map.
    """

    _template = Template(
        r"""
        {% macro script(this, kwargs) %}
        (function (map) {
          const layers = window.alcanceLayers || new Map();
          const bounds = L.latLngBounds({{ this.bounds|tojson }});
          map.attributionControl.setPrefix(false).addAttribution({{ this.attribution|tojson }});
          L.control.scale({imperial: false}).addTo(map);
          // Zoomed out to a country, full signs would bury the corridor.
          const shrink = () => map.getContainer().classList.toggle('far', map.getZoom() < 8);
          map.getContainer().classList.toggle('crowded', {{ this.crowded|tojson }});
          map.on('zoomend', shrink);
          map.fitBounds(bounds, {padding: [24, 24], animate: false});
          shrink();
          map.setMinZoom(map.getZoom() - 1).setMaxBounds({{ this.room|tojson }});

          const plain = (html, lang) => {
            const box = document.createElement('div');
            box.innerHTML = html;
            box.querySelectorAll('[lang]').forEach(part => { if (part.lang !== lang) { part.remove(); } });
            return box.textContent;
          };
          // Leaflet's own buttons hold a sign and an English word for those who listen.
          const words = {{ this.words|tojson }};
          const translate = () => words.forEach(([selector, html]) => {
            for (const part of document.querySelectorAll(selector)) {
              part.setAttribute('aria-label', plain(html, document.body.dataset.lang));
              if (part.tagName === 'A') { part.title = part.getAttribute('aria-label'); }
            }
          });
          map.on('popupopen', translate);
          map.getPane('popupPane').setAttribute('aria-live', 'polite');
          // Stacked on a narrow screen, each cell stands under its own column's head, which only style can show there.
          const headCells = () => {
            for (const table of document.querySelectorAll('.scroll table')) {
              [...table.tHead.rows[0].cells].forEach((head, i) => table.style.setProperty(
                '--head-' + (i + 1), JSON.stringify(plain(head.innerHTML, document.body.dataset.lang))));
            }
          };
          // What stands in a cell once is changed there; its pair is known by the words that stand there now.
          const pairs = {{ this.pairs|tojson|replace("{", "\\u007b") }}, languages = {{ this.languages|tojson }};
          const speak = lang => {
            const from = languages.indexOf(document.body.dataset.lang), to = languages.indexOf(lang);
            const book = new Map(pairs.map(words => [words[from], words[to]]));
            document.querySelectorAll('[data-w]').forEach(part => {
              part.textContent = book.get(part.textContent) ?? part.textContent;
            });
            document.body.dataset.lang = document.documentElement.lang = lang;
            translate();
            headCells();
            layers.forEach(layer => {
              const sign = layer.getElement();
              if (sign) { sign.setAttribute('aria-label', layer.spoken()); }
            });
          };
          document.getElementById('language').addEventListener('click', () =>
            speak(document.body.dataset.lang === 'es' ? 'en' : 'es'));
          translate();
          headCells();

          const show = key => {
            const layer = layers.get(key);
            for (const row of document.querySelectorAll('tr[data-key]')) {
              row.classList.toggle('chosen', row.dataset.key === key);
            }
            if (!map.hasLayer(layer)) { layer.addTo(map); }
            map.closePopup();
            if (layer.getBounds) { map.fitBounds(layer.getBounds(), {maxZoom: 9, padding: [60, 60], animate: false}); }
            else { map.setView(layer.getLatLng(), Math.max(map.getZoom(), 11), {animate: false}); }
            layer.openPopup();
            document.querySelector('.map-frame').scrollIntoView({block: 'nearest'});
          };
          document.addEventListener('click', event => {
            const row = event.target.closest('tr[data-key], .strip [data-key]');
            if (row) { show(row.dataset.key); }
          });
          document.addEventListener('keydown', press => {
            if (press.key === 'Escape') { map.closePopup(); }
          });
        })({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, *, bounds: list[list[float]], attribution: str, pairs: Pairs, crowded: bool) -> None:
        super().__init__()
        self._name = "PageScript"
        self.words = [
            [".folium-map", both("Map")],
            [".leaflet-control-zoom-in", both("Closer")],
            [".leaflet-control-zoom-out", both("Farther")],
            [".leaflet-control-layers-toggle", both("What the map shows")],
            [".leaflet-popup-close-button", both("Close")],
        ]
        self.bounds = bounds
        (south, west), (north, east) = bounds
        around = 1.5 * max(north - south, east - west, 0.25)
        self.room = [[south - around, west - around], [north + around, east + around]]
        self.attribution = attribution
        self.pairs = pairs
        self.languages = LANGUAGES
        self.crowded = crowded
