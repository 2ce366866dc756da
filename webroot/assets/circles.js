// All circles, the reader's own among them, and starting one.
import './served.js';
import { html, nothing } from './lit.js';
import { lang, t } from './i18n.js';
import { call } from './api.js';
import { me } from './session.js';
import { Part } from './page.js';
import { openForm } from './dialog-form.js';
import { circleFields, circleWords } from './circle-form.js';
import { products } from './start-room.js';

class StartCircle extends Part {
  render() {
    return html`<button class="primary" @click=${() => this.#open()}>${t('circles.start')}</button>`;
  }

  #open() {
    let things = [];
    openForm('circles.start', {
      done: 'circles.start.submit',
      fields: () => html`${circleFields({ language: lang(), interests: [] }, things)}<p class="hint">${t('circles.start.hint')}</p>`,
      late: products().then(all => { things = all; }),
      send: async elements => {
        const { slug } = await call('POST', '/api/circles', { body: circleWords(elements) });
        location.assign(`/circles/${slug}`);
      },
    });
  }
}

class OwnCircles extends Part {
  static properties = { all: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.load = () => (me() ? call('GET', '/api/me/circles').then(({ circles }) => (this.all = circles), () => {}) : (this.all = null));
    document.addEventListener('vadra:session', this.load);
    if (me()) this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('vadra:session', this.load);
  }

  render() {
    if (!me() || !this.all?.length) return nothing;
    return html`<section class="sheet-of" aria-labelledby="own-circles"><h2 id="own-circles">${t('circles.own')}</h2>
      <ul class="asks">${this.all.map(one => html`<li><a href="/circles/${one.slug}" lang=${one.language}>${one.name}</a>
        <span class="quiet">${t(one.named ? 'circle.named' : `circle.standing.${one.standing}`)}</span></li>`)}</ul></section>`;
  }
}

customElements.define('vadra-start-circle', StartCircle);
customElements.define('vadra-own-circles', OwnCircles);
