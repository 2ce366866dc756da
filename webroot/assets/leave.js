// Where members leave, or stay after all. Nothing happens at once, and until it does there is one button back.
import { html, nothing } from './lit.js';
import { lang, t } from './i18n.js';
import { call } from './api.js';
import { Part } from './page.js';
import { absolute } from './time.js';

const KINDS = ['erase', 'anonymise'];

class Leaving extends Part {
  static properties = { held: { state: true }, wish: { state: true }, fault: { state: true }, busy: { state: true }, told: { state: true } };

  connectedCallback() {
    this.wish = JSON.parse(this.dataset.leaving).leaving;
    super.connectedCallback();
    call('GET', '/api/me/security').then(held => (this.held = held), () => (this.held = { password: true, app: false, passkeys: [] }));
  }

  /** Whether a code will do: of the app, or for who has no password, a recovery code as well. */
  #byCode() {
    return this.held.app || (!this.held.password && this.held.passkeys.length > 0);
  }

  async #do(act, then) {
    this.busy = true;
    this.fault = null;
    try {
      this.wish = (await act())?.leaving ?? null;
      this.told = t(then);
      await this.updateComplete;
      this.querySelector('h2')?.focus();
    } catch ({ problem }) {
      this.fault = problem.status === 0 ? t('problem.unavailable.text') : problem.status === 403 ? t(this.held?.password ? 'leave.password.wrong' : this.#byCode() ? 'security.wrong' : 'security.once.anew') : problem.detail ?? problem.title;
      await this.updateComplete;
      this.querySelector('[name=password], [name=code]')?.focus();
    }
    this.busy = false;
  }

  #leave(event) {
    event.preventDefault();
    const { kind, password, code } = event.target.elements;
    const shown = password?.value ? { password: password.value } : code ? { code: code.value.trim() } : {};
    this.#do(() => call('PUT', '/api/me/leaving', { body: { kind: kind.value, ...shown, language: lang() } }), 'leave.asked');
  }

  render() {
    return html`<p class="hidden-visually" role="status">${this.told ?? ''}</p>${this.wish ? this.#asked() : this.held ? this.#form() : nothing}`;
  }

  #asked() {
    return html`<section class="cooling"><h2 tabindex="-1">${t('leave.on', { time: absolute(this.wish.dueAt) })}</h2>
      <p>${t(`leave.${this.wish.kind}.hint`)}</p><p>${t('leave.until')}</p>
      ${this.#fault()}
      <p><button class="primary" ?disabled=${this.busy} @click=${() => this.#do(() => call('DELETE', '/api/me/leaving'), 'leave.stayed')}>${t('leave.stay')}</button></p></section>`;
  }

  #form() {
    return html`<form class="stacked" @submit=${event => this.#leave(event)}><h2 class="over" tabindex="-1">${t('leave.how')}</h2>
      <fieldset><legend class="hidden-visually">${t('leave.how')}</legend>
        ${KINDS.map((kind, place) => html`<label class="way"><input type="radio" name="kind" value=${kind} ?checked=${place === 0} aria-describedby=${`leave-${kind}`}>
          <span><strong>${t(`leave.${kind}`)}</strong> <span class="quiet" id=${`leave-${kind}`}>${t(`leave.${kind}.hint`)}</span></span></label>`)}</fieldset>
      ${this.held.password ? html`<div class="field"><label for="leave-password">${t('leave.password')}</label><input id="leave-password" type="password" name="password" ?required=${!this.#byCode()} maxlength="200" autocomplete="current-password"
        aria-invalid=${this.fault ? 'true' : nothing} aria-describedby="leave-fault"></div>` : nothing}
      ${this.#byCode() ? html`<div class="field"><label for="leave-code">${t(this.held.password ? 'security.once.code' : 'security.once.only')}</label><input id="leave-code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" minlength="6" maxlength="40" ?required=${!this.held.password}
        aria-invalid=${this.fault ? 'true' : nothing} aria-describedby="leave-fault"></div>` : nothing}
      ${this.held.password || this.#byCode() ? nothing : html`<p>${t('security.once.came')}</p>`}
      ${this.#fault()}
      <p class="row"><button class="primary" ?disabled=${this.busy}>${t('leave.leave')}</button></p></form>`;
  }

  #fault() {
    return html`<p class="fault" id="leave-fault" role="alert" ?hidden=${!this.fault}>${this.fault ?? ''}</p>`;
  }
}

customElements.define('vadra-leaving', Leaving);
