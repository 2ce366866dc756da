// A member's own page: why something of theirs was restrained, how to appeal, and what came of what they reported.
import { html, nothing, repeat } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { Part } from './page.js';
import { ruleOf, statement, when } from './statement.js';
import { reason } from './report.js';
import { ofReport, sentence } from './told.js';
import { heldItem } from './held.js';

/** A list that is there in the page's first bytes, and read anew whenever something is told. */
class Mine extends Part {
  static properties = { all: { state: true }, fault: { state: true } };

  connectedCallback() {
    this.all = JSON.parse(this.dataset.all)[this.what];
    super.connectedCallback();
    document.addEventListener('vadra:mine', ({ detail }) => (this.all = detail[this.what]));
  }

  firstUpdated() {
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }
}

class Statements extends Mine {
  what = 'statements';

  render() {
    if (!this.all.length) return html`<p class="quiet">${t('voice.statements.none')}</p>`;
    return repeat(this.all, one => one.entry, one => statement(one, this));
  }

  draft(entry) {
    return localStorage.getItem(`vadra.appeal.${entry}`) ?? '';
  }

  keep(entry, words) {
    localStorage.setItem(`vadra.appeal.${entry}`, words);
  }

  async appeal(event, entry) {
    event.preventDefault();
    try {
      await call('POST', '/api/me/appeals', { body: { entry, words: this.draft(entry).trim() } });
      localStorage.removeItem(`vadra.appeal.${entry}`);
      this.fault = null;
      await load();
      await this.updateComplete;
      document.getElementById(`s-${entry}`)?.querySelector('.appeal')?.focus();
    } catch (refused) {
      this.fault = { entry, text: reason(refused) };
    }
  }
}

class Reports extends Mine {
  what = 'reports';

  render() {
    if (!this.all.length) return html`<p class="quiet">${t('voice.reports.none')}</p>`;
    return repeat(this.all, one => one.case, one => html`<article class="told-of ${one.heard ? '' : 'unseen'}" id="r-${one.case}">
      <h3>${ofReport(one)}</h3>
      <dl>
        <div><dt>${t('voice.report.was')}</dt><dd><a href=${one.link}>${t(`voice.kind.${one.kind}`)}</a>, ${when(one.reportedAt)}</dd></div>
        <div><dt>${t('voice.report.under')}</dt><dd>${ruleOf(one.rule)}</dd></div>
        <div><dt>${t('voice.report.words')}</dt><dd class="own">${one.words}</dd></div>
        ${one.outcome ? outcome(one.outcome) : html`<div><dt>${t('voice.report.waits')}</dt><dd>${t('voice.report.next')}</dd></div>`}
        ${one.end ? html`<div><dt>${t(`voice.cause.${one.end.cause}`)}</dt><dd>${one.end.words} ${row(one.end.entry)}, ${when(one.end.at)}</dd></div>` : nothing}
      </dl></article>`);
  }
}

class HeldPosts extends Mine {
  what = 'held';

  render() {
    if (!this.all.length) return html`<p class="quiet">${t('held.none')}</p>`;
    return repeat(this.all, one => one.id, one => html`<div class="held"><h3><a href="/rooms/${one.room}">${one.title}</a></h3>
      <ul>${heldItem(one, () => load())}</ul></div>`);
  }
}

const row = entry => html`<a href="/openness/${entry}">${t('voice.row', { row: String(entry) })}</a>`;
const outcome = ({ entry, rule, words, actor, at }) => html`<div><dt>${t('voice.report.decided')}</dt>
  <dd>${entry ? html`${ruleOf(rule)} ${row(entry)}` : rule ? html`${ruleOf(rule)}. ${words}` : words} <span class="quiet">${actor}, ${when(at)}</span></dd></div>`;

/** Reads all lists, and notes what is on a page that is looked at as seen. */
async function load() {
  const { unseen, upTo } = await call('GET', '/api/me/seen');
  const [{ statements }, { reports }, { held }] = await Promise.all(['statements', 'reports', 'held'].map(what => call('GET', `/api/me/${what}`)));
  document.dispatchEvent(new CustomEvent('vadra:mine', { detail: { statements, reports, held } }));
  if (!unseen || document.hidden) return;
  await call('PUT', '/api/me/seen', { body: { upTo } });
  document.dispatchEvent(new CustomEvent('vadra:seen'));
}

customElements.define('vadra-statements', Statements);
customElements.define('vadra-reports', Reports);
customElements.define('vadra-held', HeldPosts);
document.addEventListener('vadra:told', ({ detail }) => {
  document.querySelector('.announcer').textContent = sentence(detail);
  load().catch(() => {});
});
document.addEventListener('visibilitychange', () => !document.hidden && load().catch(() => {}));
load().catch(() => {});
