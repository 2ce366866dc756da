// Why an asking was refused, with the time when it can be made.
import { t } from './i18n.js';
import { absolute } from './time.js';
import { reason } from './report.js';

const LIMITS = ['askings', 'askings-a-day', 'asking-again'];

export function refusal(refused) {
  const { limit, retryAfterMs } = refused.problem;
  return LIMITS.includes(limit) ? t(`contact.limit.${limit}`, { time: absolute(new Date(Date.now() + retryAfterMs).toISOString()) }) : reason(refused);
}
