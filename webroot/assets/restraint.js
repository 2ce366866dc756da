// The trace that the house rules leave where they were used.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { absolute, relative } from './time.js';

export const hidden = post => post.restraint?.act === 'hide';

/** By which rule a post is hidden or a room closed, or soon will be, and where one reads why and how to appeal. */
export function trace(thing) {
  const by = thing.restraint;
  if (!by || thing.withdrawn) return nothing;
  return html`<p class="trace">${t(`restraint.${by.act}${thing.id ? '' : '.room'}`)} <a href="/rules/${by.version}#rule-${by.rule}">${t('restraint.rule')} ${by.rule}</a>,
    <time datetime=${by.effectiveAt} title=${absolute(by.effectiveAt)} .textContent=${by.act === 'announce' ? absolute(by.effectiveAt) : relative(by.effectiveAt)} ?data-absolute=${by.act === 'announce'}></time>.
    <a href="/openness/${by.entry}">${t('restraint.why')}</a></p>`;
}
