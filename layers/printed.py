"""Sheets to print: one HTML page that asks nobody, each of its sections on paper of its own."""

from collections.abc import Sequence

from data.words import LANGUAGES
from layers.bilingual import both
from layers.text import encode
from layers.texts import language_button

_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'"
_STYLE = """
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1rem;font:16px/1.4 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;
  color:#1b1b1b;background:#fff}
body[data-lang="es"] [lang="en"],body[data-lang="en"] [lang="es"]{display:none}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
button{font:inherit;font-weight:600;padding:.45rem .9rem;border:2px solid #1b1b1b;border-radius:.4rem;background:#fff}
section{border-top:3px solid #1b1b1b;padding:1rem 0 2rem;break-after:page}
section:last-of-type{break-after:auto}
h1{font-size:1.3rem;margin:.2rem 0;overflow-wrap:anywhere}
h2{font-size:1.15rem;margin:.2rem 0 .6rem;overflow-wrap:anywhere}
.stamps{margin:0 0 .4rem;padding:.25rem .6rem;background:#1b1b1b;color:#fff;font-weight:700;letter-spacing:.06em;
  print-color-adjust:exact}
.notice{font-weight:700}
.frame{overflow-x:auto;margin-top:1rem}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #777;padding:.35rem .4rem;text-align:left;vertical-align:top}
thead th{background:#f0f0f0;font-weight:600;print-color-adjust:exact}
tr{break-inside:avoid}
.close{font-size:.75rem;line-height:1.2}
.close td,.close th{padding:.12rem .3rem}
.close td.place small{display:inline;margin-left:.4rem}
h3{font-size:1rem;margin:1.2rem 0 .3rem;break-after:avoid}
dl{display:flex;flex-wrap:wrap;gap:.2rem 1.6rem;margin:.4rem 0}
dl div{display:flex;gap:.4rem}
dt{color:#444}
dd{margin:0;font-weight:600}
td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
td.place{min-width:9rem;overflow-wrap:anywhere}
td.place small{display:block;color:#444}
td.notes{min-width:9rem;height:3.4rem}
@media screen and (max-width:40rem){table{font-size:.85rem}.notes{display:none}td.place{min-width:6rem}}
.sign{display:flex;flex-wrap:wrap;gap:1rem 2rem;margin-top:1.6rem}
.sign>span{flex:1 1 14rem;border-top:1px solid #1b1b1b;padding-top:.2rem}
:focus-visible{outline:3px solid #000;box-shadow:0 0 0 5px #ffd400}
@media print{button{display:none}body{padding:0;max-width:none}section{border:0}@page{margin:14mm}}
"""
_SCRIPT = """
document.getElementById('language').addEventListener('click', () => {
  const lang = document.body.dataset.lang === 'es' ? 'en' : 'es';
  document.body.dataset.lang = document.documentElement.lang = lang;
});
"""


def printed_page(title: str, sheets: str) -> str:
    """Return the page as HTML; the same sheets give the same text.

    Parameters
    ----------
    title
        Plain text.
    sheets
        HTML: a `<section>` for each sheet of paper.
    """
    lang = LANGUAGES[0]
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{encode(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f'<body data-lang="{lang}">\n<h1>{encode(title)}</h1>\n{language_button()}\n{sheets}\n'
        f"<script>{_SCRIPT}</script>\n</body>\n</html>\n"
    )


def stamps_across(stamps: Sequence[str]) -> str:
    """Return the words a sheet must carry, as HTML; nothing where there are none."""
    return f'<p class="stamps">{" · ".join(map(both, stamps))}</p>' if stamps else ""
