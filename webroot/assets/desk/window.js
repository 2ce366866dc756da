// The stretch of time that all panels of a claim show: a length up to now, or one that was chosen; all in the address.
import { adjust, asked } from './route.js';

const MINUTE_MS = 60_000;
export const LENGTHS = { '30m': 30, '1h': 60, '3h': 180, '24h': 1_440, all: null };
const USUAL = '3h';
const FEWEST_MS = 5 * MINUTE_MS;

const time = name => {
  const at = Date.parse(asked(name) ?? '');
  return Number.isNaN(at) ? null : at;
};

export const length = () => (asked('range') in LENGTHS ? asked('range') : USUAL);
export const pausedAt = () => time('paused');

/** From when until when, in milliseconds; `from` is null where everything is shown, `zoomed` where a part was chosen. */
export function stretch(now = Date.now()) {
  const [from, until] = [time('from'), time('until')];
  const last = pausedAt() ?? now;
  if (from !== null && until !== null && until > from) return { from, until, zoomed: true };
  const minutes = LENGTHS[length()];
  return { from: minutes === null ? null : last - minutes * MINUTE_MS, until: last, zoomed: false };
}

/** Shows from one time until another, at least five minutes. */
export function zoomTo(from, until) {
  const middle = (from + until) / 2;
  const half = Math.max(FEWEST_MS, until - from) / 2;
  adjust({ from: new Date(middle - half).toISOString(), until: new Date(middle + half).toISOString() });
}

export const unzoom = () => adjust({ from: null, until: null });

/** Stops all panels where they are, or lets them go on. */
export const pause = () => adjust({ paused: pausedAt() === null ? new Date().toISOString() : null });

/** The whole minutes of a stretch with their counts, zero where nothing was said; times in seconds, as charts take them. */
export function filled(minutes, { from, until }) {
  const known = new Map(minutes.map(one => [Date.parse(one.start), one]));
  const first = from ?? (minutes.length ? Date.parse(minutes[0].start) : until - 60 * MINUTE_MS);
  const times = [];
  const rows = [];
  for (let at = Math.floor(first / MINUTE_MS) * MINUTE_MS; at <= until; at += MINUTE_MS) {
    times.push(at / 1000);
    rows.push(known.get(at) ?? null);
  }
  return { times, column: (name, none) => rows.map(row => row?.[name] ?? none) };
}
