// What the monitor found by itself, apart from what people watch: staff say whether it is a claim.
import { html, nothing, repeat } from '../lit.js';
import { t } from '../i18n.js';
import { DeskPart } from './part.js';
import { view } from './route.js';
import { mark } from './level.js';
import { oneDecimal, whole } from './numbers.js';
import { confirmClaim, dismissClaim, mergeClaim } from './claim-acts.js';

class Proposals extends DeskPart {
  static properties = { claims: { attribute: false } };

  render() {
    return html`<section class="proposals" aria-labelledby="proposals">
      <h2 class="over" id="proposals">${t('desk.proposed')}</h2>
      <p class="quiet">${t('desk.proposed.text')}</p>
      <ul>${repeat(this.claims, one => one.slug, one => html`<li data-claim=${one.slug}>
        <div>${one.reading.level === 'calm' ? nothing : mark(one.reading.level)}
          <h3><a href=${view({ claim: one.slug })}>${one.title}</a></h3>
          <p class="facts"><span><b>${whole(one.reading.carriers)}</b> ${t('desk.carriers', { n: one.reading.carriers })}</span>
            <span><b>${oneDecimal(one.reading.velocity)}</b> ${t('desk.perMinute.short')}</span></p></div>
        <p class="row"><button @click=${() => confirmClaim(one)}>${t('desk.confirm')}</button>
          <button class="plain" @click=${() => mergeClaim(one)}>${t('desk.merge')}</button>
          <button class="plain" @click=${() => dismissClaim(one)}>${t('desk.dismiss')}</button></p></li>`)}</ul></section>`;
  }
}

customElements.define('vadra-proposals', Proposals);
