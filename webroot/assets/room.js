// A live room: the talk and what happens while one looks. The composer is in composer.js.
import { html, nothing, repeat } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { me } from './session.js';
import { openJoin } from './join.js';
import { lineNotices, listen } from './line.js';
import { worn } from './hats.js';
import { Outbox } from './outbox.js';
import { Talk } from './talk.js';
import { Pins } from './pins.js';
import { Announcer } from './announcer.js';
import { Draft } from './draft.js';
import { Reading } from './reading.js';
import { Carried } from './carried.js';
import { Stretch } from './stretch.js';
import { Typing } from './typing.js';
import { Carry, chosenIn } from './carry.js';
import { Part, toast } from './page.js';
import { pendingItem, postItem } from './post.js';
import { composer } from './composer.js';
import { Calm } from './calm.js';
import { Held } from './held.js';
import { languageOf } from './language.js';
import { openReport } from './report.js';
import { isFolded } from './folds.js';
import { Ask } from './polls/ask.js';
import { quotesDialog, sure, threadDialog, versionsDialog } from './dialogs.js';
import './calm-dialog.js';
import './here.js';

const NEAR_END_PX = 60;
const LOOK_MS = 250; // So often it is looked what was read.
const CALM_MS = 250; // Counts change at most four times a second, however hard they are pressed.

class Room extends Part {
  static properties = {
    asking: { state: true }, editing: { state: true }, menu: { state: true }, unseen: { state: true }, gap: { state: true },
    connection: { state: true }, fault: { state: true },
  };

  constructor() {
    super();
    this.unseen = 0;
    this.connection = 'live';
    /** Whether the newest is in sight, and stays so as more comes. */
    this.atEnd = false;
  }

  connectedCallback() {
    const { slug, page, pins, open, language, slow, hold, restraint, starter, kind, head, target, mark } = this.dataset;
    const first = JSON.parse(page);
    this.slug = slug;
    this.kind = kind ?? 'room';
    // An article is its room's first post, and stands above the talk.
    this.head = head;
    this.open = open === 'true';
    this.language = language;
    this.product = !!document.querySelector('details.product');
    this.productSlug = document.querySelector('details.product')?.dataset.slug ?? null;
    this.ask = new Ask(this, () => this.requestUpdate());
    if (location.hash === '#opinion' && this.productSlug) this.ask.kind = 'opinion';
    this.restraint = restraint ? JSON.parse(restraint) : null;
    this.calm = new Calm({ slow: slow ? JSON.parse(slow) : null, hold: hold ? JSON.parse(hold) : null }, starter);
    this.held = new Held(slug, () => this.requestUpdate());
    this.talk = new Talk(first, slug);
    this.pins = new Pins(JSON.parse(pins).posts, slug, () => this.requestUpdate());
    this.draft = new Draft(slug);
    this.carry = new Carry(this);
    this.target = target;
    this.stretch = new Stretch(this, head);
    this.typing = new Typing(this);
    this.editing = this.draft.editing;
    this.reading = new Reading(slug, mark ? Number(mark) : null, to => !this.talk.newer && this.talk.posts.at(-1)?.seq <= to && (this.unseen = 0));
    this.#divide();
    this.outbox = new Outbox(slug);
    this.carried = new Carried(this.talk, () => this.requestUpdate());
    this.outbox.addEventListener('change', () => this.requestUpdate());
    this.outbox.addEventListener('held', () => this.held.load());
    this.outbox.addEventListener('failed', ({ detail }) => this.#shout(t('post.failed', { why: detail.detail ?? detail.title })));
    super.connectedCallback();
    this.#listen(first.position);
    document.addEventListener('vadra:folds', () => this.#fold());
    document.addEventListener('vadra:aloud', ({ detail }) => this.announcer.toggle(detail));
    document.addEventListener('click', event => this.menu && !event.target.closest('.anchor') && this.openMenu(null, false));
    document.addEventListener('visibilitychange', () => this.atEnd && this.#read());
    // What the first post does not need comes after what it does.
    Promise.all([import('./shortcuts.js'), import('./mentioning.js')]).then(([{ Shortcuts }, { Mentioning }]) => {
      this.keys = new Shortcuts(this);
      this.mentions = new Mentioning(this, slug);
    });
  }

  /** Puts the divider at the first unread, where it stays until one leaves. */
  #divide() {
    this.unread = this.reading.firstUnread(this.talk.posts, document.querySelector('vadra-account a.me')?.getAttribute('href').split('/').at(-1));
  }

  #listen(position) {
    listen(this, this.outbox, `${this.kind}:${this.slug}`, { position, onEvent: (event, offset) => this.#take(event, offset), onStart: () => this.carried.refresh() });
  }

  #take(event, offset) {
    if (event.kind === 'presence') {
      document.dispatchEvent(new CustomEvent('vadra:here', { detail: event.people }));
      this.typing.here(event.people);
      return;
    }
    if (event.kind === 'typing') {
      this.typing.hear(event);
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
    this.typing.hear({ people: [{ handle: post.author.handle, writes: false }] });
    if (this.atEnd) this.stretch.shed();
    if (mine || isFolded(post)) return;
    this.announcer?.tell(post);
    if (!this.atEnd) this.unseen++;
  }

  /** Folds and unfolds; what is on screen stays where it is, and so does the focus. */
  async #fold() {
    const top = this.scroller?.getBoundingClientRect().top ?? 0;
    const anchor = [...this.querySelectorAll('.stream > li')].find(item => item.getBoundingClientRect().bottom > top);
    const before = anchor?.getBoundingClientRect().top;
    const within = document.activeElement?.closest?.('[data-post]')?.dataset.post;
    this.requestUpdate();
    await this.updateComplete;
    if (anchor && !this.atEnd) this.scroller.scrollTop += anchor.getBoundingClientRect().top - before;
    if (within && !this.querySelector(`[data-post="${within}"]`)?.contains(document.activeElement)) this.querySelector(`[data-fold="${within}"]`)?.focus({ preventScroll: true });
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
    this.#arrive();
    this.outbox.flush();
  }

  /** Where one begins: at the post that the address names, at the first unread, or else at the end. */
  async #arrive() {
    if (await this.#showTarget()) return;
    const { left } = this.reading;
    if (left !== null && this.talk.more && !this.target && this.talk.posts[0]?.seq > left + 1) {
      await this.stretch.toSeq(left + 1).catch(() => {});
      this.#divide();
      this.requestUpdate();
      await this.updateComplete;
    }
    this.#showUnread();
  }

  /** Whether the address names a post; it is in sight then, with what stands round it. */
  async #showTarget() {
    const id = location.hash.startsWith('#p-') ? location.hash.slice(3) : this.target;
    return !!id && this.show(id);
  }

  async show(id) {
    if (!(await this.#bringIn(id))) return false;
    this.querySelector('.marked')?.classList.remove('marked');
    const post = document.getElementById(`p-${id}`);
    if (!post) return false;
    post.classList.add('marked');
    this.atEnd = false;
    post.scrollIntoView({ block: 'center' });
    this.stretch.moved();
    return true;
  }

  /** Loads a post of this room where it is not here. */
  async #bringIn(id) {
    if (this.talk.get(id)) return true;
    this.atEnd = false;
    try {
      const { room, seq } = await call('GET', `/api/posts/${id}`);
      if (room === this.slug && id !== this.head) await this.stretch.toSeq(seq);
    } catch {
      // It is not there, or nobody can be asked: one stays where one is.
    }
    if (!this.talk.get(id)) this.#scrolled();
    return !!this.talk.get(id);
  }

  /** The first unread post is in sight, or else the end. */
  #showUnread() {
    const divider = this.querySelector('.unread');
    if (!this.talk.newer) this.scroller.scrollTop = this.scroller.scrollHeight;
    const above = divider && divider.getBoundingClientRect().top < this.scroller.getBoundingClientRect().top;
    if (divider && (above || this.talk.newer)) {
      divider.scrollIntoView({ block: 'center' });
      this.#look();
    } else if (!this.talk.newer) {
      this.toEnd();
    }
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.atEnd = !this.talk.newer && scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (this.atEnd) this.#read();
    else this.looking ??= setTimeout(() => this.#look(), LOOK_MS);
    this.stretch.moved();
  }

  /** What is in sight is read, where it follows on what was. */
  #look() {
    this.looking = null;
    const box = this.scroller.getBoundingClientRect();
    const seen = [...this.querySelectorAll('.stream > [data-post]')].filter(post => {
      const { top, bottom } = post.getBoundingClientRect();
      return bottom > box.top && top < box.bottom;
    });
    if (!seen.length) return;
    const place = post => this.talk.posts.findIndex(one => one.id === post.dataset.post);
    this.reading.seen(this.talk.posts, place(seen[0]), place(seen.at(-1)));
  }

  async toEnd() {
    if (this.talk.newer) await this.stretch.toNewest().catch(() => {});
    if (this.talk.newer) return;
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

  async closeGap() {
    const page = await call('GET', `/api/rooms/${this.slug}/posts`);
    this.stretch.reset({ ...page, posts: page.posts.filter(post => post.id !== this.head) });
    this.outbox.settle(post => this.talk.get(post));
    this.gap = false;
    this.requestUpdate();
  }

  render() {
    const posts = this.talk.posts;
    return html`
      ${lineNotices(this)}
      ${this.calm.banners(this)}
      ${this.pins.render()}
      <div class="scroll" tabindex="0" role="region" aria-label=${t('room.stream')}>
        <div class="scroll-start">${this.stretch.older
          ? html`<button class="plain" @click=${() => this.stretch.loadOlder()}>${t('room.older')}</button>`
          : t(posts.length ? 'room.begin' : 'room.empty')}</div>
        <div class="space"></div>
        <ol class="stream">
          ${repeat(posts, post => post.id, post => [post.id === this.unread ? html`<li class="unread">${t('room.unread')}</li>` : nothing, postItem(post, this)])}
          ${this.talk.newer ? nothing : repeat(this.outbox.items, item => item.key, item => pendingItem(item, this))}
        </ol>
        <div class="space"></div>
      </div>
      <p class="announcer hidden-visually" role="status" aria-live="polite"></p>
      <p class="chooser-said hidden-visually" role="status"></p>
      <p class="shouter hidden-visually" role="alert"></p>
      ${composer(this)}`;
  }

  /** What a poll in a post was asked for, and answered. */
  polled({ post, poll }) {
    this.talk.polled(post, poll);
    this.requestUpdate();
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
    const words = this.ask.words(this.draft.text.trim());
    if (!words || this.carry.busy) return;
    const part = this.ask.kind ? this.ask.part() : null;
    if (this.ask.kind && !part) return;
    if (!me() && !(await openJoin())) {
      this.#focus('.say textarea');
      return;
    }
    if (this.outbox.full) {
      this.fault = t('problem.too-fast');
      return;
    }
    const question = this.asking && !this.draft.thread;
    const parts = [...this.carry.sent, ...(part ? [part] : [])];
    this.outbox.add(words, { parent: this.draft.thread, language: languageOf(words, this.language), hat: worn(), more: { ...(question && { question }), ...(parts.length && { parts }) } });
    // Words that were begun beside an opinion are no part of it.
    if (this.ask.kind !== 'opinion') this.draft.done();
    this.carry.read();
    this.ask.done();
    this.asking = false;
    this.typing.stop();
    this.fault = null;
    if (this.talk.newer) this.toEnd();
    else this.atEnd = true;
    this.requestUpdate();
    this.#focus('.say textarea');
  }

  keepDraft(text) {
    this.draft.keep(text);
    this.carry.read();
    if (!this.asking) this.typing.pressed(text);
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
    if (left && !post && this.talk.get(left)) this.draft.keepEdit(this.talk.get(left), null);
    this.editing = post?.id ?? null;
    this.draft.editing = this.editing;
    this.menu = null;
    this.fault = null;
    this.#focus(post ? '.edit textarea' : `[data-menu="more-${left}"]`);
  }

  /** Writes the newest of one's own posts anew, where it is here. */
  editLast() {
    const last = this.talk.posts.findLast(post => post.author.handle === me()?.handle && !post.withdrawn && post.restraint?.act !== 'hide');
    if (!last || this.talk.newer || !this.open) return false;
    this.edit(last);
    return true;
  }

  /** What a key does with a post that has the focus. */
  key(key, post) {
    const stands = !post.withdrawn && post.restraint?.act !== 'hide';
    const acts = {
      r: () => stands && this.open && this.replyTo(post),
      q: () => stands && this.open && this.querySelector(`[data-post="${post.id}"] [data-quote]`)?.click(),
      e: () => stands && this.open && post.author.handle === me()?.handle && this.edit(post),
      '+': () => stands && this.open && this.openMenu(`react-${post.id}`),
      l: () => this.copyLink(post),
    };
    if (!acts[key]) return false;
    acts[key]();
    return true;
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
    if (this.menu) this.openMenu(null);
    await navigator.clipboard?.writeText(new URL(`/posts/${post.id}`, location.href).href);
    toast(t('room.share.done'));
  }

  async goTo(post) {
    if (!(await this.show(post.parent))) {
      this.showThread(post);
      return;
    }
    this.querySelector(`[data-post="${post.parent}"]`).focus({ preventScroll: true });
  }

  showThread(post) {
    threadDialog(post, () => this.replyTo(post));
  }

  showVersions(post) {
    versionsDialog(post);
  }
}

customElements.define('vadra-room', Room);
