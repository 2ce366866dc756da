// What every page has: who is signed in, language and appearance, times that stay true.
import { LitElement, html, nothing } from './lit.js';
import { keep } from './choices.js';
import { LANGUAGES, lang, speak, t } from './i18n.js';
import { keepTimesTrue } from './time.js';
import { learn, me, meKnown, signOut } from './session.js';
import { openJoin } from './join.js';
import { somethingIsWritten } from './written.js';

/** A component in the page's own tree that follows the language, the session, and what is folded. */
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
    document.addEventListener('vadra:folds', this.again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('vadra:language', this.again);
    document.removeEventListener('vadra:session', this.again);
    document.removeEventListener('vadra:folds', this.again);
  }
}

class Account extends Part {
  render() {
    if (!meKnown()) return nothing;
    if (!me()) return html`<button class="button" @click=${() => openJoin()}>${t('join.open')}</button>`;
    return html`<a class="me" href="/people/${me().handle}">${me().name}</a>
      <button class="plain" @click=${() => this.#leave()}>${t('signout')}</button>`;
  }

  async #leave() {
    const { sure } = await import('./dialogs.js');
    if (!somethingIsWritten() || (await sure(t('signout.title'), t('signout.text'), t('signout')))) await signOut();
  }
}

/** Language and appearance, behind one small button. */
class Choices extends Part {
  render() {
    const theme = document.documentElement.dataset.theme ?? 'system';
    return html`<button class="plain" popovertarget="choices" aria-label=${t('choices.open')} title=${t('choices.open')}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="8.5"></circle><path d="M12 3.5a8.5 8.5 0 0 1 0 17z"></path></svg>
        <span>${lang().toUpperCase()}</span></button>
      <div id="choices" popover>
        ${group('language', t('choices.language'), Object.entries(LANGUAGES), lang(), speak)}
        ${group('theme', t('choices.theme'), ['system', 'light', 'dark'].map(name => [name, t(`choices.${name}`)]), theme, wear)}
      </div>`;
  }
}

const group = (name, label, options, chosen, choose) => html`<fieldset><legend>${label}</legend>
  ${options.map(([value, text]) => html`<label><input type="radio" name=${name} value=${value} .checked=${value === chosen}
    @change=${() => choose(value)}> <span lang=${name === 'language' ? value : nothing}>${text}</span></label>`)}</fieldset>`;

function wear(theme) {
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
    keep('theme', theme);
  } else {
    delete document.documentElement.dataset.theme;
    keep('theme', null);
  }
}

/** Says that something was done, for a moment, to eyes and ears. */
export function toast(text) {
  const place = document.createElement('p');
  place.className = 'toast';
  place.setAttribute('role', 'status');
  document.body.append(place);
  requestAnimationFrame(() => (place.textContent = text));
  setTimeout(() => place.remove(), 3_000);
}

// Small screens have the product card folded; the choice is the reader's from there on.
if (matchMedia('(max-width: 46rem)').matches) document.querySelector('details.product')?.removeAttribute('open');
customElements.define('vadra-account', Account);
customElements.define('vadra-choices', Choices);
keepTimesTrue();
learn().catch(() => {});
