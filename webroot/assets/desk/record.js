// What happened to a claim: each change of its level with the reasons of that moment, and what staff did.
import { html, nothing, repeat } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { absolute, relative } from '../time.js';
import { DeskPart } from './part.js';
import { Source } from './source.js';
import { mark } from './level.js';
import { why } from './why.js';
import { oneDecimal } from './numbers.js';

const when = at => html`<time datetime=${at} title=${absolute(at)} .textContent=${relative(at)}></time>`;

class Record extends DeskPart {
  static properties = { claim: { attribute: false }, opened: { state: true } };

  constructor() {
    super();
    this.opened = false;
    this.source = new Source(this, () => this.#fetch());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.source.stop();
  }

  async #fetch() {
    const path = `/api/desk/claims/${this.claim.slug}`;
    const [{ changes }, { acts }] = await Promise.all([call('GET', `${path}/changes`), call('GET', `${path}/acts`)]);
    return { changes, acts };
  }

  willUpdate() {
    const { claim } = this;
    if (this.opened) this.source.want([claim.slug, claim.reading.level, claim.reading.levelSince, claim.state, claim.title, claim.mutedUntil].join());
  }

  render() {
    const known = this.source.data;
    return html`<details class="record" @toggle=${event => event.target === event.currentTarget && (this.opened = event.target.open)}><summary>${t('desk.record')}</summary>
      ${known ? html`<div class="columns-2"><section><h3>${t('desk.changes')}</h3>${known.changes.length ? nothing : html`<p class="quiet">${t('desk.changes.none')}</p>`}
        <ol>${repeat(known.changes, one => one.at, one => html`<li><details><summary>${when(one.at)} ${mark(one.from)} → ${mark(one.to)}
          <span class="quiet">${t('desk.change.at', { value: oneDecimal(one.evidence.reading.velocity) })}</span></summary>${why(one.evidence)}</details></li>`)}</ol></section>
      <section><h3>${t('desk.acts')}</h3><ol>${known.acts.map(one => html`<li>${when(one.at)} <b>${one.by?.name ?? t('desk.monitor')}</b> ${t(`desk.act.${one.act}`)}
        ${one.detail ? html`<q>${one.detail}</q>` : nothing} ${one.reason ? html`<span class="quiet">${one.reason}</span>` : nothing}</li>`)}</ol></section></div>` : nothing}</details>`;
  }
}

customElements.define('vadra-record', Record);
