// Tells a member of house rules that they have not accepted yet. Nothing is closed to them meanwhile.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { absolute } from './time.js';
import { learn, rulesDue } from './session.js';
import { Part } from './page.js';

const LATER = 'vadra.rules.later';

class RulesDue extends Part {
  render() {
    const due = rulesDue();
    if (!due || sessionStorage.getItem(LATER) === String(due.version)) return nothing;
    return html`<aside class="due" aria-label=${t('rules.due.label')}>
      <p>${t(Date.parse(due.validFrom) > Date.now() ? 'rules.due.coming' : 'rules.due.now', { v: due.version, from: absolute(due.validFrom) })}
        <a href="/rules/${due.version}">${t('rules.see')}</a></p>
      <button @click=${() => this.#accept(due.version)}>${t('rules.accept')}</button>
      <button class="plain" @click=${() => this.#later(due.version)}>${t('rules.later')}</button></aside>`;
  }

  async #accept(version) {
    await call('PUT', '/api/me/rules', { body: { version } });
    await learn();
  }

  #later(version) {
    sessionStorage.setItem(LATER, version);
    this.requestUpdate();
  }
}

customElements.define('vadra-rules-due', RulesDue);
