// Why a claim has its level, why not a higher one, and what would silence it: words made from codes and numbers.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { oneDecimal, percent, twoDecimals, whole } from './numbers.js';

const SHARES = ['spreading', 'doubt'];
const WHOLES = ['authors', 'rooms', 'people', 'onset'];
const write = (name, value) => (SHARES.includes(name) ? percent(value) : WHOLES.includes(name) ? whole(value) : name === 'unusual' ? twoDecimals(value) : oneDecimal(value));

const need = (kind, { name, value, threshold }) => html`<li>${t(`desk.${kind}.${name}`, { value: write(name, value), threshold: write(name, threshold) })}</li>`;

/** How far a figure has come: of three tiers, or of the one that it has. */
const tier = ({ tier: reached, thresholds }) => html`<span class="tier" aria-hidden="true">${thresholds.map((one, i) => (i < reached ? '●' : '○'))}</span>
  <span class="hidden-visually">${t('desk.tier', { reached, of: thresholds.length })}</span>`;

const measures = all => html`<table class="measures"><thead><tr><th scope="col">${t('desk.measure')}</th><th scope="col">${t('desk.measure.now')}</th>
  <th scope="col">${t('desk.measure.tier')}</th><th scope="col">${t('desk.measure.from')}</th></tr></thead>
  <tbody>${all.map(one => html`<tr><th scope="row">${t(`desk.figure.${one.name}`)}</th><td>${write(one.name, one.value)}</td><td>${tier(one)}</td>
    <td class="quiet">${one.thresholds.map(limit => write(one.name, limit)).join(' · ')}</td></tr>`)}</tbody></table>`;

/** Each figure once, at the value below which it lets go for certain; it may hold the level up in more than one way. */
const lowest = support => [...support.reduce((all, one) => (one.threshold < (all.get(one.name)?.threshold ?? Infinity) ? all.set(one.name, one) : all), new Map()).values()];

/** The evidence of a level in words. */
export function why(evidence) {
  if (!evidence) return html`<p class="quiet">${t('desk.loading')}</p>`;
  const { level, missing, support, fallsAfterMinutes } = evidence;
  return html`<p class="verdict">${t(`desk.why.${level}`)}</p>
    ${missing.length ? html`<h3>${t('desk.whyNot')}</h3><ul class="needs">${missing.map(one => need('missing', one))}</ul>` : nothing}
    ${level === 'calm' ? nothing : html`<h3>${t('desk.silence')}</h3>
      ${support.length ? html`<p>${t('desk.silence.any', { n: fallsAfterMinutes })}</p><ul class="needs">${lowest(support).map(one => need('support', one))}</ul>`
        : html`<p>${t('desk.silence.waits', { n: fallsAfterMinutes })}</p>`}`}
    <details><summary>${t('desk.measures')}</summary>${measures(evidence.measures)}</details>`;
}
