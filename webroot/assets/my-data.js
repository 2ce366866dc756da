// A member's own data: what they give leave for, who of the company has seen what, and what they brought along.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { call, upload } from './api.js';
import { Part, toast } from './page.js';
import { reason } from './report.js';
import { absolute } from './time.js';

const PURPOSES = ['kindred', 'directory', 'blog-comments'];

class Data extends Part {
  static properties = { all: { state: true }, fault: { state: true }, busy: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.all = JSON.parse(this.dataset.all);
  }

  async #acts(act, told) {
    this.fault = null;
    this.busy = true;
    try {
      const done = await act();
      this.all = await call('GET', '/api/me/data');
      toast(told(done));
    } catch (refused) {
      this.fault = reason(refused);
    }
    this.busy = false;
  }

  #give(purpose, given) {
    return this.#acts(() => call('PUT', `/api/me/consents/${purpose}`, { body: { given } }), () => t('kindred.kept'));
  }

  async #bring(event) {
    const [file] = event.target.files;
    if (!file) return;
    await this.#acts(() => upload('/api/me/import', file), ({ articles, pictures, kept }) => t('data.brought', { articles: articles.length, pictures, kept }));
  }

  #letGo() {
    return this.#acts(() => call('DELETE', '/api/me/brought'), ({ gone }) => t('data.gone', { n: gone }));
  }

  render() {
    return html`${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      ${this.#carried()}${this.#leaves()}${this.#saw()}`;
  }

  #carried() {
    return html`<section class="mine" aria-labelledby="bring"><h2 id="bring" class="over">${t('data.bring')}</h2>
      <p id="bring-text">${t('data.bring.text')}</p>
      <div class="field"><label for="bring-file">${t('data.bring.file')}</label><input id="bring-file" type="file" accept=".zip" aria-describedby="bring-text" ?disabled=${this.busy} @change=${event => this.#bring(event)}></div>
      ${this.all.brought.length ? html`<p>${t('data.bring.here', { n: this.all.brought.reduce((sum, one) => sum + one.lines, 0), from: [...new Set(this.all.brought.map(one => one.origin).filter(one => one))].join(', ') })}</p>
        <p><button @click=${() => this.#letGo()} ?disabled=${this.busy}>${t('data.bring.letGo')}</button></p>` : nothing}</section>`;
  }

  #leaves() {
    const since = purpose => this.all.consents.find(one => one.purpose === purpose)?.since;
    return html`<section class="mine" aria-labelledby="leaves"><h2 id="leaves" class="over">${t('data.leaves')}</h2><p>${t('data.leaves.text')}</p>
      <ul class="leaves">${PURPOSES.map(purpose => html`<li><div class="check"><input type="checkbox" id="give-${purpose}" .checked=${Boolean(since(purpose))} ?disabled=${this.busy}
        aria-describedby="about-${purpose}" @change=${event => this.#give(purpose, event.target.checked)}><div><label for="give-${purpose}">${t(`data.give.${purpose}`)}</label>
        <p class="hint" id="about-${purpose}">${t(`data.give.${purpose}.hint`)} ${since(purpose) ? t('data.since', { time: absolute(since(purpose)) }) : t('data.notGiven')}</p></div></div></li>`)}</ul></section>`;
  }

  #saw() {
    return html`<section class="mine" aria-labelledby="saw"><h2 id="saw" class="over">${t('data.saw')}</h2><p>${t('data.saw.text')}</p>
      ${this.all.seen.length ? html`<ol class="saw">${this.all.seen.map(one => this.#seen(one))}</ol>` : html`<p class="quiet">${t('data.saw.nobody')}</p>`}</section>`;
  }

  #seen({ at, what, who, why, about }) {
    const detail = about.claim ?? about.pseudonym ?? (about.kind ? t(`data.kind.${about.kind}`) : '');
    return html`<li><p><strong>${t(`data.saw.${what}`)}</strong>${detail ? html` – ${detail}` : nothing}</p>
      <p class="quiet">${who ?? t('data.saw.somebody')}, <time datetime=${at} data-plain>${absolute(at)}</time>${about.entry ? html`, <a href="/openness/${about.entry}">${t('data.saw.row', { n: about.entry })}</a>` : nothing}</p>
      ${why ? html`<blockquote>${why}</blockquote>` : nothing}</li>`;
  }
}

customElements.define('vadra-data', Data);
