// A room in a frame of another site: one reads along as a guest, and takes part once the site has said who its customer is.
import { html, live, nothing, repeat } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { lineNotices, listen } from '../line.js';
import { learn, me, rulesDue } from '../session.js';
import { Talk } from '../talk.js';
import { Part } from '../page.js';
import { languageOf } from '../language.js';
import { postItem } from './post.js';
import { Seat } from './seat.js';

const NEAR_END_PX = 60;
const key = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

class Frame extends Part {
  static properties = {
    draft: { state: true }, answering: { state: true }, editing: { state: true }, menu: { state: true }, fault: { state: true }, busy: { state: true },
    unseen: { state: true }, gap: { state: true }, connection: { state: true },
  };

  connectedCallback() {
    const { slug, page, open, language, origins } = this.dataset;
    const first = JSON.parse(page);
    Object.assign(this, { slug, language, open: open === 'true', talk: new Talk(first, slug), draft: '', unseen: 0, connection: 'live', atEnd: true });
    super.connectedCallback();
    listen(this, { flush() {} }, `room:${slug}`, { position: first.position, onEvent: (event, offset) => this.#take(event, offset) });
    document.addEventListener('click', event => this.menu && !event.target.closest('.anchor') && (this.menu = null));
    this.seat = new Seat(origins.split(' '), () => this.requestUpdate());
  }

  firstUpdated() {
    this.scroller = this.querySelector('.scroll');
    this.scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.scroller);
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (this.atEnd) this.unseen = 0;
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.unseen = 0;
  }

  updated() {
    if (this.atEnd) this.toEnd();
  }

  #take(event, offset) {
    const mine = !!me() && event.by?.handle === me().handle;
    const post = this.talk.take(event, offset, mine);
    if (event.kind === 'room.restrained') call('GET', `/api/rooms/${this.slug}`).then(room => { this.open = room.open; this.requestUpdate(); }, () => {});
    if (post && mine) this.atEnd = true;
    if (post && !mine && !this.atEnd) this.unseen++;
    if (post && !mine) this.querySelector('.announcer').textContent = `${post.author.name}: ${post.text.slice(0, 280)}`;
    this.requestUpdate();
  }

  async closeGap() {
    this.talk.reset(await call('GET', `/api/rooms/${this.slug}/posts`));
    this.gap = false;
  }

  async #older() {
    this.talk.load(await call('GET', `/api/rooms/${this.slug}/posts?before=${this.talk.posts[0].seq}`));
    this.requestUpdate();
  }

  render() {
    const { posts, more } = this.talk;
    return html`${lineNotices(this)}
      <div class="scroll" tabindex="0" role="region" aria-label=${t('room.stream')}>
        <div class="scroll-start">${more ? html`<button class="plain" @click=${() => this.#older()}>${t('room.older')}</button>` : t(posts.length ? 'room.begin' : 'room.empty')}</div>
        <ol class="stream">${repeat(posts, post => post.id, post => postItem(post, this))}</ol>
      </div>
      <p class="announcer hidden-visually" role="status"></p>
      <div class="say">${this.unseen ? html`<button class="pill" @click=${() => this.toEnd()}>${t('room.new', { n: this.unseen })} ↓</button>` : nothing}
        ${!this.open ? html`<p class="quiet">${t('room.closed')}</p>` : me() ? this.#composer() : this.seat?.newcomer ? this.#joining() : this.#guest()}</div>`;
  }

  #guest() {
    return html`<p class="quiet">${t('embed.read')}</p>${this.seat?.fault ? html`<p class="fault" role="alert">${t('embed.refused')}</p>` : nothing}`;
  }

  #joining() {
    return html`<form class="joining" @submit=${event => this.#join(event)}>
      <p>${t('embed.join')}</p>
      ${this.#faulty()}
      <div class="check"><input id="frame-rules" name="rules" type="checkbox" required><label for="frame-rules">${t('join.rules')} <a href="/rules">${t('join.rules.link')}</a></label></div>
      <div class="field"><label for="frame-name">${t('join.name')}</label>
        <input id="frame-name" name="name" autocomplete="name" maxlength="60" required .defaultValue=${this.seat.newcomer.name}></div>
      <button class="primary" ?disabled=${this.busy}>${t('join.submit')}</button></form>`;
  }

  async #join(event) {
    event.preventDefault();
    const { name } = event.target.elements;
    this.busy = true;
    await this.#tried(async () => this.seat.join(name.value.trim(), (await call('GET', '/api/rules')).version));
    this.busy = false;
    if (me()) this.#focus('.say textarea');
  }

  #composer() {
    const due = rulesDue();
    return html`<form @submit=${event => this.#say(event)}>
      ${due ? html`<div class="due"><p>${t('rules.due.now', { v: due.version, from: due.validFrom.slice(0, 10) })} <a href="/rules/${due.version}">${t('rules.see')}</a></p>
        <button type="button" @click=${() => this.#accept(due.version)}>${t('rules.accept')}</button></div>` : nothing}
      ${this.answering ? html`<p class="to-whom">↳ ${t('say.replying', { name: this.answering.author.name })} <button type="button" class="plain" @click=${() => this.replyTo(null)}>${t('say.cancel')}</button></p>` : nothing}
      ${this.#faulty()}
      <textarea name="text" rows="1" maxlength="4000" aria-label=${t('say.label')} placeholder=${t('say.placeholder')} .value=${live(this.draft)}
        @input=${event => (this.draft = event.target.value)} @keydown=${event => this.#typed(event)}></textarea>
      <button class="primary" aria-disabled=${this.draft.trim() && !this.busy ? 'false' : 'true'}>${t('say.send')}</button>
      <p class="who">${t('embed.as', { name: me().name })}</p></form>`;
  }

  #faulty() {
    return this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing;
  }

  #typed(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  }

  async #say(event) {
    event.preventDefault();
    const text = this.draft.trim();
    if (!text || this.busy) return;
    this.busy = true;
    // The same words are sent under the same key until they are through, so that one post never becomes two.
    if (this.sending?.text !== text) this.sending = { text, key: key() };
    const body = { text, language: languageOf(text, this.language), ...(this.answering && { parent: this.answering.id }) };
    const said = await this.#tried(() => call('POST', `/api/rooms/${this.slug}/posts`, { key: this.sending.key, body }));
    this.busy = false;
    if (!said) return;
    this.sending = null;
    this.draft = '';
    this.replyTo(null);
    if (said.held) this.fault = t('embed.held');
  }

  async #accept(version) {
    await this.#tried(async () => {
      await call('PUT', '/api/me/rules', { body: { version } });
      await learn();
    });
  }

  replyTo(post) {
    this.answering = post;
    this.menu = null;
    this.#focus('.say textarea');
  }

  react(post, kind) {
    this.menu = null;
    this.#tried(() => call(post.mine?.includes(kind) ? 'DELETE' : 'PUT', `/api/posts/${post.id}/reactions/${kind}`, { key: key() }));
  }

  edit(post) {
    this.menu = null;
    this.editing = post?.id ?? null;
    if (post) this.#focus('.edit textarea');
  }

  async saveEdit(event, post) {
    event.preventDefault();
    const text = event.target.text.value;
    if (await this.#tried(() => call('PUT', `/api/posts/${post.id}`, { key: key(), body: { text, language: languageOf(text, post.language) } }))) this.edit(null);
  }

  async withdraw(post) {
    this.menu = null;
    const { sure } = await import('../dialogs.js');
    if (await sure(t('post.withdraw.title'), t('post.withdraw.text'), t('post.withdraw'))) this.#tried(() => call('DELETE', `/api/posts/${post.id}`, { key: key() }));
  }

  async report(post) {
    this.menu = null;
    (await import('../report.js')).openReport('post', post.id);
  }

  #focus(selector) {
    this.updateComplete.then(() => this.querySelector(selector)?.focus({ preventScroll: true }));
  }

  /** What an act brought, or true; null when it was refused, which is said. */
  async #tried(act) {
    try {
      const brought = await act();
      this.fault = null;
      return brought ?? true;
    } catch (refused) {
      if (refused.problem?.status === 401) this.seat.lost();
      this.fault = refused.problem?.status === 0 ? t('problem.unavailable.text') : refused.message;
      return null;
    }
  }
}

customElements.define('vadra-frame', Frame);
