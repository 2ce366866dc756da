// How old what is shown is: always said, and in plain words when it is too old to trust.
import { html } from '../lit.js';
import { t } from '../i18n.js';
import { clock } from '../time.js';
import { DeskPart } from './part.js';
import { STALE_SECONDS, store } from './store.js';

class Age extends DeskPart {
  static properties = { source: { attribute: false } };

  connectedCallback() {
    super.connectedCallback();
    store.addEventListener('tick', this.again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    store.removeEventListener('tick', this.again);
  }

  render() {
    const age = (this.source ?? store).age;
    const stale = age > STALE_SECONDS;
    const behind = !this.source && store.catchingUp !== null;
    this.closest('.panel, vadra-desk')?.classList.toggle('stale', stale || behind);
    return html`<span class="age" role=${stale && !this.source ? 'alert' : 'none'}>${this.#said(age, stale, behind)}</span>`;
  }

  #said(age, stale, behind) {
    if (stale) return t(this.source ? 'desk.stale.short' : 'desk.stale', { n: age });
    if (behind) return t('desk.catchingUp', { time: clock(store.catchingUp) });
    return age < 2 ? t('desk.fresh') : t('desk.age', { n: age });
  }
}

customElements.define('vadra-age', Age);
