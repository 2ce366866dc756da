// How long until a sitting begins or ends, as people say it; and days to promise by.
import { lang, t } from '../i18n.js';

const ZONE = 'Europe/Stockholm';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Where a sitting stands now, which follows from its times. */
export function stateOf(sitting, now = Date.now()) {
  if (now >= Date.parse(sitting.endsAt)) return 'ended';
  return now < Date.parse(sitting.startsAt) ? 'announced' : 'running';
}

/** The time on the wall, with its day. */
export const wall = iso => new Intl.DateTimeFormat(lang(), { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: ZONE }).format(new Date(iso));

export const day = iso => new Intl.DateTimeFormat(lang(), { weekday: 'long', day: 'numeric', month: 'long', timeZone: ZONE }).format(new Date(iso));

/** What is left until a time: seconds only in the last ten minutes, so that nothing flickers before. */
export function left(iso, now = Date.now()) {
  const ms = Math.max(0, Date.parse(iso) - now);
  const unit = (value, name) => new Intl.NumberFormat(lang(), { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
  if (ms >= 2 * DAY) return unit(Math.floor(ms / DAY), 'day');
  if (ms >= 100 * MINUTE) return unit(Math.floor(ms / (60 * MINUTE)), 'hour');
  if (ms >= 10 * MINUTE) return unit(Math.ceil(ms / MINUTE), 'minute');
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The state of a sitting in a few words, with what is left. */
export function standing(sitting) {
  const state = stateOf(sitting);
  if (state === 'announced') return t('qa.begins', { left: left(sitting.startsAt) });
  return state === 'running' ? t('qa.left', { left: left(sitting.endsAt) }) : t('qa.state.ended');
}

/** The last moment of a day, as a field of a form has it, on our wall. */
export const inDays = n => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: ZONE }).format(new Date(Date.now() + n * DAY));
