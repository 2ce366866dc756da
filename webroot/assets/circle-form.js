// What a host says of a circle, and its rules, as fields of a form.
import { html } from './lit.js';
import { t } from './i18n.js';
import { languageField, productField } from './start-room.js';

const MOST_RULES = 10;

export const circleFields = (circle, things) => html`
  <div class="field"><label for="circle-name">${t('circle.name')}</label><input id="circle-name" name="called" maxlength="80" required .value=${circle.name ?? ''}></div>
  <div class="field"><label for="circle-about">${t('circle.about')}</label><textarea id="circle-about" name="about" rows="3" maxlength="1000" .value=${circle.about ?? ''}></textarea></div>
  <div class="field"><label for="circle-interests">${t('circle.interests')}</label><input id="circle-interests" name="interests" maxlength="420" .value=${circle.interests.join(', ')} aria-describedby="interests-hint">
    <span class="hint" id="interests-hint">${t('circle.interests.hint')}</span></div>
  ${languageField(circle.language)}${productField(things, circle.product?.slug)}
  <div class="check"><input id="circle-request" name="byRequest" type="checkbox" .checked=${!!circle.byRequest} aria-describedby="request-hint"><label for="circle-request">${t('circle.byRequest')}</label></div>
  <p class="hint" id="request-hint">${t('circle.byRequest.hint')}</p>`;

export const circleWords = ({ called, about, interests, language, product, byRequest }) => ({
  name: called.value.trim(), about: about.value.trim(), language: language.value, byRequest: byRequest.checked,
  interests: interests.value.split(',').map(word => word.trim()).filter(Boolean),
  ...(product.value ? { product: product.value } : {}),
});

/** The fields of rules, as many as there are and one more; an empty one is left out. */
export function ruleFields(rules, house) {
  const shown = [...rules, ...Array(MOST_RULES).fill({ title: '', text: '' })].slice(0, Math.min(MOST_RULES, rules.length + 3));
  return html`<p class="hint">${t('circle.rules.hint')}</p>${shown.map((rule, n) => html`<fieldset class="rule"><legend>${t('circle.rule', { number: String(house + 1 + n) })}</legend>
    <label for="rule-title-${n}">${t('circle.rule.title')}</label><input id="rule-title-${n}" name="rule-title-${n}" maxlength="80" .value=${rule.title}>
    <label for="rule-text-${n}">${t('circle.rule.text')}</label><textarea id="rule-text-${n}" name="rule-text-${n}" rows="2" maxlength="1000" .value=${rule.text}></textarea></fieldset>`)}`;
}

export const ruleWords = elements => Array.from({ length: MOST_RULES }, (none, n) => ({
  title: elements[`rule-title-${n}`]?.value.trim() ?? '', text: elements[`rule-text-${n}`]?.value.trim() ?? '',
})).filter(rule => rule.title);
