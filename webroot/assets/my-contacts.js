// A member's own page of contacts and boundaries. What happens on their other devices, or is done by others, shows at once.
import { html, nothing, repeat } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { Part } from './page.js';
import { absolute } from './time.js';
import { when } from './statement.js';
import { sentence } from './told.js';
import { refusal } from './contact-words.js';
import { draw } from './folds.js';
import { sure } from './dialogs.js';

const LISTS = ['contacts', 'blocks', 'mutes', 'filter'];

class MyContacts extends Part {
  static properties = { all: { state: true }, fault: { state: true } };

  connectedCallback() {
    this.all = JSON.parse(this.dataset.all);
    super.connectedCallback();
    document.addEventListener('vadra:personal', ({ detail }) => {
      if (detail.told) this.nextElementSibling.textContent = sentence(detail);
      this.#soon();
    });
  }

  /** Several things that happen together are read once. */
  #soon() {
    this.soon ??= setTimeout(() => {
      this.soon = null;
      this.load().catch(() => {});
    }, 50);
  }

  async load() {
    this.all = Object.assign({}, ...(await Promise.all(LISTS.map(what => call('GET', `/api/me/${what}`)))));
  }

  /** Does something in a part of the page; the focus stays near, whatever left the list. */
  async #do(part, act) {
    this.fault = null;
    try {
      await act();
      await this.load();
      await this.updateComplete;
      if (!this.contains(document.activeElement)) this.querySelector(`#${part}`)?.focus();
    } catch (refused) {
      this.fault = { part, text: refusal(refused) };
    }
  }

  render() {
    const { asked, contacts, asking, blocks, mutes } = this.all;
    return html`
      ${asked.length ? this.#section('asked', asked, one => this.#asked(one)) : nothing}
      ${this.#section('contacts', contacts, one => row(one, html`<span class="quiet">${when(one.at)}</span>`, button('contact.end', one, () => this.#part(one))))}
      ${asking.length ? this.#section('asking', asking, one => row(one, html`<span class="quiet">${when(one.at)}</span>${quote(one)}`,
        button('contact.withdraw', one, () => this.#do('asking', () => call('DELETE', `/api/me/contacts/${one.handle}`))))) : nothing}
      ${this.#section('blocks', blocks, one => row(one, nothing, button('bound.unblock.short', one, () => this.#do('blocks', () => draw('DELETE', 'blocks', one.handle)))))}
      ${this.#section('mutes', mutes, one => row(one, one.until ? html`<span class="quiet">${t('bound.until', { time: absolute(one.until) })}</span>` : nothing,
        button('bound.unmute.short', one, () => this.#do('mutes', () => draw('DELETE', 'mutes', one.handle)))))}
      ${this.#words()}`;
  }

  #section(name, people, item) {
    return html`<section class="mine" aria-labelledby=${name}><h2 id=${name} class="over" tabindex="-1">${t(`contacts.${name}`)}</h2>
      ${this.#faultOf(name)}
      ${people.length ? html`<ul class="people">${repeat(people, one => one.handle, item)}</ul>` : html`<p class="quiet">${t(`contacts.${name}.none`)}</p>`}</section>`;
  }

  #faultOf(part) {
    return this.fault?.part === part ? html`<p class="fault" role="alert">${this.fault.text}</p>` : nothing;
  }

  #asked(one) {
    return row(one, html`<span class="quiet">${when(one.at)}</span>${quote(one)}`, html`
      <button class="primary" aria-label=${`${t('contact.accept')}: ${one.name}`} @click=${() => this.#do('asked', () => call('PUT', `/api/me/contacts/${one.handle}`, { body: {} }))}>${t('contact.accept')}</button>
      ${button('contact.decline', one, () => this.#do('asked', () => call('DELETE', `/api/me/contacts/${one.handle}`)), '')}`);
  }

  async #part(one) {
    if (await sure(t('contact.end.title', one), t('contact.end.text', one), t('contact.end'))) await this.#do('contacts', () => call('DELETE', `/api/me/contacts/${one.handle}`));
  }

  #words() {
    const { words } = this.all;
    const keep = next => this.#do('filter', () => call('PUT', '/api/me/filter', { body: { words: next } }));
    const add = async event => {
      event.preventDefault();
      const field = event.target.word;
      const word = field.value.trim();
      if (!word) return;
      await keep([...words, word]);
      if (!this.fault) field.value = '';
      field.focus();
    };
    return html`<section class="mine" aria-labelledby="filter"><h2 id="filter" class="over" tabindex="-1">${t('contacts.filter')}</h2>
      <p class="quiet" id="filter-hint">${t('contacts.filter.hint')}</p>
      ${this.#faultOf('filter')}
      ${words.length ? html`<ul class="words-off">${repeat(words, word => word, word => html`<li><span>${word}</span>
        <button class="plain" aria-label=${t('contacts.filter.remove', { word })} title=${t('contacts.filter.remove', { word })} @click=${() => keep(words.filter(one => one !== word))}>×</button></li>`)}</ul>` : nothing}
      ${words.length < 100 ? html`<form class="add" @submit=${add}><label class="hidden-visually" for="filter-word">${t('contacts.filter.word')}</label>
        <input id="filter-word" name="word" maxlength="60" autocapitalize="none" aria-describedby="filter-hint" placeholder=${t('contacts.filter.word')}>
        <button>${t('contacts.filter.add')}</button></form>` : html`<p class="quiet">${t('contacts.filter.full')}</p>`}</section>`;
  }
}

const row = (one, more, acts) => html`<li><div><a class="name" href="/people/${one.handle}">${one.name}</a> <span class="handle">@${one.handle}</span> ${more}</div><div class="row">${acts}</div></li>`;
const quote = ({ words }) => (words ? html`<blockquote>${words}</blockquote>` : nothing);
const button = (key, one, act, kind = 'plain') => html`<button class=${kind} aria-label=${`${t(key)}: ${one.name}`} @click=${act}>${t(key)}</button>`;

customElements.define('vadra-contacts', MyContacts);
