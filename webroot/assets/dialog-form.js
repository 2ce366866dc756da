// A form in a dialog of its own: it closes when what it asks for is done, and loses nothing where that is refused.
import { LitElement, html, nothing } from './lit.js';
import { t } from './i18n.js';
import { me } from './session.js';
import { openJoin } from './join.js';
import { reason } from './report.js';

class DialogForm extends LitElement {
  static properties = { fault: { state: true }, busy: { state: true } };

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.again = () => this.requestUpdate();
    document.addEventListener('vadra:language', this.again);
    this.late?.then(this.again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('vadra:language', this.again);
  }

  #send = async event => {
    event.preventDefault();
    const form = event.target;
    if (!me() && !(await openJoin())) return;
    this.busy = true;
    this.fault = null;
    try {
      await this.send(form.elements);
      this.closest('dialog')?.close();
    } catch (refused) {
      if (!refused.problem) throw refused;
      this.fault = reason(refused);
    } finally {
      this.busy = false;
    }
  };

  render() {
    return html`<form @submit=${this.#send}>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      ${this.fields(this)}
      <div class="row"><button class="primary" ?disabled=${this.busy}>${t(this.done)}</button>
        <button type="button" @click=${() => this.closest('dialog').close()}>${t('post.cancel')}</button></div></form>`;
  }
}

customElements.define('vadra-dialog-form', DialogForm);

/**
 * Opens one, at once: whoever types already loses no letter.
 *
 * @param fields what it asks, as a template; @param send gets the form's elements, and does it; @param done the key of its button
 * @param late a promise of what some of the fields are about; they are drawn again when it is kept
 */
export function openForm(title, { fields, send, done, late }) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'form-title');
  const head = document.createElement('header');
  const heading = document.createElement('h2');
  heading.id = 'form-title';
  heading.textContent = t(title);
  head.append(heading);
  const form = Object.assign(document.createElement('vadra-dialog-form'), { fields, send, done, late });
  dialog.append(head, form);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  form.updateComplete.then(() => form.querySelector('input, textarea, select')?.focus());
}
