// Times as people say them. One timer for the page keeps the relative ones true.
import { lang } from './i18n.js';

const ZONE = 'Europe/Stockholm';
const STEPS = [['day', 86400], ['hour', 3600], ['minute', 60]];
const WEEK = 7 * 86400;

export function absolute(iso) {
  return new Intl.DateTimeFormat(lang(), { dateStyle: 'long', timeStyle: 'short', timeZone: ZONE }).format(new Date(iso));
}

export function clock(iso) {
  return new Intl.DateTimeFormat(lang(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: ZONE }).format(new Date(iso));
}

/** A stretch of time with its days, each named once. */
export function fromTo(from, until) {
  return new Intl.DateTimeFormat(lang(), { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: ZONE })
    .formatRange(new Date(from), new Date(until));
}

/** How long ago, in words; a date when it was more than a week. */
export function relative(iso) {
  const seconds = Math.min(0, (Date.parse(iso) - Date.now()) / 1000);
  if (seconds < -WEEK) return new Intl.DateTimeFormat(lang(), { dateStyle: 'medium', timeZone: ZONE }).format(new Date(iso));
  const format = new Intl.RelativeTimeFormat(lang(), { numeric: 'auto', style: 'short' });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, 'second');
}

export function duration(seconds) {
  const [value, unit] = seconds < 90 ? [Math.round(seconds), 'second']
    : seconds < 5400 ? [Math.round(seconds / 60), 'minute'] : [Math.round(seconds / 3600), 'hour'];
  return new Intl.NumberFormat(lang(), { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

function refresh() {
  for (const place of document.querySelectorAll('article time[data-absolute]')) {
    const text = absolute(place.getAttribute('datetime'));
    if (place.textContent !== text) place.textContent = text;
  }
  for (const place of document.querySelectorAll('time[datetime]:not([data-absolute], [data-plain])')) {
    const iso = place.getAttribute('datetime');
    const text = relative(iso);
    if (place.textContent !== text) place.textContent = text;
    place.title = absolute(iso);
  }
}

/** Makes every time element on the page relative, now and from now on. */
export function keepTimesTrue() {
  refresh();
  setInterval(refresh, 20_000);
  document.addEventListener('vadra:language', refresh);
}

const WALL = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: ZONE });

/** What the clock on our wall shows at a time, as a field of a form has it. */
export const toWall = iso => WALL.format(new Date(iso)).slice(0, 16).replace(' ', 'T');

/** The time at which the clock on our wall shows what a field of a form has. */
export function fromWall(field) {
  const meant = Date.parse(`${field}:00Z`);
  const off = at => Date.parse(`${WALL.format(new Date(at)).replace(' ', 'T')}Z`) - at;
  return new Date(meant - off(meant - off(meant))).toISOString();
}
