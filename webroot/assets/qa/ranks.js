// Which questions are shown, and in which order: three orders of the open ones, and the settled, newest first.
import { call } from '../api.js';
import { Held, SORTS } from './order.js';

export const TABS = ['wanted', 'new', 'unseen', 'settled'];

const IDLE_MS = 5_000;

export class Ranks {
  #page;
  #held = Object.fromEntries(TABS.map(tab => [tab, new Held()]));
  #unseen = [];
  #touched = 0;
  tab = 'wanted';

  constructor(page) {
    this.#page = page;
    for (const kind of ['pointermove', 'pointerdown', 'wheel', 'keydown']) {
      page.addEventListener(kind, () => (this.#touched = Date.now()), { passive: true });
    }
    addEventListener('scroll', () => (this.#touched = Date.now()), { passive: true });
  }

  /** The tab on which a question is found. */
  tabOf(post) {
    const head = post.question.into ?? post.id;
    return this.#page.questions.settled.some(one => one.id === head) ? 'settled' : this.tab === 'settled' ? 'wanted' : this.tab;
  }

  /** Takes in what changed; what is shown stays where it is. */
  learn() {
    for (const tab of TABS) this.#held[tab].wants(this.#order(tab));
  }

  #order(tab) {
    const { open, settled } = this.#page.questions;
    if (tab === 'settled') return ids(settled.sort((one, other) => Date.parse(other.question.movedAt) - Date.parse(one.question.movedAt)));
    if (tab !== 'unseen') return ids(open.sort(SORTS[tab]));
    const there = new Map(open.map(post => [post.id, post]));
    const late = open.filter(post => !this.#unseen.includes(post.id)).sort(SORTS.new);
    return [...ids(late), ...this.#unseen.filter(id => there.has(id))];
  }

  get shown() {
    return this.#held[this.tab].ids.map(id => this.#page.questions.get(id)).filter(Boolean);
  }

  /** How many wait to be shown; below 0 when only the order is another by now. */
  get fresh() {
    const held = this.#held[this.tab];
    return held.fresh || (held.stale ? -1 : 0);
  }

  follow() {
    this.learn();
    this.#held[this.tab].follow();
    this.#page.requestUpdate();
  }

  /** Whether the list may change by itself: nobody points at it, is in it, or has scrolled into it lately. */
  idle() {
    const list = this.#page.querySelector('.qa-list');
    if (!list || !this.fresh || this.#page.opened) return false;
    return !list.matches(':hover') && !list.contains(document.activeElement)
      && list.getBoundingClientRect().top > 0 && Date.now() - this.#touched > IDLE_MS;
  }

  /** What few have seen is known to the server alone. */
  async askUnseen() {
    try {
      const { questions } = await call('GET', `/api/rooms/${this.#page.slug}/questions?order=unseen&state=open&limit=200`);
      questions.forEach(post => this.#page.questions.get(post.id) ?? this.#page.questions.put(post));
      this.#unseen = ids(questions);
      this.follow();
    } catch {
      // It is asked for again with the next turn to it.
    }
  }
}

const ids = posts => posts.map(post => post.id);
