"""A timetable to carry: a sheet of paper for each team and day, without a word about anybody's health."""

from collections.abc import Sequence

from analysis.visits.schedule import TeamDay
from data.words import LANGUAGES
from layers.bilingual import both
from layers.text import encode, number
from layers.texts import language_button
from layers.visits.tables import Answer, told_at_base, told_at_stop
from layers.visits.words import day_told

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
.frame{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #777;padding:.35rem .4rem;text-align:left;vertical-align:top}
thead th{background:#f0f0f0;print-color-adjust:exact}
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


def build_print_page(answer: Answer, *, title: str, stamps: Sequence[str]) -> str:
    """Return the sheets as one HTML page that prints each on paper of its own; the same answer gives the same text.

    Parameters
    ----------
    answer
        The timetable.
    title, stamps
        What the study is called, and the words each sheet must carry: plain text.
    """
    banner = f'<p class="stamps">{" · ".join(map(both, stamps))}</p>' if stamps else ""
    sheets = "".join(_sheet(answer, day, banner) for day in answer.timetable.days)
    nothing = "" if sheets else f"{banner}<p>{both('No team goes out.')}</p>"
    lang = LANGUAGES[0]
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{encode(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f'<body data-lang="{lang}">\n<h1>{encode(title)}</h1>\n{language_button()}\n{nothing}{sheets}\n'
        f"<script>{_SCRIPT}</script>\n</body>\n</html>\n"
    )


def _sheet(answer: Answer, day: TeamDay, banner: str) -> str:
    heads = (both("Order"), both("Stop"), both("Arrive"), both("Leave"), both("Driving"), both("Notes"))
    head = "".join(f'<th scope="col">{each}</th>' for each in heads[:-1])
    head += f'<th scope="col" class="notes">{heads[-1]}</th>'
    body = "".join(_row(answer, day, order) for order in range(1, len(day.visits) + 1))
    first, last = day.visits[0], day.visits[-1]
    back = number(day.back_s / 60.0, "min", decimals=0)
    name = encode(answer.asked.teams[day.team])
    return (
        f"<section>{banner}<h2>{day_told(answer.asked.day(day.day))} · {name}</h2>"
        f"<p>{both('Leaves the base')}: <b>{told_at_base(answer, day, first.arrive_s - first.drive_s)}</b></p>"
        f'<div class="frame" role="region" aria-label="{name}" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        f"<p>{both('Back at the base')}: <b>{told_at_base(answer, day, last.depart_s + day.back_s)}</b> "
        f"({both('{minutes} on the road', minutes=back)})</p>"
        f'<div class="sign"><span>{both("Name")}</span><span>{both("Signature")}</span></div></section>\n'
    )


def _row(answer: Answer, day: TeamDay, order: int) -> str:
    visit = day.visits[order - 1]
    starts, arrives, leaves = (
        told_at_stop(answer, visit.stop, day.day, second) for second in (visit.start_s, visit.arrive_s, visit.depart_s)
    )
    site = answer.sites.iloc[visit.stop]
    waits_s = visit.start_s - visit.arrive_s
    wait = f"<small>{both('opens at {time}', time=starts)}</small>" if waits_s else ""
    return (
        f'<tr><td class="n">{order}</td>'
        f'<td class="place"><b>{encode(site["name"])}</b><small>{site["lat"]:.5f}, {site["lon"]:.5f}</small>{wait}</td>'
        f'<td class="n">{arrives}</td><td class="n">{leaves}</td>'
        f'<td class="n">{number(visit.drive_s / 60.0, "min", decimals=0)}</td><td class="notes"></td></tr>'
    )
