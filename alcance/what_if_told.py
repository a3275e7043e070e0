"""What a scenario does to a study, line by line: on a terminal, in the manifest, in each language on a page."""

from collections.abc import Iterator
from dataclasses import dataclass

import geopandas as gpd

from analysis.border_roads import CLOSED, OPEN, lets_pass
from analysis.plan import Plan
from analysis.what_if.places import PlacesChanged
from analysis.what_if.policies import NOWHERE, PARTLY, where_in_force
from analysis.what_if.roads import RoadsChanged
from data.bilingual import Bilingual
from data.scenario import Scenario
from data.words import mark, say
from geo.roads import WALK
from layers.labels import word
from layers.text import number

_SPACES = str.maketrans({"\u202f": ",", "\u00a0": " "})


@dataclass(frozen=True, slots=True, eq=False)
class Done:
    """What became of a study in a scenario.

    Attributes
    ----------
    plan
        The question as it was asked, with its scenario.
    roads, places
        As `analysis.what_if` has them.
    crossings
        The formal crossings of the study; None: none is known.
    roadless
        Names of places the scenario adds that find no road within 5 km.
    """

    scenario: Scenario
    plan: Plan
    roads: RoadsChanged
    places: PlacesChanged
    crossings: gpd.GeoDataFrame | None
    roadless: tuple[str, ...]


def printed(done: Done) -> tuple[str, ...]:
    """Return what is printed and kept: which scenario it is and what it does, in English with the codes of its file."""
    scenario = done.scenario
    drawn = ", an illustration and no forecast" if scenario.illustration else ""
    title = f"Scenario {scenario.name}: {scenario.title.en or scenario.title.es}{drawn}"
    return (title, *(line.translate(_SPACES) for line in _Voice("en", on_page=False).lines(done)))


def on_page(done: Done) -> tuple[Bilingual, ...]:
    """Return what a page says of it in both languages, codes in words."""
    told = zip(*(_Voice(lang, on_page=True).lines(done) for lang in ("es", "en")), strict=True)
    return tuple(Bilingual(es, en) for es, en in told)


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks: a language, and whether codes are put into words."""

    lang: str
    on_page: bool

    def lines(self, done: Done) -> Iterator[str]:
        scenario, plan, roads = done.scenario, done.plan, done.roads
        yield from self._outside(scenario, roads)
        if scenario.closures:
            km = self._km(roads.closed_m)
            mode = plan.mode if self.lang == "en" else self._code("mode", plan.mode)
            yield say("Roads closed to mode {mode}: {km}", self.lang, mode=mode, km=km)
        yield from self._rain(scenario, plan, roads)
        if scenario.border_rule:
            yield self._rule(scenario.border_rule, plan, done.crossings)
        for each in scenario.policies:
            named = self._code("policy", each.policy)
            country, force = each.country, self._force(where_in_force(each, plan), plan, each.since or each.until)
            yield say("Policy {policy} in {country}: {force}", self.lang, policy=named, country=country, force=force)
        if done.places.of_no_country:
            words = mark("Places that do not say their country, so that no policy reaches them: {count}")
            yield say(words, self.lang, count=done.places.of_no_country)
        if done.roadless:
            words = mark("New places without a road within 5 km, which nobody reaches: {names}")
            yield say(words, self.lang, names=", ".join(done.roadless))

    def _outside(self, scenario: Scenario, roads: RoadsChanged) -> Iterator[str]:
        if roads.closures_outside:
            words = mark("{outside} of {count} closures lie outside the roads of this study")
            yield say(words, self.lang, outside=roads.closures_outside, count=len(scenario.closures))
        if roads.speeds_outside:
            words = mark("{outside} of {count} changes of speed lie outside the roads of this study")
            yield say(words, self.lang, outside=roads.speeds_outside, count=len(scenario.speeds))

    def _rain(self, scenario: Scenario, plan: Plan, roads: RoadsChanged) -> Iterator[str]:
        if scenario.wet_factor < 1.0 and plan.mode == WALK:
            yield say("Rain slows nobody who walks in this answer", self.lang)
        elif scenario.wet_factor < 1.0:
            yield say(
                "Roads slowed by rain to {factor} of their speed: {slowed} unpaved; left as they were, for nobody "
                "knows their ground: {unknown}",
                self.lang,
                factor=f"{scenario.wet_factor:g}",
                slowed=self._km(roads.slowed_m),
                unknown=self._km(roads.unknown_m),
            )

    def _rule(self, rule: str, plan: Plan, crossings: gpd.GeoDataFrame | None) -> str:
        if rule == OPEN:
            return say("Land borders: open, a bound nobody travels by", self.lang)
        if rule == CLOSED:
            return say("Land borders: closed", self.lang)
        if crossings is None:
            return say("Land borders: closed, for no formal crossing is known (crossings.csv)", self.lang)
        if not lets_pass(crossings, plan.profile).any():
            who = plan.profile.title.say(self.lang) if self.on_page else plan.profile.name
            words = mark("Land borders: closed, for no formal crossing is known to let {profile} pass")
            return say(words, self.lang, profile=who)
        return say("Land borders: crossed at formal crossings alone that are known to let this profile pass", self.lang)

    def _force(self, where: str, plan: Plan, day: str) -> str:
        if where == NOWHERE:
            return say("not in force on the day of arrival", self.lang)
        if where == PARTLY:
            return say("in force where it is a day of it on arrival, for the country has several clocks", self.lang)
        if plan.arrive is None and day:
            return say("taken as in force, for no day of arrival is told", self.lang)
        return say("in force", self.lang)

    def _code(self, vocabulary: str, code: str) -> str:
        return word(vocabulary, code, self.lang) if self.on_page else code

    def _km(self, length_m: float) -> str:
        return number(length_m / 1000.0, "km")
