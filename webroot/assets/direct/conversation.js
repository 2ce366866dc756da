// A private conversation, live. What it shows is read by this member for themselves; the server gives it to nobody else.
import { html, live, nothing, repeat, unsafeHTML } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { me } from '../session.js';
import { lineNotices, listen } from '../line.js';
import { Outbox } from '../outbox.js';
import { Draft } from '../draft.js';
import { Part, toast } from '../page.js';
import { openDialog, sure } from '../dialogs.js';
import { languageOf } from '../language.js';
import { absolute } from '../time.js';
import { Messages } from './messages.js';
import { messageItem, own, pendingMessage } from './message.js';
import { openMessageReport } from './report.js';

const NEAR_END_PX = 60;
const NEAR_START_PX = 200;
const TYPING_MS = 5_000;
const TELL_TYPING_MS = 3_000;
const MOST_CHARACTERS = 4000;
const TELL_FROM = 400;

class Conversation extends Part {
  static properties = {
    stand: { state: true }, editing: { state: true }, connection: { state: true }, fault: { state: true },
    loading: { state: true }, gap: { state: true }, typing: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    this.connection = 'live';
    this.atEnd = true;
  }

  connectedCallback() {
    const page = JSON.parse(this.dataset.page);
    this.slug = page.conversation.id;
    this.path = `/api/talk/${this.slug}`;
    this.stand = page.conversation;
    this.messages = new Messages(page);
    this.unreadFrom = this.stand.unread ? this.messages.all.find(one => one.seq > this.stand.read && one.author?.handle === this.stand.with?.handle)?.id : null;
    this.draft = new Draft(`talk.${this.slug}`);
    this.outbox = new Outbox(`talk.${this.slug}`, `${this.path}/messages`);
    this.outbox.addEventListener('change', () => this.requestUpdate());
    super.connectedCallback();
    this.#listen(page.position);
    document.addEventListener('visibilitychange', () => this.#read());
  }

  #listen(position) {
    listen(this, this.outbox, `talk:${this.slug}`, { position, onEvent: (event, offset) => this.#take(event, offset) });
  }

  #take(event, offset) {
    if (event.kind === 'conversation') {
      this.stand = event.conversation;
    } else if (event.kind === 'typing') {
      if (event.handle !== me()?.handle) this.#types();
    } else {
      this.#happened(event, offset);
    }
  }

  #happened(event, offset) {
    const message = this.messages.take(event, offset);
    if (event.commandId) this.outbox.confirm(event.commandId);
    if (message && !own(message)) {
      this.typing = false;
      this.announce = t('talk.said', { name: message.author?.name ?? '' });
    }
    this.requestUpdate();
  }

  #types() {
    this.typing = true;
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => (this.typing = false), TYPING_MS);
  }

  firstUpdated() {
    this.scroller = this.querySelector('.scroll');
    this.scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    const stay = new ResizeObserver(() => this.atEnd && this.toEnd());
    stay.observe(this.scroller);
    stay.observe(this.querySelector('.stream'));
    this.toEnd();
    this.outbox.flush();
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (this.atEnd) this.#read();
    if (scrollTop < NEAR_START_PX && this.messages.more && !this.loading) this.older();
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.atEnd = true;
    this.#read();
  }

  /** What stands at the end was read, if somebody looks. */
  #read() {
    const upTo = this.messages.all.at(-1)?.seq ?? 0;
    if (document.hidden || !this.atEnd || upTo <= Math.max(this.stand.read, this.readTo ?? 0)) return;
    this.readTo = upTo;
    call('PUT', `${this.path}/read`, { body: { upTo } }).catch(() => (this.readTo = 0));
  }

  updated() {
    if (this.atEnd && this.scroller) this.toEnd();
  }

  async older() {
    this.loading = true;
    try {
      const page = await call('GET', `${this.path}/messages?before=${this.messages.all[0].seq}&limit=50`);
      const anchor = this.querySelector('.stream > li');
      const before = anchor.getBoundingClientRect().top;
      this.messages.load(page);
      this.requestUpdate();
      await this.updateComplete;
      this.scroller.scrollTop += anchor.getBoundingClientRect().top - before;
    } catch {
      // It is asked for again with the next scroll.
    } finally {
      this.loading = false;
    }
  }

  async closeGap() {
    const page = await call('GET', `${this.path}/messages`);
    this.messages.reset(page);
    this.stand = page.conversation;
    this.outbox.settle(message => this.messages.get(message));
    this.gap = false;
  }

  get name() {
    return this.stand.with?.name ?? t('talk.gone.name');
  }

  get canWrite() {
    return !this.stand.hindrance && ['open', 'asked'].includes(this.stand.state);
  }

  render() {
    const { all, more } = this.messages;
    const seen = this.stand.seen && all.filter(one => own(one) && one.seq <= this.stand.seen).at(-1)?.id;
    return html`
      ${lineNotices(this)}
      <div class="scroll" tabindex="0" role="region" aria-label=${t('room.stream')}>
        <div class="scroll-start">${more ? html`<button class="plain" @click=${() => this.older()}>${t(this.loading ? 'room.loading' : 'room.older')}</button>`
          : t(all.length ? 'room.begin' : 'talk.cleared')}</div>
        <ol class="stream">
          ${repeat(all, one => one.id, one => [one.id === this.unreadFrom ? html`<li class="unread">${t('room.unread')}</li>` : nothing,
            messageItem(one, this), one.id === seen ? html`<li class="seen">${t('talk.seen')}</li>` : nothing])}
          ${repeat(this.outbox.items, item => item.key, item => pendingMessage(item, this))}
        </ol>
      </div>
      <p class="hidden-visually" role="status" aria-live="polite">${this.announce ?? ''}</p>
      <div class="say">
        <p class="types" aria-live="polite">${this.typing ? t('talk.typing', { name: this.name }) : nothing}</p>
        ${this.#foot()}
      </div>`;
  }

  #foot() {
    const { state, hindrance } = this.stand;
    if (hindrance === 'waiting') return html`<p class="quiet">${t('talk.waiting', { name: this.name })}</p>`;
    if (hindrance) return html`<p class="quiet">${t(`talk.${hindrance}`)}</p>`;
    return state === 'open' || state === 'asked' ? this.#form() : this.#request();
  }

  #request() {
    return html`<section class="request" aria-labelledby="request-title"><h2 id="request-title">${t(`talk.${this.stand.state}.title`, { name: this.name })}</h2>
      <p>${t('talk.request.text')}</p>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      <p class="row"><button class="primary" ?disabled=${this.busy} @click=${() => this.#answer('accept')}>${t('talk.accept')}</button>
        ${this.stand.state === 'request' ? html`<button ?disabled=${this.busy} @click=${() => this.#answer('decline')}>${t('talk.decline')}</button>` : nothing}
        <button class="plain" ?disabled=${this.busy} @click=${() => this.#block()}>${t('talk.block')}</button></p></section>`;
  }

  async #answer(answer) {
    this.busy = true;
    if (await this.#write('PUT', `${this.path}/answer`, { body: { answer } })) {
      if (answer !== 'accept') {
        location.assign('/talk');
        return;
      }
      this.stand = await call('GET', this.path);
      this.#focus('.say textarea');
    }
    this.busy = false;
  }

  async #block() {
    if (await sure(t('talk.block.title', { name: this.name }), t('talk.block.text'), t('talk.block'))) this.#answer('block');
  }

  #form() {
    const left = MOST_CHARACTERS - [...this.draft.text].length;
    return html`<form @submit=${event => this.say(event)}>
      ${this.fault && !this.editing ? html`<p class="fault to-whom" role="alert">${this.fault}</p>` : nothing}
      <textarea name="text" rows="1" aria-label=${t('talk.label', { name: this.name })} aria-describedby="say-hint" placeholder=${t('talk.placeholder')} .value=${live(this.draft.text)}
        @input=${event => this.#typed(event)} @keydown=${event => this.#keyed(event)}></textarea>
      <button class="primary" aria-disabled=${this.draft.text.trim() ? 'false' : 'true'}>${t('say.send')}</button>
      <p class="hint" id="say-hint">${left < TELL_FROM ? t('say.left', { n: left }) : t('say.hint')}</p>
    </form>`;
  }

  #typed(event) {
    this.draft.keep(event.target.value);
    this.requestUpdate();
    if (this.stand.state !== 'open' || Date.now() - (this.toldTyping ?? 0) < TELL_TYPING_MS) return;
    this.toldTyping = Date.now();
    this.live.tell('typingTo', { conversation: this.slug });
  }

  #keyed(event) {
    const thumbs = matchMedia('(pointer: coarse)').matches;
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && !thumbs) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  }

  say(event) {
    event.preventDefault();
    const words = this.draft.text.trim();
    if (!words) return;
    if (this.outbox.full) {
      this.fault = t('problem.too-fast');
      return;
    }
    this.outbox.add(words, { language: languageOf(words, 'sv') });
    this.draft.done();
    this.fault = null;
    this.atEnd = true;
    this.requestUpdate();
    this.#focus('.say textarea');
  }

  edit(message) {
    const left = this.editing;
    this.editing = message?.id ?? null;
    this.fault = null;
    this.#focus(message ? '.edit textarea' : `#m-${left}`);
  }

  async saveEdit(event, message) {
    event.preventDefault();
    const text = event.target.text.value;
    if (await this.#write('PUT', `/api/messages/${message.id}`, { body: { text, language: languageOf(text, message.text.language) } })) this.edit(null);
  }

  async withdraw(message) {
    if (!(await sure(t('talk.withdraw.title'), t('talk.withdraw.text'), t('post.withdraw')))) return;
    await this.#write('DELETE', `/api/messages/${message.id}`, {});
  }

  report(message) {
    openMessageReport(message, this.messages.all, this.name);
  }

  async showVersions(message) {
    const { versions } = await call('GET', `/api/messages/${message.id}/versions`);
    openDialog(t('post.versions'), () => html`<ol class="dialog-posts">${versions.map(one => html`<li class="post">
      <header><strong>${t('post.version', { n: one.version })}</strong> <span class="when"><time datetime=${one.writtenAt} data-absolute>${absolute(one.writtenAt)}</time></span></header>
      <div class="words" lang=${message.text.language}>${unsafeHTML(one.html)}</div></li>`)}</ol>`);
  }

  async showSeen(shows) {
    if (await this.#write('PUT', `${this.path}/seen`, { body: { shows } })) toast(t(shows ? 'talk.seen.on' : 'talk.seen.off'));
    document.dispatchEvent(new CustomEvent('vadra:stand', { detail: this.stand }));
  }

  async leave() {
    if (!(await sure(t('talk.leave.title'), t('talk.leave.text', { name: this.name }), t('talk.leave')))) return;
    if (await this.#write('DELETE', this.path, {})) location.assign('/talk');
  }

  #focus(selector) {
    this.updateComplete.then(() => this.querySelector(selector)?.focus());
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
}

/** What a member decides of the conversation as a whole, in the card beside it. */
class Ways extends Part {
  render() {
    const talk = document.querySelector('vadra-talk');
    const stand = talk?.stand ?? JSON.parse(this.dataset.stand);
    return html`<label class="check"><input type="checkbox" .checked=${live(stand.showsSeen)} @change=${event => talk.showSeen(event.target.checked)}>
        <span>${t('talk.shows')} <span class="hint">${t('talk.shows.hint')}</span></span></label>
      <button class="plain" @click=${() => talk.leave()}>${t('talk.leave')}</button>`;
  }
}

customElements.define('vadra-talk', Conversation);
customElements.define('vadra-talk-ways', Ways);
