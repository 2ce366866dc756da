// Figures and their intervals as people say them, in the reader's language.
import { lang, t } from '../i18n.js';

const UNITS = [['hour', 3600, 5400], ['minute', 60, 90], ['second', 1, 0]];

const format = options => new Intl.NumberFormat(lang(), options);

export const whole = number => format({ maximumFractionDigits: 0 }).format(number);
export const oneDecimal = number => format({ maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(number);
export const twoDecimals = number => format({ maximumFractionDigits: 2, minimumFractionDigits: 2 }).format(number);
export const percent = share => format({ style: 'percent', maximumFractionDigits: 0 }).format(share);
export const signed = number => format({ maximumFractionDigits: 2, signDisplay: 'exceptZero' }).format(number);

/** An interval in one breath, as 13–40, or with one end open. */
export function between({ low, high }, write = whole) {
  if (low === null) return high === null ? t('desk.unknown') : t('desk.atMost', { value: write(high) });
  if (high === null) return t('desk.atLeast', { value: write(low) });
  return write(low) === write(high) ? write(low) : `${write(low)}–${write(high)}`;
}

const unitOf = seconds => UNITS.find(([, , from]) => seconds >= from);
const spoken = (value, unit) => format({ style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(value);

function span(seconds) {
  const [unit, size] = unitOf(seconds);
  return spoken(Math.round(seconds / size), unit);
}

/** How soon there are as many again, with its interval: "about as many again in 12 to 20 minutes". */
export function doubling({ value, low, high }) {
  if (value === null) return t('desk.doubling.never');
  if (low === null) return t('desk.doubling.about', { time: span(value) });
  if (high === null) return t('desk.doubling.slower', { low: span(low), about: span(value) });
  const [unit, size] = unitOf(high);
  const [from, to] = [Math.max(1, Math.round(low / size)), Math.max(1, Math.round(high / size))];
  if (from === to) return t('desk.doubling.about', { time: spoken(to, unit) });
  if (low < size) return t('desk.doubling.between', { low: span(low), high: span(high) });
  return t('desk.doubling.between', { low: whole(from), high: spoken(to, unit) });
}

/** Milliseconds as people read them. */
export const delay = ms => (ms < 1000
  ? format({ style: 'unit', unit: 'millisecond', unitDisplay: 'short', maximumFractionDigits: 0 }).format(ms)
  : format({ style: 'unit', unit: 'second', unitDisplay: 'short', maximumFractionDigits: 1 }).format(ms / 1000));
