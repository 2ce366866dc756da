// Reporting a direct message: who reports chooses the lines that the staff gets to see, and it sees no others.
import { LitElement, html, nothing, repeat } from '../lit.js';
import { lang, t } from '../i18n.js';
import { call } from '../api.js';
import { reason } from '../report.js';
import { relative } from '../time.js';

const NEAR = 20;
const MOST_BESIDE = 19;

class MessageReport extends LitElement {
  static properties = { rules: { state: true }, fault: { state: true }, busy: { state: true }, done: { state: true }, chosen: { state: true } };

  createRenderRoot() {
    return this;
  }

  constructor() {
    super();
    this.chosen = new Set();
  }

  async connectedCallback() {
    super.connectedCallback();
    const place = this.lines.indexOf(this.about);
    this.near = this.lines.slice(Math.max(0, place - NEAR), place + NEAR).filter(one => one !== this.about && !one.withdrawn);
    try {
      Object.assign(this, await call('GET', `/api/messages/${this.about.id}/rules?lang=${lang()}`));
    } catch (refused) {
      this.fault = reason(refused);
    }
    await this.updateComplete;
    this.querySelector('input, .primary')?.focus();
  }

  render() {
    if (this.done) {
      return html`<p role="status">${t(this.done.again ? 'voice.report.again' : 'voice.report.thanks')}</p><p>${t('voice.report.next')}</p>
        <p class="row"><button class="primary" @click=${() => this.closest('dialog').close()}>${t('close')}</button> <a href="/me#reports">${t('voice.report.follow')}</a></p>`;
    }
    return html`<form @submit=${event => this.#submit(event)}>
      <p>${t('talk.report.text')}</p>
      <blockquote class="line" lang=${this.about.text?.language ?? nothing}>${this.about.text?.source ?? t('talk.report.withdrawn')}</blockquote>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      ${this.rules ? html`<fieldset class="which"><legend>${t('voice.report.which')}</legend>
        ${repeat(this.rules, rule => rule.number, rule => html`<label><input type="radio" name="rule" value=${rule.number} required> <span>${rule.number}. ${rule.title}</span></label>`)}
        <p class="hint"><a href="/rules/${this.version}" target="_blank">${t('voice.report.whole')}</a></p></fieldset>
      ${this.near.length ? html`<fieldset class="which beside"><legend>${t('talk.report.beside')}</legend>
        ${repeat(this.near, one => one.id, one => html`<label><input type="checkbox" .checked=${this.chosen.has(one.id)}
            ?disabled=${this.chosen.size >= MOST_BESIDE && !this.chosen.has(one.id)} @change=${event => this.#choose(one.id, event.target.checked)}>
          <span lang=${one.text.language}><b>${one.author?.name ?? ''}</b> <span class="quiet">${relative(one.saidAt)}</span><br>${one.text.source}</span></label>`)}</fieldset>` : nothing}
      <div class="field"><label for="message-report-words">${t('voice.report.why')}</label>
        <textarea id="message-report-words" name="words" rows="3" minlength="3" maxlength="2000" required></textarea>
        <span class="hint">${t('talk.report.shown', { n: this.chosen.size + 1 })}</span></div>
      <div class="row"><button class="primary" ?disabled=${this.busy}>${t('voice.report.send')}</button>
        <button type="button" @click=${() => this.closest('dialog').close()}>${t('post.cancel')}</button></div>` : nothing}
    </form>`;
  }

  #choose(id, on) {
    const chosen = new Set(this.chosen);
    if (on) chosen.add(id);
    else chosen.delete(id);
    this.chosen = chosen;
  }

  async #submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.busy = true;
    this.fault = null;
    const version = id => this.lines.find(one => one.id === id).version;
    const body = {
      rule: Number(form.get('rule')), words: form.get('words').trim(), version: this.about.version,
      beside: [...this.chosen].map(message => ({ message, version: version(message) })),
    };
    try {
      this.done = await call('POST', `/api/messages/${this.about.id}/reports`, { body });
    } catch (refused) {
      this.fault = reason(refused);
    } finally {
      this.busy = false;
      await this.updateComplete;
      if (this.done) this.querySelector('.primary').focus();
    }
  }
}

/** Opens the dialog for a message, among the lines that are shown. */
export function openMessageReport(about, lines, name) {
  const dialog = document.createElement('dialog');
  dialog.className = 'report';
  dialog.setAttribute('aria-labelledby', 'message-report-title');
  const title = document.createElement('h2');
  title.id = 'message-report-title';
  title.textContent = t('talk.report.title', { name });
  const head = document.createElement('header');
  head.append(title);
  const form = document.createElement('vadra-message-report');
  Object.assign(form, { about, lines });
  dialog.append(head, form);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}

customElements.define('vadra-message-report', MessageReport);
