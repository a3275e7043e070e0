"""Routes for a navigator (GPX 1.1): each way as a track from door to door, its turns and check-ins as waypoints."""

from collections.abc import Iterator, Sequence

from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint, GPXTrackSegment, GPXWaypoint

from analysis.routes.asked import Place
from analysis.routes.walked import Doors, ends_of, walks_of
from data.words import LANGUAGES, mark, say
from layers.routes.answer import RoutesAnswer, ShownRoute
from layers.routes.crossings import closed_then
from layers.routes.words import ACTION_WORDS, MUST_BE_KNOWN, labels_in, turn_in
from layers.visits.words import one_line

_NOT_FOR_ALL = MUST_BE_KNOWN[0]
_CHECK_IN = mark("Check-in point")


def build_tracks(answer: RoutesAnswer, *, title: str, stamps: Sequence[str]) -> bytes:
    """Return the file; the same answer gives the same bytes. Ways are no more than 10 m beside the road.

    A walk worth telling is a segment of its own, which says at its first point that it is one: straight, for nobody
    knows the path.

    Parameters
    ----------
    answer
        The routes.
    title, stamps
        What the study is called, and the words the file must carry: plain text.
    """
    gpx = GPX()
    gpx.creator = "Alcance"
    gpx.name = one_line(" · ".join([*stamps, title]))
    gpx.description = " / ".join(say(_NOT_FOR_ALL, lang) for lang in LANGUAGES)
    for route in answer.shown:
        gpx.tracks.append(_track(answer, route, stamps))
        gpx.waypoints.extend(_waypoints(route, stamps))
    return gpx.to_xml(version="1.1").encode()


def _track(answer: RoutesAnswer, route: ShownRoute, stamps: Sequence[str]) -> GPXTrack:
    told = " / ".join(labels_in(route, lang) for lang in LANGUAGES)
    closed = [" / ".join(each.say(lang) for lang in LANGUAGES) for each in closed_then(answer.result, route.number)]
    track = GPXTrack(
        description=" · ".join(map(one_line, closed)) or None, name=" · ".join([*stamps, str(route.number), told])
    )
    track.segments.extend(_segments(route, (answer.result.asked.start, answer.result.asked.goal)))
    return track


def _segments(route: ShownRoute, doors: Doors) -> Iterator[GPXTrackSegment]:
    road = [(lon, lat) for lon, lat in route.line().coords]
    walks, (start, goal) = walks_of(route.told.route, doors), ends_of(route.told.route, doors)
    on_foot = " / ".join(say(ACTION_WORDS["walk"], lang) for lang in LANGUAGES)
    if walks.start_m:
        yield _segment([start, road[0]], on_foot)
    yield _segment(road)
    if walks.goal_m:
        yield _segment([road[-1], goal], on_foot)


def _segment(places: Sequence[Place], told: str | None = None) -> GPXTrackSegment:
    """Return a part of a track; GPX names no segment, so what it is stands at its first point."""
    points = [GPXTrackPoint(lat, lon) for lon, lat in places]
    points[0].name = told
    return GPXTrackSegment(points)


def _waypoints(route: ShownRoute, stamps: Sequence[str]) -> Iterator[GPXWaypoint]:
    for turn in route.turns:
        road, toward = one_line(turn.road), one_line(turn.toward)
        told = [" · ".join(filter(None, [turn_in(turn, lang), road, toward])) for lang in LANGUAGES]
        yield _waypoint(route, stamps, (turn.lon, turn.lat), turn.at_m, told)
    for point in route.check_ins:
        name = one_line(point.name)
        told = [" · ".join(filter(None, [say(_CHECK_IN, lang), name])) for lang in LANGUAGES]
        yield _waypoint(route, stamps, (point.lon, point.lat), point.at_m, told)


def _waypoint(
    route: ShownRoute, stamps: Sequence[str], at: tuple[float, float], at_m: float, told: Sequence[str]
) -> GPXWaypoint:
    lon, lat = at
    name = " · ".join([*stamps, str(route.number), f"km {at_m / 1000.0:.1f}", told[0]])
    return GPXWaypoint(lat, lon, name=name, description=" / ".join(told))
