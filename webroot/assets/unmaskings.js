// On one's own page: when staff asked who one is behind a number, and why.
import { html, nothing, repeat } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { Part } from './page.js';
import { absolute, relative } from './time.js';

class Unmaskings extends Part {
  static properties = { all: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    call('GET', '/api/me/unmaskings').then(answer => (this.all = answer.unmaskings), () => {});
  }

  render() {
    if (!this.all) return nothing;
    return html`<h2>${t('unmaskings.title')}</h2><p class="quiet">${t('unmaskings.text')}</p>
      ${this.all.length ? nothing : html`<p>${t('unmaskings.none')}</p>`}
      <ol class="said">${repeat(this.all, one => one.at, one => html`<li>
        <p class="where"><time datetime=${one.at} title=${absolute(one.at)} .textContent=${relative(one.at)}></time> ${t('unmaskings.who', { name: one.by.name, claim: one.claim })}</p>
        <p>${one.reason}</p></li>`)}</ol>`;
  }
}

customElements.define('vadra-unmaskings', Unmaskings);
