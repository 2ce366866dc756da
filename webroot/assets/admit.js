// Where the company's own people admit something, or say more about it. What is sent stays.
import { html, nothing } from './lit.js';
import { lang, t } from './i18n.js';
import { call } from './api.js';
import { Part } from './page.js';

class Admit extends Part {
  static properties = { fault: { state: true }, busy: { state: true } };

  render() {
    const { admission, kind } = this.dataset;
    const kinds = !admission ? ['wrong', 'unknown'] : kind === 'unknown' ? ['unknown', 'known'] : [kind];
    return html`<form @submit=${this.#submit}>
      <h2 class="over">${t(admission ? 'admissions.more' : 'admissions.write')}</h2>
      <p class="hint">${t('admissions.stays')}</p>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      <div class="field"><label for="admit-kind">${t('admissions.kind')}</label>
        <select id="admit-kind" name="kind">${kinds.map(one => html`<option value=${one}>${t(`admissions.${one}`)}</option>`)}</select></div>
      <div class="field"><label for="admit-title">${t('admissions.heading')}</label>
        <input id="admit-title" name="heading" minlength="3" maxlength="120" required></div>
      <div class="field"><label for="admit-text">${t('admissions.text')}</label>
        <textarea id="admit-text" name="text" rows="6" maxlength="4000" required></textarea></div>
      <button class="primary" ?disabled=${this.busy}>${t('admissions.publish')}</button>
    </form>`;
  }

  async #submit(event) {
    event.preventDefault();
    const { kind, heading, text } = event.target;
    const { admission } = this.dataset;
    const path = admission ? `/api/admissions/${admission}/versions` : '/api/admissions';
    this.busy = true;
    try {
      const written = await call('POST', path, { body: { kind: kind.value, title: heading.value, text: text.value, language: lang() } });
      location.assign(`/openness/admissions/${written.id}`);
    } catch (refused) {
      this.fault = refused.message;
      this.busy = false;
    }
  }
}

customElements.define('vadra-admit', Admit);
