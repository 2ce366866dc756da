// A sitting: what is asked, what becomes of it, and for its hosts the moves. Draws; what it knows is in questions.js.
import { html, nothing, repeat } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { me } from '../session.js';
import { openJoin } from '../join.js';
import { lineNotices, listen } from '../line.js';
import { Announcer } from '../announcer.js';
import { Calm } from '../calm.js';
import { Held } from '../held.js';
import { openReport, reason } from '../report.js';
import { Part } from '../page.js';
import { Ask } from './ask.js';
import { Questions, claimOf } from './questions.js';
import { Ranks, TABS } from './ranks.js';
import { Moves } from './moves.js';
import { questionItem } from './question.js';
import { head, beside } from './head.js';
import { keys } from './keys.js';
import '../calm-dialog.js';
import { stateOf } from './times.js';

const CALM_MS = 250; // What is on the screen changes at most four times a second.
const TICK_MS = 1_000;

class Qa extends Part {
  static properties = { connection: { state: true }, fault: { state: true }, gap: { state: true }, opened: { state: true } };

  constructor() {
    super();
    this.connection = 'live';
    this.opened = null;
    this.talks = new Map();
  }

  connectedCallback() {
    this.sitting = JSON.parse(this.dataset.sitting);
    const { posts, answers, position } = JSON.parse(this.dataset.page);
    this.slug = this.sitting.slug;
    this.questions = new Questions([...posts, ...answers]);
    const { slow, hold } = this.dataset;
    this.calm = new Calm({ slow: slow ? JSON.parse(slow) : null, hold: hold ? JSON.parse(hold) : null }, this.sitting.hosts[0].handle);
    this.asking = new Ask(this);
    this.held = new Held(this.slug, () => this.requestUpdate());
    this.asking.outbox.addEventListener('held', () => this.held.load());
    this.ranks = new Ranks(this);
    this.moves = new Moves(this);
    super.connectedCallback();
    this.ranks.learn();
    this.#listen(position);
    this.timer = setInterval(() => this.#tick(), TICK_MS);
    if (this.sitting.earlier) this.#takeOver(this.sitting.earlier);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  get hosting() {
    return !!me() && this.sitting.hosts.some(host => host.handle === me().handle);
  }

  get state() {
    return stateOf(this.sitting);
  }

  get asks() {
    return Date.now() < Date.parse(this.sitting.asksUntil);
  }

  #listen(position) {
    listen(this, this.asking.outbox, `qa:${this.slug}`, { position, onEvent: (event, offset) => this.#take(event, offset) });
  }

  /** The open questions of the sitting before this one stay where they were asked, and are shown here. */
  async #takeOver(earlier) {
    const { questions } = await call('GET', `/api/rooms/${earlier}/questions?order=wanted&state=open&limit=100`);
    questions.forEach(post => this.questions.put({ ...post, earlier }));
    this.ranks.learn();
    this.live.subscribe(`qa:${earlier}`, { onEvent: event => event.kind !== 'post.created' && this.#take(event, 0) });
  }

  #take(event, offset) {
    if (event.kind === 'presence') return;
    if (offset) this.held.take(event);
    if (event.kind === 'room.calmed') {
      this.calm.take(event.calm);
      this.requestUpdate();
      return;
    }
    if (event.kind === 'qa.moved') {
      this.sitting = { ...this.sitting, ...event.qa };
      this.requestUpdate();
      return;
    }
    const mine = !!me() && event.by?.handle === me().handle;
    if (event.kind === 'post.created') this.#hear(event);
    if (!this.questions.take(event, offset, mine)) return;
    if (event.kind === 'question.moved') this.asking.moved(this.questions.get(event.post));
    this.ranks.learn();
    if (mine || event.kind === 'question.moved' || event.kind === 'post.created') this.requestUpdate();
    else this.#updateSoon();
  }

  #hear(event) {
    const own = this.asking.outbox.items.some(item => item.key === event.commandId);
    this.asking.outbox.confirm(event.commandId);
    if (own) this.ranks.follow();
    else if (!event.parent) this.announcer?.tell({ author: event.by, text: event.text.source });
    if (event.parent) this.talks.get(event.parent)?.push?.(event);
  }

  #updateSoon() {
    this.soon ??= setTimeout(() => {
      this.soon = null;
      this.requestUpdate();
    }, CALM_MS);
  }

  #tick() {
    if (this.ranks.idle()) this.ranks.follow();
    // A clock that nobody sees, and a text that is being selected, are left alone.
    if (!document.hidden) this.requestUpdate();
  }

  firstUpdated() {
    this.announcer = new Announcer(this.querySelector('.announcer'));
    this.asking.outbox.flush();
    addEventListener('hashchange', () => this.#showTarget());
    this.#showTarget();
  }

  #showTarget() {
    const id = location.hash.startsWith('#p-') ? location.hash.slice(3) : null;
    const post = id && this.questions.get(id);
    if (!post) return;
    this.turnTo(this.ranks.tabOf(post));
    this.updateComplete.then(() => {
      const place = this.querySelector(`[data-post="${id}"]`);
      place?.scrollIntoView({ block: 'center' });
      place?.focus({ preventScroll: true });
    });
  }

  async closeGap() {
    const { questions } = await call('GET', `/api/rooms/${this.slug}/questions?order=new&limit=200`);
    this.questions = new Questions([...questions, ...this.questions.replies.values()]);
    this.gap = false;
    this.ranks.follow();
  }

  turnTo(tab) {
    this.ranks.tab = tab;
    this.ranks.follow();
    if (tab === 'unseen') this.ranks.askUnseen();
  }

  say(text) {
    this.querySelector('.speaker').textContent = text;
  }

  /** Says what was refused. */
  tell(refused) {
    this.fault = { text: reason(refused), post: this.slug };
    this.say(this.fault.text);
  }

  focusComposer() {
    this.querySelector('.ask textarea')?.focus();
  }

  render() {
    return html`
      ${lineNotices(this)}
      ${this.calm.banners(this)}
      <div class="qa is-${this.state}">
        ${head(this)}
        <div class="qa-main">
          ${this.held.render()}
          ${this.asking.form()}
          ${this.#now()}
          ${this.asking.own()}
          ${this.#tabs()}
          <section class="qa-list" id="qa-panel" role="tabpanel" aria-labelledby="tab-${this.ranks.tab}" @keydown=${event => keys(event, this)}>
            ${this.ranks.fresh ? html`<div class="follow-line"><button class="follow" @click=${() => this.ranks.follow()}>${this.ranks.fresh > 0 ? t('qa.fresh', { n: this.ranks.fresh }) : t('qa.stale')}</button></div>` : nothing}
            <ol class="questions">${repeat(this.ranks.shown, post => post.id, post => questionItem(post, this))}</ol>
            ${this.ranks.shown.length ? nothing : html`<p class="quiet none">${t(this.ranks.tab === 'settled' ? 'qa.empty.settled' : this.asks ? 'qa.empty' : 'qa.empty.over')}</p>`}
          </section>
        </div>
        ${beside(this)}
      </div>
      ${this.moves.undoBar()}
      <p class="announcer hidden-visually" role="status" aria-live="polite"></p>
      <p class="speaker hidden-visually" role="status"></p>`;
  }

  /** What is being answered just now, for everybody and at the top. */
  #now() {
    const post = this.questions.answering;
    // It has its place also when it is empty, so that nothing below it moves.
    if (!post) return html`<p class="now none">${t('qa.now.none')}</p>`;
    return html`<section class="now" aria-label=${t('qa.now')}><p class="state"><span class="mark" aria-hidden="true"></span>${t('qa.answers', { name: claimOf(post).by.name })}</p>
      <p class="words" lang=${post.language}><a href="#p-${post.id}">${post.text}</a></p></section>`;
  }

  #tabs() {
    const counts = { settled: this.questions.settled.length };
    const turn = event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      this.turnTo(TABS[(TABS.indexOf(this.ranks.tab) + step + TABS.length) % TABS.length]);
      this.updateComplete.then(() => this.querySelector('[role=tab][aria-selected=true]').focus());
    };
    return html`<div class="tabs" role="tablist" aria-label=${t('qa.order')} @keydown=${turn}>${TABS.map(tab => html`
      <button role="tab" id="tab-${tab}" aria-controls="qa-panel" aria-selected=${this.ranks.tab === tab ? 'true' : 'false'} tabindex=${this.ranks.tab === tab ? 0 : -1}
        @click=${() => this.turnTo(tab)}>${t(`qa.order.${tab}`)}${counts[tab] ? html` <span class="n">${counts[tab]}</span>` : nothing}</button>`)}</div>`;
  }

  /** Writes, with a key of its own, so that it has one effect; says what was refused. */
  async write(method, path, body) {
    if (!me() && !(await openJoin())) return null;
    try {
      const done = await call(method, path, { key: crypto.randomUUID?.(), body });
      this.fault = null;
      return done ?? {};
    } catch (refused) {
      this.fault = { text: reason(refused), post: path.split('/')[3] };
      this.say(this.fault.text);
      return null;
    }
  }

  want(post) {
    const on = !post.mine?.includes('want');
    return this.write(on ? 'PUT' : 'DELETE', `/api/posts/${post.id}/reactions/want`);
  }

  report(post) {
    openReport('post', post.id);
  }

  /** Opens one of the small forms of a question, or closes it for null. */
  open(form, post) {
    this.opened = form ? { form, post: post.id } : null;
    this.fault = null;
    this.updateComplete.then(() => this.querySelector(form ? '.move-form textarea, .move-form input' : `[data-post="${post.id}"]`)?.focus());
  }
}

customElements.define('vadra-qa', Qa);
