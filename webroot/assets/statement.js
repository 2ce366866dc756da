// A statement of reasons, with all that the law asks for and more: what, why, by whom, until when, and how to object.
import { html, nothing } from './lit.js';
import { lang, t } from './i18n.js';
import { absolute, relative } from './time.js';
import { ofStatement } from './told.js';

export const when = iso => html`<time datetime=${iso} title=${absolute(iso)} .textContent=${relative(iso)}></time>`;
const exactly = iso => html`<time datetime=${iso} data-absolute .textContent=${absolute(iso)}></time>`;
const line = (name, what) => html`<div><dt>${t(name)}</dt><dd>${what}</dd></div>`;

/** A rule by number, title and version, in the reader's language, linked to where it stands. */
export const ruleOf = ({ version, number, in: texts }) => html`<a href="/rules/${version}#rule-${number}">${number}.
  ${texts[lang()]?.title}</a> <span class="quiet">${t('voice.version', { n: version })}</span>`;

/** `page` is the component that appeals. */
export function statement(one, page) {
  return html`<article class="told-of ${one.seen ? '' : 'unseen'}" id="s-${one.entry}">
    <h3>${ofStatement(one)}</h3>
    ${one.appeal?.verdict?.overturned ? html`<p class="wrong">${t('voice.wrong')}</p>` : nothing}
    ${one.state === 'announced' ? html`<p class="cooling">${t(`voice.cooling.${one.kind}`)} ${exactly(one.from)}.
      <a href=${one.link}>${t('voice.cooling.go')}</a></p>` : nothing}
    <figure><figcaption>${t('voice.words')}</figcaption><blockquote>${one.words}</blockquote></figure>
    <dl>
      ${line('voice.when', html`${exactly(one.decidedAt)} <a href="/openness/${one.entry}">${t('voice.row', { row: String(one.entry) })}</a>`)}
      ${line('voice.rule', html`${ruleOf(one.rule)}<br>${one.rule.in[lang()]?.text}`)}
      ${one.law ? line('voice.law', one.law) : nothing}
      ${line('voice.grounds', one.grounds)}
      ${line('voice.facts', one.facts)}
      ${line('voice.noticed', html`${t(`voice.source.${one.source}`)} ${t(`voice.detected.${one.detected}`)}`)}
      ${line('voice.decided', html`${t(`voice.decided.${one.decided}`)} <span class="quiet">${one.actor}</span>`)}
      ${line('voice.holds', html`${t('voice.from')} ${exactly(one.from)}, ${one.until ? html`${t('voice.until')} ${exactly(one.until)}` : t('voice.noEnd')}`)}
      ${line('voice.scope', t(`voice.scope.${one.scope}`))}
      ${one.later.map(later => line(`voice.cause.${later.cause}`, html`${exactly(later.at)} ${later.cause === 'due' ? nothing : later.words} <a href="/openness/${later.entry}">${t('voice.row', { row: String(later.entry) })}</a>`))}
    </dl>
    ${one.appeal ? appealed(one.appeal) : appealing(one, page)}
    <p class="quiet">${t('voice.court')}</p>
  </article>`;
}

const appealed = ({ words, at, verdict }) => html`<section class="appeal" tabindex="-1" aria-label=${t('voice.appeal.yours')}>
  <h4>${t('voice.appeal.yours')}</h4>
  <blockquote>${words}</blockquote>
  <p class="quiet">${t('voice.appeal.sent')} ${when(at)}</p>
  ${verdict ? html`<p><strong>${t(verdict.overturned ? 'voice.appeal.overturned' : 'voice.appeal.upheld')}</strong> ${verdict.why}</p>
    <p class="quiet">${verdict.actor}, ${when(verdict.at)}${verdict.entry ? html`, <a href="/openness/${verdict.entry}">${t('voice.row', { row: String(verdict.entry) })}</a>` : nothing}</p>`
    : html`<p>${t('voice.appeal.waits')}</p>`}
</section>`;

function appealing(one, page) {
  if (Date.parse(one.appealUntil) < Date.now()) return html`<p class="quiet">${t('voice.appeal.over')} ${exactly(one.appealUntil)}</p>`;
  const field = `appeal-${one.entry}`;
  return html`<details class="appeal"><summary>${t('voice.appeal.open')}</summary>
    <p>${t('voice.appeal.until')} ${exactly(one.appealUntil)}. ${t('voice.appeal.how')}</p>
    <form @submit=${event => page.appeal(event, one.entry)}>
      ${page.fault?.entry === one.entry ? html`<p class="fault" role="alert">${page.fault.text}</p>` : nothing}
      <div class="field"><label for=${field}>${t('voice.appeal.why')}</label>
        <textarea id=${field} name="words" rows="4" minlength="3" maxlength="5000" required .value=${page.draft(one.entry)}
          @input=${event => page.keep(one.entry, event.target.value)}></textarea></div>
      <button class="primary">${t('voice.appeal.send')}</button>
    </form></details>`;
}
