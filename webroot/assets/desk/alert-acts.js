// What is done with an alert, each by one key; when somebody else was first, it says who.
import { t } from '../i18n.js';
import { call } from '../api.js';
import { toast } from '../page.js';
import { ask, reason } from './ask.js';
import { howLong, untilOf } from './claim-acts.js';
import { store } from './store.js';

const path = (alert, act) => `/api/desk/alerts/${alert.id}/${act}`;

/** Takes the answer in before the channel brings it, so that a hand sees at once what it did. */
function known(alert) {
  store.take({ kind: 'alert', alert });
  return alert;
}

async function refused(problem, alert) {
  if (problem.problem?.status !== 409) return toast(problem.problem?.status === 0 ? t('desk.offline') : problem.message);
  toast(t('desk.taken', { name: problem.problem.by?.name ?? '' }));
  const { alert: now } = await call('GET', `/api/desk/alerts/${alert.id}`);
  return known(now);
}

const quick = (act, said, body) => async alert => {
  try {
    known(await call('POST', path(alert, act), { body: body?.(alert) }));
    toast(t(said));
  } catch (problem) {
    await refused(problem, alert);
  }
};

export const acknowledge = quick('acknowledge', 'desk.did.acknowledge');
export const own = quick('own', 'desk.did.own', alert => (alert.owner ? { from: alert.owner.handle } : {}));

export const snooze = alert => ask({
  title: t('desk.snooze.title'), text: t('desk.snooze.text'), submit: t('desk.snooze'), fields: [howLong(), reason()],
  send: values => call('POST', path(alert, 'snooze'), { body: untilOf(values) }).then(known),
});

export const note = alert => ask({
  title: t('desk.note.title'), submit: t('desk.note'), fields: [{ name: 'text', kind: 'area', rows: 4, most: 2_000, label: t('desk.note.label') }],
  send: body => call('POST', path(alert, 'note'), { body }).then(known),
});

export const close = alert => ask({
  title: t('desk.close.title'), text: t('desk.close.text'), submit: t('desk.close'),
  fields: [{ name: 'verdict', kind: 'choice', label: t('desk.verdict'), options: ['true', 'false', 'unclear'].map(one => [one, t(`desk.verdict.${one}`)]) }, reason()],
  send: body => call('POST', path(alert, 'close'), { body }).then(known),
});

/** What can still be done with an alert, with its key. */
export function actsOf(alert, me) {
  if (alert.state === 'closed') return [];
  const acts = [['a', 'acknowledge', acknowledge], ['o', 'own', own], ['s', 'snooze', snooze], ['n', 'note', note], ['c', 'close', close]];
  return acts.filter(([, name]) => !(name === 'acknowledge' && alert.acknowledgedBy) && !(name === 'own' && alert.owner?.handle === me?.handle));
}
