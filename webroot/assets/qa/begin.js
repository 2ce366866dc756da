// Opening a sitting: the button, a template, and it runs. Everything else can be said, and need not be.
import { LitElement, html, nothing } from '../lit.js';
import { lang, t } from '../i18n.js';
import { call } from '../api.js';
import { me } from '../session.js';
import { openJoin } from '../join.js';
import { Part } from '../page.js';
import { fromWall, toWall } from '../time.js';
import { reason } from '../report.js';

const TEMPLATES = { product: 60, blogger: 45, briefing: 30 };
const MINUTE = 60_000;
const PLANNED_MINUTES = 60;

class BeginForm extends LitElement {
  static properties = { template: { state: true }, later: { state: true }, fault: { state: true }, busy: { state: true }, owing: { state: true } };

  constructor() {
    super();
    this.template = 'product';
    this.later = false;
    this.owing = [];
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    call('GET', '/api/qa?owing=true').then(({ past }) => (this.owing = past), () => {});
  }

  async #open(event) {
    event.preventDefault();
    if (!me() && !(await openJoin())) return;
    this.busy = true;
    const { elements } = event.target;
    const starts = this.later ? Date.parse(fromWall(elements.starts.value)) : Date.now();
    const value = name => elements[name]?.value.trim() || undefined;
    const body = {
      template: this.template, language: lang(), title: value('title') ?? t(`qa.template.${this.template}.title`),
      greeting: value('greeting') ?? t(`qa.template.${this.template}.greeting`),
      startsAt: new Date(starts).toISOString(), endsAt: new Date(starts + Number(elements.minutes.value) * MINUTE).toISOString(),
      ...(this.dataset.under ? { under: this.dataset.under } : {}), ...(value('earlier') ? { earlier: value('earlier') } : {}),
      hosts: (value('hosts') ?? '').split(/[\s,]+/).map(handle => handle.replace(/^@/, '')).filter(Boolean),
    };
    try {
      const { slug } = await call('POST', '/api/qa', { body });
      location.href = `/qa/${slug}`;
    } catch (refused) {
      this.fault = reason(refused);
      this.busy = false;
    }
  }

  render() {
    const title = t(`qa.template.${this.template}.title`);
    return html`<form @submit=${event => this.#open(event)}>
      <fieldset class="templates"><legend>${t('qa.begin.from')}</legend>${Object.keys(TEMPLATES).map(name => html`
        <label class="template"><input type="radio" name="template" value=${name} .checked=${this.template === name} @change=${() => (this.template = name)}>
          <span><b>${t(`qa.template.${name}`)}</b> <span class="quiet">${t('qa.minutes', { n: TEMPLATES[name] })}</span><br><span class="quiet">${t(`qa.template.${name}.greeting`)}</span></span></label>`)}</fieldset>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      <details class="more"><summary>${t('qa.begin.more')}</summary>
        <div class="field"><label for="qa-title">${t('qa.begin.title')}</label><input id="qa-title" name="title" maxlength="80" placeholder=${title}></div>
        <div class="field"><label for="qa-greeting">${t('qa.begin.greeting')}</label><textarea id="qa-greeting" name="greeting" rows="2" maxlength="300" placeholder=${t(`qa.template.${this.template}.greeting`)}></textarea></div>
        <div class="field"><label for="qa-minutes">${t('qa.begin.minutes')}</label><input id="qa-minutes" name="minutes" type="number" min="5" max="720" required .value=${String(TEMPLATES[this.template])}></div>
        <div class="field"><label for="qa-hosts">${t('qa.begin.hosts')}</label><input id="qa-hosts" name="hosts" placeholder="@bo @mia"></div>
        ${this.owing.length ? html`<div class="field"><label for="qa-earlier">${t('qa.begin.earlier')}</label><select id="qa-earlier" name="earlier"><option value="">${t('qa.begin.earlier.none')}</option>
          ${this.owing.map(one => html`<option value=${one.slug}>${one.title}</option>`)}</select></div>` : nothing}
        <div class="check"><input id="qa-later" type="checkbox" .checked=${this.later} @change=${event => (this.later = event.target.checked)}><label for="qa-later">${t('qa.begin.later')}</label></div>
        ${this.later ? html`<div class="field"><label for="qa-starts">${t('qa.begin.starts')}</label><input id="qa-starts" name="starts" type="datetime-local" required .value=${toWall(new Date(Date.now() + PLANNED_MINUTES * MINUTE).toISOString())}></div>` : nothing}
      </details>
      <div class="row"><button class="primary" ?disabled=${this.busy}>${t(this.later ? 'qa.begin.announce' : 'qa.begin.now')}</button>
        <button type="button" @click=${() => this.closest('dialog').close()}>${t('post.cancel')}</button></div></form>`;
  }
}

/** Opens the dialog. @param under the slug of the article or the room that the sitting stands under, if any */
export function openBegin(under) {
  const dialog = document.createElement('dialog');
  dialog.className = 'begin';
  dialog.setAttribute('aria-labelledby', 'begin-title');
  const title = document.createElement('h2');
  title.id = 'begin-title';
  title.textContent = t('qa.begin');
  const head = document.createElement('header');
  head.append(title);
  const form = document.createElement('vadra-begin-form');
  if (under) form.dataset.under = under;
  dialog.append(head, form);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}

class Begin extends Part {
  render() {
    return html`<button class=${this.dataset.under ? 'plain' : 'primary'} @click=${() => openBegin(this.dataset.under)}>${t('qa.begin')}</button>`;
  }
}

customElements.define('vadra-begin-form', BeginForm);
customElements.define('vadra-begin', Begin);
