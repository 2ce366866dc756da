// On somebody's page: what the reader and they have in common, where both want to find people who are like them.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { me } from './session.js';
import { Part } from './page.js';
import { reasons } from './reasons.js';

class Common extends Part {
  static properties = { all: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.load = () => {
      const { handle } = this.dataset;
      if (!me() || me().handle === handle) this.all = [];
      else call('GET', `/api/people/${handle}/common`).then(answer => (this.all = answer.reasons), () => {});
    };
    document.addEventListener('vadra:session', this.load);
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('vadra:session', this.load);
  }

  render() {
    return this.all?.length ? html`<section class="sheet-of" aria-labelledby="common"><h2 id="common">${t('kindred.common')}</h2>${reasons(this.all)}</section>` : nothing;
  }
}

customElements.define('vadra-common', Common);
