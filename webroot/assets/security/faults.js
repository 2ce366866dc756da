// Why something about signing in was refused, in words for the person.
import { t } from '../i18n.js';
import { duration } from '../time.js';

const WEAK = [['most common', 'password.common'], ['handle or name', 'password.personal'], ["site's name", 'password.site'], ['data breach', 'password.breached']];

/** Why a new password was not taken, or a try has to wait; undefined where it was something else. */
export function passwordFault({ status, limit, retryAfterMs, field, rule = '' }) {
  if (status === 429 && limit === 'sign-ins') return t('signin.wait', { time: duration(Math.ceil(retryAfterMs / 1_000)) });
  if (field !== 'password' && field !== 'newPassword') return undefined;
  const [, key] = WEAK.find(([words]) => rule.includes(words)) ?? [];
  return key && t(key);
}

/** The same for the page of one's own, which asks for the password or a code once more. */
export function fault({ problem, message }) {
  if (problem.status === 0 || problem.status === 503) return t('problem.unavailable.text');
  if (problem.status === 403) return t('security.wrong');
  if (problem.field === 'code') return t('security.app.wrong');
  if (problem.field === 'credential') return t('security.passkey.failed');
  return passwordFault(problem) ?? message;
}
