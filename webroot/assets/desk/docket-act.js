// What an act under the house rules must say.
import { t } from '../i18n.js';
import { call } from '../api.js';

const DAY_MS = 86_400_000;

export const why = () => ({ name: 'why', kind: 'area', label: t('judge.why'), hint: t('judge.why.hint'), most: 2000 });

/** The fields of an act on a thing; the rules are those that were in force when it was made. */
export async function actFields(thing, name, language) {
  const { version, rules } = await call('GET', `/api/reports/rules?kind=${thing.kind}&object=${name}&lang=${language}`);
  return [
    { name: 'rule', kind: 'select', label: t('judge.rule'), hint: t('judge.rule.hint', { n: version }), options: rules.map(rule => [String(rule.number), `${rule.number}. ${rule.title}`]) },
    { name: 'law', label: t('judge.law'), hint: t('judge.law.hint'), optional: true, most: 500 },
    { name: 'grounds', kind: 'area', label: t('judge.grounds'), hint: t('judge.grounds.hint'), most: 2000 },
    { name: 'facts', kind: 'area', label: t('judge.facts'), hint: t('judge.facts.hint'), most: 5000 },
    { name: 'criticism', kind: 'choice', label: t('judge.criticism'), options: [['yes', t('judge.yes')], ['no', t('judge.no')]] },
    { name: 'days', kind: 'select', label: t('judge.days'), options: ['', '1', '7', '30'].map(days => [days, t(`judge.days.${days || 'none'}`)]) },
  ];
}

/** What was written there, as the API takes it. */
export function actOf({ rule, law, grounds, facts, criticism, days }) {
  const until = days ? { until: new Date(Date.now() + days * DAY_MS).toISOString() } : {};
  return { rule: Number(rule), grounds, facts, criticism: criticism === 'yes', ...law ? { law } : {}, ...until };
}
