// Searches that a member keeps: a row of them, the keeping, and what the one that is looked at finds from now on.
import { html, nothing, repeat } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { me, meKnown } from './session.js';
import { socket } from './live.js';
import { Part } from './page.js';
import { relative } from './time.js';
import { foldable } from './folded.js';

const NEAR_TOP = 200;
const MOST = 50;
const FIELDS = ['q', 'room', 'by', 'language'];

class KeptSearches extends Part {
  static properties = { kept: { state: true }, hits: { state: true }, waiting: { state: true }, missed: { state: true }, refused: { state: true } };

  constructor() {
    super();
    this.kept = null;
    this.hits = [];
    this.waiting = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.onSession = () => this.#load();
    document.addEventListener('vadra:session', this.onSession);
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('vadra:session', this.onSession);
    this.#listen(null);
  }

  /** What this page looks for, as a search that can be kept; null where it is none. */
  get asked() {
    if (!this.dataset.q || this.dataset.days) return null;
    return Object.fromEntries(FIELDS.filter(field => this.dataset[field]).map(field => [field, this.dataset[field]]));
  }

  #load() {
    if (!meKnown() || !me()) return;
    call('GET', '/api/me/searches').then(({ searches }) => this.#take(searches), () => {});
  }

  #take(searches) {
    this.kept = searches;
    const { asked } = this;
    this.current = asked && searches.find(one => FIELDS.every(field => (one[field] ?? '') === (asked[field] ?? '')));
    this.#listen(this.current ? `search:${me().handle}:${this.current.id}` : null);
  }

  #listen(channel) {
    if (this.channel === channel) return;
    if (this.channel) socket().forget(this.channel);
    this.channel = channel;
    let before = false;
    if (channel) {
      socket().subscribe(channel, {
        onEvent: told => this.#hear(told),
        // What was found while the line was broken is not sent again.
        onStart: () => (before ? (this.missed = true) : (before = true)),
      });
    }
  }

  #hear({ found, gone, missed }) {
    const news = found.filter(one => !shown(one.post.id) || this.#has(one.post.id));
    const lost = new Set([...gone, ...found.map(one => one.post.id)]);
    const without = hits => hits.filter(one => !lost.has(one.post.id));
    this.hits = without(this.hits);
    this.waiting = [...news.reverse(), ...without(this.waiting)].slice(0, MOST);
    for (const post of gone) shown(post)?.remove();
    this.missed ||= missed;
    if (scrollY < NEAR_TOP) this.#show();
  }

  #has(post) {
    return [...this.hits, ...this.waiting].some(one => one.post.id === post);
  }

  /** Lets what waits stand in the list. */
  #show() {
    this.hits = [...this.waiting, ...this.hits].slice(0, MOST);
    this.waiting = [];
  }

  async #keep() {
    this.refused = null;
    try {
      await call('POST', '/api/me/searches', { body: this.asked });
      this.#load();
    } catch (refusal) {
      this.refused = refusal.problem.status === 409 ? t('search.full') : refusal.message;
    }
  }

  async #drop(search) {
    await call('DELETE', `/api/me/searches/${search.id}`).catch(() => {});
    this.#load();
    this.querySelector('.keep button, .kept a')?.focus();
  }

  render() {
    if (!this.kept) return nothing;
    return html`${this.kept.length ? html`<ul class="kept" aria-label=${t('search.kept')}>${this.kept.map(one => this.#one(one))}</ul>` : nothing}
      ${this.#keeping()}
      <p class="hidden-visually" role="status">${this.#news()}</p>
      ${this.missed ? html`<p>${t('search.missed')} <a href=${location.href}>${t('search.anew')}</a></p>` : nothing}
      ${this.waiting.length ? html`<button class="button fresh-hits" @click=${() => (this.#show(), scrollTo({ top: 0 }))}>${t('search.fresh', { n: this.waiting.length })} ↑</button>` : nothing}
      ${this.hits.length ? html`<ol class="found live">${repeat(this.hits, one => one.post.id, hit)}</ol>` : nothing}`;
  }

  #one(search) {
    const query = new URLSearchParams(FIELDS.filter(field => search[field]).map(field => [field, search[field]]));
    const words = [search.q, search.room, search.by && `@${search.by}`, search.language].filter(Boolean).join(' · ');
    return html`<li><a href="/search?${query}" aria-current=${search === this.current ? 'page' : nothing}>${words}</a>
      <button aria-label=${t('search.drop', { words })} title=${t('search.drop', { words })} @click=${() => this.#drop(search)}>×</button></li>`;
  }

  #keeping() {
    if (this.current) return html`<p class="keep quiet">${t('search.live')}</p>`;
    if (!this.asked) return nothing;
    return html`<p class="keep"><button class="button" @click=${() => this.#keep()}>${t('search.keep')}</button></p>
      ${this.refused ? html`<p role="alert">${this.refused}</p>` : nothing}`;
  }

  #news() {
    const n = this.hits.length + this.waiting.length;
    return n ? t('search.fresh', { n }) : '';
  }
}

/** A hit that the page came with. */
const shown = post => document.querySelector(`.found:not(.live) [data-post="${post}"]`);

const hit = ({ post, place, stretches }) => html`<li><p class="where"><a href="/rooms/${post.room}#p-${post.id}">${post.author.name}</a>
    <span class="quiet">${place} · <time datetime=${post.saidAt}>${relative(post.saidAt)}</time></span></p>
  ${foldable(post, () => html`<p class="stretch" lang=${post.language}>${stretches.map(part => (part.hit ? html`<mark>${part.text}</mark>` : part.text))}</p>`)}</li>`;

customElements.define('vadra-kept-searches', KeptSearches);
