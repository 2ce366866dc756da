// From a person to a conversation with them: on to the one that there is, or to the first message, which asks.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { me, meKnown } from '../session.js';
import { openJoin } from '../join.js';
import { languageOf } from '../language.js';
import { Part } from '../page.js';
import { reason } from '../report.js';

class TalkWith extends Part {
  static properties = { stand: { state: true }, open: { state: true }, fault: { state: true }, busy: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('vadra:session', () => this.#load());
    this.#load();
  }

  #load() {
    if (!meKnown() || !me() || me().handle === this.dataset.handle) return;
    call('GET', `/api/people/${this.dataset.handle}/talk`).then(stand => (this.stand = stand), () => {});
  }

  get #stored() {
    return `vadra.draft.to.${this.dataset.handle}`;
  }

  render() {
    if (!meKnown() || me()?.handle === this.dataset.handle) return nothing;
    if (this.stand?.conversation) return html`<a class="button" href="/talk/${this.stand.conversation}">${t('talk.goto')}</a>`;
    if (this.stand?.hindrance) return html`<p class="quiet">${t('talk.apart')}</p>`;
    if (!this.open) return html`<button @click=${() => this.#begin()}>${t(this.stand && !this.stand.asks ? 'talk.write' : 'talk.ask')}</button>`;
    return html`<form @submit=${event => this.#send(event)}>
      <div class="field"><label for="talk-with">${t('talk.first', { name: this.dataset.name })}</label>
        <textarea id="talk-with" name="text" rows="3" required maxlength="4000" aria-describedby="talk-with-hint" .value=${localStorage.getItem(this.#stored) ?? ''}
          @input=${event => localStorage.setItem(this.#stored, event.target.value)}></textarea>
        <span class="hint" id="talk-with-hint">${t(this.stand?.asks ? 'talk.first.hint' : 'talk.private')}</span></div>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      <p class="row"><button class="primary" ?disabled=${this.busy}>${t('say.send')}</button>
        <button type="button" @click=${() => (this.open = false)}>${t('post.cancel')}</button></p></form>`;
  }

  async #begin() {
    if (!me() && !(await openJoin())) return;
    this.open = true;
    this.key = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    await this.updateComplete;
    this.querySelector('textarea')?.focus();
  }

  async #send(event) {
    event.preventDefault();
    const text = event.target.text.value.trim();
    if (!text) return;
    this.busy = true;
    this.fault = null;
    try {
      const body = { to: this.dataset.handle, text, language: languageOf(text, 'sv') };
      const { conversation } = await call('POST', '/api/talk', { key: this.key, body });
      localStorage.removeItem(this.#stored);
      location.assign(`/talk/${conversation}`);
    } catch (refused) {
      // Other words are another command.
      if (!refused.worthRetrying) this.key = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
      this.fault = reason(refused);
      this.busy = false;
    }
  }
}

customElements.define('vadra-talk-with', TalkWith);
