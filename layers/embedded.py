"""A page as the app shows it: the same file in a frame, its worst segments first, in step with the app around it."""

import json
from collections.abc import Sequence

from layers.bilingual import both

_STYLE = """
header{display:none}
body{font-size:15px}
.panel{padding-top:.4rem}
.panel h2{margin:.7rem 0 .3rem}
.strip{height:2rem}
.strip span.chosen{outline:3px solid #000;box-shadow:0 0 0 6px #ffd400;z-index:1}
.leaflet-segments-pane path.chosen{stroke-width:14px;filter:drop-shadow(0 0 1px #000) drop-shadow(0 0 3px #ffd400)}
.signs{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;margin:.3rem 0;padding:0;font-size:.9rem}
.signs li{display:flex;align-items:center;gap:.4rem}
.chosen-card{border:2px solid #1b1b1b;border-radius:.4rem;padding:.4rem .7rem;margin:.6rem 0}
.many{max-height:15rem}
.chosen-card tr:nth-child(n+5){display:none}
.chosen-card>p{margin:0}
.walk,.order{display:flex;gap:.5rem;flex-wrap:wrap;margin:.4rem 0}
.walk button,.order button{font:inherit;font-weight:600;padding:.3rem .7rem;border:2px solid #1b1b1b;
  border-radius:.4rem;background:#fff;color:#1b1b1b;cursor:pointer}
.order button[aria-pressed=true]{background:#1b1b1b;color:#fff}
.walk button:disabled{opacity:.4;cursor:default}
@media(min-width:64rem){.map-frame,.stamps~main .map-frame{height:calc(100vh - .5rem)}
.stamps~main .map-frame{height:calc(100vh - 2.6rem)}}
@media(max-width:63.99rem){.map-frame{height:420px}}
"""

# The page already leads from row and strip to the map and opens a card there. Here every opened card is also told to
# the window around the page, whose word opens a card in turn: both always show the same segment.
_SCRIPT = r"""
(() => {
  const told = TOLD, layers = window.alcanceLayers || new Map();
  const all = query => [...document.querySelectorAll(query)];
  const tell = message => parent.postMessage({alcance: true, ...message}, window.location.origin);
  const pieces = all('.strip [data-key]');
  let current = '', quiet = false;

  // On a phone the map comes into sight when a row leads there; a link, or a wide window, scrolls nowhere.
  const map = document.querySelector('.map-frame');
  map.scrollIntoView = options => {
    if (!quiet && window.innerWidth < 64 * 16) { Element.prototype.scrollIntoView.call(map, options); }
  };

  // Leaflet gives its map the keyboard at the first press of the mouse. Were the window around the frame to scroll for
  // that, the mouse would be let go of somewhere else, and the press would come to nothing.
  const held = document.querySelector('.folium-map');
  held.focus = () => HTMLElement.prototype.focus.call(held, {preventScroll: true});

  const card = layer => layer.getPopup().getContent()(layer);
  const box = document.createElement('section');
  box.className = 'chosen-card';
  box.setAttribute('aria-live', 'polite');
  const walk = document.createElement('div');
  walk.className = 'walk';
  walk.innerHTML = '<button type="button">' + told.behind + '<\/button><button type="button">' + told.ahead
    + '<\/button>';
  const beside = step => {
    const at = pieces.findIndex(piece => piece.dataset.key === current), next = pieces[at + step];
    return at >= 0 && next && next.parentNode === pieces[at].parentNode ? next : null;
  };
  [...walk.children].forEach((button, i) => button.addEventListener('click', () => beside(2 * i - 1).click()));

  const refresh = () => {
    const layer = layers.get(current);
    box.innerHTML = layer ? card(layer) : '<p>' + told.hint + '<\/p>';
    [...walk.children].forEach((button, i) => { button.disabled = !beside(2 * i - 1); });
    for (const part of all('.strip [data-key], tr[data-key]')) {
      part.classList.toggle('chosen', part.dataset.key === current);
    }
    layers.forEach((each, key) => {
      const sign = each.getElement && each.getElement();
      if (sign) { sign.classList.toggle('chosen', key === current); }
    });
    const piece = document.querySelector('.many .chosen'), many = piece && piece.closest('.many');
    if (many) { many.scrollTop = piece.offsetTop - many.offsetTop - many.clientHeight / 2; }
    const row = document.querySelector('#segments tr.chosen');
    if (row) {
      const frame = row.closest('.scroll'), head = row.closest('table').tHead.offsetHeight;
      const top = row.offsetTop - head, bottom = row.offsetTop + row.offsetHeight;
      if (top < frame.scrollTop || bottom > frame.scrollTop + frame.clientHeight) { frame.scrollTop = top; }
    }
    measure();
  };

  const along = document.getElementById('along');
  const signs = document.querySelector('.legend ul');
  if (along) {
    const short = signs.cloneNode(true);
    short.className = 'signs';
    along.closest('section').append(short, box, walk);
  }
  layers.forEach((layer, key) => {
    if (!key.startsWith('segment:')) { return; }
    layer.on('popupopen', () => {
      if (key === current) { return; }
      current = key;
      refresh();
      tell({chosen: key.slice('segment:'.length)});
    });
  });

  // On a telephone many rows would stand between the answer and what the app tells below it.
  if (told.folded && window.innerWidth < 64 * 16) { all('.fold').forEach(part => { part.open = false; }); }

  const table = document.getElementById('segments');
  if (table) {
    const body = table.tBodies[0], rows = [...body.rows], order = document.createElement('div');
    const ranked = told.ranked.map(id => rows.find(row => row.dataset.key === 'segment:' + id));
    table.caption.innerHTML = told.caption;
    order.className = 'order';
    order.innerHTML = [told.worst, told.course].map(word => '<button type="button">' + word + '<\/button>').join('');
    const sort = which => {
      body.append(...[ranked, rows][which]);
      [...order.children].forEach((button, i) => button.setAttribute('aria-pressed', String(i === which)));
      table.closest('.scroll').scrollTop = 0;
    };
    [...order.children].forEach((button, i) => button.addEventListener('click', () => sort(i)));
    const frame = table.closest('.scroll');
    if (along) { along.closest('section').after(order, frame); } else { frame.before(order); }
    sort(0);
  }

  const measure = () => tell({height: Math.ceil(document.body.getBoundingClientRect().height)});
  new ResizeObserver(measure).observe(document.body);
  window.addEventListener('message', event => {
    const message = event.data || {};
    if (event.source !== parent || event.origin !== window.location.origin || !message.alcance) { return; }
    if (message.lang && message.lang !== document.body.dataset.lang) { document.getElementById('language').click(); }
    if (message.segment && 'segment:' + message.segment !== current) {
      const piece = pieces.find(each => each.dataset.key === 'segment:' + message.segment);
      quiet = true;
      if (piece) { piece.click(); }
      quiet = false;
    }
  });
  refresh();
  tell({ready: true});
})();
"""


def embed(page: str, *, ranked: Sequence[str], folded: bool = False) -> str:
    """Return a page made ready for a frame of the app.

    Parameters
    ----------
    page
        As `build_page` returns it.
    ranked
        The ids of its segments, the worst first; empty for a page without segments.
    folded
        Whether on a narrow screen its tables and sources are folded up until they are asked for.
    """
    told = {
        "ranked": list(ranked),
        "folded": folded,
        "caption": both("Corridor segments"),
        "worst": both("Worst first"),
        "course": both("In the direction of travel"),
        "behind": f"\u25c0 {both('The segment behind')}",
        "ahead": f"{both('The segment ahead')} \u25b6",
        "hint": both("Choose a segment on the map, on the strip or in the table."),
    }
    # `<` never stands in the script as such: an id with a closing tag in it stays text.
    words = json.dumps(told).replace("<", "\\u003c")
    head, _, rest = page.partition("</head>")
    body, _, tail = rest.rpartition("</body>")
    script = _SCRIPT.replace("TOLD", words, 1)
    return f"{head}<style>{_STYLE}</style>\n</head>{body}<script>{script}</script>\n</body>{tail}"
