// What staff can do with a claim; each asks for what it needs and why.
import { t } from '../i18n.js';
import { call } from '../api.js';
import { ask, reason } from './ask.js';
import { store } from './store.js';

const HOUR_MS = 3_600_000;
const path = claim => `/api/desk/claims/${encodeURIComponent(claim.slug)}`;
const lines = text => text.split('\n').map(one => one.trim()).filter(Boolean);
const title = value => ({ name: 'title', label: t('desk.claim.title'), value });
const phrases = value => ({ name: 'phrases', kind: 'area', rows: 4, most: 1_700, label: t('desk.claim.phrases'), value });
/** What to look for, as the API takes it. */
const sought = values => ({ ...values, phrases: lines(values.phrases), patterns: lines(values.patterns ?? '') });
const after = answer => (store.load(), answer);

/** How long something shall rest, in hours; the field and what becomes of it. */
export const howLong = () => ({ name: 'hours', kind: 'choice', label: t('desk.howLong'), value: '1', options: [1, 4, 24, 168].map(hours => [String(hours), t(`desk.hours.${hours}`)]) });
export const untilOf = ({ hours, reason: why }) => ({ until: new Date(Date.now() + hours * HOUR_MS - 1_000).toISOString(), reason: why });

const looking = claim => [title(claim?.title), phrases(claim?.phrases.join('\n')),
  { name: 'patterns', kind: 'area', rows: 2, most: 1_000, optional: true, label: t('desk.claim.patterns'), hint: t('desk.claim.patterns.hint'), value: claim?.patterns.join('\n') },
  { name: 'match', kind: 'choice', label: t('desk.claim.match'), value: claim?.match ?? 'any', options: ['any', 'all'].map(one => [one, t(`desk.claim.${one}`)]) },
  { name: 'language', kind: 'select', label: t('desk.claim.language'), value: claim?.language ?? 'sv', options: ['sv', 'en', 'any'].map(one => [one, t(`desk.claim.in.${one}`)]) },
  { name: 'alertFrom', kind: 'select', label: t('desk.claim.alertFrom'), value: claim?.alertFrom ?? 'elevated', options: ['watch', 'elevated', 'critical'].map(one => [one, t(`desk.level.${one}`)]) }];

export const nameClaim = () => ask({
  title: t('desk.name'), submit: t('desk.claim.submit'), fields: looking(null),
  send: values => call('POST', '/api/desk/claims', { body: sought(values) }).then(after),
});

export const changeClaim = claim => ask({
  title: t('desk.change'), submit: t('desk.save'), fields: [...looking(claim), { ...reason(), optional: true }],
  send: values => call('PATCH', path(claim), { body: sought(values) }).then(after),
});

export const confirmClaim = claim => ask({
  title: t('desk.confirm.title'), text: t('desk.confirm.text'), submit: t('desk.confirm'), fields: [title(claim.title)],
  send: body => call('POST', `${path(claim)}/confirm`, { body }).then(after),
});

export const dismissClaim = claim => ask({
  title: t('desk.dismiss.title', { title: claim.title }), text: t('desk.dismiss.text'), submit: t('desk.dismiss'), fields: [reason()],
  send: body => call('POST', `${path(claim)}/dismiss`, { body }).then(after),
});

export const mergeClaim = claim => ask({
  title: t('desk.merge.title', { title: claim.title }), text: t('desk.merge.text'), submit: t('desk.merge'),
  fields: [{ name: 'into', kind: 'select', label: t('desk.merge.into'),
    options: [...store.claims.values()].filter(one => one.slug !== claim.slug).map(one => [one.slug, one.title]) }, reason()],
  send: body => call('POST', `${path(claim)}/merge`, { body }).then(after),
});

export const splitClaim = claim => ask({
  title: t('desk.split.title', { title: claim.title }), text: t('desk.split.text'), submit: t('desk.split'),
  fields: [title(), phrases(claim.phrases.slice(1).join('\n')), reason()],
  send: values => call('POST', `${path(claim)}/split`, { body: { ...values, phrases: lines(values.phrases) } }).then(after),
});

export const muteClaim = claim => ask({
  title: t('desk.mute.title', { title: claim.title }), text: t('desk.mute.text'), submit: t('desk.mute'), fields: [howLong(), reason()],
  send: values => call('PUT', `${path(claim)}/mute`, { body: untilOf(values) }).then(after),
});

export const unmuteClaim = claim => call('DELETE', `${path(claim)}/mute`).then(after);

export const retireClaim = claim => ask({
  title: t('desk.retire'), text: t('desk.retire.sure'), submit: t('desk.retire'), fields: [],
  send: () => call('DELETE', path(claim)).then(after),
});
