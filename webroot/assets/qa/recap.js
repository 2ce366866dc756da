// The recap becomes a draft of an article, which its author may do anything with.
import { html, nothing } from '../lit.js';
import { lang, t } from '../i18n.js';
import { call } from '../api.js';
import { Part } from '../page.js';
import { reason } from '../report.js';

class RecapDraft extends Part {
  static properties = { fault: { state: true }, busy: { state: true } };

  async #make() {
    this.busy = true;
    try {
      const words = await fetch(`/qa/${this.dataset.slug}/recap.md`);
      const draft = await call('POST', '/api/me/drafts', { body: { title: this.dataset.title, text: await words.text(), language: lang() } });
      location.href = `/write#${draft.id}`;
    } catch (refused) {
      this.fault = refused.problem ? reason(refused) : t('problem.unavailable.text');
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`<button ?disabled=${this.busy} @click=${() => this.#make()}>${t('recap.draft')}</button>
      ${this.fault ? html`<span class="fault" role="alert">${this.fault}</span>` : nothing}`;
  }
}

customElements.define('vadra-recap-draft', RecapDraft);
