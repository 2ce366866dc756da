// The short page after somebody came from the issuer for the first time: name, handle, house rules.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { forgetInvitation, invitation } from './entrances.js';
import { Part } from './page.js';

class JoinOutside extends Part {
  static properties = { known: { state: true }, fault: { state: true }, busy: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    call('GET', '/api/members/outside').then(known => (this.known = known), () => (this.known = null));
  }

  render() {
    if (this.known === undefined) return html`<p class="quiet" role="status">…</p>`;
    if (this.known === null) return html`<p class="fault" role="alert">${t('outside.over')}</p><p><a class="button" href="/join">${t('join.title')}</a></p>`;
    return html`<p class="lead">${t('outside.lead', { name: this.known.by })}</p><form @submit=${this.#submit} novalidate>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      <div class="field"><label for="outside-name">${t('join.name')}</label>
        <input id="outside-name" name="name" autocomplete="name" maxlength="60" required .defaultValue=${this.known.name} aria-describedby="outside-name-hint">
        <span class="hint" id="outside-name-hint">${t('join.name.hint')}</span></div>
      <div class="field"><label for="outside-handle">${t('join.handle')}</label>
        <input id="outside-handle" name="handle" autocomplete="off" autocapitalize="none" minlength="2" maxlength="30" aria-describedby="outside-handle-hint">
        <span class="hint" id="outside-handle-hint">${t('outside.handle.hint')}</span></div>
      <div class="check"><input id="outside-rules" name="rules" type="checkbox" required>
        <label for="outside-rules">${t('join.rules')} <a href="/rules" target="_blank">${t('join.rules.link')}</a></label></div>
      <div class="row"><button class="primary" ?disabled=${this.busy}>${t('join.submit')}</button></div></form>`;
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
    this.busy = true;
    this.fault = null;
    try {
      const handle = form.handle.value.trim().replace(/^@/, '');
      const body = { name: form.name.value, acceptedRules: (await call('GET', '/api/rules')).version };
      if (handle) body.handle = handle;
      if (invitation()) body.invitation = invitation();
      await call('POST', '/api/members/outside', { body });
      forgetInvitation();
      location.assign('/');
    } catch (refused) {
      this.fault = refused.problem?.status === 0 ? t('problem.unavailable.text') : refused.message;
      this.busy = false;
    }
  }
}

customElements.define('vadra-join-outside', JoinOutside);
