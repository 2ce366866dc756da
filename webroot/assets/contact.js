// On a person's page: how it stands between the reader and them, and what the reader can do about it. Both sides' pages follow at once.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { me, meKnown } from './session.js';
import { openJoin } from './join.js';
import { Part } from './page.js';
import { absolute } from './time.js';
import { when } from './statement.js';
import { refusal } from './contact-words.js';
import { sure } from './dialogs.js';
import { turnBlock, turnMute } from './folded.js';

class ContactPart extends Part {
  static properties = { relation: { state: true }, writing: { state: true }, fault: { state: true }, busy: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.onPersonal = ({ detail }) => this.#hear(detail);
    this.onSession = () => this.#learn();
    document.addEventListener('vadra:personal', this.onPersonal);
    document.addEventListener('vadra:session', this.onSession);
    this.#learn();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('vadra:personal', this.onPersonal);
    document.removeEventListener('vadra:session', this.onSession);
  }

  get person() {
    return { handle: this.dataset.handle, name: this.dataset.name ?? this.dataset.handle };
  }

  get stored() {
    return `vadra.contact.${this.dataset.handle}`;
  }

  #hear({ kind, with: other, relation }) {
    if (kind === 'contact' && other.handle === this.dataset.handle) this.#take(relation);
    if (kind === 'again' || kind === 'lost') this.#load();
  }

  #take(relation) {
    this.relation = relation;
    if (relation.state !== 'none') this.writing = false;
  }

  /** Reads it as whoever is signed in now. */
  #learn() {
    const handle = me()?.handle ?? null;
    if (!meKnown() || handle === this.reader) return;
    this.reader = handle;
    this.relation = null;
    this.#load();
  }

  #load() {
    if (!me() || me().handle === this.dataset.handle) return;
    call('GET', `/api/me/contacts/${this.dataset.handle}`).then(relation => this.#take(relation), () => {});
  }

  async #do(method, body) {
    this.busy = true;
    this.fault = null;
    try {
      this.#take(await call(method, `/api/me/contacts/${this.dataset.handle}`, body ? { body } : {}));
      if (method === 'PUT') localStorage.removeItem(this.stored);
      await this.updateComplete;
      this.querySelector('.stands')?.focus();
    } catch (refused) {
      this.fault = refusal(refused);
    } finally {
      this.busy = false;
    }
  }

  render() {
    if (!meKnown()) return nothing;
    if (me()?.handle === this.dataset.handle) return html`<p><a href="/me/contacts">${t('contact.mine')}</a></p>`;
    if (!me()) return html`<p class="row"><button @click=${() => openJoin()}>${t('contact.ask')}</button></p>`;
    if (!this.relation) return nothing;
    const { blocked, muted, mutedUntil } = this.relation;
    return html`<div class="stands" tabindex="-1" role="status">${this.#stands()}
        ${muted ? html`<p class="quiet">${mutedUntil ? t('bound.is.muted.until', { time: absolute(mutedUntil) }) : t('bound.is.muted')}</p>` : nothing}</div>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      ${this.#acts()}
      <p class="row boundaries"><button class="plain" @click=${() => turnMute(this.person)}>${t(muted ? 'bound.unmute' : 'bound.mute', this.person)}</button>
        <button class="plain" @click=${() => turnBlock(this.person)}>${t(blocked ? 'bound.unblock' : 'bound.block', this.person)}</button></p>`;
  }

  #stands() {
    const { state, words, at, againAt, blocked } = this.relation;
    if (blocked) return html`<p>${t('bound.is.blocked', this.person)}</p>`;
    if (state === 'none') return againAt ? html`<p class="quiet">${t('contact.again', { time: absolute(againAt) })}</p>` : nothing;
    return html`<p class=${state === 'contact' ? 'are' : ''}>${t(`contact.is.${state}`, this.person)} <span class="quiet">${when(at)}</span></p>
      ${words && state !== 'contact' ? html`<blockquote>${words}</blockquote>` : nothing}`;
  }

  #acts() {
    const { state, againAt, blocked } = this.relation;
    if (blocked) return nothing;
    if (state === 'asked') return html`<p class="row"><button class="primary" ?disabled=${this.busy} @click=${() => this.#do('PUT', {})}>${t('contact.accept')}</button>
      <button ?disabled=${this.busy} @click=${() => this.#do('DELETE')}>${t('contact.decline')}</button></p>`;
    if (state === 'asking') return html`<p class="row"><button ?disabled=${this.busy} @click=${() => this.#do('DELETE')}>${t('contact.withdraw')}</button></p>`;
    if (state === 'contact') return html`<p class="row"><button @click=${() => this.#part()}>${t('contact.end')}</button></p>`;
    if (againAt) return nothing;
    return this.writing ? this.#form() : html`<p class="row"><button class="primary" @click=${() => this.#write()}>${t('contact.ask')}</button></p>`;
  }

  #form() {
    const send = event => {
      event.preventDefault();
      this.#do('PUT', { words: event.target.words.value.trim() });
    };
    return html`<form class="ask" @submit=${send}><div class="field"><label for="contact-words">${t('contact.words')}</label>
        <textarea id="contact-words" name="words" rows="3" maxlength="300" aria-describedby="contact-hint" .value=${localStorage.getItem(this.stored) ?? ''}
          @input=${event => localStorage.setItem(this.stored, event.target.value)}></textarea>
        <span class="hint" id="contact-hint">${t('contact.words.hint', this.person)}</span></div>
      <p class="row"><button class="primary" ?disabled=${this.busy}>${t('contact.send')}</button>
        <button type="button" @click=${() => (this.writing = false)}>${t('post.cancel')}</button></p></form>`;
  }

  async #write() {
    this.writing = true;
    await this.updateComplete;
    this.querySelector('textarea')?.focus();
  }

  async #part() {
    if (await sure(t('contact.end.title', this.person), t('contact.end.text', this.person), t('contact.end'))) await this.#do('DELETE');
  }
}

customElements.define('vadra-contact', ContactPart);
