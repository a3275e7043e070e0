// Open or closed, from the normal week of a place and its own clock; nothing is said that the hours do not say.

const DAY = 1440;
const WEEK = 7 * DAY;
// As many as were looked at when the map was made.
const WEEKS_TOLD = 53;

/** Minutes since Monday 0:00 of a clock. */
function minuteOfWeek(clock) {
  return ((clock.getUTCDay() + 6) % 7) * DAY + clock.getUTCHours() * 60 + clock.getUTCMinutes();
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
 * Whether a place with known hours is open: `{state: "open" | "closed" | "always", at, from}`; `at` is the minute of the
 * week when that ends (it may lie past the week), null where it never does, `from` when an open place opened.
 */
function openState(place, clock) {
  const now = minuteOfWeek(clock);
  const spans = joinedSpans(place.h);
  const current = spans.find(([from, to]) => from <= now && now < to);
  if (current) {
    return current[1] - current[0] >= WEEK ? { state: "always", at: null }
      : { state: "open", at: current[1], from: current[0] };
  }
  const next = spans.find(([from]) => from > now);
  return { state: "closed", at: next ? next[0] : null };
}

function dayName(number) {
  return [
    say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday"), say("Friday"), say("Saturday"), say("Sunday"),
  ][number % 7];
}

function timeOf(minute) {
  const rest = minute % DAY;
  return Math.floor(rest / 60) + ":" + twoDigits(rest % 60);
}

/** A moment after now: its time alone today, with its day otherwise; midnight is the end of its day. */
function moment(now, at, isEnd) {
  const midnight = isEnd && at % DAY === 0;
  const day = Math.floor(at / DAY) - (midnight ? 1 : 0);
  const time = midnight ? "24:00" : timeOf(at);
  return day === Math.floor(now / DAY) ? time : say("{day} {time}", { day: dayName(day), time });
}

/** How many days the day of a clock lies after that of the map. */
function daysAfterMap(clock) {
  return Math.floor(clock / DAY_MS) - Date.parse(index.as_of) / DAY_MS;
}

/** Whether a day is one of those that were looked at; somewhere the day before that of the map may still be. */
function isToldOf(after) {
  return after >= -1 && after < 7 * WEEKS_TOLD;
}

/** Whether the hours hold in the week of a day: `hx` names the weeks that differ, from the week of the map on. */
function isNormalWeek({ hx }, clock) {
  if (!hx) {
    return true;
  }
  const mapDay = (new Date(Date.parse(index.as_of)).getUTCDay() + 6) % 7;
  const week = Math.floor((daysAfterMap(clock) + mapDay) / 7);
  return Array.isArray(hx) && week >= 0 && week < WEEKS_TOLD && !hx.includes(week);
}

/** Whether a day may be a holiday where a place is; of a country nobody told, the days kept everywhere. */
function mayBeHoliday({ c }, after) {
  const isKnown = Object.prototype.hasOwnProperty.call(index.holidays, c);
  return !isToldOf(after) || index.holidays[isKnown ? c : ""].includes(after);
}

/** Whether it is a weekend, and the hours of a place name no day: in a spreadsheet they are mostly those of an office. */
function mayBeOfficeOnly({ hd }, after) {
  return Boolean(hd) && [0, 6].includes(new Date(Date.parse(index.as_of) + after * DAY_MS).getUTCDay());
}

/** Whether an open place is so on a day of a kind; a night's shift belongs to both its days. */
function isShiftOn(isSuch, place, clock) {
  const { state, at, from } = openState(place, clock);
  const today = Math.floor(minuteOfWeek(clock) / DAY) * DAY;
  const after = daysAfterMap(clock);
  const fromBefore = from < today && at < today + DAY;
  return state === "open" && (isSuch(place, after) || (fromBefore && isSuch(place, after - 1)));
}

/** Why nobody can say whether a place with known hours is open, or nothing. */
function doubt(place, clock) {
  const after = daysAfterMap(clock);
  if (!isToldOf(after)) {
    return after < 0 ? notSure() : say("This list is old: call first");
  }
  if (!isNormalWeek(place, clock)) {
    return say("Hours change: call first");
  }
  if (isShiftOn(mayBeHoliday, place, clock)) {
    return say("It may be a holiday: call first");
  }
  return isShiftOn(mayBeOfficeOnly, place, clock) ? notSure() : null;
}

function notSure() {
  return say("Not sure if open now: call first");
}

/** What a clock tells of a place: `{state, words, wait}`, `wait` the minutes to the moment the words name, or null. */
function stateBy(place, clock) {
  const unsure = doubt(place, clock);
  if (unsure) {
    return { state: "unknown", words: unsure, wait: null };
  }
  const { state, at } = openState(place, clock);
  const now = minuteOfWeek(clock);
  if (state === "always") {
    return { state, words: say("Open day and night"), wait: null };
  }
  if (state === "open") {
    return { state, words: say("Open now until {time}", { time: moment(now, at, true) }), wait: at - now };
  }
  const opensAfter = daysAfterMap(clock) + Math.floor(at / DAY) - Math.floor(now / DAY);
  return at === null || mayBeHoliday(place, opensAfter) || mayBeOfficeOnly(place, opensAfter) ? { state, words: say("Closed now"), wait: null }
    : { state, words: say("Closed now, opens {time}", { time: moment(now, at, false) }), wait: at - now };
}

/** What every clock that a place may go by tells; where they differ, what is true by all of them. */
function commonState(told) {
  const isOne = (name) => told.every((each) => each[name] === told[0][name]);
  if (isOne("state") && isOne("words")) {
    return told[0];
  }
  const { state } = isOne("state") ? told[0] : { state: "unknown" };
  const words = { open: say("Open now"), closed: say("Closed now") }[state] || notSure();
  return { state, words, wait: null };
}

/** What is said of a place: `{state: "open" | "closed" | "unknown" | "always", words}`. */
function stateNow(place, now) {
  if (!place.h) {
    return { state: "unknown", words: place.t || place.r ? say("Hours not known: call first") : say("Hours not known") };
  }
  const clocks = clocksOf(place, now);
  const { state, words, wait } = commonState((clocks || clocksAround(now)).map((clock) => stateBy(place, clock)));
  if (state === "unknown" || (!clocks && state !== "always")) {
    return { state: "unknown", words: state === "unknown" ? words : notSure() };
  }
  const isElsewhere = wait !== null && (isOtherClock(place, now) || isOtherClock(place, later(now, wait)));
  const timed = isElsewhere ? say("{state} (by the clock there)", { state: words }) : words;
  // Where some weeks or holidays differ.
  return { state, words: place.hx ? say("{state}, in most weeks", { state: timed }) : timed };
}

function stateWords(place, now) {
  return stateNow(place, now).words;
}

/** The state as a line with a sign of its own, so that colour is not all that tells. */
function stateLine(place) {
  const { state, words } = stateNow(place, new Date());
  const look = state === "always" ? "open" : state;
  const sign = { open: "●", closed: "○", unknown: "?" }[look];
  return make("p", { class: "state " + look }, make("span", { "aria-hidden": "true", class: "sign" }, sign),
    make("span", null, words));
}
