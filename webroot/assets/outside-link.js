// On a member's own page: the account at the issuer by which they sign in, where the house has one.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { entrances, goOutside } from './entrances.js';
import { Part } from './page.js';
import { onceMore } from './security/confirm.js';

class OutsideLink extends Part {
  static properties = { link: { state: true }, fault: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    if ((await entrances()).outside) this.link = await call('GET', '/api/me/outside');
  }

  async #add() {
    const held = await call('GET', '/api/me/security');
    onceMore('outside.link.title', held, goOutside);
  }

  async #do(act) {
    try {
      await act();
      await this.#load();
      this.fault = null;
    } catch (refused) {
      this.fault = refused.message;
    }
  }

  render() {
    if (!this.link) return nothing;
    const { linked, name } = this.link;
    return html`<section class="mine" aria-labelledby="outside-link"><h2 class="over" id="outside-link">${t('outside.link.title')}</h2>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      <p>${t(linked ? 'outside.link.on' : 'outside.link.off', { name })}</p>
      <p class="row">${linked ? html`<button @click=${() => this.#do(() => call('DELETE', '/api/me/outside'))}>${t('outside.link.drop')}</button>`
        : html`<button @click=${() => this.#add()}>${t('outside.link.add', { name })}</button>`}</p></section>`;
  }
}

customElements.define('vadra-outside-link', OutsideLink);
