// The presenter's screen: one question, large, with who answers it; live, and led by the keyboard alone.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { socket } from '../live.js';
import { Part } from '../page.js';
import { Questions, claimOf } from './questions.js';
import { SORTS } from './order.js';
import { standing } from './times.js';

const NEXT = 3;
const TICK_MS = 1_000;
// The wall has sizes for a short, a usual and a long question, so that nothing moves while it is read.
const SIZES = [[90, 'short'], [240, 'usual']];

class Present extends Part {
  static properties = { chosen: { state: true }, connection: { state: true } };

  connectedCallback() {
    this.sitting = JSON.parse(this.dataset.sitting);
    const { posts, answers, position } = JSON.parse(this.dataset.page);
    this.questions = new Questions([...posts, ...answers]);
    this.chosen = null;
    this.connection = 'live';
    super.connectedCallback();
    this.live = socket();
    this.live.addEventListener('state', ({ detail }) => (this.connection = detail));
    this.live.subscribe(`qa:${this.sitting.slug}`, {
      position,
      onEvent: (event, offset) => this.#take(event, offset),
      onStart: start => start.recovering && !start.recovered && this.#reload(),
    });
    document.addEventListener('keydown', event => this.#key(event));
    setInterval(() => this.requestUpdate(), TICK_MS);
  }

  #take(event, offset) {
    if (event.kind === 'qa.moved') this.sitting = { ...this.sitting, ...event.qa };
    else if (event.kind !== 'presence') this.questions.take(event, offset, false);
    this.requestUpdate();
  }

  async #reload() {
    const { questions } = await call('GET', `/api/rooms/${this.sitting.slug}/questions?order=wanted&limit=200`);
    this.questions = new Questions([...questions, ...this.questions.replies.values()]);
    this.requestUpdate();
  }

  /** The open ones: what a host chose to be next comes first, then what most people want. */
  get queue() {
    const next = post => (post.question.state === 'chosen' ? 0 : 1);
    return this.questions.open.sort((one, other) => next(one) - next(other) || SORTS.wanted(one, other));
  }

  /** What is on the wall: what somebody stepped to, or else what is being answered, or else the first in the queue. */
  get shown() {
    return (this.chosen && this.questions.get(this.chosen)) || this.questions.answering || this.queue[0] || null;
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ' ': 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 }[event.key];
    if (step) this.#step(step);
    else if (event.key === 'Home' || event.key === '0') this.chosen = null;
    else if (event.key.toLowerCase() === 'f') document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
    else return;
    event.preventDefault();
  }

  #step(step) {
    const all = this.queue.map(post => post.id);
    const at = all.indexOf(this.shown?.id);
    this.chosen = all[Math.min(all.length - 1, Math.max(0, at + step))] ?? null;
  }

  render() {
    const post = this.shown;
    const next = this.queue.filter(one => one.id !== post?.id).slice(0, NEXT);
    const { open, settled } = this.questions;
    return html`<header><h1 lang=${this.sitting.language}>${this.sitting.title}</h1>
        <p class="clock">${this.connection === 'away' ? t('room.reconnecting') : standing(this.sitting)}</p></header>
      <section class="stage" aria-live="polite">${post ? this.#question(post) : html`<p class="waiting">${t('qa.present.none')}</p>`}</section>
      <footer>${next.length ? html`<section class="next" aria-label=${t('qa.present.next')}><h2>${t('qa.present.next')}</h2>
          <ol>${next.map(one => html`<li><span class="n">${one.question.votes}</span> <span lang=${one.language}>${one.text}</span></li>`)}</ol></section>` : nothing}
        <p class="figures">${t('qa.present.figures', { open: open.length, settled: settled.length })}</p></footer>`;
  }

  #question(post) {
    const claim = claimOf(post);
    const answer = post.question.answer && this.questions.replies.get(post.question.answer);
    const size = SIZES.find(([most]) => post.text.length <= most)?.[1] ?? 'long';
    return html`<p class="state is-${claim ? 'claimed' : post.question.state}"><span class="mark" aria-hidden="true"></span>${claim ? t('qa.answers', { name: claim.by.name }) : t(`qa.q.${post.question.state}`)}</p>
      <blockquote class=${size} lang=${post.language}>${post.text}</blockquote>
      <p class="by">${post.author.name}${post.question.votes ? html` · ${t('qa.wanted', { n: post.question.votes })}` : nothing}${answer ? html` · ${answer.author.name}` : nothing}</p>`;
  }
}

customElements.define('vadra-present', Present);
