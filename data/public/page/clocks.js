// The clock of a place: it opens by its own, whatever zone the phone is in. A clock is a date whose UTC fields it shows.

const MINUTE_MS = 60000;
const DAY_MS = 86400000;
const clockFaces = new Map();

/** What writes the time of a zone; null where the phone does not know the zone, or none at all. */
function clockFace(zone) {
  if (!clockFaces.has(zone)) {
    const parts = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" };
    try {
      clockFaces.set(zone, new Intl.DateTimeFormat("en-US", Object.assign({ timeZone: zone, hour12: false }, parts)));
    } catch (error) {
      clockFaces.set(zone, null);
    }
  }
  return clockFaces.get(zone);
}

function clockIn(zone, now) {
  const face = zone ? clockFace(zone) : null;
  if (!face || !face.formatToParts) {
    return null;
  }
  const read = {};
  face.formatToParts(now).forEach(({ type, value }) => { read[type] = Number(value); });
  // Some write midnight as 24:00 of the day it begins.
  const clock = Date.UTC(read.year, read.month - 1, read.day, read.hour % 24, read.minute);
  return Number.isNaN(clock) ? null : new Date(clock);
}

function phoneClock(now) {
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate(), now.getHours(), now.getMinutes()));
}

/** The clocks a place may go by: one, several where only its country is known, null where the phone cannot tell. */
function clocksOf({ z }, now) {
  const zones = z === undefined ? [] : [].concat(z);
  const clocks = zones.map((at) => clockIn(index.zones[at], now));
  return clocks.length && clocks.every(Boolean) ? clocks : null;
}

/** Where no clock is known: the days that it may be somewhere. */
function clocksAround(now) {
  return [-DAY_MS, 0, DAY_MS].map((shift) => new Date(phoneClock(now).getTime() + shift));
}

/** Whether a place goes by another clock than the phone, or may. */
function isOtherClock(place, now) {
  const phone = phoneClock(now).getTime();
  return (clocksOf(place, now) || [null]).some((clock) => !clock || clock.getTime() !== phone);
}

function later(now, minutes) {
  return new Date(now.getTime() + minutes * MINUTE_MS);
}
