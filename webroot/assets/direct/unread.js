// The way to one's conversations, on every page, with how much waits there.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { me, meKnown } from '../session.js';
import { Part } from '../page.js';

class Unread extends Part {
  static properties = { waiting: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('vadra:session', () => this.#count());
    document.addEventListener('vadra:talk', () => this.#count());
    this.#count();
  }

  #count() {
    if (!meKnown() || !me()) return;
    call('GET', '/api/me/unread-messages').then(({ unread, requests }) => (this.waiting = unread + requests), () => {});
  }

  render() {
    if (!meKnown() || !me()) return nothing;
    const label = this.waiting ? t('talk.nav.unread', { n: this.waiting }) : t('talk.nav');
    return html`<a class="told" href="/talk" aria-label=${label} title=${label}>
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5h16v11H10l-4.5 4V16H4z"></path></svg>
      ${this.waiting ? html`<span class="count" aria-hidden="true">${this.waiting > 99 ? '99+' : this.waiting}</span>` : nothing}</a>`;
  }
}

customElements.define('vadra-unread', Unread);
