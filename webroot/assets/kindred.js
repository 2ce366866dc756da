// People who may be like the reader, for the reader alone, with why; and the switches by which one is found.
import { html, nothing, repeat } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { me, meKnown } from './session.js';
import { openJoin } from './join.js';
import { Part, toast } from './page.js';
import { reason } from './report.js';
import { reasons } from './reasons.js';

class Kindred extends Part {
  static properties = { given: { state: true }, all: { state: true }, fault: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('vadra:session', () => this.load());
    if (meKnown()) this.load();
  }

  async load() {
    if (!me()) return;
    try {
      const { given, suggestions } = await call('GET', '/api/me/kindred');
      Object.assign(this, { given, all: suggestions, fault: null });
    } catch (refused) {
      this.fault = reason(refused);
    }
  }

  async #give(purpose, given) {
    try {
      this.given = await call('PUT', `/api/me/consents/${purpose}`, { body: { given } });
      toast(t('kindred.kept'));
      await this.load();
    } catch (refused) {
      this.fault = reason(refused);
    }
  }

  async #hide({ handle, name }, event) {
    const row = event.target.closest('li');
    const next = row.nextElementSibling ?? row.previousElementSibling;
    try {
      await call('PUT', `/api/me/kindred/hidden/${handle}`);
      this.all = this.all.filter(one => one.handle !== handle);
      toast(t('kindred.hidden', { name }));
      await this.updateComplete;
      (next?.isConnected ? next.querySelector('a') : this.querySelector('h2'))?.focus();
    } catch (refused) {
      this.fault = reason(refused);
    }
  }

  render() {
    if (!meKnown()) return nothing;
    if (!me()) return html`<p>${t('kindred.guest')}</p><p><button class="primary" @click=${() => openJoin()}>${t('join.open')}</button></p>`;
    const given = this.given ?? {};
    return html`${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      ${this.given ? html`<section class="sheet-of" aria-labelledby="consents"><h2 id="consents">${t('kindred.consents')}</h2>
        ${['kindred', 'directory'].map(purpose => html`<div class="check"><input type="checkbox" id="give-${purpose}" .checked=${given[purpose]} aria-describedby="about-${purpose}"
          @change=${event => this.#give(purpose, event.target.checked)}><div><label for="give-${purpose}">${t(`kindred.give.${purpose}`)}</label><p class="hint" id="about-${purpose}">${t(`kindred.give.${purpose}.hint`)}</p></div></div>`)}</section>` : nothing}
      ${given.kindred && this.all ? this.#list() : nothing}`;
  }

  #list() {
    return html`<section aria-labelledby="like-you"><h2 id="like-you" class="over" tabindex="-1">${t('kindred.list')}</h2>
      ${this.all.length ? nothing : html`<p class="quiet">${t('kindred.none')}</p>`}
      <ul class="rows">${repeat(this.all, one => one.handle, one => html`<li>
        <h3><a href="/people/${one.handle}">${one.name}</a> <span class="handle">@${one.handle}</span></h3>
        ${one.elsewhere ? html`<p class="elsewhere">${t('kindred.elsewhere')}</p>` : nothing}
        ${reasons(one.reasons)}
        <p><button class="plain" @click=${event => this.#hide(one, event)} aria-label=${t('kindred.hide.who', { name: one.name })}>${t('kindred.hide')}</button></p></li>`)}</ul></section>`;
  }
}

customElements.define('vadra-kindred', Kindred);
