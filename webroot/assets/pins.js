// What members let stand out in a room: up to three posts that at least three of them pinned.
import { isFolded } from './folds.js';
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';

const LEAST = 3;
const MOST = 3;
const SPREAD_MS = 2_000; // A pin is heard by all at once; who must ask does so spread over this time.
const LONGEST = 160;

/** The strip of a room. Whether a post praises or criticises is nothing that it could know. */
export class Pins {
  constructor(posts, slug, changed) {
    this.posts = posts;
    this.slug = slug;
    this.changed = changed;
  }

  /** Takes an event of the room's channel. */
  take(event) {
    const place = this.posts.findIndex(post => post.id === event.post);
    if (event.kind === 'post.edited' && place >= 0) this.#put(place, { text: event.text.source, language: event.text.language });
    if (event.kind === 'post.withdrawn' || event.kind === 'post.hidden') place >= 0 && this.#ask();
    if (event.reaction !== 'pin') return;
    const full = this.posts.length === MOST;
    const lowest = full ? this.posts[MOST - 1].reactions.pin : LEAST;
    if (place >= 0 ? true : event.count >= lowest) this.#ask();
  }

  #put(place, change) {
    this.posts = this.posts.map((post, n) => (n === place ? { ...post, ...change } : post));
    this.changed();
  }

  #ask() {
    this.soon ??= setTimeout(async () => {
      this.soon = null;
      try {
        this.posts = (await call('GET', `/api/rooms/${this.slug}/pinned`)).posts;
        this.changed();
      } catch {
        // It is asked for again with the next pin.
      }
    }, Math.random() * SPREAD_MS);
  }

  render() {
    const posts = this.posts.filter(post => !isFolded(post));
    if (!posts.length) return nothing;
    return html`<section class="pinned" aria-label=${t('pins.title')}><p>${t('pins.title')}</p>
      <ul>${posts.map(post => html`<li><a href="/rooms/${this.slug}#p-${post.id}" lang=${post.language}>${short(post.text)}</a> <span class="quiet">${post.author.name}</span></li>`)}</ul></section>`;
  }
}

const short = text => (text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text);
