// Where an alert stands, in words.
import { t } from '../i18n.js';

/** Where an alert stands, in a sentence. */
export function standing(alert) {
  if (alert.state === 'closed') return t('desk.alert.closedBy', { name: alert.closedBy?.name ?? '' });
  if (alert.state === 'snoozed') return t('desk.alert.snoozed', { reason: alert.snoozeReason ?? '' });
  if (alert.owner) return t('desk.alert.owned', { name: alert.owner.name });
  if (alert.acknowledgedBy) return t('desk.alert.seen', { name: alert.acknowledgedBy.name });
  if (alert.dutyWith) return t(alert.climbed ? 'desk.alert.climbed' : 'desk.alert.waits', { name: alert.dutyWith.name });
  return t('desk.alert.nobody');
}
