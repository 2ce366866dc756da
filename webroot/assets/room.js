// A live room: the talk, the composer, and what happens while one looks.
import { html, nothing, repeat } from './lit.js';
import { lang, t } from './i18n.js';
import { call } from './api.js';
import { me, meKnown } from './session.js';
import { openJoin } from './join.js';
import { Live } from './live.js';
import { Outbox } from './outbox.js';
import { Talk } from './talk.js';
import { Announcer } from './announcer.js';
import { Part } from './page.js';
import { pendingItem, postItem } from './post.js';
import { threadDialog, versionsDialog } from './dialogs.js';

const MOST_CHARACTERS = 4000;
const NEAR_END_PX = 60;

class Room extends Part {
  static properties = {
    editing: { state: true }, reacting: { state: true }, answering: { state: true }, unseen: { state: true },
    gap: { state: true }, connection: { state: true }, fault: { state: true }, loading: { state: true }, draft: { state: true },
  };

  constructor() {
    super();
    this.unseen = 0;
    this.connection = 'live';
    this.atEnd = true;
  }

  connectedCallback() {
    const { slug, page, open, language } = this.dataset;
    const first = JSON.parse(page);
    this.slug = slug;
    this.open = open === 'true';
    this.language = language;
    this.talk = new Talk(first, slug);
    this.outbox = new Outbox(slug);
    this.outbox.addEventListener('change', () => this.requestUpdate());
    this.draftName = `vadra.draft.${slug}`;
    this.draft = localStorage.getItem(this.draftName) ?? '';
    super.connectedCallback();
    this.#listen(first.position);
    document.addEventListener('vadra:session', () => this.#signedInOrOut());
    document.addEventListener('click', event => this.reacting && !event.target.closest('.anchor') && this.pick(null));
  }

  #listen(position) {
    this.live = new Live();
    this.live.addEventListener('state', ({ detail }) => {
      clearTimeout(this.awayTimer);
      if (detail === 'live') {
        this.connection = 'live';
        this.outbox.flush();
      } else {
        this.awayTimer = setTimeout(() => (this.connection = 'away'), 600);
      }
    });
    this.live.subscribe(`room:${this.slug}`, {
      position,
      onEvent: (event, offset) => this.#take(event, offset),
      onStart: start => start.recovering && !start.recovered && (this.gap = true),
    });
  }

  #take(event, offset) {
    if (event.kind === 'presence') {
      document.dispatchEvent(new CustomEvent('vadra:here', { detail: event.people }));
      return;
    }
    const post = this.talk.take(event, offset, event.by?.handle === me()?.handle);
    if (post) {
      this.outbox.confirm(post.commandId);
      if (post.author.handle !== me()?.handle) {
        this.announcer?.tell(post);
        if (!this.atEnd) this.unseen++;
      }
    }
    this.requestUpdate();
  }

  #signedInOrOut() {
    const handle = me()?.handle ?? null;
    if (meKnown() && this.signedInAs !== undefined && this.signedInAs !== handle) this.live.reconnect();
    this.signedInAs = handle;
    this.requestUpdate();
  }

  firstUpdated() {
    if (matchMedia('(max-width: 46rem)').matches) document.querySelector('.product')?.removeAttribute('open');
    this.announcer = new Announcer(this.querySelector('.announcer'));
    this.scroller = this.querySelector('.scroll');
    this.scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    // Words, pictures and the keyboard change heights after rendering; who is at the end stays at the end.
    new ResizeObserver(() => this.atEnd && this.#toEnd()).observe(this.scroller);
    const target = location.hash.startsWith('#p-') && this.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`);
    if (target) target.scrollIntoView({ block: 'center' });
    else this.#toEnd();
    this.outbox.flush();
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (this.atEnd) this.unseen = 0;
    if (scrollTop < 200 && this.talk.more && !this.loading) this.older();
  }

  #toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.atEnd = true;
    this.unseen = 0;
  }

  updated() {
    if (this.atEnd && this.scroller) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** Loads the page before the oldest post; what is on screen stays where it is. */
  async older() {
    this.loading = true;
    try {
      const page = await call('GET', `/api/rooms/${this.slug}/posts?before=${this.talk.posts[0].seq}&limit=50`);
      const anchor = this.querySelector('.stream > li');
      const before = anchor.getBoundingClientRect().top;
      this.talk.load(page);
      this.requestUpdate();
      await this.updateComplete;
      const shift = anchor.getBoundingClientRect().top - before;
      if (Math.abs(shift) >= 1) this.scroller.scrollTop += shift;
    } finally {
      this.loading = false;
    }
  }

  async closeGap() {
    const page = await call('GET', `/api/rooms/${this.slug}/posts`);
    this.talk.reset(page);
    this.gap = false;
  }

  render() {
    const posts = this.talk.posts;
    return html`
      ${this.connection === 'live' ? nothing : html`<p class="notice" role="status">${t(navigator.onLine ? 'room.reconnecting' : 'room.offline')}</p>`}
      ${this.gap ? html`<p class="notice gap">${t('room.gap')} <button class="plain" @click=${() => this.closeGap()}>${t('room.gap.load')}</button></p>` : nothing}
      <div class="scroll" tabindex="0" role="region" aria-label=${t('room.stream')}>
        <div class="scroll-start">${this.talk.more
          ? html`<button class="plain" @click=${() => this.older()}>${t(this.loading ? 'room.loading' : 'room.older')}</button>`
          : t(posts.length ? 'room.begin' : 'room.empty')}</div>
        <ol class="stream">
          ${repeat(posts, post => post.id, post => postItem(post, this))}
          ${repeat(this.outbox.items, item => item.key, item => pendingItem(item, this))}
        </ol>
      </div>
      <p class="announcer hidden-visually" role="status" aria-live="polite"></p>
      ${this.#composer()}`;
  }

  #composer() {
    const left = MOST_CHARACTERS - this.draft.length;
    return html`<div class="say">
      ${this.unseen ? html`<button class="pill" @click=${() => this.#toEnd()}>${t('room.new', { n: this.unseen })} ↓</button>` : nothing}
      ${this.open ? html`<form @submit=${event => this.#say(event)}>
        ${this.answering ? html`<p class="to-whom">${t('say.replying', { name: this.answering.author.name })}
          <button type="button" class="plain" @click=${() => (this.answering = null)}>${t('say.cancel')}</button></p>` : nothing}
        ${this.fault && !this.editing ? html`<p class="fault to-whom" role="alert">${this.fault}</p>` : nothing}
        <textarea name="text" rows="1" aria-label=${t('say.label')} placeholder=${t('say.placeholder')} .value=${this.draft}
          @input=${event => this.#keepDraft(event.target.value)} @keydown=${event => this.#typed(event)}></textarea>
        <button class="primary" aria-disabled=${this.draft.trim() ? 'false' : 'true'}>${t('say.send')}</button>
        <p class="hint">${left < 400 ? t('say.left', { n: left }) : meKnown() && !me() ? t('say.guest') : t('say.hint')}</p>
      </form>` : html`<p class="quiet">${t('room.closed')}</p>`}
    </div>`;
  }

  #keepDraft(text) {
    this.draft = text;
    if (text) localStorage.setItem(this.draftName, text);
    else localStorage.removeItem(this.draftName);
  }

  #typed(event) {
    const coarse = matchMedia('(pointer: coarse)').matches;
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && !coarse) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  }

  async #say(event) {
    event.preventDefault();
    if (!this.draft.trim()) return;
    if (!me() && !(await openJoin())) {
      this.querySelector('.say textarea').focus();
      return;
    }
    if (this.outbox.full) {
      this.fault = t('problem.too-fast');
      return;
    }
    this.outbox.add(this.draft, this.answering?.id ?? null, this.language);
    this.#keepDraft('');
    this.answering = null;
    this.fault = null;
    this.atEnd = true;
    this.querySelector('.say textarea').focus();
  }

  replyTo(post) {
    this.answering = post;
    this.updateComplete.then(() => this.querySelector('.say textarea').focus());
  }

  edit(post) {
    this.editing = post?.id ?? null;
    this.fault = null;
    this.updateComplete.then(() => this.querySelector(post ? '.edit textarea' : '.say textarea')?.focus());
  }

  pick(post) {
    this.reacting = post && this.reacting !== post.id ? post.id : null;
    if (this.reacting) this.updateComplete.then(() => this.querySelector('.menu button')?.focus());
  }

  async react(post, kind) {
    this.reacting = null;
    if (!me() && !(await openJoin())) return;
    const on = !post.mine?.includes(kind);
    await this.#write(on ? 'PUT' : 'DELETE', `/api/posts/${post.id}/reactions/${kind}`, {});
  }

  async saveEdit(event, post) {
    event.preventDefault();
    const text = event.target.text.value;
    if (await this.#write('PUT', `/api/posts/${post.id}`, { body: { text, language: post.language } })) this.edit(null);
  }

  async withdraw(post) {
    if (confirm(t('post.withdraw.sure'))) await this.#write('DELETE', `/api/posts/${post.id}`, {});
  }

  async #write(method, path, options) {
    try {
      await call(method, path, { key: crypto.randomUUID?.(), ...options });
      this.fault = null;
      return true;
    } catch (refused) {
      this.fault = refused.problem.status === 0 ? t('problem.unavailable.text') : refused.message;
      return false;
    }
  }

  async copyLink(post) {
    const link = new URL(`/rooms/${this.slug}#p-${post.id}`, location.href).href;
    await navigator.clipboard?.writeText(link);
    this.querySelector('.announcer').textContent = t('room.share.done');
  }

  goTo(post) {
    const parent = this.querySelector(`[data-post="${post.parent}"]`);
    if (parent) {
      parent.scrollIntoView({ block: 'center' });
      parent.focus({ preventScroll: true });
    } else {
      this.showThread(post);
    }
  }

  showThread(post) {
    threadDialog(post, () => this.replyTo(post));
  }

  showVersions(post) {
    versionsDialog(post);
  }
}

class Here extends Part {
  static properties = { people: { state: true } };

  connectedCallback() {
    this.people = Number(this.dataset.here);
    super.connectedCallback();
    document.addEventListener('vadra:here', ({ detail }) => (this.people = detail));
  }

  render() {
    const people = Math.max(1, this.people).toLocaleString(lang());
    return html`<p>${t('room.here', { n: Math.max(1, this.people) }).replace(/\d+/, people)}</p>
      <div class="row"><button class="plain" @click=${() => this.#share()}>${t('room.share')}</button>
      <a href="/rooms/${this.dataset.room}/feed.atom">Atom</a></div>
      <p class="hidden-visually" role="status"></p>`;
  }

  async #share() {
    const url = location.href.split('#')[0];
    if (navigator.share) await navigator.share({ url, title: document.title }).catch(() => {});
    else {
      await navigator.clipboard?.writeText(url);
      this.querySelector('[role="status"]').textContent = t('room.share.done');
    }
  }
}

customElements.define('vadra-room', Room);
customElements.define('vadra-here', Here);
