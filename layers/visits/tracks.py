"""A timetable for a navigator (GPX 1.1): the stops as waypoints, the order of each day as a route."""

from collections.abc import Sequence

from gpxpy.gpx import GPX, GPXRoute, GPXRoutePoint, GPXWaypoint

from analysis.visits.schedule import TeamDay
from layers.visits.tables import Answer
from layers.visits.words import one_line


def build_tracks(answer: Answer, *, title: str, stamps: Sequence[str]) -> bytes:
    """Return the file; the same answer gives the same bytes.

    Parameters
    ----------
    answer
        The timetable.
    title, stamps
        What the study is called, and the words the file must carry: plain text.
    """
    gpx = GPX()
    gpx.creator = "Alcance"
    gpx.name = one_line(" · ".join([*stamps, title]))
    seen = sorted({stop for day in answer.timetable.days for stop in day.order})
    for stop in seen:
        site = answer.sites.iloc[stop]
        gpx.waypoints.append(
            GPXWaypoint(float(site["lat"]), float(site["lon"]), name=_name(answer, stop), description=site["site_id"])
        )
    gpx.routes.extend(_route(answer, day, stamps) for day in answer.timetable.days)
    return gpx.to_xml(version="1.1").encode()


def _route(answer: Answer, day: TeamDay, stamps: Sequence[str]) -> GPXRoute:
    team = answer.asked.teams[day.team]
    route = GPXRoute(name=one_line(" · ".join([*stamps, answer.asked.day(day.day).isoformat(), team])))
    lon, lat = answer.asked.bases[day.team]
    base = GPXRoutePoint(lat, lon, name=one_line(team))
    route.points.append(base)
    for stop in day.order:
        site = answer.sites.iloc[stop]
        route.points.append(GPXRoutePoint(float(site["lat"]), float(site["lon"]), name=_name(answer, stop)))
    route.points.append(base)
    return route


def _name(answer: Answer, stop: int) -> str:
    return one_line(answer.sites["name"].iloc[stop])
