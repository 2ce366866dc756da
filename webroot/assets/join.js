// Joining and signing in: one form, in a dialog or on its own page.
import { LitElement, html, nothing } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { entrances, forgetInvitation, goOutside, halfFromOutside, invitation, invited, wayBack } from './entrances.js';
import { join, signIn } from './session.js';
import { codeField, passkeyButton, signInWithCode, signInWithPasskey } from './security/steps.js';
import { passwordFault } from './security/faults.js';

class Join extends LitElement {
  static properties = {
    joined: { state: true }, half: { state: true }, fault: { state: true }, busy: { state: true }, ways: { state: true }, invited: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.half = halfFromOutside();
    this.joined = this.half !== null || 'signIn' in this.dataset;
    entrances().then(ways => (this.ways = ways));
    invited().then(link => (this.invited = link));
    document.addEventListener('vadra:language', () => this.requestUpdate());
  }

  render() {
    return html`<form @submit=${this.#submit} novalidate>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      ${this.half ? codeField(this.half) : html`${this.#outside()}${this.joined ? this.#known() : this.#welcome() ?? this.#newcomer()}`}
      <div class="row">
        ${this.joined || !this.#shut() ? html`<button class="primary" ?disabled=${this.busy}>${t(this.joined ? 'signin.submit' : 'join.submit')}</button>` : nothing}
        ${this.joined ? passkeyButton(this.busy, () => this.#passkey()) : nothing}
        <button class="plain" type="button" @click=${this.#turn}>${t(this.joined ? 'join.new' : 'join.have')}</button>
      </div>
    </form>`;
  }

  /** Whether nobody joins here as they came. */
  #shut() {
    return this.invited === false || (this.ways?.joinBy === 'invitation' && !this.invited);
  }

  /** What stands where the form would be, where that is of no use. */
  #welcome() {
    return this.#shut() ? html`<p>${t(this.invited === false ? 'join.invitation.shut' : 'join.invitation.needed')}</p>` : null;
  }

  #outside() {
    if (!this.ways?.outside) return nothing;
    return html`<p class="row"><button type="button" @click=${() => goOutside().catch(refused => (this.fault = this.#reason(refused)))}>${t('outside.go', { name: this.ways.outside })}</button></p>
      <p class="quiet">${t('outside.or')}</p>`;
  }

  #newcomer() {
    return html`${this.invited ? html`<p>${t('join.invited')}</p>` : nothing}
      <div class="field"><label for="join-name">${t('join.name')}</label>
        <input id="join-name" name="name" autocomplete="name" maxlength="60" required aria-describedby="join-name-hint">
        <span class="hint" id="join-name-hint">${t('join.name.hint')}</span></div>
      <div class="field"><label for="join-password">${t('join.password')}</label>
        <input id="join-password" name="password" type="password" autocomplete="new-password" minlength="8" maxlength="200" required aria-describedby="join-password-hint">
        <span class="hint" id="join-password-hint">${t('join.password.hint')}</span></div>
      <div class="check"><input id="join-rules" name="rules" type="checkbox" required>
        <label for="join-rules">${t('join.rules')} <a href="/rules" target="_blank">${t('join.rules.link')}</a></label></div>`;
  }

  #known() {
    return html`
      <div class="field"><label for="join-handle">${t('join.handle')}</label>
        <input id="join-handle" name="handle" autocomplete="username" autocapitalize="none" maxlength="30" required></div>
      <div class="field"><label for="join-password">${t('join.password')}</label>
        <input id="join-password" name="password" type="password" autocomplete="current-password" maxlength="200" required></div>`;
  }

  #turn() {
    this.joined = !this.joined;
    this.half = null;
    this.fault = null;
    this.updateComplete.then(() => this.querySelector('input').focus());
  }

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    const wrong = [...form.elements].find(field => !field.checkValidity());
    if (wrong) {
      this.fault = `${form.querySelector(`label[for="${wrong.id}"]`).textContent.trim()}: ${wrong.validationMessage}`;
      wrong.focus();
      return;
    }
    await this.#enter(async () => {
      if (this.half) return signInWithCode(form.code.value.trim());
      if (!this.joined) return join(form.name.value, form.password.value, (await call('GET', '/api/rules')).version, invitation());
      const member = await signIn(form.handle.value.trim().replace(/^@/, ''), form.password.value);
      if (!member.half) return member;
      this.half = member.half;
      this.updateComplete.then(() => this.querySelector('#join-code').focus());
      return null;
    });
  }

  #passkey() {
    return this.#enter(signInWithPasskey);
  }

  async #enter(how) {
    this.busy = true;
    this.fault = null;
    try {
      const member = await how();
      if (!member) return;
      forgetInvitation();
      this.dispatchEvent(new CustomEvent('vadra:welcome', { detail: member, bubbles: true }));
      if ('inline' in this.dataset) location.assign(location.pathname === '/join' ? wayBack() : location.href);
    } catch (refused) {
      if (!refused.problem) throw refused;
      this.fault = this.#reason(refused);
    } finally {
      this.busy = false;
    }
  }

  #reason({ problem, message }) {
    if (problem.status === 0 || problem.status === 503) return t('problem.unavailable.text');
    if (this.half && problem.status === 403) return t('signin.code.wrong');
    return passwordFault(problem) ?? message;
  }
}

customElements.define('vadra-join', Join);

/** Opens the dialog; resolves to the member, or null when it was closed. Focus returns to where it was. */
export function openJoin() {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'join-title');
  const form = document.createElement('vadra-join');
  const title = document.createElement('h2');
  title.id = 'join-title';
  title.textContent = t('join.title');
  const close = document.createElement('button');
  close.className = 'plain';
  close.type = 'button';
  close.textContent = t('close');
  close.onclick = () => dialog.close();
  const head = document.createElement('header');
  head.append(title, close);
  dialog.append(head, form);
  document.body.append(dialog);
  return new Promise(resolve => {
    let member = null;
    dialog.addEventListener('vadra:welcome', event => {
      member = event.detail;
      dialog.close();
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(member);
    });
    dialog.showModal();
    form.updateComplete.then(() => form.querySelector('input').focus());
  });
}
