// Reporting what breaks a house rule: which one, and why, in a dialog that loses nothing of what was written.
import { LitElement, html, nothing, repeat } from './lit.js';
import { lang, t } from './i18n.js';
import { call } from './api.js';
import { me } from './session.js';
import { openJoin } from './join.js';
import { Part } from './page.js';
import { store } from './store.js';
import { absolute } from './time.js';

class ReportForm extends LitElement {
  static properties = { rules: { state: true }, fault: { state: true }, busy: { state: true }, done: { state: true } };

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    const { kind, object } = this.dataset;
    this.stored = `vadra.report.${kind}.${object}`;
    this.draft = JSON.parse(store.getItem(this.stored) ?? '{}');
    this.again = () => this.load();
    document.addEventListener('vadra:language', this.again);
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('vadra:language', this.again);
  }

  async load() {
    const { kind, object } = this.dataset;
    try {
      const answer = await call('GET', `/api/reports/rules?kind=${kind}&object=${object}&lang=${lang()}`);
      this.version = answer.version;
      this.rules = answer.rules;
      this.fault = null;
    } catch (refused) {
      this.fault = reason(refused);
    }
    await this.updateComplete;
    if (!this.contains(document.activeElement)) this.querySelector('input, .primary')?.focus();
  }

  #keep(part) {
    Object.assign(this.draft, part);
    store.setItem(this.stored, JSON.stringify(this.draft));
  }

  render() {
    if (this.done) return this.#thanks();
    if (!me()) return this.#guest();
    return html`<form @submit=${this.#submit}>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      ${this.rules ? html`<fieldset class="which"><legend>${t('voice.report.which')}</legend>
        ${repeat(this.rules, rule => rule.number, rule => html`<label><input type="radio" name="rule" value=${rule.number} required
          .checked=${this.draft.rule === rule.number} @change=${() => this.#keep({ rule: rule.number })}> <span>${rule.number}. ${rule.title}</span></label>`)}
        <p class="hint"><a href="/rules/${this.version}" target="_blank">${t('voice.report.whole')}</a></p></fieldset>
      <div class="field"><label for="report-words">${t('voice.report.why')}</label>
        <textarea id="report-words" name="words" rows="3" minlength="3" maxlength="2000" required .value=${this.draft.words ?? ''}
          aria-describedby="report-next" @input=${event => this.#keep({ words: event.target.value })}></textarea>
        <span class="hint" id="report-next">${t('voice.report.next')}</span></div>
      <div class="row"><button class="primary" ?disabled=${this.busy}>${t('voice.report.send')}</button>
        <button type="button" @click=${this.#close}>${t('post.cancel')}</button></div>` : nothing}
    </form>`;
  }

  #guest() {
    return html`<p>${t('voice.report.guest')}</p>
      <p class="row"><button class="primary" @click=${this.#join}>${t('join.open')}</button></p>
      <p>${t('voice.report.law')} <a href="/notice">${t('voice.report.notice')}</a></p>`;
  }

  #thanks() {
    return html`<p role="status">${t(this.done.again ? 'voice.report.again' : 'voice.report.thanks')}</p>
      <p>${t('voice.report.next')}</p>
      <p class="row"><button class="primary" @click=${this.#close}>${t('close')}</button> <a href="/me#reports">${t('voice.report.follow')}</a></p>`;
  }

  #close = () => this.closest('dialog').close();

  #join = async () => {
    await openJoin();
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('input, .primary')?.focus();
  };

  #submit = async event => {
    event.preventDefault();
    this.busy = true;
    this.fault = null;
    const { kind, object } = this.dataset;
    try {
      this.done = await call('POST', '/api/reports', { body: { kind, object, rule: this.draft.rule, words: this.draft.words.trim() } });
      store.removeItem(this.stored);
    } catch (refused) {
      this.fault = reason(refused);
    } finally {
      this.busy = false;
      await this.updateComplete;
      if (this.done) this.querySelector('.primary').focus();
    }
  };
}

export function reason({ problem, message }) {
  if (problem.status === 0 || problem.status === 503) return t('problem.unavailable.text');
  return problem.status === 429 && problem.retryAfterMs > 60_000
    ? t('voice.report.tooMany', { time: absolute(new Date(Date.now() + problem.retryAfterMs).toISOString()) }) : message;
}

/** Opens the dialog for a thing: a post by its id, a room by its slug, a profile by its handle. */
export function openReport(kind, object) {
  const dialog = document.createElement('dialog');
  dialog.className = 'report';
  dialog.setAttribute('aria-labelledby', 'report-title');
  const title = document.createElement('h2');
  title.id = 'report-title';
  title.textContent = t(`voice.report.title.${kind}`);
  const form = document.createElement('vadra-report-form');
  Object.assign(form.dataset, { kind, object });
  const head = document.createElement('header');
  head.append(title);
  dialog.append(head, form);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}

/** The quiet way to it, from a room and from a profile. */
class Report extends Part {
  render() {
    const { kind, object } = this.dataset;
    return html`<button class="plain" @click=${() => openReport(kind, object)}>${t(`voice.report.${kind}`)}</button>`;
  }
}

customElements.define('vadra-report-form', ReportForm);
customElements.define('vadra-report', Report);
