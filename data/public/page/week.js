// The hours of a place, day by day, as a table.

function daySpans(spans) {
  if (!spans.length) {
    return say("Closed");
  }
  return spans.map(([from, to], place) => [place ? ", " : null,
    make("span", null, timeOf(from) + "–" + (to % DAY === 0 ? "24:00" : timeOf(to)))]);
}

function hoursPart(place) {
  if (!place.h && !place.ht) {
    return null;
  }
  const rows = (place.h || []).map((spans, day) => make("tr", null,
    make("th", { scope: "row" }, dayName(day)), make("td", null,
      place.hd && day > 4 ? say("Not known") : daySpans(spans))));
  return part(say("Opening hours"), rows.length ? make("table", { class: "hours" }, make("tbody", null, rows)) : null,
    rows.length && isOtherClock(place, new Date()) ? make("p", null, say("By the clock there, not the one here.")) : null,
    place.hx ? make("p", null, say("The hours change in some weeks or on holidays: call first.")) : null,
    place.ht ? make("p", null, say("As written: {hours}", { hours: place.ht })) : null);
}
