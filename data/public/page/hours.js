// Open or closed, from the normal week of a place and the phone's own clock; nothing is said that the hours do not say.

const DAY = 1440;
const WEEK = 7 * DAY;
const DAY_MS = 86400000;
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
 * Whether a place is open: `{state: "open" | "closed" | "unknown" | "always", at, from}`; `at` is the minute of the week
 * when that ends (it may lie past the week), null where it never does, `from` when an open place opened.
 */
function openState(place, date) {
  if (!place.h) {
    return { state: "unknown", at: null };
  }
  const now = minuteOfWeek(date);
  const spans = joinedSpans(place.h);
  const current = spans.find(([from, to]) => from <= now && now < to);
  if (current) {
    return current[1] - current[0] >= WEEK ? { state: "always", at: null } : { state: "open", at: current[1], from: current[0] };
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

/** A day as a count of days: with no clock that is put forward in between. */
function dayNumber(date) {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY_MS;
}

/** How many days a day lies after that of the map. */
function daysAfterMap(date) {
  const [year, month, day] = index.as_of.split("-").map(Number);
  return dayNumber(date) - dayNumber(new Date(year, month - 1, day));
}

/** Whether the hours hold in the week of a day: `hx` names the weeks that differ, from the week of the map on. */
function isNormalWeek({ hx }, date) {
  if (!hx) {
    return true;
  }
  const [year, month, day] = index.as_of.split("-").map(Number);
  const after = (each) => (each.getDay() + 6) % 7;
  const week = (daysAfterMap(date) - after(date) + after(new Date(year, month - 1, day))) / 7;
  return Array.isArray(hx) && week >= 0 && week < WEEKS_TOLD && !hx.includes(week);
}

/** Whether a day may be a holiday where a place is; of a country nobody told, the days kept everywhere. */
function mayBeHoliday({ c }, after) {
  return (index.holidays[c] || index.holidays[""]).includes(after);
}

/** Whether the hours of an open place hold on a holiday is not known; a night's shift belongs to both its days. */
function isHolidayShift(place, date) {
  const { state, at, from } = openState(place, date);
  const today = Math.floor(minuteOfWeek(date) / DAY) * DAY;
  const after = daysAfterMap(date);
  const fromBefore = from < today && at < today + DAY;
  return state === "open" && (mayBeHoliday(place, after) || (fromBefore && mayBeHoliday(place, after - 1)));
}

/** Why nobody can say whether a place with known hours is open, or nothing. */
function doubt(place, date) {
  if (place.h && !isNormalWeek(place, date)) {
    return say("Hours change: call first");
  }
  return place.h && isHolidayShift(place, date) ? say("It may be a holiday: call first") : null;
}

/** The state in words; where some weeks or holidays differ, that it holds in most weeks, or nothing. */
function stateWords(place, date) {
  const unsure = doubt(place, date);
  if (unsure) {
    return unsure;
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
  const opensAfter = daysAfterMap(date) + Math.floor(at / DAY) - Math.floor(now / DAY);
  return at === null || mayBeHoliday(place, opensAfter) ? say("Closed now") : say("Closed now, opens {time}", { time: moment(now, at, false) });
}

/** The state as a line with a sign of its own, so that colour is not all that tells. */
function stateLine(place) {
  const state = doubt(place, new Date()) ? "unknown" : openState(place, new Date()).state;
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
