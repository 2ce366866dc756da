// What every page has: who is signed in, language and appearance, times that stay true.
import { LitElement, html } from './lit.js';
import { LANGUAGES, lang, speak, t } from './i18n.js';
import { keepTimesTrue } from './time.js';
import { learn, me, meKnown, signOut } from './session.js';
import { openJoin } from './join.js';

const THEME = 'vadra.theme';

/** A component in the page's own tree that follows the language and the session. */
export class Part extends LitElement {
  createRenderRoot() {
    this.replaceChildren();
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.again = () => this.requestUpdate();
    document.addEventListener('vadra:language', this.again);
    document.addEventListener('vadra:session', this.again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('vadra:language', this.again);
    document.removeEventListener('vadra:session', this.again);
  }
}

class Account extends Part {
  render() {
    if (!meKnown()) return html`<span></span>`;
    if (!me()) return html`<button class="plain" @click=${() => openJoin()}>${t('join.open')}</button>`;
    return html`<a href="/people/${me().handle}">${me().name}</a>
      <button class="plain" @click=${() => signOut().then(() => location.pathname.startsWith('/desk') && location.reload())}>${t('signout')}</button>`;
  }
}

class Choices extends Part {
  render() {
    const theme = document.documentElement.dataset.theme ?? 'system';
    return html`<select aria-label=${t('choices.language')} @change=${event => speak(event.target.value)}>
        ${Object.entries(LANGUAGES).map(([code, name]) => html`<option value=${code} ?selected=${code === lang()}>${name}</option>`)}
      </select>
      <select aria-label=${t('choices.theme')} @change=${event => wear(event.target.value)}>
        ${['system', 'light', 'dark'].map(name => html`<option value=${name} ?selected=${name === theme}>${t(`choices.${name}`)}</option>`)}
      </select>`;
  }
}

function wear(theme) {
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(THEME, theme);
  } else {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem(THEME);
  }
}

wear(localStorage.getItem(THEME));
customElements.define('vadra-account', Account);
customElements.define('vadra-choices', Choices);
keepTimesTrue();
learn().catch(() => {});
