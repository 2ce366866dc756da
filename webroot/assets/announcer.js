// Tells screen readers of new talk, politely: apart from the list, in batches, never history.
import { t } from './i18n.js';

/** Who has just been told something is told the next no sooner. */
const PACE_MS = 5_000;
const SOON_MS = 700;
const FEW = 3;
const STORED = 'vadra.announce';

export class Announcer {
  #place;
  #waiting = [];
  #timer = null;
  #spoke = -Infinity;
  on = localStorage.getItem(STORED) !== 'off';

  constructor(place) {
    this.#place = place;
  }

  /** Turns the voice on or off, for this browser. */
  toggle(on) {
    this.on = on;
    localStorage.setItem(STORED, on ? 'on' : 'off');
  }

  /** Speaks of a new post: soon when it is alone, with the others when they come thick. */
  tell(post) {
    if (!this.on) return;
    this.#waiting.push(post);
    this.#timer ??= setTimeout(() => this.#speak(), Math.max(SOON_MS, this.#spoke + PACE_MS - performance.now()));
  }

  #speak() {
    const posts = this.#waiting;
    this.#waiting = [];
    this.#timer = null;
    this.#spoke = performance.now();
    const names = [...new Set(posts.map(post => post.author.name))];
    const text = source => source.replace(/[*_`>#]/g, '').slice(0, 280);
    this.#place.textContent = posts.length <= FEW
      ? posts.map(post => t('announce.one', { name: post.author.name, text: text(post.text) })).join(' ')
      : names.length === 1 ? t('announce.same', { n: posts.length, name: names[0] })
        : t('announce.many', { n: posts.length, name: names[0], others: names.length - 1 });
  }
}
