// The posts behind the figures: the ones that stand out, all, of one stance, or of one minute. Names are masked.
import { html, nothing, repeat, unsafeHTML } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { absolute, clock } from '../time.js';
import { DeskPart } from './part.js';
import { asked, here } from './route.js';
import { Source } from './source.js';
import { store } from './store.js';
import { ask, reason } from './ask.js';
import './age.js';

const MINUTE_MS = 60_000;
const PAUSE_MS = 2_000;
const TABS = ['chosen', 'all', 'spreads', 'asks', 'denies'];
// Which stances a figure is made of, where it is more than one.
const MADE_OF = { doubt: ['asks', 'denies'], carried: ['spreads', 'asks'] };

const minuteOf = at => new Date(Math.floor(Date.parse(at) / MINUTE_MS) * MINUTE_MS).toISOString();

class Posts extends DeskPart {
  static properties = { claim: { attribute: false }, spread: { attribute: false }, evidence: { attribute: false }, until: { attribute: false } };
  #names = new Map();

  constructor() {
    super();
    this.source = new Source(this, () => this.#fetch(), PAUSE_MS);
  }

  connectedCallback() {
    super.connectedCallback();
    this.shown = asked('posts');
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.source.stop();
  }

  get #which() {
    return asked('posts') ?? 'chosen';
  }

  async #load(query) {
    return (await call('GET', `/api/desk/claims/${this.claim.slug}/posts?${new URLSearchParams(query)}`)).posts;
  }

  async #fetch() {
    const which = this.#which;
    if (which.startsWith('minute:')) return this.#load({ minute: minuteOf(which.slice(7)) });
    if (which === 'chosen') return this.#chosen();
    if (which === 'all') return this.#load({});
    const parts = await Promise.all((MADE_OF[which] ?? [which]).map(stance => this.#load({ stance })));
    return parts.flat().sort((a, b) => b.at.localeCompare(a.at));
  }

  get #standOut() {
    const { first, mostShared = [], mostAsked = [] } = this.spread ?? {};
    return [...new Set([first, ...mostShared, ...mostAsked, ...(this.evidence?.posts ?? [])])];
  }

  /** The posts that stand out, and those that the evidence names; each is found by its minute. */
  async #chosen() {
    const at = new Map((this.spread?.nodes ?? []).map(node => [node.post, node.at]));
    const ids = this.#standOut.filter(id => at.has(id));
    const minutes = await Promise.all([...new Set(ids.map(id => minuteOf(at.get(id))))].map(minute => this.#load({ minute })));
    const found = new Map(minutes.flat().map(post => [post.post, post]));
    return ids.filter(id => found.has(id)).map(id => found.get(id));
  }

  willUpdate() {
    const which = this.#which;
    // Which posts stand out is not known yet; to say that there are none would be wrong.
    if (which === 'chosen' && !this.spread) return;
    const of = which === 'chosen' ? this.#standOut.join() : which.startsWith('minute:') && Date.now() - Date.parse(which.slice(7)) > 2 * MINUTE_MS ? '' : this.until ?? this.claim.reading.mentions;
    this.source.want(`${this.claim.slug} ${which} ${of}`);
  }

  updated() {
    const now = [asked('posts'), asked('post'), asked('room')].join();
    if (this.shown !== undefined && this.shown !== now && this.settled) this.querySelector('h2').scrollIntoView({ block: 'nearest' });
    this.settled = true;
    this.shown = now;
  }

  render() {
    const which = this.#which;
    const room = asked('room');
    const posts = (this.source.data ?? []).filter(one => (!room || one.room === room) && (!this.until || Date.parse(one.at) <= this.until));
    const minute = which.startsWith('minute:') ? which.slice(7) : null;
    return html`<section class="panel posts" aria-labelledby="posts">
      <header><h2 id="posts">${minute ? t('desk.minute', { time: clock(minute) }) : t('desk.behind')}</h2><vadra-age .source=${this.source}></vadra-age></header>
      <p class="tabs">${TABS.map(one => html`<a href=${here({ posts: one, post: null, room: null })} aria-current=${one === which ? 'true' : nothing}>${t(`desk.posts.${one}`)}</a>`)}</p>
      ${room ? html`<p>${t('desk.posts.room', { room: store.roomName(room) })} <a href=${here({ room: null })}>${t('desk.posts.everywhere')}</a></p>` : nothing}
      ${this.source.data && !posts.length ? html`<p class="quiet">${t('desk.posts.none')}</p>` : nothing}
      <ol tabindex="0" aria-label=${t('desk.behind')}>${repeat(posts, one => one.post, one => this.#post(one))}</ol></section>`;
  }

  #role(id) {
    const { first, mostShared = [], mostAsked = [] } = this.spread ?? {};
    return id === first ? t('desk.role.first') : mostShared.includes(id) ? t('desk.role.shared') : mostAsked.includes(id) ? t('desk.role.asked') : null;
  }

  #post(one) {
    const role = this.#role(one.post);
    const name = this.#names.get(one.carrier);
    return html`<li class=${one.post === asked('post') ? 'meant' : ''} data-stance=${one.stance}>
      <p class="who">${role ? html`<b class="role">${role}</b>` : nothing}<span class="key stance" data-stance=${one.stance}>${t(`desk.stance.${one.stance}`)}</span>
        <a href="/rooms/${one.room}#p-${one.post}"><time datetime=${one.at} title=${absolute(one.at)} data-absolute .textContent=${clock(one.at)}></time> ${store.roomName(one.room)}</a>
        ${one.replies ? html`<span>${t('desk.replies', { n: one.replies })}</span>` : nothing}</p>
      <div class="words">${one.html ? unsafeHTML(one.html) : html`<em>${t('desk.gone')}</em>`}</div>
      <p class="voice">${name ? html`<a href="/people/${name.handle}">${name.name}</a>` : t('desk.voice', { n: one.carrier })}
        ${one.staff ? html`<span class="badge">${t('desk.staff')}</span>` : nothing}
        ${name ? nothing : html`<button class="plain" aria-label=${t('desk.unmask.voice', { n: one.carrier })} @click=${() => this.#unmask(one.carrier)}>${t('desk.unmask')}</button>`}</p></li>`;
  }

  async #unmask(carrier) {
    const answer = await ask({
      title: t('desk.unmask.title', { n: carrier }), text: t('desk.unmask.text'), fields: [reason()], submit: t('desk.unmask.submit'),
      send: body => call('POST', `/api/desk/claims/${this.claim.slug}/carriers/${carrier}/unmask`, { body }),
    });
    if (answer) this.#names.set(carrier, answer.member);
    this.requestUpdate();
  }
}

customElements.define('vadra-posts', Posts);
