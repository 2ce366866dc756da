// A live room: the talk and what happens while one looks. The composer is in composer.js.
import { html, nothing, repeat } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { me } from './session.js';
import { openJoin } from './join.js';
import { socket } from './live.js';
import { worn } from './hats.js';
import { Outbox } from './outbox.js';
import { Talk } from './talk.js';
import { Pins } from './pins.js';
import { Announcer } from './announcer.js';
import { Draft } from './draft.js';
import { Reading } from './reading.js';
import { Carried } from './carried.js';
import { Carry, chosenIn } from './carry.js';
import { Part, toast } from './page.js';
import { pendingItem, postItem } from './post.js';
import { composer } from './composer.js';
import { Calm } from './calm.js';
import { Held } from './held.js';
import { languageOf } from './language.js';
import { openReport } from './report.js';
import { quotesDialog, sure, threadDialog, versionsDialog } from './dialogs.js';
import './calm-dialog.js';
import './here.js';

const NEAR_END_PX = 60;
const NEAR_START_PX = 200;
const CALM_MS = 250; // Counts change at most four times a second, however hard they are pressed.
const BANNER_MS = 600;
const MOST_POSTS = 600;

class Room extends Part {
  static properties = {
    asking: { state: true }, editing: { state: true }, menu: { state: true }, unseen: { state: true }, gap: { state: true },
    connection: { state: true }, fault: { state: true }, loading: { state: true },
  };

  constructor() {
    super();
    this.unseen = 0;
    this.connection = 'live';
    this.atEnd = true;
  }

  connectedCallback() {
    const { slug, page, pins, open, language, slow, hold, restraint, starter, kind, head } = this.dataset;
    const first = JSON.parse(page);
    this.slug = slug;
    this.kind = kind ?? 'room';
    // An article is its room's first post, and stands above the talk.
    this.head = head;
    this.open = open === 'true';
    this.language = language;
    this.product = !!document.querySelector('details.product');
    this.restraint = restraint ? JSON.parse(restraint) : null;
    this.calm = new Calm({ slow: slow ? JSON.parse(slow) : null, hold: hold ? JSON.parse(hold) : null }, starter);
    this.held = new Held(slug, () => this.requestUpdate());
    this.talk = new Talk(first, slug);
    this.pins = new Pins(JSON.parse(pins).posts, slug, () => this.requestUpdate());
    this.draft = new Draft(slug);
    this.carry = new Carry(this);
    this.reading = new Reading(slug, to => this.talk.posts.at(-1)?.seq <= to && (this.unseen = 0));
    this.unread = this.reading.firstUnread(this.talk.posts, document.querySelector('vadra-account a.me')?.getAttribute('href').split('/').at(-1));
    this.outbox = new Outbox(slug);
    this.carried = new Carried(this.talk, () => this.requestUpdate());
    this.outbox.addEventListener('change', () => this.requestUpdate());
    this.outbox.addEventListener('held', () => this.held.load());
    this.outbox.addEventListener('failed', ({ detail }) => this.#shout(t('post.failed', { why: detail.detail ?? detail.title })));
    super.connectedCallback();
    this.#listen(first.position);
    document.addEventListener('vadra:aloud', ({ detail }) => this.announcer.toggle(detail));
    document.addEventListener('click', event => this.menu && !event.target.closest('.anchor') && this.openMenu(null, false));
    document.addEventListener('visibilitychange', () => this.atEnd && this.#read());
    this.addEventListener('keydown', event => {
      const post = event.key === 'q' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest('textarea, input, select, dialog') && event.target.closest('.post');
      const button = post && post.querySelector(`[data-quote]`);
      if (!button) return;
      event.preventDefault();
      button.click();
    });
    document.addEventListener('keydown', event => {
      if (event.key === 'End' && !event.target.closest('textarea, input, select, dialog')) this.toEnd();
    });
  }

  #listen(position) {
    this.live = socket();
    this.live.addEventListener('state', ({ detail }) => {
      clearTimeout(this.awayTimer);
      if (detail === 'live') {
        this.connection = 'live';
        this.outbox.flush();
      } else {
        this.awayTimer = setTimeout(() => (this.connection = 'away'), BANNER_MS);
      }
    });
    this.live.subscribe(`${this.kind}:${this.slug}`, {
      position,
      onEvent: (event, offset) => this.#take(event, offset),
      onStart: start => {
        if (start.recovering && !start.recovered) this.gap = true;
        this.carried.refresh();
      },
    });
  }

  #take(event, offset) {
    if (event.kind === 'presence') {
      document.dispatchEvent(new CustomEvent('vadra:here', { detail: event.people }));
      return;
    }
    if (event.kind === 'parts.changed') {
      this.carried.take(event);
      return;
    }
    if (this.head && event.post === this.head) document.dispatchEvent(new CustomEvent('vadra:head', { detail: event }));
    if (event.kind === 'room.restrained') this.#askIfOpen();
    if (event.kind === 'room.calmed') this.#calmed(event.calm);
    const mine = !!me() && event.by?.handle === me().handle;
    const post = this.talk.take(event, offset, mine);
    this.pins.take(event);
    this.held.take(event);
    if (post) this.#hear(post, mine);
    if (event.parts?.some(part => part.kind === 'quote')) this.carried.read(event.post);
    if (post || mine) this.requestUpdate();
    else this.#updateSoon();
  }

  async #askIfOpen() {
    const { open, restraint } = await call('GET', `/api/rooms/${this.slug}`);
    Object.assign(this, { open, restraint });
    this.requestUpdate();
  }

  #calmed(calm) {
    this.calm.take(calm);
    this.requestUpdate();
    this.outbox.flush();
  }

  /** Whole seconds until one may post again. */
  get left() {
    return this.calm.left(this.talk.posts, this.outbox);
  }

  /** Takes words that wait back into the composer. */
  takeUp(item) {
    this.outbox.drop(item.key);
    this.draft.turnTo(item.parent);
    this.keepDraft([item.text, this.draft.text].filter(Boolean).join('\n'));
    this.#focus('.say textarea');
  }

  #hear(post, mine) {
    this.outbox.confirm(post.commandId);
    if (this.atEnd) this.talk.trim(MOST_POSTS);
    if (mine) return;
    this.announcer?.tell(post);
    if (!this.atEnd) this.unseen++;
  }

  #updateSoon() {
    this.soon ??= setTimeout(() => {
      this.soon = null;
      this.requestUpdate();
    }, CALM_MS);
  }

  firstUpdated() {
    this.announcer = new Announcer(this.querySelector('.announcer'));
    this.scroller = this.querySelector('.scroll');
    this.scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    // Words, pictures and the keyboard change heights after rendering; who is at the end stays at the end.
    const stay = new ResizeObserver(() => this.atEnd && this.toEnd());
    stay.observe(this.scroller);
    stay.observe(this.querySelector('.stream'));
    addEventListener('hashchange', () => this.#showTarget());
    if (!this.#showTarget()) this.#showUnread();
    this.outbox.flush();
  }

  #showTarget() {
    const post = location.hash.startsWith('#p-') && document.getElementById(location.hash.slice(1));
    if (!post) return false;
    this.querySelector('.marked')?.classList.remove('marked');
    post.classList.add('marked');
    this.atEnd = false;
    post.scrollIntoView({ block: 'center' });
    return true;
  }

  /** The first unread post is in sight, or else the end. */
  #showUnread() {
    this.toEnd();
    const divider = this.querySelector('.unread');
    if (!divider || divider.getBoundingClientRect().top > this.scroller.getBoundingClientRect().top) return;
    this.atEnd = false;
    divider.scrollIntoView({ block: 'start' });
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (this.atEnd) this.#read();
    if (scrollTop < NEAR_START_PX && this.talk.more && !this.loading) this.older();
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.atEnd = true;
    this.#read();
  }

  #read() {
    this.unseen = 0;
    this.reading.reached(this.talk.posts.at(-1)?.seq ?? 0);
  }

  updated() {
    this.calm.keepTrue(() => this.requestUpdate());
    if (this.atEnd && this.scroller) this.toEnd();
  }

  /** Loads the page before the oldest post; what is on screen stays where it is. */
  async older() {
    this.loading = true;
    try {
      const page = this.#talked(await call('GET', `/api/rooms/${this.slug}/posts?before=${this.talk.posts[0].seq}&limit=50`));
      const anchor = this.querySelector('.stream > li');
      const before = anchor.getBoundingClientRect().top;
      this.talk.load(page);
      this.requestUpdate();
      await this.updateComplete;
      this.scroller.scrollTop += anchor.getBoundingClientRect().top - before;
    } catch {
      // It is asked for again with the next scroll.
    } finally {
      this.loading = false;
    }
  }

  #talked = page => ({ ...page, posts: page.posts.filter(post => post.id !== this.head) });

  async closeGap() {
    this.talk.reset(this.#talked(await call('GET', `/api/rooms/${this.slug}/posts`)));
    this.outbox.settle(post => this.talk.get(post));
    this.gap = false;
  }

  render() {
    const posts = this.talk.posts;
    return html`
      ${this.connection === 'live' ? nothing : html`<p class="notice" role="status">${t(navigator.onLine ? 'room.reconnecting' : 'room.offline')}</p>`}
      ${this.gap ? html`<p class="notice gap">${t('room.gap')} <button class="plain" @click=${() => this.closeGap()}>${t('room.gap.load')}</button></p>` : nothing}
      ${this.calm.banners(this)}
      ${this.pins.render()}
      <div class="scroll" tabindex="0" role="region" aria-label=${t('room.stream')}>
        <div class="scroll-start">${this.talk.more
          ? html`<button class="plain" @click=${() => this.older()}>${t(this.loading ? 'room.loading' : 'room.older')}</button>`
          : t(posts.length ? 'room.begin' : 'room.empty')}</div>
        <ol class="stream">
          ${repeat(posts, post => post.id, post => [post.id === this.unread ? html`<li class="unread">${t('room.unread')}</li>` : nothing, postItem(post, this)])}
          ${repeat(this.outbox.items, item => item.key, item => pendingItem(item, this))}
        </ol>
      </div>
      <p class="announcer hidden-visually" role="status" aria-live="polite"></p>
      <p class="shouter hidden-visually" role="alert"></p>
      ${composer(this)}`;
  }

  /** What was refused, to eyes and ears. */
  tell(refused) {
    this.fault = refused.problem.status === 0 ? t('problem.unavailable.text') : refused.message;
  }

  focusComposer() {
    this.#focus('.say textarea');
  }

  /** Own failures are told at once. */
  #shout(text) {
    this.querySelector('.shouter').textContent = text;
  }

  async say(event) {
    event.preventDefault();
    const words = this.draft.text.trim();
    if (!words || this.carry.busy) return;
    if (!me() && !(await openJoin())) {
      this.#focus('.say textarea');
      return;
    }
    if (this.outbox.full) {
      this.fault = t('problem.too-fast');
      return;
    }
    const question = this.asking && !this.draft.thread;
    this.outbox.add(words, { parent: this.draft.thread, language: languageOf(words, this.language), hat: worn(), more: { ...(question && { question }), ...(this.draft.parts.length && { parts: this.draft.parts }) } });
    this.asking = false;
    this.draft.done();
    this.fault = null;
    this.atEnd = true;
    this.requestUpdate();
    this.#focus('.say textarea');
  }

  keepDraft(text) {
    this.draft.keep(text);
    this.requestUpdate();
  }

  replyTo(post) {
    this.draft.turnTo(post?.id ?? null);
    this.requestUpdate();
    this.#focus('.say textarea');
  }

  /** Quotes a post, or what is selected of it. */
  quote(post, button) {
    this.carry.quote(post, chosenIn(button.closest('.post')));
    this.focusComposer();
  }

  async showQuotes(post) {
    this.openMenu(null);
    await this.updateComplete;
    quotesDialog(post);
  }

  edit(post) {
    const left = this.editing;
    this.editing = post?.id ?? null;
    this.menu = null;
    this.fault = null;
    this.#focus(post ? '.edit textarea' : `[data-menu="more-${left}"]`);
  }

  openMenu(name, focus = true) {
    const left = this.menu;
    this.menu = name;
    if (focus) this.#focus(name ? '.menu button' : `[data-menu="${left}"]`);
  }

  #focus(selector) {
    this.updateComplete.then(() => this.querySelector(selector)?.focus());
  }

  async react(post, kind) {
    if (this.menu) this.openMenu(null);
    if (!me() && !(await openJoin())) return;
    const on = !post.mine?.includes(kind);
    await this.#write(on ? 'PUT' : 'DELETE', `/api/posts/${post.id}/reactions/${kind}`, {});
  }

  async saveEdit(event, post) {
    event.preventDefault();
    const text = event.target.text.value;
    if (await this.#write('PUT', `/api/posts/${post.id}`, { body: { text, language: languageOf(text, post.language) } })) this.edit(null);
  }

  async withdraw(post) {
    this.openMenu(null);
    await this.updateComplete;
    if (!(await sure(t('post.withdraw.title'), t('post.withdraw.text'), t('post.withdraw')))) return;
    await this.#write('DELETE', `/api/posts/${post.id}`, {});
  }

  async report(post) {
    this.openMenu(null);
    await this.updateComplete;
    openReport('post', post.id);
  }

  async #write(method, path, options) {
    try {
      await call(method, path, { key: crypto.randomUUID?.(), ...options });
      this.fault = null;
      return true;
    } catch (refused) {
      this.tell(refused);
      return false;
    }
  }

  async copyLink(post) {
    this.openMenu(null);
    await navigator.clipboard?.writeText(new URL(`/${this.kind}s/${this.slug}#p-${post.id}`, location.href).href);
    toast(t('room.share.done'));
  }

  goTo(post) {
    const parent = this.querySelector(`[data-post="${post.parent}"]`);
    if (!parent) {
      this.showThread(post);
      return;
    }
    this.atEnd = false;
    parent.scrollIntoView({ block: 'center' });
    parent.focus({ preventScroll: true });
  }

  showThread(post) {
    threadDialog(post, () => this.replyTo(post));
  }

  showVersions(post) {
    versionsDialog(post);
  }
}

customElements.define('vadra-room', Room);
