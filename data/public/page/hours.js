// Open or closed, from the normal week of a place and the phone's own clock; nothing is said that the hours do not say.

const DAY = 1440;
const WEEK = 7 * DAY;
// As many as were looked at when the map was made.
const WEEKS_TOLD = 53;

/** Minutes since Monday 0:00 of the clock. */
function minuteOfWeek(date) {
  return ((date.getDay() + 6) % 7) * DAY + date.getHours() * 60 + date.getMinutes();
}

/** Spans of a week and its neighbours, in order, joined where they touch. */
function joinedSpans(days) {
  const spans = [];
  for (const shift of [-WEEK, 0, WEEK]) {
    days.forEach((day, number) => day.forEach(([from, to]) => {
      spans.push([shift + number * DAY + from, shift + number * DAY + to]);
    }));
  }
  spans.sort((one, other) => one[0] - other[0]);
  const joined = [];
  for (const [from, to] of spans) {
    const last = joined[joined.length - 1];
    if (last && from <= last[1]) {
      last[1] = Math.max(last[1], to);
    } else {
      joined.push([from, to]);
    }
  }
  return joined;
}

/**
 * Whether a place is open: `{state: "open" | "closed" | "unknown" | "always", at}`; `at` is the minute of the week when
 * that ends (it may lie past the week), null where it never does.
 */
function openState(place, date) {
  if (!place.h) {
    return { state: "unknown", at: null };
  }
  const now = minuteOfWeek(date);
  const spans = joinedSpans(place.h);
  const current = spans.find(([from, to]) => from <= now && now < to);
  if (current) {
    return current[1] - current[0] >= WEEK ? { state: "always", at: null } : { state: "open", at: current[1] };
  }
  const next = spans.find(([from]) => from > now);
  return { state: "closed", at: next ? next[0] : null };
}

function dayName(number) {
  return [
    say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday"), say("Friday"), say("Saturday"), say("Sunday"),
  ][number % 7];
}

function clock(minute) {
  const rest = minute % DAY;
  return Math.floor(rest / 60) + ":" + twoDigits(rest % 60);
}

/** A moment after now: its time alone today, with its day otherwise; midnight is the end of its day. */
function moment(now, at, isEnd) {
  const midnight = isEnd && at % DAY === 0;
  const day = Math.floor(at / DAY) - (midnight ? 1 : 0);
  const time = midnight ? "24:00" : clock(at);
  return day === Math.floor(now / DAY) ? time : say("{day} {time}", { day: dayName(day), time });
}

/** Midnight of the Monday before a day, as a count of days: with no clock that is put forward in between. */
function mondayOf(date) {
  const day = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86400000;
  return day - ((date.getDay() + 6) % 7);
}

/** Whether the hours hold in the week of a day: `hx` names the weeks that differ, from the week of the map on. */
function isNormalWeek({ hx }, date) {
  if (!hx) {
    return true;
  }
  const [year, month, day] = index.as_of.split("-").map(Number);
  const week = (mondayOf(date) - mondayOf(new Date(year, month - 1, day))) / 7;
  return Array.isArray(hx) && week >= 0 && week < WEEKS_TOLD && !hx.includes(week);
}

/** The state in words; where some weeks or holidays differ, that it holds in most weeks, or nothing. */
function stateWords(place, date) {
  if (place.h && !isNormalWeek(place, date)) {
    return say("Hours change: call first");
  }
  const words = normalState(place, date);
  return place.h && place.hx ? say("{state}, in most weeks", { state: words }) : words;
}

function normalState(place, date) {
  const { state, at } = openState(place, date);
  const now = minuteOfWeek(date);
  if (state === "unknown") {
    return place.t || place.r ? say("Hours not known: call first") : say("Hours not known");
  }
  if (state === "always") {
    return say("Open day and night");
  }
  if (state === "open") {
    return say("Open now until {time}", { time: moment(now, at, true) });
  }
  return at === null ? say("Closed now") : say("Closed now, opens {time}", { time: moment(now, at, false) });
}

/** The state as a line with a sign of its own, so that colour is not all that tells. */
function stateLine(place) {
  const { state } = isNormalWeek(place, new Date()) ? openState(place, new Date()) : { state: "unknown" };
  const look = state === "always" ? "open" : state;
  const sign = { open: "●", closed: "○", unknown: "?" }[look];
  return make("p", { class: "state " + look }, make("span", { "aria-hidden": "true", class: "sign" }, sign),
    make("span", null, stateWords(place, new Date())));
}

function daySpans(spans) {
  if (!spans.length) {
    return say("Closed");
  }
  return spans.map(([from, to], place) => [place ? ", " : null,
    make("span", null, clock(from) + "–" + (to % DAY === 0 ? "24:00" : clock(to)))]);
}

function hoursPart(place) {
  if (!place.h && !place.ht) {
    return null;
  }
  const rows = (place.h || []).map((spans, day) => make("tr", null,
    make("th", { scope: "row" }, dayName(day)), make("td", null, daySpans(spans))));
  return part(say("Opening hours"), rows.length ? make("table", { class: "hours" }, make("tbody", null, rows)) : null,
    place.hx ? make("p", null, say("The hours change in some weeks or on holidays: call first.")) : null,
    place.ht ? make("p", null, say("As written: {hours}", { hours: place.ht })) : null);
}
