// Starting a room: what it is called is enough, and it is there for everybody at once.
import { html } from './lit.js';
import { LANGUAGES, lang, t } from './i18n.js';
import { call } from './api.js';
import { openForm } from './dialog-form.js';
import { Part } from './page.js';

/** A field to choose a language in. */
export const languageField = chosen => html`<div class="field"><label for="in-language">${t('start.language')}</label>
  <select id="in-language" name="language">${Object.entries(LANGUAGES).map(([code, name]) => html`<option value=${code} lang=${code} ?selected=${code === chosen}>${name}</option>`)}</select></div>`;

/** A field to choose a product in, where there are any; until they are known, what was chosen stays so. */
export const productField = (products, chosen) => (products.length ? html`<div class="field"><label for="about-product">${t('start.product')}</label>
  <select id="about-product" name="product"><option value="">${t('start.product.none')}</option>
    ${products.map(({ slug, name }) => html`<option value=${slug} ?selected=${slug === chosen}>${name}</option>`)}</select></div>`
  : html`<input type="hidden" name="product" value=${chosen ?? ''}>`);

/** The company's products, none where they cannot be had. */
export const products = () => call('GET', '/api/products').then(answer => answer.products, () => []);

const fields = things => html`
  <div class="field"><label for="room-called">${t('start.title')}</label><input id="room-called" name="called" maxlength="80" required></div>
  <div class="field"><label for="room-topic">${t('start.topic')}</label><textarea id="room-topic" name="topic" rows="2" maxlength="300"></textarea></div>
  ${languageField(lang())}${productField(things)}
  <p class="hint">${t('start.hint')}</p>`;

function openStart(circle) {
  let things = [];
  openForm('start.room', {
    done: 'start.submit',
    fields: () => fields(things),
    late: products().then(all => { things = all; }),
    send: async ({ called, topic, language, product }) => {
      const body = { title: called.value.trim(), topic: topic.value.trim(), language: language.value, ...(product.value ? { product: product.value } : {}) };
      const { slug } = await call('POST', circle ? `/api/circles/${circle}/rooms` : '/api/rooms', { body });
      location.assign(`/rooms/${slug}`);
    },
  });
}

class StartRoom extends Part {
  render() {
    return html`<button @click=${() => openStart(this.dataset.circle)}>${t('start.room')}</button>`;
  }
}

customElements.define('vadra-start-room', StartRoom);
