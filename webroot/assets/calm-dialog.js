// How the staff and who started a room calm it: slower, or held for a while; for everybody alike, and with a reason.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { mayCalm, PATHS } from './calm.js';
import { Part } from './page.js';

/** The fields of each, with what they begin with. */
const FIELDS = { slow: ['seconds', 'minutes', 'why'], hold: ['minutes', 'why'] };
const BEGIN = { seconds: 30, minutes: 15, why: '' };
const BOUNDS = { seconds: [5, 600], minutes: [1, 60], why: [10, 500] };

class CalmForm extends Part {
  static properties = { what: { state: true }, faults: { state: true }, fault: { state: true }, busy: { state: true }, now: { state: true } };

  constructor() {
    super();
    this.what = 'slow';
    this.faults = {};
    this.values = { ...BEGIN };
    this.now = {};
  }

  async connectedCallback() {
    super.connectedCallback();
    const { slow, hold } = await call('GET', `/api/rooms/${this.dataset.room}`).catch(() => ({}));
    this.now = { slow, hold };
    if (slow && !hold) this.what = 'hold';
  }

  render() {
    return html`<form novalidate @submit=${this.#submit}>
      <p>${t('calm.lead')}</p>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      <fieldset class="which"><legend>${t('calm.which')}</legend>${Object.keys(FIELDS).map(what => html`<label class="choice">
        <input type="radio" name="what" value=${what} aria-describedby="calm-${what}" .checked=${this.what === what} ?disabled=${!!this.now[what]} @change=${() => (this.what = what)}>
        <span>${t(`calm.choose.${what}`)} <span class="hint" id="calm-${what}">${t(this.now[what] ? 'calm.already' : `calm.means.${what}`)}</span></span></label>`)}</fieldset>
      ${FIELDS[this.what].map(name => this.#field(name))}
      <div class="row"><button class="primary" ?disabled=${this.busy || !!this.now[this.what]}>${t(`calm.do.${this.what}`)}</button>
        <button type="button" @click=${this.#close}>${t('post.cancel')}</button></div>
    </form>`;
  }

  #field(name) {
    const [least, most] = BOUNDS[name];
    const wrong = this.faults[name];
    const keep = event => (this.values[name] = event.target.value);
    return html`<div class="field"><label for="calm-${name}">${t(`calm.field.${name}`)}</label>
      ${name === 'why'
        ? html`<textarea id="calm-why" name="why" rows="2" required minlength=${least} maxlength=${most} aria-invalid=${wrong ? 'true' : nothing} aria-describedby="calm-why-hint" @input=${keep}></textarea>`
        : html`<input id="calm-${name}" name=${name} type="number" inputmode="numeric" required min=${least} max=${most} step="1" aria-invalid=${wrong ? 'true' : nothing}
            aria-describedby="calm-${name}-hint" .value=${String(this.values[name])} @input=${keep}>`}
      <span class=${wrong ? 'fault' : 'hint'} id="calm-${name}-hint">${wrong ?? t(`calm.bounds.${name}`)}</span></div>`;
  }

  /** What is wrong with a field, in the reader's language; the server has the last word. */
  #check(form) {
    this.faults = Object.fromEntries(FIELDS[this.what].filter(name => {
      const field = form.elements[name];
      return !field.checkValidity() || (name === 'why' && field.value.trim().length < BOUNDS.why[0]);
    }).map(name => [name, t(`calm.bounds.${name}`)]));
    return Object.keys(this.faults)[0];
  }

  #submit = async event => {
    event.preventDefault();
    const form = event.target;
    const wrong = this.#check(form);
    if (wrong) {
      await this.updateComplete;
      form.elements[wrong].focus();
      return;
    }
    this.busy = true;
    this.fault = null;
    const body = Object.fromEntries(FIELDS[this.what].map(name => [name, name === 'why' ? form.why.value.trim() : Number(form.elements[name].value)]));
    try {
      await call('PUT', `/api/rooms/${this.dataset.room}/${PATHS[this.what]}`, { body });
      this.#close();
    } catch (refused) {
      await this.#refused(refused, form);
    } finally {
      this.busy = false;
    }
  };

  async #refused({ problem, message }, form) {
    if (form.elements[problem.field]) this.faults = { [problem.field]: t(`calm.bounds.${problem.field}`) };
    else this.fault = problem.status === 0 ? t('problem.unavailable.text') : problem.status === 409 ? t(`calm.notNow.${this.what}`) : message;
    await this.updateComplete;
    form.elements[problem.field]?.focus();
  }

  #close = () => this.closest('dialog').close();
}

function open(room) {
  const dialog = document.createElement('dialog');
  dialog.className = 'report calming';
  dialog.setAttribute('aria-labelledby', 'calm-title');
  const title = document.createElement('h2');
  title.id = 'calm-title';
  title.textContent = t('calm.open');
  const form = document.createElement('vadra-calm-form');
  form.dataset.room = room;
  const head = document.createElement('header');
  head.append(title);
  dialog.append(head, form);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}

/** The way to it, for those who may. */
class CalmButton extends Part {
  render() {
    const { room, starter } = this.dataset;
    return mayCalm(starter) ? html`<button class="plain" aria-haspopup="dialog" @click=${() => open(room)}>${t('calm.open')}</button>` : nothing;
  }
}

customElements.define('vadra-calm-form', CalmForm);
customElements.define('vadra-calm', CalmButton);
