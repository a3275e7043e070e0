"""A timetable to carry: a sheet of paper for each team and day, without a word about anybody's health."""

from collections.abc import Sequence

from analysis.visits.schedule import TeamDay
from layers.bilingual import both
from layers.printed import printed_page, stamps_across
from layers.text import encode, number
from layers.visits.tables import Answer, told_at_base, told_at_stop
from layers.visits.words import day_told


def build_print_page(answer: Answer, *, title: str, stamps: Sequence[str]) -> str:
    """Return the sheets as one HTML page that prints each on paper of its own; the same answer gives the same text.

    Parameters
    ----------
    answer
        The timetable.
    title, stamps
        What the study is called, and the words each sheet must carry: plain text.
    """
    banner = stamps_across(stamps)
    sheets = "".join(_sheet(answer, day, banner) for day in answer.timetable.days)
    nothing = "" if sheets else f"{banner}<p>{both('No team goes out.')}</p>"
    return printed_page(title, f"{nothing}{sheets}")


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
