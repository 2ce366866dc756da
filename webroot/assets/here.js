// Who is in the room, and the ways to take it along.
import { html } from './lit.js';
import { t } from './i18n.js';
import { Part, toast } from './page.js';
import { shows } from './typing.js';

class Here extends Part {
  static properties = { people: { state: true }, aloud: { state: true } };

  connectedCallback() {
    this.people = Number(this.dataset.here);
    super.connectedCallback();
    document.addEventListener('vadra:here', ({ detail }) => (this.people = detail));
  }

  render() {
    const aloud = localStorage.getItem('vadra.announce') !== 'off';
    return html`<p class="here">${t('room.here', { n: Math.max(1, this.people) })}</p>
      <button class="plain" @click=${() => this.#share()}>${t('room.share')}</button>
      <a href="/rooms/${this.dataset.room}/feed.atom">Atom</a>
      <button class="plain keys-open" @click=${() => import('./shortcuts.js').then(({ openHelp }) => openHelp())}>${t('keys.open')}</button>
      <label class="aloud"><input type="checkbox" .checked=${shows()}
        @change=${event => document.dispatchEvent(new CustomEvent('vadra:typing', { detail: event.target.checked }))}> ${t('typing.show')}</label>
      <label class="aloud"><input type="checkbox" .checked=${aloud}
        @change=${event => document.dispatchEvent(new CustomEvent('vadra:aloud', { detail: event.target.checked }))}> ${t('room.announce')}</label>`;
  }

  async #share() {
    const url = location.href.split('#')[0];
    if (navigator.share) {
      await navigator.share({ url, title: document.title }).catch(() => {});
      return;
    }
    await navigator.clipboard?.writeText(url);
    toast(t('room.share.done'));
  }
}

customElements.define('vadra-here', Here);
