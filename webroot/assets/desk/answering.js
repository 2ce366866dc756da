// Who answers for which product, and so keeps out of what is said of it.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { Part, toast } from '../page.js';
import { ask } from './ask.js';

class Answering extends Part {
  static properties = { products: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    this.products = (await call('GET', '/api/desk/answering')).products;
  }

  async #add(product) {
    const send = ({ handle }) => call('PUT', `/api/desk/answering/${product.product}/${encodeURIComponent(handle)}`);
    if (await ask({ title: product.name, text: t('judge.answering.text'), fields: [{ name: 'handle', label: t('judge.answering.handle'), most: 40 }], submit: t('judge.answering.add'), send })) this.#load();
  }

  async #remove(product, handle) {
    try {
      await call('DELETE', `/api/desk/answering/${product.product}/${handle}`);
    } catch (refused) {
      toast(refused.message);
    }
    this.#load();
  }

  render() {
    if (!this.products?.length) return nothing;
    return html`<section class="docket" aria-labelledby="docket-answering"><h2 class="over" id="docket-answering">${t('judge.answering')}</h2>
      <p class="quiet">${t('judge.answering.text')}</p>
      <ul class="answering">${this.products.map(product => html`<li><b>${product.name}</b>
        ${product.people.map(one => html`<span>${one.name} <button class="plain" aria-label=${t('judge.answering.remove', { name: one.name, product: product.name })} @click=${() => this.#remove(product, one.handle)}>×</button></span>`)}
        <button class="plain" @click=${() => this.#add(product)}>${t('judge.answering.add')}</button></li>`)}</ul></section>`;
  }
}

customElements.define('vadra-answering', Answering);
